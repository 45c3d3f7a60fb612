"""The plan on the phone: by months, of one's own territory and those above it."""

from bot.importing import words_of
from core.imports import use_cases
from core.imports.model import Kind, Row, Table
from core.people import Role
from tests.test_golden import Transcript
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld

LINES = (
    ("15.12.2026", "Семинар «Проект» & <оценка>", "Северный район", "Учителя", "Громов Борис"),
    ("декабрь 2026", "Круглый стол", "Озёрный край", "", ""),
    ("01.09.2026", "Школа молодого педагога", "Северный район", "", ""),
    ("май 2027", "Чужое", "Южный район", "", ""),
    *((f"{month}.2027", "Заседание РМО", "Северный район", "", "") for month in range(1, 8)),
)


async def test_what_the_plan_looks_like(world: DemoWorld, clock: Clock) -> None:
    anna = Transcript(world, await phone_of(world, "Соколова Анна"))
    await anna.open("plan")
    await phone_of(world, "Громов Борис", Role.METHODIST)
    columns = ("date", "title", "unit", "audience", "responsible")
    rows = [
        Row(number, dict(zip(columns, line, strict=True)))
        for number, line in enumerate(LINES, start=2)
    ]
    async with world.database.open_work() as work:
        south = await work.units.add(name="Южный район", level="район", parent=world.units["край"])
        assert south
        report = await use_cases.import_plan(work, Table(rows=tuple(rows)), words_of(Kind.PLAN))
    assert (report.created, report.troubles) == (len(LINES), ())
    clock.wait(days=30)
    await anna.open("plan")
    await anna.press("›")
    anna.compare("plan")
