"""Somebody reads, somebody asks, and the coordinator sees who has said so."""

import pytest
from python_calamine import CalamineWorkbook

from bot.messengers.demo.people import DemoChat
from core.acknowledgements.model import AnnouncedId
from core.consultations.model import ConsultationId
from core.people import Role
from tests.acknowledgements.announcing import ARRIVED, BLOCKED, UNKNOWN, hand_to, recall, send
from tests.times import Clock
from tests.walks import phone_of, tap
from tests.world import DemoWorld

GIST = "Просим всех до 1 декабря заполнить карту школы. Образец на сайте."
DENIED = "Это вам недоступно."


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


@pytest.fixture
async def vera(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Лебедева Вера", Role.COORDINATOR, at="Школа № 1")


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
        "Объявление № 1\n\nПросим всех до 1 декабря заполнить карту школы.\n\nОбразец на сайте."
    )
    assert anna.buttons == ["Спросить", "Меню"], "nothing is left to be acknowledged"

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
    await anna.press_raw(f"reread:{number}")
    assert anna.last == "Объявление № 1 отозвано. Отмечать, что вы ознакомились, не нужно."


async def test_a_stranger_to_the_announcement_neither_reads_nor_asks(
    world: DemoWorld, anna: DemoChat, vera: DemoChat
) -> None:
    number = await announced(world, anna)
    olga = await phone_of(world, "Орлова Ольга")
    for place in ("ack", "reread", "askabout"):
        before = len(olga.messages)
        await olga.press_raw(f"{place}:{number}")
        assert any(said.startswith(DENIED) for said in olga.messages[before:])
        assert "карту" not in "".join(olga.messages)


async def test_files_and_links_come_again(
    world: DemoWorld, anna: DemoChat, vera: DemoChat
) -> None:
    person = await world.joined(anna.external)
    assert person is not None
    file = world.chats.keep("карта.docx", b"a map")
    from core.files import Attachment, FileKind

    number = await send(
        world.database,
        world.people["Лебедева Вера"],
        world.units["район"],
        {person: ARRIVED},
        links=[("Образец", "https://example.org/map")],
        files=[
            Attachment(
                kind=FileKind.DOCUMENT, messenger="demo", file_id=file.file_id, name=file.name
            )
        ],
    )
    await anna.press_raw(f"reread:{number}")
    assert anna.buttons == [
        "Образец",
        "Показать 1 файл",
        "Ознакомлен(а)",
        "Спросить",
        "Меню",
    ]
    await anna.press("Показать 1 файл")
    assert "карта.docx" in [one.document.file_name for one in anna.history if one.document]


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


async def reported(world: DemoWorld, anna: DemoChat) -> AnnouncedId:
    """Anna has said so, Olga has not, two more of another school were not reached."""
    olga = await world.person("Орлова Ольга")
    lost = await world.person("Пропавший Пётр", at="Школа № 1")
    somewhere = await world.person("Неясный Никита", at="Школа № 1")
    person = await world.joined(anna.external)
    assert person is not None
    number = await send(
        world.database,
        world.people["Лебедева Вера"],
        world.units["район"],
        {person: ARRIVED, olga: ARRIVED, lost: BLOCKED, somewhere: UNKNOWN},
    )
    await anna.press_raw(f"ack:{number}")
    return number


async def test_the_coordinator_sees_schools_and_people(
    world: DemoWorld, anna: DemoChat, vera: DemoChat
) -> None:
    number = await reported(world, anna)
    await vera.press_raw(f"acks:{number}")
    assert vera.last == (
        f"Ознакомились 1 из 4\n{GIST}\n\nПолучили и не отметили: 1\nЕщё в пути: 0\n"
        "Не доставлено: 1\nНеизвестно, дошло ли: 1"
    )
    assert vera.buttons == [
        "0 из 2 · Школа № 1",
        "1 из 2 · Школа № 5",
        "Напомнить (1)",
        "Таблица для приказа",
        "← Назад",
        "Меню",
    ]
    await vera.press("0 из 2 · Школа № 1")
    assert vera.last == (
        "Школа № 1\n\nНеясный Никита\nнеизвестно, дошло ли\n\nПропавший Пётр\n"
        "не доставлено: человек остановил бота или удалил учётную запись"
    )
    await tap(vera, "← Назад", "1 из 2 · Школа № 5")
    assert vera.last == ("Школа № 5\n\nОрлова Ольга\nнет\n\nСоколова Анна\nпн, 7 сентября, 12:00")
    async with world.database.open_view() as work:
        assert (await work.audit.verify()).rows >= 2


