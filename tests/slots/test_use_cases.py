"""Talks from opening to cancelling, on both databases; and who is told."""

import asyncio
from collections.abc import Collection
from datetime import date, time, timedelta

import pytest
from sqlalchemy import update

from core.errors import NotYours
from core.people import Person, PersonId, Role
from core.slots import use_cases
from core.slots.model import SlotId, SlotState, Talk, TalkState
from core.slots.notices import (
    TalkBooked,
    TalkCancelled,
    TalkInAnHour,
    TalkMoved,
    TalkTomorrow,
)
from core.slots.refusals import SlotTaken
from core.slots.reminding import remind
from core.slots.use_cases import Opening
from core.units import UnitId
from core.written_times import Entry
from storage.merging import absorb
from storage.slot_rows import SlotRow
from storage.slots import SqlSlots
from storage.work import Database
from tests import town
from tests.consultations.conftest import anna, boris, here, vera
from tests.times import Clock
from tests.town import Town

__all__ = ["anna", "boris", "here", "vera"]


def opening(unit: UnitId, clock: Clock, *hours: int, days: int = 3) -> Opening:
    day: date = (clock() + timedelta(days=days)).date()
    entries = [Entry(day=day, begins=time(hour)) for hour in hours]
    return Opening(unit=unit, place="каб. 12", entries=entries, minutes=30)


async def open_times(
    database: Database, clock: Clock, me: Person, *hours: int, days: int = 3
) -> list[SlotId]:
    assert me.unit is not None
    async with database.open_work() as work:
        await use_cases.open_times(work, opening(me.unit, clock, *hours, days=days), me=me)
        return [slot.id for slot in await work.slots.free_of(me.id, since=work.now)]


async def book(database: Database, slot: SlotId, me: Person) -> Talk:
    async with database.open_work() as work:
        return await use_cases.book(work, slot, about="О проекте", me=me)


async def state_of(database: Database, slot: SlotId) -> SlotState:
    async with database.open_view() as work:
        found = await work.slots.get(slot)
    assert found is not None
    return found.state


async def test_a_talk_is_booked_moved_and_cancelled_and_the_other_side_hears_of_it(
    any_database: Database, clock: Clock, anna: Person, boris: Person
) -> None:
    first, second = await open_times(any_database, clock, boris, 12, 15)
    talk = await book(any_database, first, anna)
    assert await state_of(any_database, first) is SlotState.BOOKED
    assert [one["to"] for one in await town.letters(any_database, TalkBooked)] == [boris.id]

    async with any_database.open_work() as work:
        moved = await use_cases.move(work, talk.id, second, me=anna)
    assert (moved.uid, moved.sequence) == (talk.uid, 1)
    assert await state_of(any_database, first) is SlotState.FREE
    assert await state_of(any_database, second) is SlotState.BOOKED
    assert [one["to"] for one in await town.letters(any_database, TalkMoved)] == [boris.id]

    async with any_database.open_work() as work:
        await use_cases.cancel(work, talk.id, me=boris)
    assert await state_of(any_database, second) is SlotState.FREE
    assert [one["to"] for one in await town.letters(any_database, TalkCancelled)] == [anna.id]


async def test_a_withdrawn_time_tells_whoever_was_booked(
    any_database: Database, clock: Clock, anna: Person, boris: Person
) -> None:
    (slot,) = await open_times(any_database, clock, boris, 12)
    await book(any_database, slot, anna)
    async with any_database.open_work() as work:
        await use_cases.withdraw(work, slot, me=boris)
    assert await state_of(any_database, slot) is SlotState.WITHDRAWN
    assert [one["to"] for one in await town.letters(any_database, TalkCancelled)] == [anna.id]


