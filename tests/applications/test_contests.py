"""Contests: works, results that nobody sees before they are announced; what stays of people."""

from datetime import timedelta

import pytest

from core.applications import deciding, use_cases
from core.applications.calls import Admission
from core.applications.model import ON_PAGE, Award, Entry, State
from core.applications.notices import ResultsKnown
from core.applications.refusals import (
    ContestGoesOn,
    NobodyToAward,
    NoFile,
    ResultsAnnounced,
    StillUndecided,
)
from core.events.model import Event
from core.people import Person
from storage.merging import absorb
from storage.work import Database
from tests import town
from tests.applications.applying import a_file, approve, called, send, state
from tests.consultations.conftest import anna, boris, here, vera
from tests.times import Clock
from tests.town import Town

__all__ = ["anna", "boris", "here", "vera"]

WORK = Entry(files=(a_file(),))


@pytest.fixture
async def contest(any_database: Database, here: Town, boris: Person) -> Event:
    """A work is wanted, until it begins; results are announced while it goes on and later."""
    async with any_database.open_work() as work:
        return await called(work, here.district, boris.id, Admission.CONTEST, files=True)


async def award(database: Database, event: Event, person: Person, what: Award, me: Person) -> None:
    async with database.open_work() as work:
        await deciding.award(work, event.id, person.id, what, me=me)


async def announce(database: Database, event: Event, me: Person) -> int:
    async with database.open_work() as work:
        return await deciding.announce(work, event.id, me=me)


async def test_results_are_announced_to_all_at_once(
    any_database: Database,
    contest: Event,
    anna: Person,
    vera: Person,
    boris: Person,
    clock: Clock,
) -> None:
    with pytest.raises(NoFile):
        await send(any_database, contest, anna, Entry(text="Без работы"))
    for person in (anna, vera):
        await send(any_database, contest, person, WORK)
        await approve(any_database, contest, person, me=boris)
    with pytest.raises(ContestGoesOn):
        await award(any_database, contest, anna, Award.WINNER, boris)
    clock.now = contest.details.ends_at + timedelta(days=3)
    await award(any_database, contest, anna, Award.LAUREATE, boris)
    await award(any_database, contest, anna, Award.WINNER, boris)
    assert await town.letters(any_database, ResultsKnown) == []
    async with any_database.open_view() as work:
        [row] = (await work.privacy.dossier(anna.id)).sections["applications"]
    assert row["award"] is None, "nobody knows before they are announced"

    assert await announce(any_database, contest, boris) == 2
    letters = await town.letters(any_database, ResultsKnown)
    assert {one["to"]: one["award"] for one in letters} == {
        anna.id: Award.WINNER,
        vera.id: Award.PARTICIPANT,
    }
    async with any_database.open_view() as work:
        [row] = (await work.privacy.dossier(anna.id)).sections["applications"]
    assert row["award"] == Award.WINNER
    async with any_database.open_work() as work:
        await work.admissions.end(contest.id, anna.id, at=work.now)
    assert await state(any_database, contest, anna) == [State.APPROVED], "a result is kept"
    with pytest.raises(ResultsAnnounced):
        await announce(any_database, contest, boris)
    with pytest.raises(ResultsAnnounced):
        await award(any_database, contest, vera, Award.WINNER, boris)


async def test_nobody_is_forgotten_in_the_results(
    any_database: Database, contest: Event, anna: Person, boris: Person, clock: Clock
) -> None:
    await send(any_database, contest, anna, WORK)
    clock.now = contest.details.starts_at
    with pytest.raises(StillUndecided):
        await announce(any_database, contest, boris)
    async with any_database.open_work() as work:
        await deciding.refuse(work, contest.id, anna.id, "Не по теме", revision=1, me=boris)
    with pytest.raises(NobodyToAward):
        await announce(any_database, contest, boris)


async def test_a_list_comes_by_pages_in_the_order_of_sending(
    any_database: Database, here: Town, contest: Event, boris: Person
) -> None:
    names = [f"{letter}льга" for letter in "ЯЖЗИКЛМНОПР"]
    for name in names:
        async with any_database.open_work() as work:
            person = await town.settle(work, name, here.school_5)
        await send(any_database, contest, person, WORK)
    async with any_database.open_work() as work:
        pages = [
            (await deciding.page(work, contest.id, [State.SENT], page=page, me=boris))[1]
            for page in range(3)
        ]
        _call, table = await deciding.take_out(work, contest.id, me=boris)
    assert [[one.name for one in page.applicants] for page in pages] == [
        names[:ON_PAGE],
        names[ON_PAGE:],
        names[:ON_PAGE],
    ]
    assert [one.name for one in table] == sorted(names)
    assert table[0].school == "МБОУ СОШ № 5"


async def test_erasure_takes_words_and_files_and_what_an_organiser_wrote(
    any_database: Database, contest: Event, anna: Person, vera: Person, boris: Person
) -> None:
    for person in (anna, vera):
        await send(any_database, contest, person, WORK)
    async with any_database.open_work() as work:
        await deciding.refuse(work, contest.id, vera.id, "Не по теме", revision=1, me=boris)
        await work.copies.keep(a_file(), into="max", copy="there")
    async with any_database.open_work() as work:
        await work.privacy.erase(anna.id, at=work.now)
        await work.privacy.erase(boris.id, at=work.now)
        found = await work.applications.of(contest.id, vera.id)
        assert await work.applications.of(contest.id, anna.id) is None
        assert await work.copies.find(a_file(), into="max") is None
    assert found is not None
    assert (found.state, found.reason, len(found.entry.files)) == (State.REFUSED, "", 1)


async def test_two_records_of_one_person_have_one_application(
    any_database: Database, contest: Event, anna: Person, vera: Person, boris: Person
) -> None:
    """The nearer one to taking part stays, with its own files."""
    await send(any_database, contest, anna, WORK)
    await send(any_database, contest, vera, Entry(files=(a_file("2.pdf"), a_file("3.pdf"))))
    await approve(any_database, contest, vera, me=boris)
    async with any_database.open_work() as work:
        await absorb(work.means.session, vera.id, into=anna.id, at=work.now)
    async with any_database.open_work() as work:
        found = await work.applications.of(contest.id, anna.id)
        assert await work.applications.of(contest.id, vera.id) is None
    assert found is not None
    assert (found.state, [one.name for one in found.entry.files]) == (
        State.APPROVED,
        ["2.pdf", "3.pdf"],
    )


async def test_ones_own_list_has_what_is_to_come_and_was_not_taken_back(
    any_database: Database, here: Town, contest: Event, anna: Person, boris: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        other = await called(work, here.district, boris.id)
    for event in (contest, other):
        await send(any_database, event, anna, WORK)
    async with any_database.open_work() as work:
        await use_cases.take_back(work, other.id, me=anna)
        found = await use_cases.mine(work, me=anna)
    assert [(call.event, one.state) for call, one in found] == [(contest.id, State.SENT)]
    assert await state(any_database, other, anna) == [State.WITHDRAWN]
    clock.now = contest.details.ends_at
    async with any_database.open_view() as work:
        assert await use_cases.mine(work, me=anna) == []