async def test_the_coordinator_reminds_once_a_day(
    world: DemoWorld, anna: DemoChat, vera: DemoChat, clock: Clock
) -> None:
    number = await reported(world, anna)
    olga = world.new_phone(await world.number_of(world.people["Орлова Ольга"].id), "Орлова Ольга")
    await vera.press_raw(f"acks:{number}")
    await vera.press("Напомнить (1)")
    assert vera.last.startswith("Напомнить 1 человеку, который получил объявление и не отметил")
    await vera.press("Да, напомнить")
    assert vera.last.startswith("Напоминание уйдёт 1 человеку.")
    await world.post()
    assert olga.last == f"Пожалуйста, отметьте, что ознакомились с объявлением\n\n{GIST}"
    assert olga.buttons == ["Ознакомлен(а)", "Прочитать ещё раз", "Спросить"]

    await tap(vera, "← Назад")
    assert vera.last.endswith("Напоминали: пн, 7 сентября, 12:00")
    await tap(vera, "Напомнить (1)", "Да, напомнить")
    assert any(
        said == "Сегодня уже напоминали: пн, 7 сентября, 12:00. Следующее напоминание можно "
        "отправить завтра."
        for said in vera.messages
    )
    await olga.press("Ознакомлен(а)")
    assert olga.last.startswith("Отмечено: вы ознакомились с объявлением.")
    await vera.press_raw(f"acks:{number}")
    assert "Напомнить (1)" not in vera.buttons


async def test_the_coordinator_takes_the_table_home(
    world: DemoWorld, anna: DemoChat, vera: DemoChat
) -> None:
    number = await reported(world, anna)
    await vera.press_raw(f"acks:{number}")
    await vera.press("Таблица для приказа")
    assert vera.last == "Отправили таблицу, в ней 4 человека. Что вы её взяли, записано в журнал."
    [document] = [one.document for one in vera.history if one.document]
    assert document.file_name == "Ознакомление, объявление № 1.xlsx"
    file = world.chats.file(document.file_id)
    assert file is not None
    import io

    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.data)).get_sheet_by_index(0).to_python()
    assert rows == [
        ["№", "Место работы", "ФИО", "Должность", "Дата и время", "Мессенджер или причина"],
        ["1", "Школа № 1", "Неясный Никита", "Учитель", "неизвестно", ""],
        [
            "2",
            "Школа № 1",
            "Пропавший Пётр",
            "Учитель",
            "не доставлено",
            "человек остановил бота или удалил учётную запись",
        ],
        ["3", "Школа № 5", "Орлова Ольга", "Учитель", "нет", ""],
        ["4", "Школа № 5", "Соколова Анна", "Учитель", "07.09.2026 12:00", "демонстрация"],
    ]


async def test_a_report_has_pages_of_schools_and_of_people(
    world: DemoWorld, anna: DemoChat, vera: DemoChat
) -> None:
    people = [await world.person(f"Учитель {letter}") for letter in "АБВГДЕЖЗИК"]
    async with world.database.open_work() as work:
        for place in range(9):
            name = f"Гимназия {place}"
            world.units[name] = await work.units.add(
                name=name, level="школа", parent=world.units["район"]
            )
    people += [await world.person(f"Учитель {at}", at=f"Гимназия {at}") for at in range(9)]
    number = await send(
        world.database,
        world.people["Лебедева Вера"],
        world.units["район"],
        dict.fromkeys(people, ARRIVED),
    )
    await vera.press_raw(f"acks:{number}")
    assert vera.buttons[0] == "0 из 10 · Школа № 5"
    assert vera.buttons[8:11] == ["‹", "1/2", "›"]
    await vera.press("›")
    assert vera.buttons[:5] == ["0 из 1 · Гимназия 7", "0 из 1 · Гимназия 8", "‹", "2/2", "›"]
    await vera.press("‹")
    await vera.press("0 из 10 · Школа № 5")
    assert vera.last.count("нет") == 8
    await vera.press("›")
    assert "Учитель И" in vera.last
    assert vera.last.count("нет") == 2
