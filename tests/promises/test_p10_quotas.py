"""P10 with seats kept for a school: never oversold, never another's, whoever presses at once.

The same two twins as without quotas: one that does not lock the event, and one that has looked
how many seats are free before it began to write.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.turns import AT_ONCE
from core.events import keeping, quotas, use_cases
from core.events.seats import CONCERNED, Enrolment, Quota, Standing, enrol
from core.people import Person, PersonId
from core.units import UnitId
from storage.people import PersonRow
from storage.work import Database
from tests import town
from tests.promises.results import Record
from tests.promises.test_p10_seats import FIRST_ID, ROOM, Crowd, Press, unlocked
from tests.promises.test_p10_seats import guarded as press_once

COUNTS = [
    pytest.param(120, 20, 8, id="short"),
    pytest.param(600, 100, 40, id="full", marks=pytest.mark.long),
]


@dataclass
class MixedCrowd(Crowd):
    """Every other is of the school that seats are kept for."""

    school: UnitId
    boris: Person

    async def of_school(self, *which: Standing) -> Sequence[Enrolment]:
        ours = {one.id for one in self.people if one.unit == self.school}
        return [one for one in await self.standing(*which) if one.person in ours]


async def crowd(database: Database, people: int, seats: int, kept: int) -> MixedCrowd:
    here = await town.build(database)
    async with database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        event = await town.event(work, here.district, boris.id, seats_room=seats)
        quota = Quota(presence=ROOM, unit=here.school_5, seats=kept)
        await keeping.keep(work, event.id, quota, me=boris)
    units = (here.school_15, here.school_5)
    teachers = [
        Person(id=PersonId(one), name=f"№ {one}", unit=units[one % 2])
        for one in range(FIRST_ID, FIRST_ID + people)
    ]
    rows = [
        {"id": one.id, "name": one.name, "folded": "", "unit_id": one.unit} for one in teachers
    ]
    async with database.writer.begin() as connection:
        await connection.execute(PersonRow.__table__.insert(), rows)
    return MixedCrowd(
        database,
        event,
        teachers,
        asyncio.Barrier(people),
        asyncio.Semaphore(AT_ONCE),
        here.school_5,
        boris,
    )


async def looked_before(crowd: Crowd, me: Person) -> None:
    async with crowd.database.open_view() as work:
        seats = await quotas.seats_of(work, crowd.event, ROOM)
        units = await quotas.units_of(work, me, seats)
    await crowd.have_looked.wait()
    async with crowd.database.open_work() as work:
        await work.events.put(
            enrol(
                None,
                event=crowd.event.id,
                person=me.id,
                presence=ROOM,
                seats=seats,
                units=units,
                ticket=await work.events.next_ticket(crowd.event.id),
                starts_at=crowd.event.details.starts_at,
                now=work.now,
            )
        )


@pytest.mark.parametrize(("people", "seats", "kept"), COUNTS)
async def test_the_school_gets_what_is_kept_for_it_and_the_others_no_more_than_is_common(
    any_database: Database, people: int, seats: int, kept: int, record: Record
) -> None:
    here = await crowd(any_database, people, seats, kept)
    await here.press(press_once)

    enrolled = await here.standing(Standing.ENROLLED)
    on_kept = [one for one in enrolled if one.kept_for == here.school]
    ours = {one.person for one in await here.of_school(*CONCERNED)}
    assert len(enrolled) == seats
    assert len(on_kept) == kept
    assert {one.person for one in on_kept} <= ours
    assert len(await here.standing(Standing.WAITING)) == people - seats
    record(
        f"{people} pressed at once for {seats} seats, {kept} of them kept for a school: "
        f"{len(enrolled)} enrolled, {len(on_kept)} of them on seats of the school"
    )


@pytest.mark.parametrize(("people", "seats", "kept"), COUNTS)
async def test_whoever_leaves_and_whatever_is_kept_meanwhile_nothing_is_oversold(
    any_database: Database, people: int, seats: int, kept: int, record: Record
) -> None:
    """People give seats back while the organiser takes the quota away and makes it anew."""
    here = await crowd(any_database, people, seats, kept)
    await here.press(press_once)
    known = {one.id: one for one in here.people}
    leaving = [known[one.person] for one in (await here.standing(Standing.ENROLLED))[::2]]

    async def leave(me: Person) -> None:
        async with here.door, here.database.open_work() as work:
            await use_cases.leave(work, here.event.id, me=me)

    async def change(number: int) -> None:
        async with here.door, here.database.open_work() as work:
            if number % 2:
                quota = Quota(presence=ROOM, unit=here.school, seats=kept)
                await keeping.keep(work, here.event.id, quota, me=here.boris)
            else:
                await keeping.drop(work, here.event.id, ROOM, here.school, me=here.boris)

    await asyncio.gather(*map(leave, leaving), *map(change, range(4)))

    taken = await here.standing(Standing.ENROLLED, Standing.OFFERED)
    assert len(taken) == seats, "each seat given back went to exactly one"
    assert len({one.person for one in await here.standing()}) == people - len(leaving)
    record(f"{len(leaving)} seats given back while quotas changed: {len(taken)} of {seats} taken")


@pytest.mark.parametrize("how", [looked_before, unlocked])
async def test_the_twin_oversells(any_url: str, any_database: Database, how: Press) -> None:
    if how is unlocked and any_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer, whose transaction begins with the lock")
    here = await crowd(any_database, 60, 6, 2)
    await here.press(how)

    enrolled = await here.standing(Standing.ENROLLED)
    on_kept = [one for one in enrolled if one.kept_for == here.school]
    assert len(enrolled) > 6
    assert how is unlocked or len(on_kept) > 2
