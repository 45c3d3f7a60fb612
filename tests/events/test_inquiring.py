"""«Спросить организатора»: to whom it goes, who answers, once; on both databases."""

import asyncio

import pytest

from core.errors import Gone, NotYours
from core.events import inquiring
from core.events.inquiring import LONGEST, MOST_OPEN
from core.events.model import Event, EventId
from core.events.notices import InquiryAnswered, InquiryMade
from core.events.ports import Inquiry, InquiryId
from core.events.refusals import (
    InquiryAnsweredAlready,
    InquiryTooLong,
    NobodyToAsk,
    NoInquiry,
    TooManyInquiries,
)
from core.people import Person, Role
from core.roles import use_cases as roles
from storage.merging import absorb
from storage.work import Database
from tests import town
from tests.town import Town


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def boris(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.methodist(work, "Борис", here.district)


@pytest.fixture
async def anna(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Анна", here.school_5)


@pytest.fixture
async def seminar(any_database: Database, here: Town, boris: Person) -> Event:
    async with any_database.open_work() as work:
        return await town.event(work, here.district, boris.id)


async def ask(database: Database, event: Event, me: Person, words: str = "Где парковка?") -> None:
    async with database.open_work() as work:
        await inquiring.ask(work, event.id, words, me=me)


async def answer(
    database: Database, me: Person, words: str = "Во дворе.", number: int = 1
) -> None:
    async with database.open_work() as work:
        await inquiring.answer(work, InquiryId(number), words, me=me)


async def revoke(database: Database, here: Town, name: str) -> None:
    async with database.open_work() as work:
        staff = await work.roles.below([here.region])
        (held,) = [one for one in staff if one.name == name]
        await roles.revoke(work, held.id, by=None)


async def test_it_goes_to_the_organiser_and_the_answer_comes_back(
    any_database: Database, boris: Person, anna: Person, seminar: Event
) -> None:
    await ask(any_database, seminar, anna, "  Где парковка? ")
    (asked,) = await town.letters(any_database, InquiryMade)
    assert (asked["to"], asked["name"], asked["text"]) == (boris.id, "Анна", "Где парковка?")
    await answer(any_database, boris)
    (answered,) = await town.letters(any_database, InquiryAnswered)
    assert (answered["to"], answered["name"], answered["text"]) == (anna.id, "Борис", "Во дворе.")
    assert answered["question"] == "Где парковка?"


async def test_a_coordinator_answers_too_but_not_a_second_time_and_nobody_else(
    any_database: Database, here: Town, boris: Person, anna: Person, seminar: Event
) -> None:
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])
        pavel = await town.methodist(work, "Павел", here.district)
    await ask(any_database, seminar, anna)
    for nobody in (anna, pavel):
        with pytest.raises(NotYours):
            await answer(any_database, nobody)
    await answer(any_database, vera)
    with pytest.raises(InquiryAnsweredAlready):
        await answer(any_database, boris)
    with pytest.raises(Gone):
        await answer(any_database, boris, number=999)


async def test_of_two_answers_at_once_one_leaves(
    any_database: Database, here: Town, boris: Person, anna: Person, seminar: Event
) -> None:
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])
    await ask(any_database, seminar, anna)
    done = await asyncio.gather(
        *(answer(any_database, one, one.name) for one in (boris, vera)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in done) == ["InquiryAnsweredAlready", "NoneType"]
    assert len(await town.letters(any_database, InquiryAnswered)) == 1


async def test_the_twin_that_only_looks_before_would_write_over_the_first_answer(
    any_database: Database, boris: Person, anna: Person, seminar: Event
) -> None:
    await ask(any_database, seminar, anna)
    async with any_database.open_view() as work:
        looked: Inquiry | None = await work.events.inquiry(InquiryId(1))
    await answer(any_database, boris)
    assert looked is not None
    assert looked.answered_at is None, "whoever has looked before sees it unanswered"
    async with any_database.open_work() as work:
        again = await work.events.answer_inquiry(looked.id, "Нет", by=boris.id, at=work.now)
    assert not again


async def test_where_the_organiser_holds_no_role_any_more_a_coordinator_is_asked(
    any_database: Database, here: Town, boris: Person, anna: Person, seminar: Event
) -> None:
    await revoke(any_database, here, "Борис")
    with pytest.raises(NobodyToAsk):
        await ask(any_database, seminar, anna)
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.region, roles=[Role.COORDINATOR])
        await work.privacy.erase(boris.id, at=work.now)
    await ask(any_database, seminar, anna)
    assert [one["to"] for one in await town.letters(any_database, InquiryMade)] == [vera.id]


async def test_who_may_ask_and_how_often(
    any_database: Database, here: Town, boris: Person, anna: Person, seminar: Event
) -> None:
    async with any_database.open_work() as work:
        far = await town.settle(work, "Глеб", here.far_school)
    for nobody in (boris, far):
        with pytest.raises(NotYours):
            await ask(any_database, seminar, nobody)
    for wrong, refusal in (("  ", NoInquiry), ("я" * (LONGEST + 1), InquiryTooLong)):
        with pytest.raises(refusal):
            await ask(any_database, seminar, anna, wrong)
    async with any_database.open_work() as work:
        with pytest.raises(Gone):
            await inquiring.ask(work, EventId(999), "Где?", me=anna)
    for _ in range(MOST_OPEN):
        await ask(any_database, seminar, anna)
    with pytest.raises(TooManyInquiries):
        await ask(any_database, seminar, anna)
    await answer(any_database, boris)
    await ask(any_database, seminar, anna)


async def test_erased_the_question_goes_and_an_answer_loses_its_words(
    any_database: Database, here: Town, boris: Person, anna: Person, seminar: Event
) -> None:
    async with any_database.open_work() as work:
        olga = await town.settle(work, "Ольга", here.school_5)
    await ask(any_database, seminar, anna)
    await ask(any_database, seminar, olga)
    await answer(any_database, boris, number=2)
    async with any_database.open_work() as work:
        await work.privacy.erase(anna.id, at=work.now)
        await work.privacy.erase(boris.id, at=work.now)
    async with any_database.open_view() as work:
        assert await work.events.inquiry(InquiryId(1)) is None
        dossier = await work.privacy.dossier(olga.id)
        assert (await work.privacy.dossier(boris.id)).sections["inquiries"] == []
    assert [one["text"] for one in dossier.sections["inquiries"]] == ["Где парковка?"]
    assert await town.letters(any_database, InquiryMade) == await town.letters(
        any_database, InquiryAnswered
    )


async def test_two_records_of_one_person_share_what_was_asked(
    any_database: Database, here: Town, anna: Person, seminar: Event
) -> None:
    async with any_database.open_work() as work:
        olga = await town.settle(work, "Ольга", here.school_5)
    await ask(any_database, seminar, olga)
    async with any_database.open_work() as work:
        await absorb(work.means.session, olga.id, into=anna.id, at=work.now)
        assert await work.events.open_inquiries(seminar.id, anna.id) == 1
