"""P34: every look of the staff is a link of a chain, and one touched row of it is seen."""

import time

import pytest
from sqlalchemy import text

from bot.doctor import BAD, OK, examine
from bot.settings import load_settings
from core.audit import Deed
from storage.installation import DEMO
from storage.work import Database
from tests import town
from tests.promises.results import Record

ROWS, MANY = 12, 50_000

TOUCHES: dict[str, tuple[str, int | None]] = {
    "who looked": ("UPDATE audit SET by_id = 2 WHERE id = 5", 5),
    "at whom": ("UPDATE audit SET about_id = NULL WHERE id = 5", 5),
    "what was done": ("UPDATE audit SET deed = 'exported' WHERE id = 5", 5),
    "the details": ("UPDATE audit SET what = 'other' WHERE id = 1", 1),
    "the fingerprint": ("UPDATE audit SET chain = 'other' WHERE id = 12", 12),
    "one removed": ("DELETE FROM audit WHERE id = 5", 6),
    "the first removed": ("DELETE FROM audit WHERE id = 1", 2),
    "the last removed": ("DELETE FROM audit WHERE id = 12", None),
    "all removed": ("DELETE FROM audit", None),
    "one inserted": (
        "INSERT INTO audit (id, at, deed, by_id, about_id, what, chain)"
        " SELECT 13, at, deed, by_id, about_id, what, chain FROM audit WHERE id = 12",
        13,
    ),
    "one put between": (
        "INSERT INTO audit (id, at, deed, by_id, about_id, what, chain)"
        " SELECT 0, at, deed, by_id, about_id, what, chain FROM audit WHERE id = 1",
        1,
    ),
    "two exchanged": (
        "UPDATE audit SET what = CASE id WHEN 3 THEN 'look 4' ELSE 'look 3' END"
        " WHERE id IN (3, 4)",
        3,
    ),
}


@pytest.fixture
async def looked(any_database: Database) -> Database:
    """A methodist has looked at a teacher a dozen times."""
    async with any_database.open_work() as work:
        await work.installation.put(DEMO, "yes")
        boris, anna = await town.newcomer(work), await town.newcomer(work)
    for number in range(1, ROWS + 1):
        async with any_database.open_work() as work:
            await work.audit.note(Deed.LOOKED, by=boris.id, about=anna.id, what=f"look {number}")
    return any_database


async def touch(database: Database, sql: str) -> None:
    """Past the service, as somebody with the file in hand would."""
    async with database.writer.begin() as connection:
        await connection.execute(text(sql))


@pytest.mark.parametrize(("sql", "row"), TOUCHES.values(), ids=TOUCHES.keys())
async def test_one_touched_row_is_seen_and_named(
    looked: Database, sql: str, row: int | None, record: Record
) -> None:
    await touch(looked, sql)

    async with looked.open_view() as work:
        chain = await work.audit.verify()
    assert not chain.is_whole
    assert (chain.broken_at, chain.is_cut) == (row, row is None)
    record("a way to touch it is seen")


@pytest.mark.long
@pytest.mark.timeout(600)
async def test_a_long_log_is_whole_until_one_row_of_it_is_touched(
    looked: Database, record: Record
) -> None:
    async with looked.open_work() as work:
        for number in range(ROWS, MANY):
            await work.audit.note(Deed.LOOKED, by=None, what=f"look {number}")
    began = time.perf_counter()
    async with looked.open_view() as work:
        whole = await work.audit.verify()
    took = time.perf_counter() - began
    await touch(looked, f"UPDATE audit SET what = 'other' WHERE id = {MANY // 2}")  # noqa: S608 - a number
    async with looked.open_view() as work:
        broken = await work.audit.verify()

    assert (whole.is_whole, whole.rows) == (True, MANY)
    assert (broken.is_whole, broken.broken_at) == (False, MANY // 2)
    record(f"{MANY:,} rows verified in {took:.1f} s, one touched row named")


async def test_an_untouched_log_is_whole(looked: Database) -> None:
    async with looked.open_view() as work:
        chain = await work.audit.verify()

    assert (chain.is_whole, chain.rows) == (True, ROWS)


@pytest.mark.parametrize("sql", [sql for sql, _ in TOUCHES.values()], ids=TOUCHES.keys())
async def test_the_twin_that_trusts_the_numbers_of_rows_sees_almost_nothing(
    looked: Database, sql: str
) -> None:
    """Without the chain there is only this to look at: numbers without a gap."""
    await touch(looked, sql)

    async with looked.reader.connect() as connection:
        numbers = (await connection.execute(text("SELECT id FROM audit ORDER BY id"))).scalars()
        ids = list(numbers)
    seen = bool(ids) and ids != list(range(ids[0], ids[0] + len(ids)))
    assert seen == (sql == "DELETE FROM audit WHERE id = 5"), "a gap, and nothing else"


@pytest.mark.parametrize(
    ("sql", "mark", "words"),
    [
        ("SELECT 1", OK, "Журнал действий цел: записей 12"),
        ("UPDATE audit SET what = '' WHERE id = 5", BAD, "запись № 5"),
        ("DELETE FROM audit WHERE id = 12", BAD, "последние записи"),
    ],
)
async def test_the_doctor_says_so(
    looked: Database, monkeypatch: pytest.MonkeyPatch, sql: str, mark: str, words: str
) -> None:
    await touch(looked, sql)
    address = looked.writer.url.render_as_string(hide_password=False)
    monkeypatch.setenv("OPORA_DATABASE", address)
    monkeypatch.setenv("OPORA_TELEGRAM_TOKEN", "")

    lines = await examine(load_settings())

    assert [line.mark for line in lines if words in line.words] == [mark]
