"""Opinions: one of a person, open for two weeks, summed up for few eyes; on both databases."""

import pytest

from core.attendance.model import Way
from core.errors import Gone, NotYours
from core.events.model import EventState
from core.feedback import use_cases
from core.feedback.model import (
    FEWEST,
    LONGEST,
    ON_PAGE,
    WINDOW,
    Applied,
    Opinion,
    Pace,
    Summary,
    Useful,
)
from core.feedback.refusals import FeedbackClosed, NotOver, WordsTooLong
from core.people import Person, Role
from storage.merging import absorb
from storage.work import Database
from tests import town
from tests.attendance.gathering import gather
from tests.feedback.judging import GOOD, SO_SO
from tests.times import Clock
from tests.town import Town


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def boris(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.methodist(work, "Борис", here.district)


@pytest.fixture
async def guests(any_database: Database, here: Town) -> list[Person]:
    async with any_database.open_work() as work:
        return [await town.settle(work, f"Учитель {one}", here.school_5) for one in range(7)]


@pytest.fixture
async def event(
    any_database: Database, here: Town, clock: Clock, boris: Person, guests: list[Person]
) -> int:
    """Has just ended; all but the last guest were there."""
    async with any_database.open_work() as work:
        ids = [one.id for one in guests]
        number = await gather(work, here.district, boris.id, *ids)
        for person in ids[:-1]:
            await work.attendance.mark(number, person, way=Way.LIST, by=boris.id, at=work.now)
    clock.wait(hours=4)
    return number


async def give(database: Database, event: int, *people: Person, words: str = "") -> None:
    async with database.open_work() as work:
        for person in people:
            await use_cases.give(work, event, GOOD, me=person)
            if words:
                await use_cases.add_words(work, event, words, me=person)


async def sums(database: Database, event: int, me: Person) -> Summary:
    async with database.open_view() as work:
        return (await use_cases.sum_up(work, event, me=me))[1]


async def test_said_again_it_counts_once_and_the_words_stay(
    any_database: Database, event: int, boris: Person, guests: list[Person]
) -> None:
    await give(any_database, event, guests[0], words="Спасибо")
    async with any_database.open_work() as work:
        await use_cases.give(work, event, SO_SO, me=guests[0])
        found = await use_cases.mine(work, event, me=guests[0])
    assert found.opinion == Opinion(answers=SO_SO, words="Спасибо")
    assert (await sums(any_database, event, boris)).given == 1

    async with any_database.open_work() as work:
        await use_cases.add_words(work, event, "", me=guests[0])
        found = await use_cases.mine(work, event, me=guests[0])
    assert found.opinion == Opinion(answers=SO_SO, words="")


async def test_only_those_who_came_are_asked(
    any_database: Database, here: Town, event: int, boris: Person, guests: list[Person]
) -> None:
    async with any_database.open_work() as work:
        for nobody in (guests[-1], boris):
            for attempt in (
                use_cases.begin(work, event, me=nobody),
                use_cases.give(work, event, GOOD, me=nobody),
                use_cases.add_words(work, event, "Спасибо", me=nobody),
            ):
                with pytest.raises(NotYours):
                    await attempt
        with pytest.raises(NotYours):
            await use_cases.add_words(work, event, "Спасибо", me=guests[0])
        with pytest.raises(Gone):
            await use_cases.begin(work, 999, me=guests[0])


async def test_not_before_the_end_and_for_two_weeks(
    any_database: Database, clock: Clock, event: int, guests: list[Person], boris: Person
) -> None:
    clock.wait(seconds=-1)
    async with any_database.open_work() as work:
        with pytest.raises(NotOver):
            await use_cases.begin(work, event, me=guests[0])
        with pytest.raises(NotOver):
            await use_cases.give(work, event, GOOD, me=guests[0])
        with pytest.raises(NotOver):
            await use_cases.sum_up(work, event, me=boris)
    clock.wait(seconds=1)
    await give(any_database, event, guests[0])

    clock.wait(seconds=WINDOW.total_seconds())
    async with any_database.open_work() as work:
        for attempt in (
            use_cases.begin(work, event, me=guests[1]),
            use_cases.give(work, event, SO_SO, me=guests[0]),
            use_cases.add_words(work, event, "Спасибо", me=guests[0]),
        ):
            with pytest.raises(FeedbackClosed):
                await attempt
        found = await use_cases.begin(work, event, me=guests[0])
    assert found.opinion == Opinion(answers=GOOD), "one's own is read even then"


async def test_nothing_is_asked_of_what_was_called_off(
    any_database: Database, here: Town, clock: Clock, boris: Person, guests: list[Person]
) -> None:
    async with any_database.open_work() as work:
        off = await gather(
            work, here.district, boris.id, guests[0].id, title="Нет", state=EventState.CANCELLED
        )
        await work.attendance.mark(off, guests[0].id, way=Way.LIST, by=boris.id, at=work.now)
    clock.wait(days=1)
    async with any_database.open_work() as work:
        with pytest.raises(NotOver):
            await use_cases.give(work, off, GOOD, me=guests[0])


async def test_words_are_as_long_as_a_page_of_them_bears(
    any_database: Database, event: int, guests: list[Person]
) -> None:
    await give(any_database, event, guests[0], words="я" * LONGEST)
    async with any_database.open_work() as work:
        with pytest.raises(WordsTooLong):
            await use_cases.add_words(work, event, "я" * (LONGEST + 1), me=guests[0])


async def test_sums_and_words_are_shown_only_when_nobody_is_recognised(
    any_database: Database, event: int, boris: Person, guests: list[Person]
) -> None:
    await give(any_database, event, *guests[: FEWEST - 1], words="Спасибо")
    assert not (await sums(any_database, event, boris)).is_shown
    async with any_database.open_view() as work:
        assert (await use_cases.read_words(work, event, page=0, me=boris)).said == ()

    await give(any_database, event, guests[FEWEST - 1])
    async with any_database.open_work() as work:
        await use_cases.give(work, event, SO_SO, me=guests[0])
        summary = (await use_cases.sum_up(work, event, me=boris))[1]
        words = await use_cases.read_words(work, event, page=0, me=boris)
    assert (summary.given, summary.of) == (3, 6)
    assert [summary.useful(one) for one in Useful] == [2, 1, 0]
    assert [summary.applied(one) for one in Applied] == [2, 1, 0]
    assert [summary.pace(one) for one in Pace] == [2, 1, 0]
    assert list(words.said) == ["Спасибо"] * 2


async def test_words_come_by_pages_and_not_in_the_order_they_were_said(
    any_database: Database, event: int, boris: Person, guests: list[Person]
) -> None:
    for word, person in zip("взбгае", guests, strict=False):
        await give(any_database, event, person, words=word)
    async with any_database.open_view() as work:
        pages = [await use_cases.read_words(work, event, page=page, me=boris) for page in range(3)]
    assert [list(one.said) for one in pages] == [[*"абвге"], ["з"], [*"абвге"]]
    assert [(one.page, one.pages) for one in pages] == [(0, 2), (1, 2), (0, 2)]
    assert len(pages[0].said) == ON_PAGE


async def test_the_sums_are_for_the_organiser_and_coordinators_over_it(
    any_database: Database, here: Town, event: int, guests: list[Person]
) -> None:
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])
        far = await town.settle(work, "Глеб", here.far_school, roles=[Role.COORDINATOR])
        other = await town.methodist(work, "Дарья", here.district)
        assert (await use_cases.sum_up(work, event, me=vera))[0].event == event
        for nobody in (guests[0], far, other):
            with pytest.raises(NotYours):
                await use_cases.sum_up(work, event, me=nobody)
            with pytest.raises(NotYours):
                await use_cases.read_words(work, event, page=0, me=nobody)
        with pytest.raises(Gone):
            await use_cases.sum_up(work, 999, me=vera)


