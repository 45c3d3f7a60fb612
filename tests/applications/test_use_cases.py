"""Applications from the first word to the seat, on both databases."""

from datetime import timedelta

import pytest

from core.applications import deciding, settling, use_cases
from core.applications.model import Entry, State
from core.applications.notices import (
    ApplicationApproved,
    ApplicationRefused,
    ApplicationReturned,
    ApplicationUnsent,
    DeadlineMoved,
)
from core.applications.refusals import (
    ApplicationChanged,
    ApplicationDecided,
    DeadlineOver,
    DecidedAlready,
    NoApplication,
    TooLateToReturn,
)
from core.events import organising
from core.events import use_cases as events
from core.events.model import Event, Presence
from core.events.refusals import NeedsApplication
from core.events.seats import Standing
from core.people import Person
from handlers.applications.one import seat_in
from storage.work import Database
from tests import town
from tests.applications.applying import WORDS, a_file, approve, called, send, state
from tests.consultations.conftest import anna, boris, here, vera
from tests.events.test_use_cases import standing, told
from tests.times import Clock
from tests.town import Town

__all__ = ["anna", "boris", "here", "vera"]

ROOM = Presence.ROOM


async def test_whoever_is_approved_has_a_seat_and_hears_of_it(
    any_database: Database, seminar: Event, anna: Person, boris: Person
) -> None:
    with pytest.raises(NeedsApplication):
        async with any_database.open_work() as work:
            await events.enrol(work, seminar.id, ROOM, me=anna)
    await send(any_database, seminar, anna, Entry(text="Прошу", files=(a_file(), a_file("2"))))
    assert await standing(any_database, seminar, anna) == [None], "nobody's seat is taken yet"

    assert await approve(any_database, seminar, anna, me=boris)
    assert await state(any_database, seminar, anna) == [State.APPROVED]
    assert await standing(any_database, seminar, anna) == [Standing.ENROLLED]
    letters = await town.letters(any_database, ApplicationApproved)
    assert [(one["to"], one["seated"]) for one in letters] == [(anna.id, True)]
    async with any_database.open_view() as work:
        _call, found = await deciding.read(work, seminar.id, anna.id, me=boris)
    assert [one.name for one in found.application.entry.files] == ["работа.pdf", "2"]


