"""Questions after the word: answered, failed, tried again; on both databases."""

import asyncio

import pytest

from core.attendance import badges, checking, questions, use_cases
from core.attendance.checks import PAUSE, Check, Tries
from core.attendance.model import LATE, Gathering, Way
from core.attendance.refusals import CheckChanged, CheckFull, NotHeld, TriesSpent, TryLater
from core.errors import NotYours
from core.people import Person
from storage.attendance import SqlAttendance
from storage.merging import absorb
from storage.work import Database, SqlWork
from tests.attendance.gathering import gather
from tests.times import Clock
from tests.town import Town

QUESTIONS = "Раз?\n+ да\nнет\n\nДва?\nда\n+ нет\n\nТри?\nда\nнет\n+ не знаю"
RIGHT, ENOUGH, FEW = (0, 1, 2), (0, 1, 0), (0, 0, 0)


@pytest.fixture
async def check(any_database: Database, event: int, boris: Person) -> Check:
    async with any_database.open_work() as work:
        await questions.add(work, event, QUESTIONS, me=boris)
        _, check = await questions.written(work, event, me=boris)
    assert check is not None
    return check


async def answer(
    work: SqlWork, event: int, check: Check, given: tuple[int, ...], me: Person
) -> checking.Result:
    return await checking.answer(work, event, given, made_at=check.made_at, me=me)


