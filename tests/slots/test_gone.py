"""Times whose hour has come, whose methodist has lost the role, or whose records were made one."""

import pytest

from core.people import Grant, Person, Role
from core.roles import use_cases as roles
from core.slots import use_cases
from core.slots.model import SlotId, SlotState, Talk, TalkState
from core.slots.notices import TalkCancelled
from core.slots.refusals import SlotBegun
from storage.merging import absorb
from storage.work import Database
from tests import town
from tests.consultations.conftest import anna, boris, here, vera
from tests.slots.test_use_cases import book, open_times, state_of
from tests.times import Clock
from tests.town import Town

__all__ = ["anna", "boris", "here", "vera"]


async def put_right(database: Database) -> None:
    async with database.open_work() as work:
        await use_cases.put_right(work)


async def states(database: Database, *slots: SlotId) -> list[SlotState]:
    return [await state_of(database, one) for one in slots]


async def now_saved(database: Database, talk: Talk) -> TalkState:
    async with database.open_view() as work:
        found = await work.slots.talk(talk.id)
    assert found is not None
    return found.state


async def revoke(database: Database, here: Town, person: Person) -> None:
    async with database.open_work() as work:
        [held] = [
            one for one in await work.roles.below([here.district]) if one.person == person.id
        ]
        await roles.revoke(work, held.id, by=None)


async def test_a_revoked_role_withdraws_the_times_and_calls_talks_off(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person
) -> None:
    first, second = await open_times(any_database, clock, boris, 12, 15)
    talk = await book(any_database, first, anna)
    await revoke(any_database, here, boris)
    for _ in range(2):
        await put_right(any_database)

    assert await states(any_database, first, second) == [SlotState.WITHDRAWN] * 2
    assert await now_saved(any_database, talk) is TalkState.CANCELLED
    told = await town.letters(any_database, TalkCancelled)
    assert sorted((one["to"], one["by"]) for one in told) == sorted(
        (one.id, "nobody") for one in (anna, boris)
    )
    async with any_database.open_view() as work:
        assert anna.unit is not None
        since = use_cases.soonest(work)
        assert await work.slots.free_for(anna.unit, boris.id, since=since) == []


async def test_a_role_that_is_held_still_keeps_the_times(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person
) -> None:
    """Over the whole region: the district is a part of it."""
    async with any_database.open_work() as work:
        await work.roles.grant(boris.id, Grant(Role.METHODIST, here.region), by=None, at=work.now)
    (slot,) = await open_times(any_database, clock, boris, 12)
    talk = await book(any_database, slot, anna)
    await revoke(any_database, here, boris)
    await put_right(any_database)

    assert await states(any_database, slot) == [SlotState.BOOKED]
    assert await now_saved(any_database, talk) is TalkState.COMING


async def test_two_methodists_made_one_are_not_offered_in_two_places_at_once(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person
) -> None:
    """What is booked stays, of what is free the earlier stays."""
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.district)
        vera = await town.settle(work, "Вера", here.school_5)
    noon, three, five = await open_times(any_database, clock, boris, 12, 15, 17)
    her_noon, her_three, her_four = await open_times(any_database, clock, galina, 12, 15, 16)
    talk = await book(any_database, her_noon, anna)
    async with any_database.open_work() as work:
        await absorb(work.means.session, galina.id, into=boris.id, at=work.now)
    await put_right(any_database)

    free, booked, gone = SlotState.FREE, SlotState.BOOKED, SlotState.WITHDRAWN
    assert await states(any_database, noon, three, five) == [gone, free, free]
    assert await states(any_database, her_noon, her_three, her_four) == [booked, gone, free]
    assert await now_saved(any_database, talk) is TalkState.COMING
    assert await town.letters(any_database, TalkCancelled) == []
    await book(any_database, three, vera)


async def test_a_talk_that_has_begun_is_marked_and_not_withdrawn(
    any_database: Database, clock: Clock, anna: Person, boris: Person
) -> None:
    first, second = await open_times(any_database, clock, boris, 12, 15)
    talk = await book(any_database, first, anna)
    clock.now = talk.slot.times.starts_at
    with pytest.raises(SlotBegun):
        async with any_database.open_work() as work:
            await use_cases.withdraw(work, first, me=boris)
    assert await states(any_database, first) == [SlotState.BOOKED]
    assert await town.letters(any_database, TalkCancelled) == []

    async with any_database.open_work() as work:
        await use_cases.withdraw(work, second, me=boris)
        await use_cases.mark(work, talk.id, TalkState.MISSED, me=boris)
    assert await now_saved(any_database, talk) is TalkState.MISSED
