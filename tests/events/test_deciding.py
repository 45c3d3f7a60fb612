"""Whether an event is held: asked once, answered by whoever answers for it; on both databases."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from core.errors import NotYours
from core.events import deciding, organising, use_cases
from core.events.model import Event, EventId, EventState
from core.events.notices import QuorumMissed
from core.events.quorum import Quorum, Stage
from core.events.refusals import QuorumAboveSeats, QuorumOver
from core.people import Person, Role
from storage.events import SqlEvents
from storage.work import Database
from tests import town
from tests.consultations.conftest import anna, boris, here, vera
from tests.events.test_use_cases import enrol, told
from tests.times import Clock
from tests.town import Town, an_event

__all__ = ["anna", "boris", "here", "vera"]

TWO_DAYS = timedelta(days=2)


@pytest.fixture
async def seminar(any_database: Database, here: Town, boris: Person) -> Event:
    """Held if two come at least; two days before it that is decided."""
    async with any_database.open_work() as work:
        seminar = await town.event(work, here.district, boris.id, seats_room=10)
        await deciding.agree(work, seminar.id, 2, TWO_DAYS, me=boris)
    return seminar


async def tick(database: Database) -> int:
    count = 0
    async with database.open_work() as work:
        due = await deciding.due(work)
    for number in due:
        async with database.open_work() as work:
            count += await deciding.ask(work, number)
    return count


async def quorum(database: Database, event: Event) -> Quorum:
    async with database.open_view() as work:
        found = await work.events.quorum(event.id)
    assert found is not None
    return found


async def test_the_organiser_is_asked_once_and_a_coordinator_half_way(
    any_database: Database,
    seminar: Event,
    anna: Person,
    boris: Person,
    vera: Person,
    clock: Clock,
) -> None:
    await enrol(any_database, seminar, anna)
    clock.now = seminar.details.starts_at - TWO_DAYS - timedelta(minutes=1)
    assert await tick(any_database) == 0
    clock.wait(minutes=1)
    assert [await tick(any_database) for _ in range(3)] == [1, 0, 0]
    [letter] = await town.letters(any_database, QuorumMissed)
    assert (letter["to"], letter["enrolled"], letter["least"]) == (boris.id, 1, 2)
    assert (letter["above"], letter["can_wait"]) == (False, True)

    clock.wait(days=1)
    assert [await tick(any_database) for _ in range(3)] == [1, 0, 0]
    assert await told(any_database, QuorumMissed) == [boris.id, vera.id]
    clock.now = seminar.details.starts_at - timedelta(minutes=1)
    assert await tick(any_database) == 0
    async with any_database.open_view() as work:
        now = await work.events.get(seminar.id)
    assert now is not None
    assert now.state is EventState.OPEN, "never cancelled by itself"


async def test_with_enough_nobody_is_asked(
    any_database: Database, seminar: Event, anna: Person, vera: Person, clock: Clock
) -> None:
    for one in (anna, vera):
        await enrol(any_database, seminar, one)
    clock.now = seminar.details.starts_at - TWO_DAYS
    assert [await tick(any_database) for _ in range(2)] == [0, 0]
    assert (await quorum(any_database, seminar)).stage is Stage.MET
    assert await told(any_database, QuorumMissed) == []


async def test_a_question_that_has_not_left_is_taken_back_when_enough_come(
    any_database: Database, seminar: Event, anna: Person, vera: Person, clock: Clock
) -> None:
    await enrol(any_database, seminar, anna)
    clock.now = seminar.details.starts_at - TWO_DAYS
    assert await tick(any_database) == 1
    await enrol(any_database, seminar, vera)
    assert await tick(any_database) == 0
    assert await told(any_database, QuorumMissed) == []
    assert (await quorum(any_database, seminar)).stage is Stage.MET
    clock.wait(days=1)
    assert await tick(any_database) == 0


async def test_whoever_holds_it_anyway_is_asked_no_more(
    any_database: Database, seminar: Event, boris: Person, clock: Clock
) -> None:
    clock.now = seminar.details.starts_at - TWO_DAYS
    await tick(any_database)
    for _ in range(2):
        async with any_database.open_work() as work:
            await deciding.hold_anyway(work, seminar.id, me=boris)
    assert (await quorum(any_database, seminar)).stage is Stage.HELD
    clock.wait(days=1)
    assert await tick(any_database) == 0
    assert await told(any_database, QuorumMissed) == []


async def test_a_day_later_it_is_asked_anew(
    any_database: Database, seminar: Event, boris: Person, clock: Clock
) -> None:
    clock.now = seminar.details.starts_at - TWO_DAYS
    await tick(any_database)
    for _ in range(2):
        async with any_database.open_work() as work:
            await deciding.put_off(work, seminar.id, me=boris)
    clock.wait(hours=23)
    assert await tick(any_database) == 0
    clock.wait(hours=1)
    assert [await tick(any_database) for _ in range(2)] == [1, 0]
    letters = await town.letters(any_database, QuorumMissed)
    assert [(one["round"], one["can_wait"]) for one in letters] == [(2, False)]


async def test_an_event_that_is_moved_is_asked_about_anew(
    any_database: Database, seminar: Event, boris: Person, clock: Clock
) -> None:
    clock.now = seminar.details.starts_at - TWO_DAYS
    await tick(any_database)
    starts = seminar.details.starts_at + timedelta(days=7)
    async with any_database.open_work() as work:
        later = an_event(
            work.now, seats_room=10, starts_at=starts, ends_at=starts + timedelta(hours=2)
        )
        await organising.change(work, seminar.id, later, me=boris)
    assert await told(any_database, QuorumMissed) == []
    assert (await quorum(any_database, seminar)).ask_at == starts - TWO_DAYS
    clock.now = starts - TWO_DAYS
    assert await tick(any_database) == 1


async def test_nobody_is_asked_about_what_is_cancelled_or_a_draft(
    any_database: Database, here: Town, seminar: Event, boris: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        draft = await organising.draw_up(work, an_event(work.now), unit=here.district, me=boris)
        await deciding.agree(work, draft.id, 2, TWO_DAYS, me=boris)
        await organising.cancel(work, seminar.id, "Ремонт", me=boris)
    clock.now = seminar.details.starts_at - TWO_DAYS
    assert await tick(any_database) == 0
    assert (await quorum(any_database, seminar)).stage is Stage.OVER
    async with any_database.open_view() as work:
        assert await deciding.due(work) == []
    async with any_database.open_work() as work:
        await organising.open_event(work, draft.id, me=boris)
    assert await tick(any_database) == 1


@pytest.mark.parametrize("how", ["erased", "revoked"])
async def test_where_the_organiser_is_none_any_more_coordinators_are_asked_at_once(
    any_database: Database, seminar: Event, boris: Person, vera: Person, clock: Clock, how: str
) -> None:
    async with any_database.open_work() as work:
        if how == "erased":
            await work.privacy.erase(boris.id, at=work.now)
        else:
            [grant] = [
                one for one in await work.roles.below([boris.unit]) if one.person == boris.id
            ]
            await work.roles.revoke(grant.id, by=None, at=work.now)
    clock.now = seminar.details.starts_at - TWO_DAYS
    assert await tick(any_database) == 1
    letters = await town.letters(any_database, QuorumMissed)
    assert [(one["to"], one["above"]) for one in letters] == [(vera.id, True)]


async def test_it_is_decided_by_those_who_answer_for_it(
    any_database: Database, here: Town, seminar: Event, anna: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        near = await town.settle(work, "Дина", here.district, roles=[Role.METHODIST])
    deeds = (
        lambda work, me: deciding.look(work, seminar.id, me=me),
        lambda work, me: deciding.agree(work, seminar.id, 3, TWO_DAYS, me=me),
        lambda work, me: deciding.drop(work, seminar.id, me=me),
        lambda work, me: deciding.hold_anyway(work, seminar.id, me=me),
        lambda work, me: deciding.put_off(work, seminar.id, me=me),
    )
    for me in (anna, near):
        for deed in deeds:
            with pytest.raises(NotYours):
                async with any_database.open_work() as work:
                    await deed(work, me)


async def test_what_has_begun_is_not_decided_and_seats_have_to_suffice(
    any_database: Database, seminar: Event, boris: Person, clock: Clock
) -> None:
    with pytest.raises(QuorumAboveSeats):
        async with any_database.open_work() as work:
            await deciding.agree(work, seminar.id, 11, TWO_DAYS, me=boris)
    async with any_database.open_work() as work:
        await deciding.drop(work, seminar.id, me=boris)
    async with any_database.open_view() as work:
        assert await work.events.quorum(seminar.id) is None
    clock.now = seminar.details.starts_at
    with pytest.raises(QuorumOver):
        async with any_database.open_work() as work:
            await deciding.agree(work, seminar.id, 2, TWO_DAYS, me=boris)


class Unlocked(SqlEvents):
    """Leaves the event to others too, and both look before either writes."""

    both_have_looked = asyncio.Barrier(2)

    async def hold(self, event: EventId) -> Event | None:
        return await self.get(event)

    async def quorum(self, event: EventId) -> Quorum | None:
        found = await super().quorum(event)
        await self.both_have_looked.wait()
        return found


async def two_ask(database: Database, seminar: Event, how: type[SqlEvents]) -> int:
    async def ask() -> int:
        async with database.open_work() as work:
            work.events = how(work.means.session)  # type: ignore[assignment]  # in place of the part
            return await deciding.ask(work, seminar.id)

    return sum(await asyncio.gather(ask(), ask()))


async def test_two_processes_ask_once(
    any_database: Database, seminar: Event, clock: Clock
) -> None:
    clock.now = seminar.details.starts_at - TWO_DAYS
    assert await two_ask(any_database, seminar, SqlEvents) == 1
    assert len(await told(any_database, QuorumMissed)) == 1


async def test_the_twin_without_the_lock_asks_twice(
    any_url: str, any_database: Database, seminar: Event, clock: Clock
) -> None:
    if any_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer, whose transaction begins with the lock")
    clock.now = seminar.details.starts_at - TWO_DAYS
    assert await two_ask(any_database, seminar, Unlocked) == 2


async def test_a_kill_before_it_is_saved_loses_neither_the_question_nor_its_turn(
    any_database: Database, seminar: Event, clock: Clock
) -> None:
    clock.now = seminar.details.starts_at - TWO_DAYS
    with suppress(KeyboardInterrupt):
        async with any_database.open_work() as work:
            await deciding.ask(work, seminar.id)
            raise KeyboardInterrupt
    assert await told(any_database, QuorumMissed) == []
    assert await tick(any_database) == 1


async def test_whoever_leaves_after_it_was_met_starts_nothing(
    any_database: Database, seminar: Event, anna: Person, vera: Person, clock: Clock
) -> None:
    for one in (anna, vera):
        await enrol(any_database, seminar, one)
    clock.now = seminar.details.starts_at - TWO_DAYS
    await tick(any_database)
    async with any_database.open_work() as work:
        await use_cases.leave(work, seminar.id, me=anna)
    clock.wait(hours=1)
    assert await tick(any_database) == 0
