"""Promises are kept in sight: methodists are reminded in time, and once."""

from datetime import timedelta

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.times import Clock
from tests.walks import answer, ask, phone_of, tap
from tests.world import DemoWorld

REMINDER = "Вопрос № 1 ждёт ответа до ср, 9 сентября, 18:00. Спрашивает Соколова Анна."


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


@pytest.fixture
async def boris(world: DemoWorld, anna: DemoChat) -> DemoChat:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    await ask(anna)
    await world.post()
    return boris


async def knock(world: DemoWorld) -> None:
    """What the schedule does every minute."""
    await world.service.reminders.put_due()
    await world.post()


async def test_a_methodist_is_reminded_at_half_and_a_day_before_the_end_once_each(
    world: DemoWorld, boris: DemoChat, clock: Clock
) -> None:
    clock.wait(days=1, hours=5, minutes=59)
    await knock(world)
    assert boris.messages.count(REMINDER) == 1, "at half of the time"

    clock.wait(minutes=1)
    for _ in range(3):
        await knock(world)
        clock.wait(hours=12)
    assert boris.messages.count(REMINDER) == 2
    assert boris.buttons == ["Ответить", "Открыть"]


async def test_the_reminder_opens_the_answer(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, clock: Clock
) -> None:
    clock.wait(days=2)
    await knock(world)
    assert boris.last == REMINDER
    await answer(boris)
    await world.post()

    assert anna.last == "Ответ на вопрос № 1\nГромов Борис\n\nПо критериям."


async def test_whoever_has_answered_is_not_reminded(
    world: DemoWorld, boris: DemoChat, clock: Clock
) -> None:
    await answer(boris)
    clock.wait(days=2)
    await knock(world)

    assert REMINDER not in boris.messages


async def test_of_a_closed_question_nobody_is_reminded(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, clock: Clock
) -> None:
    await anna.press("Открыть")
    await tap(anna, "Закрыть", "Да, закрыть")
    clock.wait(days=2)
    await knock(world)

    assert REMINDER not in boris.messages


async def test_a_long_silence_of_the_service_reminds_once(
    world: DemoWorld, boris: DemoChat, clock: Clock
) -> None:
    clock.wait(weeks=3)
    await knock(world)
    clock.now += timedelta(minutes=1)
    await knock(world)

    assert boris.messages.count(REMINDER) == 1


async def test_a_question_that_lost_its_methodist_is_told_to_the_coordinator(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    vera = await phone_of(world, "Лебедева Вера", Role.COORDINATOR)
    await boris.say("/privacy")
    await tap(boris, "Отозвать согласие", "Удалить мои данные")
    await knock(world)
    await knock(world)

    assert sum("На вопрос № 1 некому ответить." in said for said in vera.messages) == 1