async def test_a_mark_taken_back_does_not_tell_whose_the_answer_was(
    any_database: Database, event: int, boris: Person, guests: list[Person]
) -> None:
    await give(any_database, event, *guests[:-1])
    async with any_database.open_work() as work:
        await work.attendance.unmark(event, guests[0].id)
        found = await use_cases.begin(work, event, me=guests[0])
    summary = await sums(any_database, event, boris)
    assert (summary.given, summary.of) == (6, 6)
    assert found.opinion is not None, "one's own may be read and changed still"


async def test_after_erasure_the_answers_count_without_words_and_person(
    any_database: Database, event: int, boris: Person, guests: list[Person]
) -> None:
    await give(any_database, event, *guests[:3], words="Спасибо")
    async with any_database.open_work() as work:
        await work.privacy.erase(guests[0].id, at=work.now)
    async with any_database.open_view() as work:
        words = await use_cases.read_words(work, event, page=0, me=boris)
    assert (await sums(any_database, event, boris)).given == 3
    assert list(words.said) == ["Спасибо"] * 2


async def test_two_records_of_one_person_have_one_opinion(
    any_database: Database, event: int, boris: Person, guests: list[Person]
) -> None:
    await give(any_database, event, *guests[1:3])
    async with any_database.open_work() as work:
        await use_cases.give(work, event, SO_SO, me=guests[0])
        for other in guests[1:4]:
            await absorb(work.means.session, other.id, into=guests[0].id, at=work.now)
    async with any_database.open_view() as work:
        found = await use_cases.mine(work, event, me=guests[0])
    assert found.opinion == Opinion(answers=SO_SO)
    assert (await sums(any_database, event, boris)).given == 1