async def test_after_the_word_the_questions_come_and_the_answers_mark(
    any_database: Database, event: int, check: Check, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        word = await use_cases.new_word(work, event, ["берёза"], me=boris)
        assert await use_cases.say_word(work, event, word.words, me=anna) == check
        assert await work.attendance.came(event, anna.id) is None
        result = await answer(work, event, check, ENOUGH, anna)
        assert await work.attendance.came(event, anna.id) is Way.CHECK
        assert await use_cases.say_word(work, event, "whatever", me=anna) is None
    assert (result.right, result.asked, result.needed, result.passed) == (2, 3, 2, True)


async def test_a_failed_try_may_be_made_good_once_after_a_pause(
    any_database: Database, clock: Clock, event: int, check: Check, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        result = await answer(work, event, check, FEW, anna)
        word = await use_cases.new_word(work, event, ["берёза"], me=boris)
    assert (result.right, result.passed, result.again_at) == (1, False, work.now + PAUSE)
    async with any_database.open_work() as work:
        with pytest.raises(TryLater):
            await answer(work, event, check, RIGHT, anna)
        with pytest.raises(TryLater):
            await use_cases.say_word(work, event, word.words, me=anna)
    clock.wait(seconds=PAUSE.total_seconds())
    async with any_database.open_work() as work:
        result = await answer(work, event, check, RIGHT, anna)
        assert result.passed
        assert await work.attendance.tries(event, anna.id) is None


async def test_after_the_second_the_organiser_decides(
    any_database: Database, clock: Clock, event: int, check: Check, boris: Person, anna: Person
) -> None:
    for _ in range(2):
        async with any_database.open_work() as work:
            result = await answer(work, event, check, FEW, anna)
        clock.wait(seconds=PAUSE.total_seconds())
    assert result.again_at is None
    async with any_database.open_work() as work:
        with pytest.raises(TriesSpent):
            await answer(work, event, check, RIGHT, anna)
        badge = await badges.show(work, event, me=anna)
        assert (await badges.scan(work, badge.word, me=boris)).anew


async def test_whoever_was_marked_meanwhile_has_passed(
    any_database: Database, event: int, check: Check, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        await use_cases.tick(work, event, anna.id, me=boris)
        assert (await answer(work, event, check, FEW, anna)).passed
        assert await work.attendance.came(event, anna.id) is Way.LIST
        assert await work.attendance.tries(event, anna.id) is None


async def test_answers_to_other_questions_count_for_nothing(
    any_database: Database, clock: Clock, event: int, check: Check, boris: Person, anna: Person
) -> None:
    clock.wait(seconds=1)
    async with any_database.open_work() as work:
        with pytest.raises(CheckChanged):
            await answer(work, event, check, RIGHT[:2], anna)
        with pytest.raises(CheckChanged):
            await questions.remove(work, event, 0, mark=check.questions[1].mark, me=boris)
        await questions.remove(work, event, 0, mark=check.questions[0].mark, me=boris)
        with pytest.raises(CheckChanged):
            await answer(work, event, check, RIGHT, anna)
        assert await work.attendance.tries(event, anna.id) is None
        for place in (1, 0):
            mark = check.questions[place + 1].mark
            await questions.remove(work, event, place, mark=mark, me=boris)
        assert await work.attendance.check(event) is None
        word = await use_cases.new_word(work, event, ["берёза"], me=boris)
        assert await use_cases.say_word(work, event, word.words, me=anna) is None
        assert await work.attendance.came(event, anna.id) is Way.WORD


async def test_there_are_three_at_most_and_the_keeper_writes_them(
    any_database: Database, event: int, check: Check, boris: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        with pytest.raises(CheckFull):
            await questions.add(work, event, "Ещё?\n+ да\nнет", me=boris)
        for attempt in (
            questions.written(work, event, me=anna),
            questions.add(work, event, QUESTIONS, me=anna),
            questions.remove(work, event, 0, mark=check.questions[0].mark, me=anna),
            answer(work, event, check, RIGHT, boris),
        ):
            with pytest.raises(NotYours):
                await attempt


async def test_long_after_the_end_nobody_answers_and_tries_are_forgotten(
    any_database: Database,
    here: Town,
    clock: Clock,
    event: int,
    check: Check,
    boris: Person,
    anna: Person,
) -> None:
    async with any_database.open_work() as work:
        await answer(work, event, check, FEW, anna)
    clock.wait(hours=3, seconds=LATE.total_seconds() + 1)
    async with any_database.open_work() as work:
        with pytest.raises(NotHeld):
            await answer(work, event, check, RIGHT, anna)
        later = await gather(work, here.district, boris.id, anna.id, title="Позже")
        await work.attendance.put_tries(later, anna.id, Tries(1, work.now))
        assert await work.attendance.tries(event, anna.id) is None
        assert await work.attendance.tries(later, anna.id) is not None


async def test_two_records_of_one_person_have_tried_once(
    any_database: Database, event: int, anna: Person, olga: Person
) -> None:
    async with any_database.open_work() as work:
        await work.attendance.put_tries(event, anna.id, Tries(1, work.now))
        await work.attendance.put_tries(event, olga.id, Tries(2, work.now))
        await absorb(work.means.session, olga.id, into=anna.id, at=work.now)
        assert await work.attendance.tries(event, anna.id) == Tries(1, work.now)


class Unlocked(SqlAttendance):
    """Leaves the event to everybody else as well; both look before either writes."""

    both_have_looked = asyncio.Barrier(2)

    async def hold(self, event: int) -> Gathering | None:
        return await self.gathering(event)

    async def check(self, event: int) -> Check | None:
        found = await super().check(event)
        await self.both_have_looked.wait()
        return found

    async def put_tries(self, event: int, person: use_cases.PersonId, tries: Tries) -> None:
        await self.both_have_looked.wait()
        await super().put_tries(event, person, tries)


async def ends_of_two(
    database: Database, event: int, check: Check, me: Person, how: type[SqlAttendance]
) -> list[str]:
    """One person answers wrongly on two phones at once."""

    async def press() -> str:
        try:
            async with database.open_work() as work:
                work.attendance = how(work.means.session)  # type: ignore[assignment]  # in place of the part
                await answer(work, event, check, FEW, me)
        except TryLater:
            return "later"
        return "tried"

    return sorted(await asyncio.gather(press(), press()))


async def test_of_two_phones_at_once_one_has_a_try(
    any_database: Database, event: int, check: Check, anna: Person
) -> None:
    ends = await ends_of_two(any_database, event, check, anna, SqlAttendance)
    assert ends == ["later", "tried"]


async def test_the_twin_without_the_lock_gives_a_try_to_both(
    any_url: str, any_database: Database, event: int, check: Check, anna: Person
) -> None:
    if any_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer, whose transaction begins with the lock")
    ends = await ends_of_two(any_database, event, check, anna, Unlocked)
    assert ends == ["tried", "tried"]
