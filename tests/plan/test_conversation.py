"""The plan on the phone: by months, of one's own territory and those above it."""

from datetime import date

from bot.importing import words_of
from bot.messengers.demo.people import DemoChat
from core.imports import use_cases
from core.imports.model import Kind, Row, Table
from core.people import Role
from tests.events.holding import held
from tests.plan.planning import OCTOBER, planned
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of, tap
from tests.world import DemoWorld

LINES = (
    ("15.12.2026", "Семинар «Проект» & <оценка>", "Северный район", "Учителя", "Громов Борис"),
    ("декабрь 2026", "Круглый стол", "Озёрный край", "", ""),
    ("01.09.2026", "Школа молодого педагога", "Северный район", "", ""),
    ("май 2027", "Чужое", "Южный район", "", ""),
    *((f"{month}.2027", "Заседание РМО", "Северный район", "", "") for month in range(1, 8)),
)


async def bring_in(world: DemoWorld, *lines: tuple[str, ...]) -> None:
    columns = ("date", "title", "unit", "audience", "responsible")
    rows = [
        Row(number, dict(zip(columns, line, strict=True)))
        for number, line in enumerate(lines, start=2)
    ]
    async with world.database.open_work() as work:
        report = await use_cases.import_plan(work, Table(rows=tuple(rows)), words_of(Kind.PLAN))
    assert (report.created, report.troubles) == (len(lines), ())


async def test_what_the_plan_looks_like(world: DemoWorld, clock: Clock) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"))
    await anna.open("plan")
    await phone_of(world, "Громов Борис", Role.METHODIST)
    async with world.database.open_work() as work:
        south = await work.units.add(name="Южный район", level="район", parent=world.units["край"])
        assert south
    await bring_in(world, *LINES)
    clock.wait(days=30)
    await anna.open("plan")
    await anna.press("›")
    await anna.press("По месяцам", "декабрь 2026: 2", "Показать всё", "Организация")
    await anna.press("Озёрный край")
    anna.compare("plan")


async def test_what_whoever_keeps_the_plan_sees(world: DemoWorld, clock: Clock) -> None:
    boris = Transcript(
        world, await phone_of(world, "Громов Борис", Role.METHODIST, at="Школа № 1"), "Борис "
    )
    anna = Transcript(world, await phone_of(world, "Соколова Анна"), "Анна ")
    both = anna.lines = boris.lines
    await bring_in(
        world,
        ("15.10.2026", "Семинар по проектам", "Северный район", "Учителя", "Громов Борис"),
        ("октябрь", "Круглый стол", "Северный район", "", "Громов Борис"),
        ("октябрь", "Школа молодого педагога", "Северный район", "", ""),
        ("09.2026", "Педсовет", "Северный район", "", ""),
    )
    await held(world, world.people["Громов Борис"].id, title="Круглый стол методистов")
    clock.wait(days=24)
    await world.service.reminders.put_due()
    await boris.hear()
    await boris.press("Открыть план", "2", "Создать мероприятие", "Семинар", "Очно")
    await boris.say("15:00-16:30")
    await boris.say("Школа № 1, кабинет 12")
    await boris.press("Без ограничений", "Дальше", "Открыть запись")
    await boris.open("plan")
    await boris.press("3", "← Назад")
    await boris.press("1", "Связать с мероприятием", "чт, 17 сентября, 12:00: Круглый стол мет")
    await boris.press("Отвязать мероприятие", "Не состоится")
    await boris.say("Объединили с семинаром")
    await boris.press("Вернуть в план", "Проведено")
    await boris.say("двадцать")
    await boris.say("20")
    await boris.open("plan")
    await boris.press("2", "Изменить", "Срок")
    await boris.say("когда-нибудь")
    await boris.say("20 октября")
    await boris.press("Отвечаю я", "Для кого")
    await boris.say("Педагоги со стажем до трёх лет")
    await boris.open("plan")
    await boris.press("Добавить строку")
    await boris.say("Форум молодых педагогов")
    await boris.say("ноябрь")
    await boris.open("plan")
    await boris.press("Я отвечаю", "Показать всё", "По месяцам", "сентябрь 2026: 1")
    await boris.open("plan")
    await boris.press("Выгрузить план", "2026/2027 учебный год", "← Назад", "← Назад")
    await anna.open("plan")
    await anna.press("2")
    assert both is anna.lines
    boris.compare("plan_kept")


