"""Two at once: one event of a line, one typical plan; and without the lock there would be two."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest

from core.events import organising
from core.people import Person, Role
from core.plan import keeping, use_cases
from core.plan.model import LineId, PlanLine
from core.plan.refusals import LineTied, NotEmpty
from core.plan.years import NewLine
from core.units import UnitId
from handlers.plan.typical import typical_plan
from storage.plan_lines import SqlPlan
from storage.work import Database, SqlWork
from tests import town
from tests.plan.planning import planned
from tests.town import Town

Press = Callable[[SqlWork, Person], Awaitable[None]]


class Unlocked(SqlPlan):
    """Leaves line and unit to others too, and both have looked before either writes."""

    both_have_looked: asyncio.Barrier

    async def hold(self, line: LineId) -> PlanLine | None:
        found = await self.get(line)
        await self.both_have_looked.wait()
        return found

    async def hold_unit(self, unit: UnitId) -> None:
        """Nobody is kept waiting."""

    async def add(self, lines: Sequence[NewLine]) -> Sequence[LineId]:
        await self.both_have_looked.wait()
        return await super().add(lines)


async def at_once(
    database: Database, people: list[Person], press: Press, plan: type[SqlPlan]
) -> list[str]:
    barrier = asyncio.Barrier(len(people))

    async def one(me: Person) -> None:
        async with database.open_work() as work:
            made = plan(work.means.session)
            made.both_have_looked = barrier  # type: ignore[attr-defined]  # of the twin alone
            work.plan = made  # type: ignore[assignment]  # in place of the part
            await press(work, me)

    ends = await asyncio.gather(*map(one, people), return_exceptions=True)
    return sorted(type(end).__name__ for end in ends)


async def coordinators(database: Database, here: Town) -> list[Person]:
    async with database.open_work() as work:
        return [
            await town.settle(work, name, here.district, roles=[Role.COORDINATOR])
            for name in ("Вера", "Инна")
        ]


async def make_event(database: Database, here: Town, plan: type[SqlPlan]) -> tuple[int, list[str]]:
    """Both draw up an event of the same line; how many there are then."""
    people = await coordinators(database, here)
    async with database.open_work() as work:
        line = await planned(work, here.district)

    async def press(work: SqlWork, me: Person) -> None:
        details = town.an_event(work.now)
        event = await organising.draw_up(work, details, unit=here.district, me=me)
        await keeping.tie(work, line, event.id, me=me)

    ends = await at_once(database, people, press, plan)
    async with database.open_view() as work:
        page = await organising.organised(work, me=people[0], page=0)
    return len(page.events), ends


async def take_typical(
    database: Database, here: Town, plan: type[SqlPlan]
) -> tuple[int, list[str]]:
    people = await coordinators(database, here)

    async def press(work: SqlWork, me: Person) -> None:
        await keeping.take_typical(work, here.district, typical_plan(), me=me)

    ends = await at_once(database, people, press, plan)
    async with database.open_view() as work:
        months = await use_cases.year(work, me=people[0])
    return sum(month.lines for month in months), ends


async def test_of_two_who_make_an_event_of_a_line_one_does(
    any_database: Database, here: Town
) -> None:
    events, ends = await make_event(any_database, here, SqlPlan)
    assert (events, ends) == (1, [LineTied.__name__, "NoneType"])


async def test_of_two_who_take_the_typical_plan_one_does(
    any_database: Database, here: Town
) -> None:
    lines, ends = await take_typical(any_database, here, SqlPlan)
    assert (lines, ends) == (len(typical_plan()), ["NoneType", NotEmpty.__name__])


@pytest.mark.parametrize("both", [make_event, take_typical])
async def test_the_twin_without_the_lock_does_it_twice(
    any_url: str,
    any_database: Database,
    here: Town,
    both: Callable[..., Awaitable[tuple[int, list[str]]]],
) -> None:
    if any_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer, whose transaction begins with the lock")
    count, ends = await both(any_database, here, Unlocked)
    assert count in {2, 2 * len(typical_plan())}
    assert ends == ["NoneType", "NoneType"]
