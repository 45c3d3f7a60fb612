"""An office has one holder: however many ask at once, whoever falls, wherever the clock goes."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import ColumnElement, literal, true, update

from storage.leaders import LeaderRow, SqlLeaders, _Times
from storage.work import Database, SqlWork
from tests.times import Clock

CANDIDATES = 12
TERM = timedelta(seconds=10)


class Unguarded(SqlLeaders):
    """The twin: takes the office whoever has it."""

    def _may_be_taken(self, holder: str, times: _Times, *, fresh: bool) -> ColumnElement[bool]:
        return true()


class Office:
    """Time passes for both databases: the clock of the one, the rows of the other."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock
        self.leaders: type[SqlLeaders] = SqlLeaders

    def _of(self, work: SqlWork) -> SqlLeaders:
        return self.leaders(work.leaders._session, work.now)  # noqa: SLF001 - the twin needs it

    async def elect(self, holder: str, *, fresh: bool = False) -> int | None:
        async with self.database.open_work() as work:
            return await self._of(work).elect("post", holder, for_=TERM, fresh=fresh)

    async def renew(self, holder: str, term: int) -> bool:
        async with self.database.open_work() as work:
            return await self._of(work).renew("post", holder, term, for_=TERM)

    async def resign(self, holder: str, term: int) -> bool:
        async with self.database.open_work() as work:
            return await self._of(work).resign("post", holder, term)

    async def pass_by(self, **how_long: float) -> None:
        """The moments that were promised come nearer, as they do when time passes."""
        if self.database.is_alone:
            self.clock.wait(**how_long)
            return
        async with self.database.writer.begin() as connection:
            await connection.execute(
                update(LeaderRow).values(until=LeaderRow.until - literal(timedelta(**how_long)))
            )

    async def holder(self) -> tuple[str, int, bool] | None:
        async with self.database.open_view() as work:
            found = await work.leaders.get("post")
        return found and (found.holder, found.term, found.is_over)


@pytest.fixture
async def office(any_database: Database, clock: Clock) -> Office:
    return Office(any_database, clock)


async def test_who_comes_first_has_it_until_the_term_is_over(office: Office) -> None:
    assert await office.holder() is None
    assert await office.elect("a") == 1
    assert await office.elect("b") is None
    assert await office.holder() == ("a", 1, False)
    await office.pass_by(seconds=9)
    assert await office.elect("b") is None
    await office.pass_by(seconds=2)
    assert await office.holder() == ("a", 1, True)
    assert await office.elect("b") == 2
    assert not await office.renew("a", 1), "the office is another's by now"
    assert await office.holder() == ("b", 2, False)


async def test_who_renews_keeps_it(office: Office) -> None:
    assert await office.elect("a") == 1
    for _ in range(5):
        await office.pass_by(seconds=6)
        assert await office.renew("a", 1)
        assert await office.elect("b") is None


async def test_a_term_that_has_run_out_is_renewed_while_nobody_has_taken_it(
    office: Office,
) -> None:
    assert await office.elect("a") == 1
    await office.pass_by(minutes=5)
    assert await office.renew("a", 1)
    assert await office.elect("b") is None


async def test_who_resigns_leaves_it_to_others_at_once(office: Office) -> None:
    assert await office.elect("a") == 1
    assert not await office.resign("b", 1)
    assert await office.elect("b") is None
    assert await office.resign("a", 1)
    assert await office.elect("b") == 2


async def test_only_a_process_that_has_just_started_takes_over_its_own_term(
    office: Office,
) -> None:
    assert await office.elect("a") == 1
    assert await office.elect("a") is None
    assert await office.elect("b", fresh=True) is None
    assert await office.elect("a", fresh=True) == 2
    assert not await office.renew("a", 1), "the one before was of this name too"


async def test_a_clock_that_was_put_back_does_not_leave_the_office_empty(office: Office) -> None:
    """Who held it has promised until an hour from now, and has fallen."""
    assert await office.elect("a") == 1
    await office.pass_by(hours=-1)
    assert await office.elect("b") == 2


async def test_of_many_at_once_one_is_elected(office: Office) -> None:
    for round_ in range(1, 6):
        names = [f"{number}" for number in range(CANDIDATES)]
        terms = await asyncio.gather(*(office.elect(name) for name in names))
        assert [term for term in terms if term is not None] == [round_]
        await office.pass_by(seconds=11)


async def test_of_many_that_have_just_started_one_is_elected(office: Office) -> None:
    names = [f"{number}" for number in range(CANDIDATES)]
    terms = await asyncio.gather(*(office.elect(name, fresh=True) for name in names))
    assert [term for term in terms if term is not None] == [1]


async def test_without_the_condition_there_would_be_many_leaders(office: Office) -> None:
    office.leaders = Unguarded
    names = [f"{number}" for number in range(CANDIDATES)]
    terms = await asyncio.gather(*(office.elect(name) for name in names))
    assert len([term for term in terms if term is not None]) > 1


async def test_who_renews_late_and_who_takes_over_do_not_both_win(office: Office) -> None:
    for round_ in range(1, 11):
        assert await office.elect("a", fresh=True) == 2 * round_ - 1
        await office.pass_by(seconds=11)
        kept, taken = await asyncio.gather(office.renew("a", 2 * round_ - 1), office.elect("b"))
        assert kept is (taken is None)
        if kept:
            await office.pass_by(seconds=11)
            assert await office.elect("b") == 2 * round_
        await office.pass_by(seconds=11)
