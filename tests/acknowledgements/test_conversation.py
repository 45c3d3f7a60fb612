"""Somebody says that they have read, reads again and asks."""

from bot.messengers.demo.people import DemoChat
from core.acknowledgements.model import AnnouncedId
from core.consultations.model import ConsultationId
from core.people import Role
from tests.acknowledgements.announcing import ARRIVED, GIST, hand_to, recall, send
from tests.times import Clock
from tests.walks import phone_of, tap
from tests.world import DemoWorld

DENIED = "Это вам недоступно."


async def announced(world: DemoWorld, *phones: DemoChat) -> AnnouncedId:
    """By Vera, in the name of the district; shown on these phones."""
    people = [await world.joined(phone.external) for phone in phones]
    number = await send(
        world.database,
        world.people["Лебедева Вера"],
        world.units["район"],
        {person: ARRIVED for person in people if person},
    )
    for phone in phones:
        await hand_to(world, number, phone)
    return number


async def test_a_reader_says_that_they_have_read_and_reads_again(
    world: DemoWorld, anna: DemoChat, vera: DemoChat, clock: Clock
) -> None:
    await announced(world, anna)
    await anna.press("Ознакомлен(а)")
    assert anna.last == (
        f"Отмечено: вы ознакомились с объявлением.\n\n{GIST}\n\n"
        "Отметка стоит с пн, 7 сентября, 12:00. Объявление осталось в чате, куда пришло. "
        "Прочитать его можно и здесь."
    )
    clock.wait(hours=1)
    await anna.press("Прочитать ещё раз")
    assert anna.last == (
        "Объявление · Северный район\n\nПросим всех до 1 декабря заполнить карту школы.\n\n"
        "Образец на сайте."
    )

    await anna.press("Ознакомлен(а)")
    assert anna.last.startswith("Вы уже отметили, что ознакомились с объявлением.")
    assert "Отметка стоит с пн, 7 сентября, 12:00." in anna.last


async def test_what_was_recalled_says_so(world: DemoWorld, anna: DemoChat, vera: DemoChat) -> None:
    number = await announced(world, anna)
    await recall(world.database, number)
    await anna.press("Ознакомлен(а)")

    assert any(
        said == "Это объявление отозвано. Отмечать, что вы ознакомились, не нужно: ничего не "
        "записано."
        for said in anna.messages
    )
    await anna.press_raw(f"announcement:{number}")
    assert any(
        said.startswith("Это объявление отозвано, читать его больше не нужно.")
        for said in anna.messages
    )


async def test_a_stranger_to_the_announcement_neither_reads_nor_asks(
    world: DemoWorld, anna: DemoChat, vera: DemoChat
) -> None:
    number = await announced(world, anna)
    olga = await phone_of(world, "Орлова Ольга")
    for place in ("ack", "announcement", "askabout"):
        before = len(olga.messages)
        await olga.press_raw(f"{place}:{number}")
        assert any(said.startswith(DENIED) for said in olga.messages[before:])
        assert "карту" not in "".join(olga.messages)


async def test_a_question_about_it_is_asked_of_those_who_announced(
    world: DemoWorld, anna: DemoChat, vera: DemoChat
) -> None:
    """The school has a methodist of its own: the question goes to the district all the same."""
    await phone_of(world, "Белова Нина", Role.METHODIST, over="Школа № 5")
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    number = await announced(world, anna)
    await anna.press("Спросить")
    assert anna.last.startswith(f"По объявлению:\n{GIST}\n")
    await anna.press("Аттестация")
    await anna.say("Куда её отправить?")
    await anna.press("Отправить")
    assert anna.last.startswith("Вопрос № 1 отправлен. Отвечает Громов Борис.")

    await world.post()
    assert "Соколова Анна, Школа № 5\nПо объявлению № 1\n\nКуда её отправить?" in boris.last
    await boris.press("Открыть")
    assert f"По объявлению: {GIST}" in boris.last
    assert "Соколова Анна, Школа № 5" in boris.last
    async with world.database.open_view() as work:
        asked = await work.consultations.get(ConsultationId(1))
    assert asked is not None
    assert (asked.unit, asked.announcement) == (world.units["район"], number)


async def test_an_unfinished_question_about_it_waits_apart_from_the_others(
    world: DemoWorld, anna: DemoChat, vera: DemoChat
) -> None:
    await announced(world, anna)
    await tap(anna, "Спросить", "Аттестация")
    await anna.say("Куда её отправить?")
    await anna.say("/ask")
    await anna.press("Конкурсы")
    await anna.say("Где положение?")
    assert "карту" not in anna.last
    await anna.say("/menu")
    drafts = [data for data in anna_places(anna) if data.startswith("ask")]
    assert drafts[:2] == ["askabout:1", "ask"]

    await anna.press_raw("askabout:1")
    assert GIST in anna.last
    assert "Куда её отправить?" in anna.last
    assert "положение" not in anna.last


def anna_places(phone: DemoChat) -> list[str]:
    rows = phone.history[-1].reply_markup
    assert rows is not None
    return [button.callback_data or "" for row in rows.inline_keyboard for button in row]


async def test_an_answer_to_the_message_is_a_question_about_it(
    world: DemoWorld, anna: DemoChat, vera: DemoChat
) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    await announced(world, anna)
    message = anna.history[-1]
    await anna.say("/menu")
    await anna.say("Куда её отправить?", reply_to=message)
    assert anna.last == (
        "Это вопрос по объявлению? Передать его методисту той службы, которая объявила?\n\n"
        f"{GIST}\n\nВаши слова:\nКуда её отправить?"
    )
    await anna.say("И до какого дня?")
    assert GIST in anna.last, "more words are added to the same offer"
    await tap(anna, "Да, спросить", "Аттестация", "Отправить")

    await world.post()
    assert "По объявлению № 1\n\nКуда её отправить?\nИ до какого дня?" in boris.last


async def test_an_answer_to_another_message_is_an_ordinary_question(
    world: DemoWorld, anna: DemoChat, vera: DemoChat
) -> None:
    await announced(world, anna)
    await anna.say("/menu")
    await anna.say("Как оценивать проект?", reply_to=anna.history[-1])

    assert anna.last == "Похоже, это вопрос. Передать его методисту?\n\nКак оценивать проект?"
