"""Says what is wrong with an installation, and what to do about it, a line for each part."""

import asyncio
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot import bot_api, max_doctor, queues
from bot.clock import utc_now
from bot.settings import Settings
from storage import health, migrations
from storage.database import is_sqlite
from storage.work import Database
from texts import Texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

OK, WARNING, BAD = "✓", "!", "✗"
MARKS = {None: OK, False: WARNING, True: BAD}
"""By how grave a finding is."""

PATIENCE = 5
CLOCK_MAY_DIFFER = timedelta(seconds=5)
GIGABYTE = 1024**3
LITTLE, TOO_LITTLE = 1.0, 0.1
"""Gigabytes free: time to think of it, and too late."""


@dataclass(frozen=True, slots=True)
class Line:
    mark: str
    words: str

    def __str__(self) -> str:
        return f"{self.mark} {self.words}"


def _line(mark: str, key: str, **facts: object) -> Line:
    return Line(mark, Texts().raw(key, **facts))


async def examine(settings: Settings) -> list[Line]:
    """Everything, however much of it is broken; no answer is waited for longer than 5 seconds."""
    base, base_time = await _database(settings)
    token, me = await _token(settings)
    lines = [_settings(settings), base]
    if base.mark == OK:
        lines += [await _audit(settings), *await _queues(settings)]
    lines += token
    if me is not None:
        lines.append(await _webhook(settings))
    lines += await _max(settings)
    telegram_time = parsedate_to_datetime(me["_date"]) if me and me.get("_date") else None
    return [*lines, _clock(base_time or telegram_time), _disk(settings)]


def _settings(settings: Settings) -> Line:
    ways = [
        Texts().raw("doctor-way", messenger=name, way="webhook" if webhook else "polling")
        for name, token, webhook in (
            ("telegram", settings.telegram_token, settings.telegram_webhook),
            ("max", settings.max_token, settings.max_webhook),
        )
        if token is not None
    ]
    told = "; ".join(ways) or "demo"
    return _line(OK, "doctor-settings", ways=told, zone=settings.time_zone)


async def _database(settings: Settings) -> tuple[Line, datetime | None]:
    """What the database is, and its server's idea of the time."""
    shown = settings.database_shown
    if is_missing_file(settings):
        return _line(WARNING, "doctor-database-none", database=shown), None
    database = Database(settings.database_url, clock=utc_now, zone=ZoneInfo(settings.time_zone))
    try:
        async with asyncio.timeout(PATIENCE):
            return await _look(database, settings)
    except health.UNREACHABLE as error:
        kind = type(getattr(error, "orig", None) or error).__name__
        return _line(BAD, "doctor-database-silent", database=shown, error=kind), None
    finally:
        await database.close()


def is_missing_file(settings: Settings) -> bool:
    """To look into a SQLite database that is not there would be to make one."""
    return is_sqlite(settings.database_url) and not Path(settings.database_shown).exists()


async def _look(database: Database, settings: Settings) -> tuple[Line, datetime | None]:
    shown = settings.database_shown
    async with database.reader.connect() as connection:
        revision = await connection.run_sync(migrations.current)
    if revision != migrations.newest():
        return _line(BAD, "doctor-database-old", database=shown), None
    async with database.open_view() as work:
        demo = await work.installation.is_demo()
        people = await work.people.count()
        units = len(await work.imports.units())
        time = await health.server_time(database.reader)
    if demo and not settings.is_demo:
        return _line(BAD, "doctor-database-demo", database=shown), time
    if settings.is_demo and people and not demo:
        return _line(BAD, "doctor-database-real", database=shown), time
    kind = "demo" if demo else "real"
    line = _line(OK, "doctor-database", database=shown, kind=kind, people=people, units=units)
    return line, time


async def _audit(settings: Settings) -> Line:
    """Whether nobody has changed the log behind the back of the service."""
    database = Database(settings.database_url, clock=utc_now, zone=ZoneInfo(settings.time_zone))
    try:
        async with database.open_view() as work:
            chain = await work.audit.verify()
    finally:
        await database.close()
    if chain.broken_at is not None:
        return _line(BAD, "doctor-audit-broken", row=f"{chain.broken_at}")
    if chain.is_cut:
        return _line(BAD, "doctor-audit-cut")
    return _line(OK, "doctor-audit", rows=chain.rows, head=chain.head[:16])


async def _queues(settings: Settings) -> list[Line]:
    """Whether what comes in is handled, and what is to leave leaves."""
    zone = ZoneInfo(settings.time_zone)
    database = Database(settings.database_url, clock=utc_now, zone=zone)
    try:
        found = await queues.findings(database, Texts(settings.time_zone))
    finally:
        await database.close()
    return [Line(MARKS[one.grave], one.words) for one in found]


async def _token(settings: Settings) -> "tuple[list[Line], Mapping[str, Any] | None]":
    if settings.telegram_token is None:
        return [_line(WARNING, "doctor-token-none")] if settings.is_demo else [], None
    try:
        me = await bot_api.ask(settings, "getMe")
    except bot_api.Refused:
        return [_line(BAD, "doctor-token-refused")], None
    except bot_api.Silent as error:
        return [_line(BAD, "doctor-token-silent", error=str(error))], None
    return [_line(OK, "doctor-token", username=me.get("username", ""))], me


async def _max(settings: Settings) -> list[Line]:
    found = await max_doctor.findings(settings)
    return [_line(MARKS[one.grave], one.key, **one.facts) for one in found]


async def _webhook(settings: Settings) -> Line:
    try:
        info = await bot_api.ask(settings, "getWebhookInfo")
    except bot_api.Silent as error:
        return _line(BAD, "doctor-token-silent", error=str(error))
    if settings.telegram_webhook:
        return _judged(info, settings.telegram_webhook)
    if info.get("url"):
        return _line(WARNING, "doctor-webhook-left", url=info["url"])
    return _line(OK, "doctor-webhook-off", pending=info.get("pending_update_count", 0))


def _judged(info: "Mapping[str, Any]", wanted: str) -> Line:
    url, pending = info.get("url", ""), info.get("pending_update_count", 0)
    if not url:
        return _line(WARNING, "doctor-webhook-missing")
    if not url.startswith(wanted):
        return _line(WARNING, "doctor-webhook-other", url=url)
    if info.get("last_error_message") and pending:
        told = info["last_error_message"]
        return _line(BAD, "doctor-webhook-error", error=told, pending=pending)
    return _line(OK, "doctor-webhook", pending=pending)


def _clock(other: datetime | None) -> Line:
    if other is None:
        return _line(OK, "doctor-clock-alone")
    differ = abs(utc_now() - other)
    seconds = round(differ.total_seconds())
    if differ > CLOCK_MAY_DIFFER:
        return _line(WARNING, "doctor-clock-off", seconds=seconds)
    return _line(OK, "doctor-clock", seconds=seconds)


def _disk(settings: Settings) -> Line:
    """Where SQLite writes; with a database server, where this machine writes at all."""
    folder = Path(settings.database_shown) if is_sqlite(settings.database_url) else Path.cwd()
    while not folder.is_dir():
        folder = folder.absolute().parent
    free = shutil.disk_usage(folder).free / GIGABYTE
    if free < LITTLE:
        mark = BAD if free < TOO_LITTLE else WARNING
        return _line(mark, "doctor-disk-low", free=f"{free:.1f}")
    return _line(OK, "doctor-disk", free=f"{free:.1f}")
