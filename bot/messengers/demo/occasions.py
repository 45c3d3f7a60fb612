"""The made-up events of the demo's region, on the days after it was settled."""

import json
from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from typing import Any

from core.applications import settling
from core.applications.calls import Admission
from core.catalogue import EventKindId, SubjectId
from core.events import organising, use_cases
from core.events.model import Details, Form, Level
from core.people import Account, Person
from core.units import UnitId
from storage.work import SqlWork
from texts import FOLDER


async def fill(work: SqlWork, messenger: str, *, unit: UnitId, by: Person) -> None:
    """Open them in the name of the unit, and enrol those of the cast who are named."""
    kinds = {kind.name: kind.id for kind in await work.catalogue.event_kinds()}
    subjects = {subject.name: subject.id for subject in await work.catalogue.subjects()}
    plan = json.loads((FOLDER / "ru" / "demo_events.json").read_text(encoding="utf-8"))
    for one in plan:
        about = [subjects[name] for name in one["subjects"]]
        details = _details(work, one, kind=kinds[one["kind"]], subjects=about)
        event = await organising.draw_up(work, details, unit=unit, me=by)
        await organising.open_event(work, event.id, me=by)
        if one.get("contest"):
            await _hold_contest(work, event.id, one["contest"], by=by)
        for external in one["guests"]:
            guest = await work.people.at(Account(messenger, external))
            assert guest is not None  # noqa: S101 - of the cast
            (presence, *_) = details.form.presences
            await use_cases.enrol(work, event.id, presence, me=guest)


async def _hold_contest(work: SqlWork, event: int, prompt: str, *, by: Person) -> None:
    """Works are sent as files until a day before it begins."""
    call = await settling.admit_by(work, event, Admission.CONTEST, me=by)
    await settling.want_files(work, event, wanted=True, me=by)
    await settling.ask_for(work, event, prompt, me=by)
    await settling.close_at(work, event, call.starts_at - timedelta(days=1), me=by)


def _details(
    work: SqlWork, one: dict[str, Any], *, kind: EventKindId, subjects: Collection[SubjectId]
) -> Details:
    return Details(
        title=one["title"],
        kind=kind,
        level=Level(one["level"]),
        form=Form(one["form"]),
        starts_at=_moment(work, one["day"], one["begins"]),
        ends_at=_moment(work, one["day"], one["ends"]),
        place=one["place"],
        link=one["link"],
        description=one["description"],
        subjects=tuple(subjects),
        seats_room=one["seats_room"],
        seats_online=one["seats_online"],
    )


def _moment(work: SqlWork, days: int, hour: str) -> datetime:
    day = work.now.astimezone(work.zone).date() + timedelta(days=days)
    return datetime.combine(day, time.fromisoformat(hour), tzinfo=work.zone).astimezone(UTC)
