"""The outbox in both databases: said once, leased, settled, never lost."""

import asyncio
import dataclasses
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from pydantic import TypeAdapter
from sqlalchemy import select

from core.consultations.model import Outcome
from core.consultations.notices import (
    ConsultationRated,
    QuestionAsked,
    QuestionContinued,
    QuestionWaits,
)
from core.files import Attachment, FileKind
from core.letters import Errand, Failure, Letter, LetterState, Shown
from core.notices import Lane, Notice
from core.people import Account, Person
from storage.carrying import STANDS
from storage.letter_rows import LetterRow
from storage.work import Database
from tests import letters, town
from tests.times import MONDAY, Clock


@pytest.fixture
async def boris(any_database: Database) -> Person:
    async with any_database.open_work() as work:
        return await town.newcomer(work)


def a_notice(to: Person, number: int = 12) -> ConsultationRated:
    return ConsultationRated(
        to=to.id, sender=to.id, consultation=number, teacher="Анна", outcome=Outcome.FULL
    )


async def put(database: Database, *notices: Notice, not_before: datetime | None = None) -> None:
    async with database.open_work() as work:
        for notice in notices:
            await work.outbox.put(notice, not_before=not_before)


async def take(database: Database, limit: int = 10, *, term: int = 1) -> Sequence[Letter]:
    async with database.open_work() as work:
        return await letters.take(work, limit, term=term)


async def test_nobody_hears_the_same_thing_twice(any_database: Database, boris: Person) -> None:
    await put(any_database, a_notice(boris), a_notice(boris))
    await put(any_database, a_notice(boris))
    [letter] = await take(any_database)
    async with any_database.open_work() as work:
        await letters.settle(work, letter)
    await put(any_database, a_notice(boris))

    assert await take(any_database) == []


async def test_a_letter_in_hand_is_not_given_to_anybody_else(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, a_notice(boris))
    [first] = await take(any_database)
    clock.wait(days=1)

    assert await take(any_database) == []
    assert first.attempts == 1


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
        await work.outbox.hold(await work.outbox.due(Lane.REPLIES, 10), until=evening)
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
        for letter in await work.outbox.due(Lane.REPLIES, 10):
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
        assert await work.outbox.due(Lane.REPLIES, 10, without=[account.messenger]) == []
        assert len(await work.outbox.due(Lane.REPLIES, 10, without=["another"])) == 1


async def rows(database: Database) -> Sequence[Any]:
    async with database.reader.connect() as connection:
        table = LetterRow.__table__
        return (await connection.execute(select(table).order_by(LetterRow.id))).all()


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


async def test_a_settled_letter_keeps_no_words(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, a_notice(boris), a_notice(boris, 13))
    delivered, given_up = await take(any_database)
    async with any_database.open_work() as work:
        await letters.settle(work, delivered)
        await letters.settle(work, given_up, failure="blocked")
    clock.wait(days=1)

    assert await take(any_database) == []
    async with any_database.reader.connect() as connection:
        rows = (await connection.execute(select(LetterRow.__table__))).all()
    assert [row.payload for row in rows] == [{}, {}]
    assert [row.failure for row in rows] == [None, "blocked"]
    assert [row.settled_at for row in rows] == [MONDAY, MONDAY]


async def test_a_postponed_letter_waits_for_its_time(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, a_notice(boris))
    [letter] = await take(any_database)
    async with any_database.open_work() as work:
        await letters.put_off(
            work, letter, until=clock.now + timedelta(hours=1), failure="too many requests"
        )

    clock.wait(minutes=59)
    assert await take(any_database) == []
    clock.wait(minutes=1)
    assert [one.id for one in await take(any_database)] == [letter.id]


async def test_a_letter_for_later_is_not_due_before(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, a_notice(boris), not_before=clock.now + timedelta(hours=1))

    assert await take(any_database) == []
    clock.wait(hours=1)
    assert len(await take(any_database)) == 1


async def test_letters_leave_in_the_order_they_came_and_no_more_than_asked(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    for number in (3, 1, 2):
        await put(any_database, a_notice(boris, number))
        clock.wait(seconds=1)

    first = await take(any_database, limit=2)
    rest = await take(any_database, limit=2)
    assert [letter.payload["consultation"] for letter in (*first, *rest)] == [3, 1, 2]


async def test_workers_who_take_at_once_never_hold_the_same_letter(
    any_database: Database, boris: Person
) -> None:
    await put(any_database, *(a_notice(boris, number) for number in range(40)))

    async def worker() -> list[int]:
        taken: list[int] = []
        while some := await take(any_database, limit=3):
            taken += [letter.id for letter in some]
        return taken

    taken = await asyncio.gather(*(worker() for _ in range(4)))

    everything = [letter for one in taken for letter in one]
    assert len(everything) == len(set(everything)) == 40


async def test_a_worker_does_not_wait_for_what_another_is_just_taking(
    postgres_database: Database,
) -> None:
    """SQLite has one writer at a time: there the second one always waits."""
    async with postgres_database.open_work() as work:
        boris = await town.newcomer(work)
    await put(postgres_database, a_notice(boris, 1), a_notice(boris, 2))

    async with postgres_database.open_work() as slow:
        [first] = await letters.take(slow, 1)
        [second] = await asyncio.wait_for(take(postgres_database), timeout=5)

    assert first.id != second.id


async def test_what_a_notice_says_arrives_whole(any_database: Database, boris: Person) -> None:
    files = (
        Attachment(kind=FileKind.PHOTO, messenger="max", file_id="f", name="фото <1>.jpg", size=9),
        Attachment(kind=FileKind.VOICE, messenger="telegram", file_id="g", name=""),
    )
    notices: list[Notice] = [
        QuestionAsked(
            to=boris.id,
            consultation=1,
            teacher="Анна <b>",
            unit="МБОУ «СОШ № 5»",
            topic="Аттестация",
            subject="",
            text="Как?\n🎓 \N{ZERO WIDTH JOINER}",
            attachments=files,
            due_at=MONDAY + timedelta(days=2, microseconds=1),
            given_at=MONDAY,
            handed_over=True,
        ),
        a_notice(boris),
        QuestionWaits(to=boris.id, consultation=2, teacher="Вера", due_at=MONDAY),
    ]
    await put(any_database, *notices)

    taken = await take(any_database)

    kinds = {type(notice).__name__: type(notice) for notice in notices}
    arrived = [
        TypeAdapter(kinds[letter.kind]).validate_python({**letter.payload, "to": letter.to})
        for letter in taken
    ]
    unsigned = [ConsultationRated(**{**fields(a_notice(boris)), "sender": None})]
    assert arrived == [notices[0], *unsigned, notices[2]]


def fields(notice: Notice) -> dict[str, object]:
    return {each.name: getattr(notice, each.name) for each in dataclasses.fields(notice)}


async def test_the_depth_says_how_many_wait_and_since_when(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    async with any_database.open_view() as work:
        assert await work.outbox.depth() == (0, None)
    await put(any_database, a_notice(boris, 1))
    clock.wait(minutes=5)
    await put(any_database, a_notice(boris, 2))
    await put(any_database, a_notice(boris, 3), not_before=clock.now + timedelta(days=1))

    [in_hand] = await take(any_database, limit=1)
    async with any_database.open_view() as work:
        assert await work.outbox.depth() == (2, MONDAY)
    async with any_database.open_work() as work:
        await letters.settle(work, in_hand)
        assert await work.outbox.depth() == (1, MONDAY + timedelta(minutes=5))
