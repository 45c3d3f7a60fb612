"""Lines of the plan in words: in a list, on a card, in a table."""

from datetime import date, datetime
from typing import Any

from core.plan.model import LineState, PlanLine
from handlers.clocks import Clock
from texts import Texts


def when_words(line: PlanLine, texts: Texts) -> str:
    """«15 декабря 2026», or «декабрь 2026» while the day is not set."""
    return texts.day(line.day) if line.day else month_words(line.month, texts)


def month_words(month: date, texts: Texts) -> str:
    return texts.raw("month", month=month.month, year=month.year)


def listed(line: PlanLine, texts: Texts, now: datetime, *, at: int, kept: bool) -> str:
    """Of what is not open to everybody yet only whoever answers for the line is told.

    ``at`` is its number in the list, 0 where nothing can be chosen by it.
    """
    state = line.state(now)
    if not kept and state in {LineState.WANTED, LineState.DRAFT}:
        state_words = ""
    else:
        state_words = texts.raw("plan-state", name=state)
    return texts(
        "plan-line",
        at=at,
        title=line.title,
        when=when_words(line, texts),
        unit=line.unit_name,
        audience=line.audience,
        has_audience="yes" if line.audience else "no",
        responsible=line.responsible_name,
        has_responsible="yes" if line.responsible_name else "no",
        state=state_words,
        has_state="yes" if state_words else "no",
    )


def facts(line: PlanLine, clock: Clock, now: datetime) -> dict[str, Any]:
    """Everything that the card of a line says."""
    event = line.event
    return {
        "number": line.id,
        "title": line.title,
        "when": when_words(line, clock.texts),
        "unit": line.unit_name,
        "audience": line.audience,
        "has_audience": "yes" if line.audience else "no",
        "responsible": line.responsible_name,
        "has_responsible": "yes" if line.responsible_name else "no",
        "state": clock.texts.raw("plan-state", name=line.state(now)),
        "event": event.number if event else 0,
        "event_title": event.title if event else "",
        "time": clock.span(event.starts_at, event.ends_at) if event else "",
        "tied": "yes" if event else "no",
        "reason": line.reason,
        "has_reason": "yes" if line.reason else "no",
        "people": line.people if line.people is not None else -1,
    }
