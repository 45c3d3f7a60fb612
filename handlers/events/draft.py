"""An event that is being drawn up, in the shape that forms keep it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from aiogram.fsm.state import State

from core.catalogue import EventKindId, SubjectId
from core.events.model import Details, Event, Form, Level, Presence
from handlers.events.states import Compose

READY = "ready"
"""Every question has been answered: whatever is answered now leads back to the preview."""
SAMPLE = "sample"
"""The number of the event that this one is drawn up after."""


def details_of(data: dict[str, Any]) -> Details:
    form = Form(data["form"])
    room, online = (one in form.presences for one in Presence)
    return Details(
        title=data["title"],
        kind=EventKindId(data["kind"]),
        level=Level(data["level"]),
        form=form,
        starts_at=datetime.fromisoformat(data["starts_at"]),
        ends_at=datetime.fromisoformat(data["ends_at"]),
        place=data.get("place", "") if room else "",
        link=data.get("link", "") if online else "",
        description=data.get("description", ""),
        subjects=tuple(SubjectId(one) for one in sorted(data.get("subjects", ()))),
        seats_room=data.get("seats_room") if room else None,
        seats_online=data.get("seats_online") if online else None,
    )


def data_of(event: Event) -> dict[str, Any]:
    details = event.details
    return {
        "unit": event.unit,
        "sequence": event.sequence,
        "title": details.title,
        "kind": details.kind,
        "level": details.level,
        "form": details.form,
        "starts_at": details.starts_at.isoformat(),
        "ends_at": details.ends_at.isoformat(),
        "place": details.place,
        "link": details.link,
        "description": details.description,
        "subjects": list(details.subjects),
        "seats_room": details.seats_room,
        "seats_online": details.seats_online,
        READY: True,
    }


def like(event: Event, *, link: bool) -> dict[str, Any]:
    """Another one like it, of which only the times are asked; ``link`` may come along."""
    data = data_of(event)
    for name in ("starts_at", "ends_at", "sequence"):
        del data[name]
    return {**data, SAMPLE: event.id, "link": data["link"] if link else ""}


def lacks_times(data: dict[str, Any]) -> bool:
    """Drawn up after another, and not said yet when it is."""
    return SAMPLE in data and "starts_at" not in data


def steps(data: dict[str, Any]) -> Sequence[State]:
    """The questions in their order; what is asked depends on how the event is held."""
    form = Form(data.get("form", Form.HYBRID))
    room = Presence.ROOM in form.presences
    online = Presence.ONLINE in form.presences
    return [
        Compose.title,
        Compose.kind,
        Compose.form,
        Compose.times,
        *([Compose.place] if room else []),
        *([Compose.link] if online else []),
        *([Compose.seats_room] if room else []),
        *([Compose.seats_online] if online else []),
        Compose.subjects,
        Compose.preview,
    ]


def after(step: State, data: dict[str, Any]) -> State:
    """The next question, or the preview once everything has been asked.

    Another form may ask for a place that nobody has named yet.
    """
    if data.get(READY):
        room = Presence.ROOM in Form(data["form"]).presences
        return Compose.place if room and not data.get("place") else Compose.preview
    order = steps(data)
    return order[order.index(step) + 1]


def before(step: State, data: dict[str, Any]) -> State:
    if data.get(READY):
        return Compose.preview
    order = steps(data)
    return order[max(0, order.index(step) - 1)] if step in order else Compose.preview
