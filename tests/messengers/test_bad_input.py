"""What people do wrong, or at the wrong moment, in every messenger: nothing is half-done."""

import asyncio

import pytest

from core.people import Role
from storage.work import Database
from tests.fakes.max_phone import MaxPhone
from tests.fakes.telegram_phone import FakePhone
from tests.messengers.two_worlds import two_worlds
from tests.times import Clock
from tests.walks import QUESTION, ask, begin, tap
from tests.world import Telephone, World

CLOSED = "Это обращение уже закрыто."
TAKEN = "Вопрос № 1 уже у методиста: "


@pytest.fixture
async def anna(any_world: World) -> Telephone:
    return await any_world.phone(await any_world.person("Соколова Анна"))


async def test_the_button_of_a_closed_question_says_so_and_nothing_is_sent(
    any_world: World, anna: Telephone
) -> None:
    world = any_world
    boris = await world.phone(await world.person("Громов Борис", Role.METHODIST, at="Школа № 1"))
    await ask(anna)
    await world.post()
    await anna.press_raw("close:1")
    await anna.press("Да, закрыть")
    before = anna.all_screens
    await boris.press("Ответить")
    assert any(said.startswith(CLOSED) for said in boris.messages)
    assert boris.buttons
    await boris.say("По критериям.")
    await world.post()

    assert anna.all_screens == before
    assert boris.buttons, "the words were not ignored either"


async def test_of_two_who_take_a_question_at_once_one_has_it_and_the_other_is_told(
    any_world: World, anna: Telephone
) -> None:
    world = any_world
    await ask(anna)
    both = [
        await world.phone(await world.person(name, Role.METHODIST, at="Школа № 1"))
        for name in ("Громов Борис", "Белова Нина")
    ]
    for phone in both:
        await phone.press_raw("consultation:1")
    await asyncio.gather(*(phone.press("Взять себе") for phone in both))

    assert sorted("Ответить" in phone.buttons for phone in both) == [False, True]
    told = [any(said.startswith(TAKEN) for said in phone.messages) for phone in both]
    assert sorted(told) == [False, True]
    await world.post()
    told = [said for said in anna.messages if said.startswith("На вопрос № 1 теперь отвечает")]
    assert len(told) == 1


async def test_what_a_messenger_cannot_pass_on_is_named_and_the_draft_kept(
    database: Database, clock: Clock
) -> None:
    async with two_worlds(database, clock) as both:
        nina = (await both.in_telegram("Белова Нина")).phone
        anna = (await both.in_max("Соколова Анна")).phone
        assert isinstance(nina, FakePhone)
        assert isinstance(anna, MaxPhone)
        await begin(nina)
        await begin(anna)
        await nina.send_sticker()
        await anna.send_contact()
        assert any(said.startswith("Стикер передать не получится: ") for said in nina.messages)
        assert any("передать не получится" in said for said in anna.messages)
        for number, phone in enumerate((nina, anna), 1):
            assert QUESTION in phone.last
            await tap(phone, "Отправить")
            assert phone.last.startswith(f"Вопрос № {number}")
