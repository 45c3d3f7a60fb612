"""What waits is looked at anew when a person wants something else of their letters."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from core.consultations.notices import QuestionWaits
from core.letters import DIGEST, Letter, LetterState
from core.notices import Lane
from core.people import Person
from core.preferences import use_cases
from core.preferences.model import Mode
from notifications.sorting import take
from storage.work import Database
from tests.storage.letters_in import a_newcomer, put, rows
from tests.times import Clock


@pytest.fixture
async def boris(any_database: Database) -> Person:
    return await a_newcomer(any_database)


def reminder(to: Person, number: int, clock: Clock) -> QuestionWaits:
    return QuestionWaits(
        to=to.id, sender=to.id, consultation=number, teacher="Анна", due_at=clock.now
    )


async def leaving(database: Database) -> Sequence[Letter]:
    async with database.open_work() as work:
        return await take(work, 8, term=1)


async def test_whoever_ends_the_silence_hears_at_once_what_has_waited(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        await use_cases.be_quiet(work, 7, me=boris)
    await put(any_database, reminder(boris, 1, clock))
    assert await leaving(any_database) == []

    async with any_database.open_work() as work:
        await use_cases.be_quiet(work, 0, me=boris)
    [letter] = await leaving(any_database)
    assert letter.payload["consultation"] == 1


async def test_what_is_held_for_a_digest_moves_to_its_new_hour(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    """Monday noon: the digest of five in the evening becomes one of six."""
    async with any_database.open_work() as work:
        await use_cases.choose_mode(work, Lane.REMINDERS, Mode.DIGEST, me=boris)
    await put(any_database, reminder(boris, 1, clock), reminder(boris, 2, clock))
    assert await leaving(any_database) == []

    async with any_database.open_work() as work:
        await use_cases.choose_hour(work, 18, me=boris)
    assert await leaving(any_database) == []
    clock.wait(hours=5, minutes=30)
    assert await leaving(any_database) == []
    clock.wait(minutes=30)
    [digest] = await leaving(any_database)
    assert digest.kind == DIGEST
    async with any_database.open_view() as work:
        assert len(await work.outbox.held(digest)) == 2
    assert len([row for row in await rows(any_database) if row.kind == DIGEST]) == 1


async def test_whoever_wants_no_digest_any_more_hears_at_once_what_is_in_it(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        await use_cases.choose_mode(work, Lane.REMINDERS, Mode.DIGEST, me=boris)
    await put(any_database, reminder(boris, 1, clock))
    assert await leaving(any_database) == []

    async with any_database.open_work() as work:
        await use_cases.choose_mode(work, Lane.REMINDERS, Mode.INSTANT, me=boris)
    assert [letter.payload["consultation"] for letter in await leaving(any_database)] == [1]


async def test_what_was_put_for_later_stays_for_later(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    later = clock.now + timedelta(hours=2)
    await put(any_database, reminder(boris, 1, clock), not_before=later)

    async with any_database.open_work() as work:
        await use_cases.choose_hour(work, 18, me=boris)
    assert await leaving(any_database) == []
    clock.now = later
    assert len(await leaving(any_database)) == 1


async def test_what_is_in_hand_or_done_is_left_alone(
    any_database: Database, boris: Person, clock: Clock
) -> None:
    await put(any_database, reminder(boris, 1, clock))
    [_] = await leaving(any_database)

    async with any_database.open_work() as work:
        await use_cases.choose_hour(work, 18, me=boris)
    assert [row.state for row in await rows(any_database)] == [LetterState.LEASED]
