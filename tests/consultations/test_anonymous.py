"""A question without a name: nowhere is it named, and the answer finds its way back."""

from datetime import timedelta

import pytest

from bot.messengers.demo.people import DemoChat
from core.consultations.model import REOPENED_WITHIN
from core.people import PersonId, Role
from core.preferences.model import Mode, Preferences
from tests.promises.scanning import tables
from tests.times import Clock
from tests.walks import answer, ask, phone_of, tap
from tests.world import DemoWorld

NAME, SCHOOL = "Канарейкина Анна", "Школа № 5"
WORDS = "Как быть, если травят?"


@pytest.fixture
async def boris(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1")


@pytest.fixture
async def inna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Волкова Инна", Role.COORDINATOR, at="Школа № 1")


@pytest.fixture
async def anna(world: DemoWorld, boris: DemoChat, inna: DemoChat) -> DemoChat:
    """She has asked before, by her name."""
    anna = await phone_of(world, NAME)
    await anna.press_raw("experience")
    await anna.press(anna.buttons[1])
    await ask(anna, "Обычный вопрос")
    await world.post()
    return anna


async def ask_without_a_name(anna: DemoChat) -> None:
    await anna.say("/ask")
    await tap(anna, "Аттестация", "Спросить анонимно")
    assert "Ваше имя рядом с вопросом не хранится." in anna.last
    assert "Через 14 дней после закрытия мы это сотрём" in anna.last
    await anna.press("Да, без имени")
    await anna.say(WORDS)
    assert "Вопрос анонимный: имени и школы методист не увидит." in anna.last
    await anna.press("Отправить")
    assert anna.last.startswith("Вопрос № 2 ")


async def test_it_goes_there_and_back_and_on_no_screen_of_staff_is_a_name(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, inna: DemoChat
) -> None:
    shown = {phone: len(phone.messages) for phone in (boris, inna)}
    await ask_without_a_name(anna)
    await world.post()
    assert boris.last.startswith(
        "Новый вопрос № 2\nАттестация, Математика\nАнонимный учитель, Северный район\n"
    )
    await answer(boris)
    await world.post()
    assert anna.last == "Ответ на вопрос № 2\nГромов Борис\n\nПо критериям."

    await anna.press("Написать ещё")
    await anna.say("А если это коллега?")
    await anna.press("Отправить")
    await anna.edit("А если травит коллега?", instead_of="А если это коллега?")
    await world.post()
    await boris.press_raw("answer:2")
    await boris.say("Тогда так.")
    await boris.press("Отправить")
    await tap(boris, "Открыть", "Закрыть", "Да, закрыть")
    await world.post()
    await anna.press("Помогло полностью")
    await anna.say("Спасибо.")
    await world.post()
    assert boris.last == "Анонимный учитель, вопрос № 2: помогло полностью.\nСпасибо."

    for phone in (boris, inna):
        for place in ("consultation:2", "inbox", "unowned"):
            await phone.press_raw(place)
        assert not any("прошл" in title for title in phone.buttons)
        said = "\n".join(phone.messages[shown[phone] :])
        about = [one for one in phone.messages[shown[phone] :] if "№ 2" in one]
        assert about or phone is inna
        assert not any(NAME in one or SCHOOL in one or "стаж" in one for one in about), said
    await boris.press_raw("before:2")
    assert boris.last.startswith("Прошлые вопросы учителя\n\nРаньше этот учитель не спрашивал.")


async def test_in_no_table_does_the_name_stand_with_the_question(
    world: DemoWorld, anna: DemoChat, boris: DemoChat
) -> None:
    await ask_without_a_name(anna)
    await world.post()
    await boris.press_raw("consultation:2")
    person = world.people[NAME]
    [mask] = await masks(world)

    kept = await tables(world.database)
    assert not any(NAME in row and WORDS in row for rows in kept.values() for row in rows)
    of_question = [
        row
        for name in ("consultations", "messages", "message_parts", "outbox", "audit", "inbox")
        for row in kept[name]
        if WORDS in row or "consultation 2" in row
    ]
    assert of_question
    assert not any(NAME in row or str(anna.external) in row for row in of_question)
    async with world.database.open_view() as work:
        asked = await work.consultations.get(2)  # type: ignore[arg-type]  # a plain number
    assert asked is not None
    assert (asked.teacher, asked.unit) == (mask, world.units["район"])
    assert kept["masks"] == [f"({mask}, {person.id})"]


async def test_a_mask_wants_of_letters_what_its_wearer_wants(
    world: DemoWorld, anna: DemoChat
) -> None:
    await ask_without_a_name(anna)
    [mask] = await masks(world)
    person = world.people[NAME].id
    async with world.database.open_work() as work:
        await work.preferences.put(person, Preferences(reminders=Mode.OFF))
    async with world.database.open_view() as work:
        wishes = await work.preferences.of_many([PersonId(mask), person])
        ways = await work.people.ways([PersonId(mask), person])

    assert wishes[PersonId(mask)][0].reminders is Mode.OFF
    assert ways[PersonId(mask)] == ways[person]


async def masks(world: DemoWorld) -> list[int]:
    async with world.database.open_view() as work:
        return [*await work.masks.of(world.people[NAME].id)]


async def test_it_is_among_her_own_and_in_her_copy(world: DemoWorld, anna: DemoChat) -> None:
    await ask_without_a_name(anna)
    await anna.press("Мои обращения")
    assert "№ 2 · Аттестация" in anna.last
    await anna.press("№ 2")
    assert WORDS in anna.last
    assert NAME not in anna.last

    async with world.database.open_view() as work:
        copy = await work.privacy.dossier(world.people[NAME].id)
    assert [row["number"] for row in copy.sections["consultations"]] == [1, 2]
    assert WORDS in [row["text"] for row in copy.sections["messages"]]


async def test_whoever_withdraws_takes_what_they_asked_without_a_name_along(
    world: DemoWorld, anna: DemoChat
) -> None:
    await ask_without_a_name(anna)
    await anna.say("/privacy")
    await tap(anna, "Отозвать согласие", "Удалить мои данные")

    kept = await tables(world.database)
    assert not any(WORDS in row for rows in kept.values() for row in rows)
    assert kept["masks"] == []


async def test_two_weeks_after_its_end_nobody_knows_whose_it_was(
    world: DemoWorld, anna: DemoChat, boris: DemoChat, clock: Clock
) -> None:
    await ask_without_a_name(anna)
    await world.post()
    await anna.press_raw("close:2")
    await tap(anna, "Да, закрыть", "Позже")
    clock.wait(days=REOPENED_WITHIN.days)
    await world.service.reminders.put_due()
    assert len(await masks(world)) == 1

    clock.wait(minutes=int(timedelta(minutes=1).total_seconds()))
    await world.service.reminders.put_due()
    assert await masks(world) == []
    await anna.press_raw("mine")
    assert "№ 2" not in anna.last
    await anna.press_raw("consultation:2")
    assert anna.messages[-2].startswith("Это вам недоступно.") or anna.last.startswith(
        "Это вам недоступно."
    )