async def test_those_for_whom_there_is_no_seat_wait_in_the_order_of_sending(
    any_database: Database, here: Town, seminar: Event, anna: Person, vera: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        galya = await town.settle(work, "Галя", here.school_5)
    for person in (anna, vera, galya):
        await send(any_database, seminar, person)
    assert await approve(any_database, seminar, galya, me=boris)
    assert not await approve(any_database, seminar, vera, me=boris)
    assert not await approve(any_database, seminar, anna, me=boris)
    async with any_database.open_work() as work:
        await events.leave(work, seminar.id, me=galya)
    assert await standing(any_database, seminar, anna, vera) == ["offered", "waiting"]
    assert await state(any_database, seminar, galya) == [State.WITHDRAWN]


async def test_all_are_approved_at_once_but_those_nobody_has_read(
    any_database: Database, here: Town, seminar: Event, anna: Person, vera: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        galya = await town.settle(work, "Галя", here.school_5)
    for person in (anna, vera, galya):
        await send(any_database, seminar, person)
    async with any_database.open_view() as work:
        call = await deciding.keep(work, seminar.id, me=boris)
        asked = {one.person: one.revision for one in await deciding.waiting_for(work, call)}
    await send(any_database, seminar, vera, Entry(text="Иначе"))
    async with any_database.open_work() as work:
        count = await deciding.approve_all(
            work,
            seminar.id,
            {int(one): revision for one, revision in asked.items()},
            seat=seat_in(work),
            me=boris,
        )
    assert count == 2
    assert await state(any_database, seminar, anna, vera, galya) == [
        "approved",
        "sent",
        "approved",
    ]
    assert await standing(any_database, seminar, anna, galya) == ["enrolled", "waiting"]
    assert await told(any_database, ApplicationApproved) == [anna.id, galya.id]


async def test_a_refusal_says_why_and_the_other_organiser_who_decided(
    any_database: Database, seminar: Event, anna: Person, vera: Person, boris: Person
) -> None:
    await send(any_database, seminar, anna)
    async with any_database.open_work() as work:
        await deciding.refuse(work, seminar.id, anna.id, "Нет мест", revision=1, me=boris)
    [letter] = await town.letters(any_database, ApplicationRefused)
    assert (letter["to"], letter["reason"]) == (anna.id, "Нет мест")
    with pytest.raises(DecidedAlready) as refusal:
        await approve(any_database, seminar, anna, me=vera)
    assert refusal.value.facts == {"name": "Борис", "state": State.REFUSED}
    with pytest.raises(ApplicationDecided):
        await send(any_database, seminar, anna)
    assert await standing(any_database, seminar, anna) == [None]


async def test_what_is_missing_is_added_until_the_deadline(
    any_database: Database, seminar: Event, anna: Person, boris: Person, clock: Clock
) -> None:
    await send(any_database, seminar, anna)
    async with any_database.open_work() as work:
        await deciding.send_back(work, seminar.id, anna.id, "План", revision=1, me=boris)
    assert await told(any_database, ApplicationReturned) == [anna.id]
    with pytest.raises(DecidedAlready):
        await approve(any_database, seminar, anna, me=boris)
    again = await send(any_database, seminar, anna, Entry(text="С планом"))
    assert (again.state, again.revision, again.reason) == (State.SENT, 2, "План")
    with pytest.raises(ApplicationChanged):
        async with any_database.open_work() as work:
            await deciding.refuse(work, seminar.id, anna.id, "Нет", revision=1, me=boris)
    clock.now = seminar.details.starts_at
    with pytest.raises(TooLateToReturn):
        async with any_database.open_work() as work:
            await deciding.send_back(work, seminar.id, anna.id, "Ещё", revision=2, me=boris)


async def test_what_was_returned_and_not_sent_is_decided_as_it_stands(
    any_database: Database, seminar: Event, anna: Person, boris: Person, clock: Clock
) -> None:
    await send(any_database, seminar, anna)
    async with any_database.open_work() as work:
        await deciding.send_back(work, seminar.id, anna.id, "План", revision=1, me=boris)
    clock.now = seminar.details.starts_at
    with pytest.raises(DeadlineOver):
        await send(any_database, seminar, anna)
    assert await approve(any_database, seminar, anna, me=boris)


async def test_it_is_changed_and_taken_back_until_the_deadline(
    any_database: Database, seminar: Event, anna: Person, boris: Person, clock: Clock
) -> None:
    await send(any_database, seminar, anna, Entry(text="Раз", files=(a_file(),)))
    async with any_database.open_work() as work:
        await use_cases.take_back(work, seminar.id, me=anna)
        found = await work.applications.of(seminar.id, anna.id)
    assert found is not None
    assert (found.state, found.entry) == (State.WITHDRAWN, Entry())
    with pytest.raises(NoApplication):
        await approve(any_database, seminar, anna, me=boris)
    await send(any_database, seminar, anna)
    clock.now = seminar.details.starts_at
    for step in (use_cases.take_back, use_cases.look_ahead):
        with pytest.raises(DeadlineOver):
            async with any_database.open_work() as work:
                await step(work, seminar.id, me=anna)


async def test_whoever_has_begun_and_not_sent_is_reminded_once_a_day_before(
    any_database: Database, here: Town, seminar: Event, anna: Person, vera: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        galya = await town.settle(work, "Галя", here.school_5)
        for person in (anna, vera):
            await use_cases.begin(work, seminar.id, WORDS, me=person)
    await send(any_database, seminar, vera)
    clock.now = seminar.details.starts_at - timedelta(hours=23)
    async with any_database.open_work() as work:
        await use_cases.begin(work, seminar.id, WORDS, me=galya)
    for count in (1, 0):
        async with any_database.open_work() as work:
            assert await use_cases.remind(work) == count
    assert await told(any_database, ApplicationUnsent) == [anna.id], "the others know it"
    await send(any_database, seminar, anna)
    assert await told(any_database, ApplicationUnsent) == [], "it is of no use any more"


async def test_what_is_thrown_away_is_reminded_of_by_nobody(
    any_database: Database, seminar: Event, anna: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        await use_cases.begin(work, seminar.id, WORDS, me=anna)
    async with any_database.open_work() as work:
        await use_cases.discard(work, seminar.id, me=anna)
    assert await state(any_database, seminar, anna) == [None]
    await send(any_database, seminar, anna)
    async with any_database.open_work() as work:
        await use_cases.begin(work, seminar.id, WORDS, me=anna)
        await use_cases.discard(work, seminar.id, me=anna)
    assert await state(any_database, seminar, anna) == [State.SENT], "what was sent stays"


async def test_a_moved_deadline_is_told_and_reminded_of_anew(
    any_database: Database, seminar: Event, anna: Person, vera: Person, boris: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        await use_cases.begin(work, seminar.id, WORDS, me=anna)
    await send(any_database, seminar, vera)
    first = clock.now + timedelta(days=3)
    for deadline in (first, None, first):
        async with any_database.open_work() as work:
            await settling.close_at(work, seminar.id, deadline, me=boris)
    letters = await town.letters(any_database, DeadlineMoved)
    assert [one["to"] for one in letters] == [anna.id, vera.id] * 3
    for days, count in ((2, 1), (0, 0)):
        clock.wait(days=days)
        async with any_database.open_work() as work:
            assert await use_cases.remind(work) == count
    async with any_database.open_work() as work:
        await settling.close_at(work, seminar.id, None, me=boris)
    clock.now = seminar.details.starts_at - timedelta(hours=20)
    async with any_database.open_work() as work:
        assert await use_cases.remind(work) == 1


async def test_nobody_is_reminded_of_what_is_not_so_any_more(
    any_database: Database, here: Town, anna: Person, boris: Person, clock: Clock
) -> None:
    """A letter that waits for the morning is put anew by the new deadline, or not at all."""
    async with any_database.open_work() as work:
        moved = await called(work, here.district, boris.id)
        off = await called(work, here.district, boris.id)
        for event in (moved, off):
            await use_cases.begin(work, event.id, WORDS, me=anna)
    clock.now = moved.details.starts_at - timedelta(hours=20)
    async with any_database.open_work() as work:
        assert await use_cases.remind(work) == 2
    async with any_database.open_work() as work:
        await organising.cancel(work, off.id, "Болезнь", me=boris)
        sooner = moved.details.starts_at - timedelta(hours=2)
        await settling.close_at(work, moved.id, sooner, me=boris)
    assert await told(any_database, ApplicationUnsent) == []
    async with any_database.open_work() as work:
        assert await use_cases.remind(work) == 1
    [letter] = await town.letters(any_database, ApplicationUnsent)
    assert letter["event"] == moved.id