async def test_times_of_another_are_nobodys_business(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person
) -> None:
    (slot,) = await open_times(any_database, clock, boris, 12)
    async with any_database.open_work() as work:
        stranger = await town.settle(work, "Глеб", here.far_school, roles=[Role.METHODIST])
    talk = await book(any_database, slot, anna)
    for attempt in (
        lambda work: use_cases.withdraw(work, slot, me=stranger),
        lambda work: use_cases.book(work, slot, me=stranger),
        lambda work: use_cases.see(work, talk.id, me=stranger),
        lambda work: use_cases.cancel(work, talk.id, me=stranger),
        lambda work: use_cases.move(work, talk.id, slot, me=boris),
        lambda work: use_cases.look_over(work, opening(here.district, clock, 9), me=stranger),
    ):
        with pytest.raises(NotYours):
            async with any_database.open_work() as work:
                await attempt(work)


async def test_two_openings_of_one_methodist_never_overlap(
    any_database: Database, clock: Clock, boris: Person
) -> None:
    await open_times(any_database, clock, boris, 12)
    async with any_database.open_work() as work:
        assert boris.unit is not None
        planned = await use_cases.open_times(work, opening(boris.unit, clock, 12, 13), me=boris)
    assert (len(planned.times), len(planned.refused)) == (1, 1)


async def test_reminders_come_a_day_and_an_hour_before_to_both_and_never_twice(
    any_database: Database, clock: Clock, anna: Person, boris: Person
) -> None:
    (slot,) = await open_times(any_database, clock, boris, 12)
    talk = await book(any_database, slot, anna)
    begins = talk.slot.times.starts_at
    for kind, before in (
        (TalkTomorrow, timedelta(hours=23)),
        (TalkInAnHour, timedelta(minutes=50)),
    ):
        clock.now = begins - before
        for _ in range(3):
            async with any_database.open_work() as work:
                await remind(work)
        letters = await town.letters(any_database, kind)
        assert sorted(map(str, (one["to"] for one in letters))) == sorted(
            map(str, (anna.id, boris.id))
        )


async def test_a_moved_or_cancelled_talk_is_not_reminded_of(
    any_database: Database, clock: Clock, anna: Person, boris: Person
) -> None:
    slots = await open_times(any_database, clock, boris, 12)
    later = (await open_times(any_database, clock, boris, 12, days=6))[-1]
    talk = await book(any_database, slots[0], anna)
    clock.now = talk.slot.times.starts_at - timedelta(hours=23)
    async with any_database.open_work() as work:
        await remind(work)
    async with any_database.open_work() as work:
        await use_cases.move(work, talk.id, later, me=anna)
    assert await town.letters(any_database, TalkTomorrow) == []
    async with any_database.open_work() as work:
        assert await remind(work) == 0
    async with any_database.open_work() as work:
        await use_cases.cancel(work, talk.id, me=anna)
    clock.now = clock.now + timedelta(days=3)
    async with any_database.open_work() as work:
        assert await remind(work) == 0


async def test_when_a_side_is_gone_the_other_is_told(
    any_database: Database, clock: Clock, anna: Person, boris: Person
) -> None:
    first, second = await open_times(any_database, clock, boris, 12, 15)
    await book(any_database, first, anna)
    async with any_database.open_work() as work:
        await work.privacy.erase(anna.id, at=work.now)
    async with any_database.open_work() as work:
        await use_cases.put_right(work)
    assert await state_of(any_database, first) is SlotState.FREE
    assert [one["to"] for one in await town.letters(any_database, TalkCancelled)] == [boris.id]
    async with any_database.open_work() as work:
        await work.privacy.erase(boris.id, at=work.now)
    async with any_database.open_work() as work:
        await use_cases.put_right(work)
    assert await state_of(any_database, second) is SlotState.WITHDRAWN


async def test_an_outcome_is_marked_by_the_methodist(
    any_database: Database, clock: Clock, anna: Person, boris: Person
) -> None:
    (slot,) = await open_times(any_database, clock, boris, 12)
    talk = await book(any_database, slot, anna)
    clock.now = talk.slot.times.ends_at
    async with any_database.open_work() as work:
        assert [one.id for one in await work.slots.unmarked_of(boris.id, now=work.now)]
        marked = await use_cases.mark(work, talk.id, TalkState.HELD, me=boris)
    assert marked.state is TalkState.HELD


