"""Events: what a seat costs when thousands want one, and finding what people are reminded of."""

import itertools
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from bench.figures import Figure
from core.events import reminding
from core.events.model import EventId, EventState, Form, Level, Presence, Reminder
from core.events.seats import Standing
from core.events.use_cases import enrol
from core.people import Person, PersonId
from core.units import UnitId
from storage.event_rows import EnrolmentRow, EventRow
from storage.migrations import migrate
from storage.people import PersonRow
from storage.work import Database

NOW = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
REMINDERS_TARGET = 2.0
"""Times as dear, at most, with a hundred times as many enrolments."""
GUESTS = 100
"""Enrolled for each of the events that reminders are looked for among."""
DUE = 20
LOOKS = 100
BATCH = 5000

Say = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCounts:
    people: int = 10_000
    few: int = 10_000
    many: int = 1_000_000

    def __str__(self) -> str:
        return (
            f"{self.people:,} people enrol for one event with seats for half of them, each in a "
            f"transaction of their own; finding {DUE} events that are due and the {GUESTS} people "
            f"of one among {self.few:,} and among {self.many:,} enrolments"
        )


async def measure(counts: EventCounts, say: Say) -> list[Figure]:
    say(f"events: {counts.people:,} people enrol")
    seats = await _enrolled(counts.people)
    bare = await _inserted(counts.people)
    say(f"events: reminders among {counts.few:,} and {counts.many:,} enrolments")
    few, many = await _reminded(counts.few), await _reminded(counts.many)
    what = f"enrolling {counts.people:,} people"
    return [
        Figure(what="a bare INSERT of the same rows", figure="median", measured=bare, unit="ms"),
        Figure(
            what=what,
            figure="median",
            measured=median(seats),
            unit="ms",
            ratio=median(seats) / bare,
            to="the bare INSERT",
        ),
        Figure(what=what, figure="p95", measured=quantiles(seats, n=20)[-1], unit="ms"),
        Figure(
            what=f"reminders among {counts.few:,} enrolments",
            figure="finding them",
            measured=few,
            unit="ms",
        ),
        Figure(
            what=f"reminders among {counts.many:,} enrolments",
            figure="finding them",
            measured=many,
            unit="ms",
            target=REMINDERS_TARGET,
            ratio=many / few,
            to=f"among {counts.few:,}",
        ),
    ]


async def _enrolled(people: int) -> list[float]:
    """Milliseconds of each, from the press to the commit."""

    async def run(base: Database) -> list[float]:
        unit = await _region(base, people)
        await _hold(base, [_event(1, unit, seats=people // 2)])
        taken = []
        for number in range(1, people + 1):
            me = Person(id=PersonId(number), unit=unit, registered_at=NOW)
            began = time.perf_counter()
            async with base.open_work() as work:
                await enrol(work, EventId(1), Presence.ROOM, me=me)
            taken.append((time.perf_counter() - began) * 1000)
        return taken

    return await _in_a_base(run)


async def _inserted(people: int) -> float:
    """The median of the same rows put in without a question, each in a transaction too."""

    async def run(base: Database) -> float:
        unit = await _region(base, people)
        await _hold(base, [_event(1, unit, seats=None)])
        put = insert(EnrolmentRow)
        taken = []
        for row in _guests(range(1, 2), people):
            began = time.perf_counter()
            async with base.writer.begin() as connection:
                await connection.execute(put, row)
            taken.append((time.perf_counter() - began) * 1000)
        return median(taken)

    return await _in_a_base(run)


async def _reminded(enrolments: int) -> float:
    """Milliseconds: to find which events are due, and who is to be reminded of one of them."""

    async def run(base: Database) -> float:
        unit = await _region(base, GUESTS)
        past = range(DUE + 1, enrolments // GUESTS + 1)
        soon = [_event(number, unit, seats=None) for number in range(1, DUE + 1)]
        await _hold(base, itertools.chain(soon, (_held(one, unit) for one in past)))
        await _put(base, EnrolmentRow, _guests(range(1, enrolments // GUESTS + 1), GUESTS))
        taken = []
        for number in range(LOOKS):
            began = time.perf_counter()
            async with base.open_view() as work:
                due = await reminding.due(work)
                guests = await work.events.of_event(due[number % DUE], [Standing.ENROLLED])
            taken.append((time.perf_counter() - began) * 1000)
            if (len(due), len(guests)) != (DUE, GUESTS):
                raise RuntimeError("not everybody is found")
        return median(taken)

    return await _in_a_base(run)


async def _in_a_base(run: Callable[[Database], Awaitable[T]]) -> T:
    with TemporaryDirectory(prefix="opora-bench-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'opora.db'}"
        base = Database(url, clock=lambda: NOW, zone=ZoneInfo("Europe/Moscow"))
        await migrate(base.writer)
        try:
            return await run(base)
        finally:
            await base.close()


async def _region(base: Database, people: int) -> UnitId:
    async with base.open_work() as work:
        await work.catalogue.begin_with()
        unit = await work.units.add(name="Край", level="регион", parent=None)
    named = (
        {"id": one, "name": f"Человек {one}", "registered_at": NOW, "unit_id": unit}
        for one in range(1, people + 1)
    )
    await _put(base, PersonRow, named)
    return unit


def _event(number: int, unit: UnitId, *, seats: int | None) -> dict[str, Any]:
    """Tomorrow at this hour: the reminder of the day before is due."""
    return {
        "id": number,
        "uid": f"event-{number}",
        "unit_id": unit,
        "organiser_id": 1,
        "kind_id": 1,
        "title": f"Семинар {number}",
        "level": Level.REGIONAL,
        "form": Form.ROOM,
        "starts_at": NOW + timedelta(days=1),
        "ends_at": NOW + timedelta(days=1, hours=2),
        "place": "Зал",
        "link": "",
        "description": "",
        "seats_room": seats,
        "seats_online": None,
        "state": EventState.OPEN,
        "reason": "",
        "sequence": 0,
        "settled_at": NOW - timedelta(days=30),
        "reminded": None,
    }


def _held(number: int, unit: UnitId) -> dict[str, Any]:
    """One of the years before."""
    starts_at = NOW - timedelta(hours=number)
    ends_at = starts_at + timedelta(minutes=30)
    over = {"starts_at": starts_at, "ends_at": ends_at, "reminded": Reminder.HOUR}
    return _event(number, unit, seats=None) | over


def _guests(events: Sequence[int], people: int) -> Iterator[dict[str, Any]]:
    for event, person in itertools.product(events, range(1, people + 1)):
        yield {
            "event_id": event,
            "person_id": person,
            "presence": Presence.ROOM,
            "standing": Standing.ENROLLED,
            "ticket": person,
            "since": NOW,
            "offered_until": None,
            "coming": None,
        }


async def _hold(base: Database, events: Iterable[dict[str, Any]]) -> None:
    await _put(base, EventRow, iter(events))


async def _put(base: Database, table: type[Any], rows: Iterator[dict[str, Any]]) -> None:
    put = insert(table)
    async with base.writer.begin() as connection:
        while batch := list(itertools.islice(rows, BATCH)):
            await connection.execute(put, batch)
