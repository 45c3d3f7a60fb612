"""The audit log, facts of the installation, the lists to begin with, and time, in both."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from core.audit import Deed
from storage.audit import AuditRow
from storage.catalogue import SubjectRow
from storage.installation import DEMO
from storage.sessions import SessionRow
from storage.work import Database
from tests import town
from tests.times import MONDAY, Clock


async def test_the_log_says_who_did_what_to_whom_and_when(
    any_database: Database, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        anna, boris = await town.newcomer(work), await town.newcomer(work)
        await work.audit.note(Deed.GRANTED, by=anna.id, about=boris.id, what="methodist@1")
    clock.wait(hours=1)
    async with any_database.open_work() as work:
        await work.audit.note(Deed.IMPORTED, by=None)

    async with any_database.reader.connect() as connection:
        rows = await connection.execute(select(AuditRow.__table__).order_by(AuditRow.id))
        log = [(row.at, row.deed, row.by_id, row.about_id, row.what) for row in rows]
    assert log == [
        (MONDAY, Deed.GRANTED, anna.id, boris.id, "methodist@1"),
        (MONDAY + timedelta(hours=1), Deed.IMPORTED, None, None, ""),
    ]


async def test_a_fact_of_the_installation_is_kept_and_replaced(any_database: Database) -> None:
    async with any_database.open_work() as work:
        assert await work.installation.get("colour") is None
        await work.installation.put("colour", "green")
        await work.installation.put("colour", "blue")

    async with any_database.open_view() as work:
        assert await work.installation.get("colour") == "blue"


async def test_an_installation_is_a_demo_only_when_it_says_so(any_database: Database) -> None:
    async with any_database.open_work() as work:
        assert not await work.installation.is_demo()
        await work.installation.put(DEMO, "yes")
        assert await work.installation.is_demo()


async def test_an_empty_service_begins_with_the_usual_lists_once(any_database: Database) -> None:
    lists = []
    for _ in range(2):
        async with any_database.open_work() as work:
            await work.catalogue.begin_with()
        async with any_database.open_view() as work:
            lists.append(
                (
                    await work.catalogue.subjects(),
                    await work.catalogue.topics(),
                    await work.catalogue.positions(),
                )
            )

    assert all(lists[0])
    assert lists[0] == lists[1]


async def test_a_service_with_lists_of_its_own_keeps_them(any_database: Database) -> None:
    async with any_database.writer.begin() as connection:
        await connection.execute(insert(SubjectRow).values(name="Шахматы"))
    async with any_database.open_work() as work:
        await work.catalogue.begin_with()

        assert [subject.name for subject in await work.catalogue.subjects()] == ["Шахматы"]
        assert await work.catalogue.topics()


async def touched_at(database: Database, moment: datetime) -> object:
    row = SessionRow.__table__
    async with database.writer.begin() as connection:
        await connection.execute(
            insert(row).values(key="k", owner="o", state=None, data={}, touched_at=moment)
        )
        return await connection.scalar(select(SessionRow.touched_at))


@pytest.mark.parametrize(
    "moment",
    [
        MONDAY + timedelta(microseconds=1),
        datetime(2026, 9, 7, 12, 0, tzinfo=timezone(timedelta(hours=12))),
        datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=timezone(-timedelta(hours=1))),
    ],
)
async def test_a_moment_comes_back_the_same_and_in_utc(
    any_database: Database, moment: datetime
) -> None:
    back = await touched_at(any_database, moment)

    assert back == moment
    assert isinstance(back, datetime)
    assert back.utcoffset() == timedelta()
    assert back.astimezone(UTC).timetuple() == back.timetuple()


async def test_a_moment_without_its_zone_is_refused(any_database: Database) -> None:
    with pytest.raises(StatementError, match="naive time"):
        await touched_at(any_database, MONDAY.replace(tzinfo=None))