class Unguarded(SqlSlots):
    """Trusts what was read in another transaction."""

    async def change(self, slot: SlotId, *, before: Collection[SlotState], to: SlotState) -> bool:
        await self._session.execute(update(SlotRow).where(SlotRow.id == slot).values(state=to))
        return True


async def _race(
    database: Database, slot: SlotId, people: list[PersonId], kind: type[SqlSlots]
) -> int:
    """Everybody reads, waits until all have read, and then takes it."""
    barrier = asyncio.Barrier(len(people))

    async def run(me: PersonId) -> bool:
        async with database.open_view() as work:
            seen = await work.slots.get(slot)
        assert seen is not None
        seen.check_bookable(work.now)
        await barrier.wait()
        async with database.open_work() as work:
            slots = kind(work.means.session)
            if not await slots.change(slot, before=[SlotState.FREE], to=SlotState.BOOKED):
                return False
            await slots.book(
                seen, uid=f"u{me}", teacher=me, about="", consultation=None, at=work.now
            )
            return True

    return sum(await asyncio.gather(*map(run, people)))


@pytest.mark.parametrize("kind", [SqlSlots, Unguarded])
async def test_of_many_who_press_one_time_exactly_one_gets_it(
    any_database: Database, clock: Clock, here: Town, boris: Person, kind: type[SqlSlots]
) -> None:
    (slot,) = await open_times(any_database, clock, boris, 12)
    async with any_database.open_work() as work:
        people = [
            (await town.settle(work, f"Учитель {number}", here.school_5)).id for number in range(8)
        ]
    won = await _race(any_database, slot, people, kind)
    assert (won == 1) is (kind is SqlSlots), "and the twin without the guard books it twice"


async def test_the_other_of_two_hears_that_it_is_taken(
    any_database: Database, clock: Clock, here: Town, boris: Person
) -> None:
    (slot,) = await open_times(any_database, clock, boris, 12)
    async with any_database.open_work() as work:
        people = [await town.settle(work, name, here.school_5) for name in ("Ира", "Оля")]
    results = await asyncio.gather(
        *(book(any_database, slot, one) for one in people), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in results) == ["SlotTaken", "Talk"]
    assert SlotTaken.key == "slot-taken"


async def test_two_records_made_one_keep_their_talks_but_none_with_themselves(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person
) -> None:
    first, second = await open_times(any_database, clock, boris, 12, 15)
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.school_5)
    own = await book(any_database, first, anna)
    others = await book(any_database, second, vera)
    async with any_database.open_work() as work:
        await absorb(work.means.session, anna.id, into=boris.id, at=work.now)
    async with any_database.open_work() as work:
        await use_cases.put_right(work)
    async with any_database.open_view() as work:
        kept = [await work.slots.talk(one.id) for one in (own, others)]
    assert [one and one.state for one in kept] == [TalkState.CANCELLED, TalkState.COMING]
    assert await state_of(any_database, first) is SlotState.FREE


async def test_what_a_person_is_kept_of_talks_is_told_and_forgotten(
    any_database: Database, clock: Clock, anna: Person, boris: Person
) -> None:
    (slot,) = await open_times(any_database, clock, boris, 12)
    await book(any_database, slot, anna)
    async with any_database.open_view() as work:
        hers = (await work.privacy.dossier(anna.id)).sections
        his = (await work.privacy.dossier(boris.id)).sections
    assert [row["about"] for row in hers["talks"]] == ["О проекте"]
    assert [row["about"] for row in his["talks"]] == [""]
    assert [row["place"] for row in his["slots"]] == ["каб. 12"]

    for person in (anna, boris):
        async with any_database.open_work() as work:
            await work.privacy.erase(person.id, at=work.now)
    async with any_database.open_view() as work:
        assert [
            row["about"] for row in (await work.privacy.dossier(anna.id)).sections["talks"]
        ] == [""]
        assert [
            row["place"] for row in (await work.privacy.dossier(boris.id)).sections["slots"]
        ] == [""]
