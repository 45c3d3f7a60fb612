"""Many people and many letters in a file of SQLite, and the post that carries them."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, text

from bot import post
from bot.clock import utc_now
from bot.messengers.telegram.outgoing import TelegramCarrier
from bot.metrics import Metrics
from core.notices import Lane
from storage.base import Moment
from storage.migrations import migrate
from storage.work import Database
from texts import Texts

ZONE = "Europe/Moscow"
NOON = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
"""Of a working day: announcements leave, whenever the benchmark is run."""

TOKEN = "42:a-token-of-the-benchmark"  # noqa: S105 - of nobody
FIRST_CHAT = 10_000
"""The chat of person 0; the others follow."""

PAYLOAD = json.dumps({"consultation": 1, "teacher": "Анна", "outcome": "full"})

PEOPLE = """
INSERT INTO people (id, name, folded, position, unit_id, registered_at)
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
SELECT n, 'Анна', 'анна', '', :unit, :now FROM numbers
"""
ACCOUNTS = """
INSERT INTO accounts (messenger, external, person_id, joined_at)
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
SELECT 'telegram', :first_chat + n, n, :now FROM numbers
"""
LETTERS = """
INSERT INTO outbox
    (once, to_id, kind, payload, lane, state, put_at, due_at, attempts, doubts, errand)
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
SELECT 'bench/' || :lane || '/' || n, 1 + n % :people, 'ConsultationRated', :payload,
    :lane, 'due', :now, :due, 0, 0, 'show'
FROM numbers
"""


def clock() -> Callable[[], datetime]:
    """Goes on from noon."""
    offset = NOON - utc_now()
    return lambda: utc_now() + offset


@asynccontextmanager
async def database(people: int) -> AsyncIterator[Database]:
    with TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
        base = Database(url, clock=clock(), zone=ZoneInfo(ZONE))
        try:
            await migrate(base.writer)
            async with base.open_work() as work:
                await work.catalogue.begin_with()
                unit = await work.units.add(name="Область", level="регион", parent=None)
                now = work.now
            await _fill(base, PEOPLE, count=people, unit=unit, now=now)
            await _fill(base, ACCOUNTS, count=people, first_chat=FIRST_CHAT, now=now)
            yield base
        finally:
            await base.close()


async def put(
    base: Database, letters: int, lane: Lane, *, people: int, later: timedelta = timedelta()
) -> None:
    """To one person after another; due now, or later."""
    async with base.open_view() as work:
        now = work.now
    await _fill(
        base,
        LETTERS,
        count=letters,
        lane=int(lane),
        people=people,
        payload=PAYLOAD,
        now=now,
        due=now + later,
    )


async def _fill(base: Database, statement: str, **facts: object) -> None:
    moments = [bindparam(name, type_=Moment()) for name in ("now", "due") if name in facts]
    async with base.writer.begin() as connection:
        await connection.execute(text(statement).bindparams(*moments), facts)


@asynccontextmanager
async def opened(base: Database, api: str, *, per_second: int) -> AsyncIterator[post.Post]:
    """The post as `opora run` has it."""
    texts = Texts(ZONE)
    carrier = TelegramCarrier(
        TOKEN, withdrawn=texts("letter-withdrawn"), base_url=api, per_second=per_second
    )
    async with carrier:
        yield post.put_together(
            base, {"telegram": carrier}, texts, term=lambda: 1, metrics=Metrics()
        )
