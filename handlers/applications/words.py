"""Applications in words: how one stands, what it was sent with."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from core.applications.calls import Call
from core.applications.model import Application, Entry, State
from handlers.clocks import Clock
from handlers.files import attachments_of, names_of, text_of

LATE = {State.SENT: "sent-late", State.RETURNED: "returned-late"}
"""How it stands when nothing can be changed in it any more."""


def standing(call: Call, mine: Application | None, clock: Clock, now: datetime) -> dict[str, Any]:
    """What whoever applies is told of it, on the card of the event too."""
    reason = mine.reason if mine is not None else ""
    announced = call.terms.announced_at is not None
    approved = mine is not None and mine.state is State.APPROVED
    award = mine.award if mine is not None and announced and approved else None
    return {
        "application": _state(call, mine, now),
        "admission": call.terms.admission,
        "application_until": clock.moment(call.closes_at),
        "grounds": reason,
        "award": award or "none",
    }


def _state(call: Call, mine: Application | None, now: datetime) -> str:
    if not call.terms.takes_applications or not call.is_open:
        return "none"
    closed = call.is_closed(now)
    if mine is None or mine.state is State.WITHDRAWN:
        return "closed" if closed else "open"
    if mine.state is State.BEGUN:
        return "closed" if closed else "begun"
    return LATE.get(mine.state, mine.state) if closed else mine.state


def entry_of(draft: dict[str, Any] | None) -> Entry:
    return Entry(text=text_of(draft), files=attachments_of(draft))


def draft_of(entry: Entry) -> dict[str, Any]:
    """The other way round: what was sent, in the shape that forms keep."""
    files = [asdict(file) for file in entry.files]
    part = {"text": entry.text, "files": files, "messenger": "", "source": ""}
    return {"parts": [part]}


def shown(entry: Entry) -> dict[str, Any]:
    """Whole: it fits."""
    return {
        "text": entry.text,
        "has_text": "yes" if entry.text else "no",
        "files": names_of(entry.files),
        "has_files": bool(entry.files),
        "count": len(entry.files),
    }
