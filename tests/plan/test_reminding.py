"""Once a month, on its first working day, whoever answers for lines is reminded of them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.people import Person, PersonId
from core.plan import keeping
from core.plan.model import Draft
from core.plan.notices import PlanDue
from core.plan.reminding import MOST_TITLES, first_working_day, remind
from core.working_time import WorkingCalendar
from storage.people import AccountRow, PersonRow
from storage.work import Database
from tests import town
from tests.plan.planning import OCTOBER, planned, struck
from tests.times import ZONE, Clock
from tests.town import Town

CALENDAR = WorkingCalendar(ZONE)


async def put(database: Database) -> int:
    async with database.open_work() as work:
        return await remind(work)


async def told(database: Database) -> list[tuple[object, object, object]]:
    letters = await town.letters(database, PlanDue)
    return [(one["to"], one["titles"], one["count"]) for one in letters]


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_first_working_day_has_none_before_it(day: date) -> None:
    month = day.replace(day=1)
    first = first_working_day(month, CALENDAR)
    assert CALENDAR.is_working(first)
    assert first.month == month.month
    days = (first - month).days
    assert not any(CALENDAR.is_working(month + timedelta(days=at)) for at in range(days))


async def test_one_letter_with_all_lines_of_the_month(
    any_database: Database,
    here: Town,
    vera: Person,
    boris: Person,
    anna: Person,
    clock: Clock,
) -> None:
    async with any_database.open_work() as work:
        for title in ("Семинар", "Круглый стол"):
            await planned(work, here.district, title, responsible=boris.id, month=OCTOBER)
        await planned(work, here.school_5, "Урок", responsible=anna.id, month=OCTOBER)
        await planned(work, here.school_5, "Ничьё", month=OCTOBER)
        await planned(work, here.district, "Потом", responsible=boris.id, month=date(2026, 11, 1))
        tied = await planned(work, here.district, "Есть", responsible=boris.id, month=OCTOBER)
        event = await town.event(work, here.district, boris.id)
        line = await work.plan.get(tied)
        found = await work.plan.event(event.id)
        assert line
        assert found
        await work.plan.save(line.tied(found))
        off = await planned(work, here.district, "Нет", responsible=boris.id, month=OCTOBER)
    await struck(any_database, off, me=vera)
    clock.wait(days=23, hours=11)  # the last evening of September
    assert await put(any_database) == 0
    clock.wait(hours=2)  # the first of October, a Thursday
    assert await put(any_database) == 2
    assert await put(any_database) == 0
    assert sorted(await told(any_database), key=str) == sorted(
        [(boris.id, ["Круглый стол", "Семинар"], 2), (anna.id, ["Урок"], 1)], key=str
    )


async def test_on_a_day_off_it_waits_and_what_comes_later_makes_no_second_letter(
    any_database: Database, here: Town, boris: Person, anna: Person, clock: Clock
) -> None:
    november = date(2026, 11, 1)
    async with any_database.open_work() as work:
        await planned(work, here.district, responsible=boris.id, month=november)
    clock.wait(days=55)  # Sunday, the first of November
    assert await put(any_database) == 0
    clock.wait(days=1)
    assert await put(any_database) == 1
    clock.wait(days=3)
    async with any_database.open_work() as work:
        await planned(work, here.district, "Ещё", responsible=boris.id, month=november)
        await planned(work, here.district, "Новое", responsible=anna.id, month=november)
    await put(any_database)
    assert [one[:2] for one in await told(any_database)] == [
        (boris.id, ["Семинар"]),
        (anna.id, ["Новое"]),
    ]


async def test_what_was_put_off_is_remembered_in_its_new_month(
    any_database: Database, here: Town, boris: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        line = await planned(work, here.district, responsible=boris.id)
    assert await put(any_database) == 1
    async with any_database.open_work() as work:
        await keeping.change(work, line, Draft(when=(OCTOBER, None)), me=boris)
    clock.wait(days=24)
    assert await put(any_database) == 1
    assert await put(any_database) == 0


async def test_whoever_has_not_come_yet_is_written_to_when_they_come(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:
        row = PersonRow(name="Нина", folded="нина", unit_id=here.district, position="методист")
        work.means.session.add(row)
        await work.means.session.flush()
        await planned(work, here.district, responsible=PersonId(row.id))
        assert await remind(work) == 0
        work.means.session.add(
            AccountRow(messenger="telegram", external=5, person_id=row.id, joined_at=work.now)
        )
    assert await put(any_database) == 1


async def test_of_many_lines_the_first_are_named_and_nobody_erased_is_written_to(
    any_database: Database, here: Town, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        for number in range(MOST_TITLES + 3):
            await planned(work, here.district, f"Семинар {number:02}", responsible=boris.id)
        await planned(work, here.district, responsible=anna.id)
        await work.privacy.erase(anna.id, at=work.now)
    assert await put(any_database) == 1
    [(person, titles, count)] = await told(any_database)
    assert (person, count) == (boris.id, MOST_TITLES + 3)
    assert titles == [f"Семинар {number:02}" for number in range(MOST_TITLES)]