async def test_a_coordinator_takes_the_typical_plan(world: DemoWorld) -> None:
    vera = Transcript(world, await phone_of(world, "Лебедева Вера", Role.COORDINATOR))
    await vera.open("plan")
    await vera.press("Взять типовой план", "Взять этот план", "План на год", "1", "Изменить")
    vera.compare("plan_typical")
    await vera.open("typicalplan")
    assert any("План уже есть" in said for said in vera.phone.messages)


async def test_a_new_event_that_waits_is_not_lost_to_the_plan(world: DemoWorld) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    async with world.database.open_work() as work:
        line = await planned(work, world.units["район"], "По плану", month=OCTOBER)
    await boris.press_raw("newevent")
    await boris.say("Без плана")
    await boris.press_raw(f"planline:{line}")
    await boris.press("Создать мероприятие")
    assert "У вас есть незаконченное мероприятие." in boris.last
    await boris.press("Закончить прежнее")
    assert "Какое это мероприятие?" in boris.last or "название" in boris.last
    await boris.press_raw(f"planline:{line}")
    await tap(boris, "Создать мероприятие", "Начать по плану", "Семинар")
    await boris.press_raw("menu")
    await boris.press_raw(f"planline:{line}")
    await boris.press("Создать мероприятие")
    assert "У вас есть незаконченное мероприятие." not in boris.last


async def half_made(world: DemoWorld, boris: DemoChat, line: int) -> None:
    """At the preview of an event made of the line."""
    await boris.press_raw(f"planline:{line}")
    await tap(boris, "Создать мероприятие", "Семинар", "Онлайн")
    await boris.say("15 октября 15:00-16:00")
    await tap(boris, "Ссылка будет позже", "Без ограничений", "Дальше")


async def test_an_event_of_a_line_is_finished_from_the_menu(world: DemoWorld) -> None:
    """Of a unit below the one that the coordinator has the role for, too."""
    vera = await phone_of(world, "Лебедева Вера", Role.COORDINATOR)
    async with world.database.open_work() as work:
        day = date(2026, 10, 15)
        line = await planned(work, world.units["Школа № 1"], "Форум", month=OCTOBER, day=day)
    await vera.press_raw(f"planline:{line}")
    await tap(vera, "Создать мероприятие", "Семинар", "Онлайн")
    await vera.say("/menu")
    await vera.press("✏️ Закончить мероприятие")
    assert "Какое это мероприятие?" in vera.last
    await tap(vera, "Вебинар", "Онлайн")
    assert "По плану это 15 октября 2026." in vera.last
    await vera.say("15:00–16:30")
    await tap(vera, "Ссылка будет позже", "Без ограничений", "Дальше", "Сохранить черновик")
    await vera.press_raw(f"planline:{line}")
    assert "Черновик: «Форум»\nчт, 15 октября, 15:00–16:30" in vera.last


async def test_a_line_that_got_an_event_meanwhile_takes_no_second(world: DemoWorld) -> None:
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    vera = await phone_of(world, "Лебедева Вера", Role.COORDINATOR)
    async with world.database.open_work() as work:
        line = await planned(work, world.units["район"], "По плану", month=OCTOBER)
    await half_made(world, boris, line)
    await half_made(world, vera, line)
    await vera.press("Сохранить черновик")
    await boris.press("Открыть запись")
    assert any("У этой строки плана уже есть мероприятие." in said for said in boris.messages)
    await boris.press_raw(f"planline:{line}")
    assert "Черновик: «По плану»" in boris.last
    assert "Открыть мероприятие" not in boris.buttons, "a draft is seen by its organiser"


async def test_a_teacher_who_is_responsible_settles_their_line(world: DemoWorld) -> None:
    anna = await phone_of(world, "Соколова Анна")
    olga = await phone_of(world, "Белова Ольга")
    async with world.database.open_work() as work:
        line = await planned(
            work,
            world.units["Школа № 5"],
            "Открытый урок",
            responsible=world.people["Соколова Анна"].id,
            day=date(2026, 9, 20),
        )
    await world.service.reminders.put_due()
    await world.post()
    assert "• Открытый урок" in anna.last
    await tap(anna, "Открыть план", "1")
    assert anna.buttons == ["Проведено", "Не состоится", "← Назад", "Меню"]
    await anna.press("Проведено")
    await anna.send_file("список.docx", b"a list")
    await anna.say("25")
    assert "Участников: 25" in anna.last
    await olga.press_raw(f"planline:{line}")
    assert "Это вам недоступно" in olga.last
    await olga.press_raw(f"editline:{line}")
    assert "Это вам недоступно" in olga.last
