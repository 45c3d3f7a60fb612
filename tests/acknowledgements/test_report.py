"""The coordinator sees who has read, reminds the others and takes the table home."""

import io

from python_calamine import CalamineWorkbook

from bot.messengers.demo.people import DemoChat
from core.acknowledgements import use_cases
from core.acknowledgements.model import AnnouncedId
from tests.acknowledgements.announcing import ARRIVED, BLOCKED, GIST, UNKNOWN, send
from tests.times import Clock
from tests.walks import tap
from tests.world import DemoWorld


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
    assert "Напомнить (1)" not in vera.buttons, "once a day"
    clock.wait(days=1)
    await vera.press_raw(f"acks:{number}")
    await vera.press("Напомнить (1)")
    coordinator = world.people["Лебедева Вера"]
    async with world.database.open_work() as work:
        assert await use_cases.ask_again(work, number, me=coordinator) == 1
    await vera.press("Да, напомнить")
    assert any(
        said == "Сегодня уже напоминали: вт, 8 сентября, 12:00. Следующее напоминание можно "
        "отправить завтра."
        for said in vera.messages
    ), "somebody was quicker"
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
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.data)).get_sheet_by_index(0).to_python()
    assert rows == [
        ["№ п/п", "Место работы", "ФИО", "Должность", "Дата и время", "Мессенджер или причина"],
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
