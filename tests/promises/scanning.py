"""Looking for traces of a person: in every table, in Redis, in the bytes of a SQLite file."""

from collections.abc import Iterator, Sequence

from redis import Redis
from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import sqlite_file
from storage.work import Database


async def tables(database: Database) -> dict[str, list[str]]:
    """Every row of every table as words; JSON and Russian letters are readable in them."""
    async with database.reader.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        return {name: await _rows(connection, name) for name in names}


async def _rows(connection: AsyncConnection, table: str) -> list[str]:
    rows = await connection.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608 - its name
    return [_readable(repr(tuple(row))) for row in rows]


def _readable(row: str) -> str:
    """A driver may give JSON as text with its letters behind backslashes, once or twice."""
    for _ in range(2):
        row = row.replace("\\\\u", "\\u")
    return row.encode("latin-1", "backslashreplace").decode("unicode_escape", "replace")


async def in_tables(database: Database, *signs: str) -> dict[str, int]:
    """How many rows of which tables show one of the signs."""
    found = {
        name: sum(any(sign.lower() in row.lower() for sign in signs) for row in rows)
        for name, rows in (await tables(database)).items()
    }
    return {name: count for name, count in found.items() if count}


def in_redis(address: str | None, *signs: str) -> list[str]:
    """Keys of Redis that show one of the signs, in the key itself or in what it holds."""
    if address is None:
        return []
    with Redis.from_url(address) as redis:
        held = {key: _held(redis, key) for key in redis.scan_iter()}
    return [
        key.decode()
        for key, value in held.items()
        if any(sign.encode() in key + value for sign in signs)
    ]


def _held(redis: Redis, key: bytes) -> bytes:
    held = redis.dump(key)
    return held if isinstance(held, bytes) else b""


async def in_file(database: Database, *signs: str | int) -> dict[str, int]:
    """How often the bytes of each sign stand in the file and beside it, after a checkpoint."""
    path = sqlite_file(database.writer.url.render_as_string(hide_password=False))
    assert path is not None
    async with database.writer.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        cursor = driver.cursor()
        await cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert (await cursor.fetchone())[0] == 0, "somebody was still reading"
    beside = [path.with_name(f"{path.name}{end}") for end in ("", "-wal", "-journal")]
    held = b"".join(file.read_bytes() for file in beside if file.exists())
    found = {str(sign): sum(held.count(form) for form in _forms(sign)) for sign in signs}
    return {sign: count for sign, count in found.items() if count}


def _forms(sign: str | int) -> Iterator[bytes]:
    """As SQLite writes it, and as JSON does."""
    if isinstance(sign, int):
        yield str(sign).encode()
        yield sign.to_bytes(6, "big")
        return
    forms: Sequence[bytes] = (sign.encode(), sign.encode("unicode_escape"))
    yield from dict.fromkeys(forms)
