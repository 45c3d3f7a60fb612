"""An event made of a line of the plan: the form begins with what the plan knows."""

import re
from datetime import date
from typing import Any, Protocol

from aiogram_dialog import DialogManager

from core.events import organising
from core.events.model import LONGEST_TITLE, EventId
from core.events.ports import EventWork
from core.people import Person
from core.plan import keeping
from core.plan.model import LineId
from core.plan.ports import PlanWork
from handlers.cards import draft_name, kept, kept_draft, show
from handlers.context import Here, here
from handlers.events.states import Compose
from texts import Texts

LINE = "line"
"""Under this name the form knows which line it is about."""
NEW = {"number": 0}
HOURS = re.compile(r"\s*\d{1,2}[:.]\d{2}\s*[-\u2012\u2013\u2014]\s*\d")
"""«15:00-16:30» at the head of what is written: hours without a day."""


class MakingWork(EventWork, PlanWork, Protocol):
    """An event and the line it is made of are saved together."""


async def has_other_unfinished(manager: DialogManager, line: LineId) -> bool:
    """Whether a new event waits to be finished that is not this line's."""
    waiting = (await kept(manager)).get(draft_name(Compose, NEW))
    return waiting is not None and waiting.get(LINE) != line


async def begin(manager: DialogManager, line: LineId) -> None:
    """The form at its first question that the plan does not answer; or as it was left."""
    we: Here[MakingWork] = here(manager)
    async with we.open_view() as work:
        seen = await keeping.look(work, line, me=we.me)
        unit = seen.line.checked_wanting().unit
        above = len(await work.units.lineage(unit)) - 1
        level = organising.usual_level(above, has_below=bool(await work.units.children(unit)))
    waiting = await kept_draft(manager, Compose, NEW)
    answers = waiting if waiting and waiting.get(LINE) == line else None
    known = {
        LINE: line,
        "unit": unit,
        "level": level,
        "title": seen.line.title[:LONGEST_TITLE],
        "day": seen.line.day.isoformat() if seen.line.day else "",
    }
    await show(manager, Compose.kind, NEW, answers=answers or known)


def planned(data: dict[str, Any], texts: Texts) -> dict[str, Any]:
    """What the question about times says of the plan."""
    day = data.get("day")
    return {
        "has_day": bool(day),
        "planned_day": texts.day(date.fromisoformat(day)) if day else "",
    }


def dated(words: str, data: dict[str, Any]) -> str:
    """Where the plan knows the day, hours alone will do."""
    if not data.get("day") or not HOURS.match(words):
        return words
    return f"{date.fromisoformat(data['day']):%d.%m.%Y} {words.lstrip()}"


async def keep_line(work: MakingWork, data: dict[str, Any], event: EventId, *, me: Person) -> None:
    """The new event is the line's from now on; a line that has one already takes no other."""
    if LINE in data:
        await keeping.tie(work, LineId(data[LINE]), event, me=me)
