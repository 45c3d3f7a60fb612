"""Lanes, threads, terms and digests of the outbox in both databases."""

import dataclasses
from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar

import pytest

from core.consultations.notices import (
    QuestionContinued,
)
from core.letters import Errand, Failure, LetterState, Shown
from core.notices import Lane, Notice
from core.people import Account, Person
from storage.carrying import STANDS
from storage.work import Database
from tests import letters
from tests.storage.letters_in import a_newcomer, a_notice, put, rows, take
from tests.times import Clock


@pytest.fixture
async def boris(any_database: Database) -> Person:
    return await a_newcomer(any_database)


async def give_back(database: Database, term: int) -> int:
    async with database.open_work() as work:
        return await work.outbox.give_back(term=term)


async def test_what_a_dead_carrier_had_in_hand_comes_back_once(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    """Nobody knows whether it has arrived: it is important, so it is sent again, once."""
    await put(any_database, a_notice(boris))
    [first] = await take(any_database, term=1)
    assert await give_back(any_database, 1) == 0

    assert await give_back(any_database, 2) == 1
    assert await take(any_database, term=2) == [], "the carrier has to stand first"
    clock.now += STANDS
    [again] = await take(any_database, term=2)
    assert (again.id, again.attempts, again.doubts) == (first.id, 2, 1)
    assert again.payload == first.payload

    assert await give_back(any_database, 3) == 1
    assert await take(any_database, term=3) == []
    assert [row.failure for row in await rows(any_database)] == [Failure.UNKNOWN]


async def test_a_digest_in_doubt_is_not_sent_again_nor_what_is_in_it(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, a_notice(boris, 1), a_notice(boris, 2))
    evening = clock.now + timedelta(hours=2)
    async with any_database.open_work() as work:
        await work.outbox.hold(await work.outbox.due(10), until=evening)
    assert await take(any_database) == []
    clock.wait(hours=2)
    [digest] = await take(any_database)
    async with any_database.open_view() as work:
        assert len(await work.outbox.held(digest)) == 2

    assert await give_back(any_database, 2) == 1
    found = await rows(any_database)
    assert [row.state for row in found] == [LetterState.FAILED] * 3
    assert [row.failure for row in found] == [Failure.UNKNOWN] * 3


async def test_parts_of_a_digest_share_its_fate(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, a_notice(boris, 1), a_notice(boris, 2))
    async with any_database.open_work() as work:
        for letter in await work.outbox.due(10):
            await work.outbox.hold([letter], until=clock.now + timedelta(hours=1))
    clock.wait(hours=1)
    [digest] = await take(any_database)
    async with any_database.open_work() as work:
        await letters.settle(work, digest)

    assert [row.state for row in await rows(any_database)] == [LetterState.DELIVERED] * 3


async def test_a_carrier_of_an_earlier_term_settles_nothing(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, a_notice(boris))
    [letter] = await take(any_database, term=1)
    await give_back(any_database, 2)
    clock.now += STANDS
    [again] = await take(any_database, term=2)
    async with any_database.open_work() as work:
        await letters.settle(work, letter, failure="blocked", term=1)

    assert again.id == letter.id
    assert [row.state for row in await rows(any_database)] == [LetterState.LEASED]


async def test_a_higher_lane_never_waits_for_a_lower_one(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, *(a_reminder(boris, number, clock.now) for number in range(20)))
    clock.wait(minutes=5)
    await put(any_database, a_notice(boris))

    first, *rest = await take(any_database, limit=4)
    assert (first.lane, [one.lane for one in rest]) == (Lane.REPLIES, [Lane.REMINDERS] * 3)


async def test_letters_of_one_thread_leave_one_after_another(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, continued(boris, 1), continued(boris, 2), continued(boris, 3, of=13))
    first, other = await take(any_database)
    assert [first.payload["message"], other.payload["message"]] == [1, 3]
    assert await take(any_database) == []

    async with any_database.open_work() as work:
        later = clock.now + timedelta(minutes=1)
        await letters.put_off(work, first, until=later, failure="no answer")
    assert await take(any_database) == [], "put off it still stands before the second"

    clock.wait(minutes=1)
    [again] = await take(any_database)
    async with any_database.open_work() as work:
        await letters.settle(work, again)
    assert [one.payload["message"] for one in await take(any_database)] == [2]


async def test_what_is_of_no_use_any_more_does_not_leave(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, a_reminder(boris, 12, clock.now))
    clock.wait(hours=2)
    async with any_database.open_work() as work:
        assert await work.outbox.expire() == 1

    assert await take(any_database) == []
    [row] = await rows(any_database)
    assert (row.state, row.payload) == (LetterState.EXPIRED, {})


async def test_a_delivered_letter_is_corrected_where_it_was_shown(
    any_database: Database, boris: Person
) -> None:
    await put(any_database, a_notice(boris))
    [letter] = await take(any_database)
    shown = Shown(Account("telegram", 42), ("7", "8"), texts=1)
    async with any_database.open_work() as work:
        assert not await work.outbox.amend(a_notice(boris)), "it is on its way"
        await letters.settle(work, letter, shown=shown)
    async with any_database.open_work() as work:
        assert await work.outbox.amend(replace(a_notice(boris), teacher="Вера"))

    [again] = await take(any_database)
    assert (again.errand, again.shown) == (Errand.EDIT, shown)
    assert again.payload["teacher"] == "Вера"


async def test_a_letter_not_yet_delivered_is_corrected_before_it_leaves(
    any_database: Database, boris: Person
) -> None:
    await put(any_database, a_notice(boris))
    async with any_database.open_work() as work:
        assert await work.outbox.amend(replace(a_notice(boris), teacher="Вера"))

    [letter] = await take(any_database)
    assert (letter.errand, letter.payload["teacher"]) == (Errand.SHOW, "Вера")


async def test_people_of_a_halted_messenger_wait_and_the_others_do_not(
    any_database: Database, boris: Person
) -> None:
    await put(any_database, a_notice(boris))
    async with any_database.open_work() as work:
        [account] = await work.people.accounts(boris.id)
        assert await work.outbox.due(10, without=[account.messenger]) == []
        assert len(await work.outbox.due(10, without=["another"])) == 1


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSoon(Notice):
    """Of no use once it has begun."""

    lane: ClassVar[Lane] = Lane.REMINDERS

    number: int
    begins_at: datetime

    @property
    def once(self) -> str:
        return f"meeting-soon/{self.number}"

    @property
    def last_moment(self) -> datetime:
        return self.begins_at


def a_reminder(to: Person, number: int, at: datetime) -> MeetingSoon:
    return MeetingSoon(to=to.id, number=number, begins_at=at + timedelta(hours=1))


def continued(to: Person, message: int, *, of: int = 12) -> QuestionContinued:
    return QuestionContinued(
        to=to.id, sender=to.id, consultation=of, message=message, teacher="Анна", text="Ещё"
    )
