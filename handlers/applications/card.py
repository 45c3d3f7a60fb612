"""What the card of an event and its terms say of applications."""

from typing import Any

from aiogram_dialog import DialogManager

from core.applications.model import State, waiting
from core.applications.ports import ApplicationWork
from core.errors import Gone
from handlers.applications.words import standing
from handlers.clocks import clock_of
from handlers.context import Here, here

ABSENT = (None, State.WITHDRAWN, State.BEGUN)


async def applications(
    manager: DialogManager, event: int, *, takes_part: bool, keeper: bool
) -> dict[str, Any]:
    """``takes_part`` is whoever has a seat or waits for one, ``keeper`` answers for the event."""
    we: Here[ApplicationWork] = here(manager)
    async with we.open_view() as work:
        call = await work.applications.call(event)
        if call is None:
            raise Gone
        mine = await work.applications.of(event, we.me.id)
        clock = await clock_of(work, we.me.id, we.texts)
        counts = await work.applications.counts(event) if keeper else {}
        now = work.now
    state = None if mine is None else mine.state
    takes = call.terms.takes_applications
    told = standing(call, mine, clock, now)
    if takes_part and state in ABSENT:
        told["application"] = "none"
    return {
        **told,
        "by_application": takes,
        "may_enter": not takes or takes_part or state is State.APPROVED,
        "can_apply": call.takes(now) and not takes_part and state in ABSENT,
        "has_application": takes and call.is_open and state not in ABSENT,
        "keeps_applications": keeper and (takes or any(counts.values())),
        "applications": waiting(counts, closed=call.is_closed(now)),
    }


async def admission(manager: DialogManager, event: int) -> dict[str, Any]:
    """How people come to the event, for its organiser."""
    we: Here[ApplicationWork] = here(manager)
    async with we.open_view() as work:
        call = await work.applications.call(event)
    if call is None:
        raise Gone
    return {"admission": call.terms.admission}
