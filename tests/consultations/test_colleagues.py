"""A question opened to colleagues, and people who stop the bot in the middle."""

import pytest

from bot.messengers.demo.people import DemoChat
from core.people import Role
from tests.walks import answer, ask, phone_of, tap
from tests.world import DemoWorld


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")


@pytest.fixture
async def anna(world: DemoWorld, boris: DemoChat) -> DemoChat:
    anna = await phone_of(world, "Соколова Анна")
    await ask(anna, "Как оценивать проект?")
    await world.post()
    return anna


async def helper(world: DemoWorld, name: str) -> DemoChat:
    phone = await phone_of(world, name, at="Школа № 1")
    await phone.press_raw("helping")
    await phone.press("Готов(а) помогать")
    assert "Больше не помогать" in phone.buttons
    return phone


async def propose(phone: DemoChat, words: str, title: str) -> None:
    await phone.press("Предложить ответ")
    await phone.say(words)
    await phone.press(title)
    assert phone.last.startswith("Спасибо, методист прочитает ваш ответ.")


async def test_volunteers_propose_and_the_methodist_confirms_the_best(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    olga, lev = await helper(world, "Орлова Ольга"), await helper(world, "Лебедев Лев")
    await tap(boris, "Открыть", "Спросить коллег")
    assert boris.last.startswith("Вопрос № 1 показан 2 коллегам, без имени учителя.")
    await world.post()
    assert olga.last == (
        "Коллега спрашивает, может быть, вы знаете\nАттестация, Математика\n\n"
        "Как оценивать проект?\n\nОтвечать не обязательно."
    )
    await propose(olga, "По критериям ФГОС.", "Отправить с именем")
    await propose(lev, "Никак.", "Отправить без имени")
    await world.post()
    assert any(said.endswith("Орлова Ольга\n\nПо критериям ФГОС.") for said in boris.messages)
    await anna.press_raw("consultation:1")
    assert "По критериям ФГОС." not in anna.last

    await tap(boris, "Предложения коллег", "Орлова Ольга")
    assert "имя можно назвать" in boris.last
    await boris.press("Отправить учителю")
    await world.post()
    assert anna.last == (
        "Ответ на вопрос № 1\nГромов Борис\n\nПо критериям ФГОС.\n\n"
        "Ответ подсказал коллега: Орлова Ольга."
    )
    assert olga.last.startswith("Ваш ответ на вопрос № 1 методист отправил учителю.")
    assert lev.last.startswith("Спасибо за ответ на вопрос № 1.")


async def test_where_nobody_helps_the_methodist_is_told(anna: DemoChat, boris: DemoChat) -> None:
    await tap(boris, "Открыть", "Спросить коллег")

    assert any(said.startswith("Спросить пока некого") for said in boris.messages)


async def test_only_volunteers_of_the_subject_nearby_propose(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    olga = await helper(world, "Орлова Ольга")
    other = await phone_of(world, "Лебедев Лев")
    await tap(boris, "Открыть", "Спросить коллег")
    await world.post()
    for phone in (other, anna, boris):
        await phone.press_raw("propose:1")
        assert any(said.startswith("Это вам недоступно.") for said in phone.messages)

    await olga.press("Предложить ответ")
    await olga.say("Так.")
    await anna.press_raw("close:1")
    await anna.press("Да, закрыть")
    await olga.press("Отправить с именем")
    assert any(said.startswith("Это обращение уже закрыто.") for said in olga.messages)


async def test_whoever_stops_the_bot_is_told_of_once_and_finds_the_answer_later(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    anna.block()
    await answer(boris)
    await world.post()
    for _ in range(3):
        await world.service.reminders.put_due()
        await world.post()
    told = [said for said in boris.messages if "учитель остановил бота" in said]
    assert len(told) == 1
    assert told[0].startswith("Ответ на вопрос № 1 не доставлен")
    await boris.press("Открыть")
    assert "Учитель остановил бота" in boris.last

    anna.unblock()
    await anna.say("/menu")
    for _ in range(2):
        await world.service.reminders.put_due()
        await world.post()
    missed = [said for said in anna.messages if "Пока бот был остановлен" in said]
    assert len(missed) == 1
    await anna.press("Открыть")
    assert "По критериям." in anna.last
    await anna.press("Написать ещё")
    await anna.say("Спасибо.")
    await anna.press("Отправить")
    await world.post()
    assert boris.last.endswith("Спасибо.")
