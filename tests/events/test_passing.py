"""A seat passes to a colleague in the messenger: a code shown, typed or brought by a link."""

import re

import pytest

from bot.messengers.demo.people import DemoChat
from core.guessing import MOST_MISSES
from core.people import Role
from tests.events.holding import CODE, handed, held
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import agree, phone_of, tap
from tests.world import DemoWorld

GIVER = "Соколова Анна"
TAKEN = "Вы записаны. Место перешло к вам."


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, GIVER)


@pytest.fixture
async def olga(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Белова Ольга")


async def test_what_a_seat_that_passes_looks_like_from_both_sides(
    world: DemoWorld, anna: DemoChat, olga: DemoChat
) -> None:
    await phone_of(world, "Громов Борис", Role.METHODIST)
    await held(world, world.people["Громов Борис"].id, seats_room=1)
    giver, taker = Transcript(world, anna, "Анна "), Transcript(world, olga, "Ольга ")
    giver.lines = taker.lines
    await anna.press_raw("event:1")
    await giver.press("Записаться", "Передать место коллеге", "Показать код")
    found = re.search(r"\d{4} \d{4}", anna.last)
    assert found is not None
    await taker.say("/events")
    await taker.press("Место по коду")
    await taker.say("восемь цифр")
    await taker.say(found[0])
    await taker.press("Занять место")
    await giver.hear()
    await giver.press("Открыть")
    taker.compare("substitution")


async def test_a_link_opens_the_card(world: DemoWorld, anna: DemoChat, olga: DemoChat) -> None:
    await handed(world, GIVER)
    await olga.say(f"/start seat-{CODE}")
    assert "Место передаёт Соколова Анна." in olga.last
    await olga.press("Занять место")
    assert TAKEN in olga.last
    assert [one.document.file_name for one in olga.history if one.document] == [
        "meropriyatie-1.ics"
    ]
    await olga.say(f"/start seat-{CODE}")
    assert "Места по этому коду нет" in olga.all_screens


async def test_a_newcomer_registers_first_and_opens_the_link_again(
    world: DemoWorld, anna: DemoChat
) -> None:
    await handed(world, GIVER)
    stranger = world.new_phone(901, "Пётр Новиков")
    await agree(stranger, f"/start seat-{CODE}")
    await stranger.press("Пётр Новиков")
    await stranger.say("школа 5")
    await tap(stranger, "Школа № 5", "Учитель", "Математика", "Готово")
    await stranger.say(f"/start seat-{CODE}")
    await stranger.press("Занять место")
    assert TAKEN in stranger.last


async def test_a_colleague_who_is_late_is_told_and_the_seat_is_not_theirs(
    world: DemoWorld, anna: DemoChat, olga: DemoChat
) -> None:
    await handed(world, GIVER)
    vera = await phone_of(world, "Волкова Вера")
    for phone in (olga, vera):
        await phone.press_raw("seatcode")
        await phone.say(CODE)
    await olga.press("Занять место")
    await vera.press("Занять место")
    assert "Места по этому коду нет" in vera.all_screens
    assert TAKEN not in vera.all_screens
    await tap(vera, "← Назад", "← Назад")
    assert "Мероприятия" in vera.last


async def test_whoever_guesses_waits_even_with_the_right_code(
    world: DemoWorld, anna: DemoChat, olga: DemoChat, clock: Clock
) -> None:
    await handed(world, GIVER)
    await olga.press_raw("seatcode")
    for number in range(MOST_MISSES):
        await olga.say(f"0000 000{number}")
    await olga.say(CODE)
    assert "Место передаёт" not in olga.all_screens
    clock.wait(minutes=2)
    await olga.say(CODE)
    assert "Место передаёт" in olga.last


async def test_a_code_is_shown_once(world: DemoWorld, anna: DemoChat, clock: Clock) -> None:
    await handed(world, GIVER)
    await anna.press_raw("handseat:1")
    await tap(anna, "Показать код", "Новый код")
    assert anna.last.startswith("Код для коллеги")
    clock.wait(days=11)
    await anna.press("Новый код")
    assert "Код показан только один раз" in anna.last


async def test_whoever_has_no_seat_sees_the_event(
    world: DemoWorld, anna: DemoChat, olga: DemoChat
) -> None:
    await handed(world, GIVER)
    await olga.press_raw("handseat:1")
    assert "В лист ожидания" in olga.buttons
    assert "Показать код" not in olga.buttons
