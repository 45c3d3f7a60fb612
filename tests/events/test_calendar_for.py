"""The calendar of a person: the rule that announcements have, asked the other way round."""

from sqlalchemy import select
from sqlalchemy.event import listen

from core.audience import CONDITIONS, Audience, traits_of
from core.events import use_cases
from core.events.audience import ASKED
from core.events.model import DAY
from core.events.ports import Viewer, Wanted
from core.people import Person, PersonId, Role
from handlers.events.audience import WINDOWS
from storage.audience import fits
from storage.people import PersonRow
from storage.work import Database
from tests import town
from tests.consultations.conftest import here
from tests.times import MONDAY
from tests.town import Town

__all__ = ["here"]

AUDIENCES = (
    {},
    {"role": ("teacher",)},
    {"role": ("methodist", "teacher")},
    {"role": ("coordinator",)},
    {"experience": ("under-3",)},
    {"experience": ("from-3", "over-20")},
    {"subject": (1,)},
    {"subject": (1, 2), "role": ("teacher",)},
)


async def test_what_a_person_fits_is_what_the_question_for_people_finds(
    any_database: Database, here: Town
) -> None:
    """One rule in two languages: announcements ask for people, the calendar for events."""
    async with any_database.open_work() as work:
        people = [
            await town.settle(work, "Анна", here.school_5, subjects=[here.maths]),
            await town.settle(work, "Борис", here.district, roles=[Role.METHODIST]),
            await town.settle(
                work, "Вера", here.school_15, roles=[Role.METHODIST, Role.COORDINATOR]
            ),
            await town.settle(work, "Галя", here.far_school, subjects=[here.physics, here.maths]),
        ]
        for one, year in zip(people, (2025, 2023, 1990, 2040), strict=True):
            await work.registration.teach_since(one.id, year)
        people = [await work.people.get(one.id) for one in people]
        organiser = await town.settle(work, "Егор", here.region, roles=[Role.METHODIST])
        meeting = await town.event(work, here.region, organiser.id)
        units = ({}, *({"unit": (one,)} for one in (here.region, here.district, here.school_5)))
        for conditions in ({**one, **unit} for one in AUDIENCES for unit in units):
            meant = Audience.of(conditions)
            await work.events.put_audience(meeting.id, meant)
            assert await work.events.audience(meeting.id) == meant
            ids = [one.id for one in people]
            rows = await work.means.session.scalars(
                select(PersonRow.id).where(fits(meant, work.now), PersonRow.id.in_(ids))
            )
            found = set(rows)
            for one in people:
                assert one.unit is not None
                traits = traits_of(one, await work.units.lineage(one.unit), now=work.now)
                assert (meant.unmet(traits) is None) == (one.id in found), conditions
                wanted = Wanted(
                    units=[here.region],
                    viewer=Viewer(person=one.id, traits=traits),
                    since=work.now,
                )
                page = await work.events.coming(wanted, page=0)
                assert bool(page.events) == (one.id in found), conditions


async def test_the_calendar_goes_by_indexes(database: Database) -> None:
    there = await town.build(database)
    asked: list[tuple[str, tuple[object, ...]]] = []
    async with database.open_work() as work:
        boris = await town.methodist(work, "Борис", there.district)
        connection = await work.means.session.connection()

        def note(
            _: object, __: object, sql: str, values: tuple[object, ...], *more: object
        ) -> None:
            asked.append((sql, values))

        listen(connection.sync_connection, "before_cursor_execute", note)
        await use_cases.calendar(work, me=boris, page=0, month=(work.now, work.now + DAY))
        [(sql, values)] = [
            one for one in asked if one[0].count("event_audiences") and "LIMIT" in one[0]
        ]
        rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        plan = [row.detail for row in rows]
    assert "USING INDEX ix_events_" in plan[0], plan
    assert not [step for step in plan if step.startswith("SCAN")], plan


def test_every_condition_of_an_event_is_known() -> None:
    traits = traits_of(Person(id=PersonId(1)), (), now=MONDAY)
    assert set(ASKED) == set(traits) <= set(CONDITIONS)
    assert set(ASKED) == set(WINDOWS)
