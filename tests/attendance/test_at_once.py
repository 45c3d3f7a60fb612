"""Word, badge, number and list at the same moment: one mark, one certificate, nobody waits."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from core.attendance import badges, bulk, use_cases
from core.attendance.model import Way
from core.certificates import use_cases as certificates
from core.people import Person, PersonId
from storage.attendance import SqlAttendance
from storage.attendance_rows import AttendanceRow
from storage.certificate_rows import CertificateRow
from storage.work import Database, SqlWork

Mark = Callable[[SqlWork], Awaitable[bool]]


@pytest.fixture
async def marks(any_database: Database, event: int, boris: Person, anna: Person) -> list[Mark]:
    """Every way in which Anna may be marked, each twice; it says whether she was."""
    async with any_database.open_work() as work:
        badge = await badges.show(work, event, me=anna)
        word = await use_cases.new_word(work, event, ["берёза"], me=boris)

    async def by_badge(work: SqlWork) -> bool:
        return (await badges.scan(work, badge.word, me=boris)).anew

    async def by_number(work: SqlWork) -> bool:
        return 1 in (await bulk.tick_numbers(work, event, "1-2", me=boris)).marked

    async def by_word(work: SqlWork) -> bool:
        before = await work.attendance.came(event, anna.id)
        await use_cases.say_word(work, event, word.words, me=anna)
        return before is None and await work.attendance.came(event, anna.id) is Way.WORD

    async def by_list(work: SqlWork) -> bool:
        await bulk.tick_all(work, event, me=boris)
        return await work.attendance.came(event, anna.id) is Way.LIST

    return [by_badge, by_word, by_number, by_list] * 2


async def rows(database: Database, of: type[AttendanceRow | CertificateRow], me: Person) -> int:
    async with database.reader.connect() as connection:
        counted = select(func.count()).where(of.person_id == me.id)
        return await connection.scalar(counted) or 0


async def test_every_way_at_once_marks_once(
    any_database: Database, marks: list[Mark], event: int, anna: Person
) -> None:
    async def go(mark: Mark) -> None:
        async with any_database.open_work() as work:
            await mark(work)

    async with asyncio.timeout(30):
        await asyncio.gather(*map(go, marks))
    assert await rows(any_database, AttendanceRow, anna) == 1

    async def take() -> str:
        async with any_database.open_work() as work:
            return (await certificates.take(work, event, me=anna)).number

    assert len(set(await asyncio.gather(*(take() for _ in range(4))))) == 1
    assert await rows(any_database, CertificateRow, anna) == 1


async def test_of_two_cameras_at_once_one_marks(
    any_database: Database, marks: list[Mark], anna: Person
) -> None:
    async def go() -> bool:
        async with any_database.open_work() as work:
            return await marks[0](work)

    assert sorted(await asyncio.gather(*(go() for _ in range(4)))) == [False] * 3 + [True]


class Unguarded(SqlAttendance):
    """Looks whether there is a mark, and sets one where there was none."""

    both_have_looked = asyncio.Barrier(2)

    async def mark(
        self, event: int, person: PersonId, *, way: Way, by: PersonId, at: datetime
    ) -> bool:
        if await self.came(event, person) is not None:
            return False
        await self.both_have_looked.wait()
        row = {"event_id": event, "person_id": person, "way": way, "by_id": by, "at": at}
        await self._session.execute(insert(AttendanceRow).values(**row, told=False))
        return True


async def test_the_twin_that_looks_first_fails_on_one_of_two(
    any_url: str, any_database: Database, marks: list[Mark]
) -> None:
    if any_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer, whose transaction begins with the lock")

    async def go() -> bool:
        async with any_database.open_work() as work:
            work.attendance = Unguarded(work.means.session)  # type: ignore[assignment]  # in place of the part
            return await marks[1](work)

    ends = await asyncio.gather(go(), go(), return_exceptions=True)
    assert sorted(type(one) for one in ends if isinstance(one, Exception)) == [IntegrityError]
