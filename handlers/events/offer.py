"""What the card of an event says and offers, to whoever looks at it."""

from typing import Any

from aiogram_dialog import DialogManager

from core.events import hosting, memos, use_cases
from core.events.model import DAY, EventId, EventState, Presence
from core.events.ports import EventWork
from core.events.seats import Standing, offers_end
from core.events.use_cases import Seen
from handlers.applications.card import applications
from handlers.attendance.card import attendance
from handlers.clocks import clock_of
from handlers.context import Here, given, here
from handlers.events.audience import for_whom
from handlers.events.kept import kept_lines
from handlers.events.quorum import depends
from handlers.events.series import place_in_series
from handlers.events.words import facts, hosted, kinds_of, memoed
from handlers.feedback.card import feedback
from handlers.materials.card import materials


async def offered(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    we: Here[EventWork] = here(dialog_manager)
    number = EventId(given(dialog_manager, "number"))
    async with we.open_view() as work:
        seen = await use_cases.look(work, number, me=we.me)
        kinds = await kinds_of(work)
        clock = await clock_of(work, we.me.id, we.texts)
        host = await hosting.host_of(work, seen.event)
        memo = await memos.of_guest(work, seen.enrolment)
        now = work.now
    details, state = seen.event.details, seen.event.state
    can_change = seen.answers_for and state is not EventState.CANCELLED and now < details.starts_at
    takes_part = seen.enrolment is not None and seen.enrolment.is_on
    is_in = seen.enrolment is not None and seen.enrolment.standing is Standing.ENROLLED
    applied = await applications(
        dialog_manager, number, takes_part=takes_part, keeper=seen.answers_for
    )
    coming, late = seen.event.is_coming(now), now >= offers_end(details.starts_at)
    return {
        "number": number,
        **facts(seen, kinds, clock, now),
        **applied,
        "can_apply": applied["can_apply"] and seen.fits,
        **_seat(seen, coming=coming, near=now >= details.starts_at - DAY),
        **_ways_in(seen, coming=coming and applied["may_enter"], late=late),
        "can_hand": coming and is_in and not applied["by_application"],
        **await for_whom(dialog_manager, seen.audience),
        **await kept_lines(dialog_manager, seen),
        **hosted(host),
        "asks_host": host is not None and not seen.answers_for,
        **memoed(memo, details.description),
        "answers_for": seen.answers_for,
        "can_open": seen.answers_for and state is EventState.DRAFT,
        "can_change": can_change,
        **await attendance(dialog_manager, number, guest=is_in, keeper=seen.answers_for),
        **await feedback(dialog_manager, number, keeper=seen.answers_for),
        **await materials(dialog_manager, number),
        **await place_in_series(dialog_manager, seen, can_change=can_change),
        **await depends(dialog_manager, seen),
    }


def _seat(seen: Seen, *, coming: bool, near: bool) -> dict[str, bool]:
    """What somebody may do with the seat that they have, are offered or wait for."""
    enrolment = seen.enrolment
    standing = enrolment.standing if enrolment else None
    is_in = standing is Standing.ENROLLED
    return {
        "can_take": coming and standing is Standing.OFFERED,
        "can_come": coming and near and is_in and not (enrolment and enrolment.coming),
        "can_leave": coming and is_in,
        "can_stop_waiting": coming and standing is Standing.WAITING,
        "has_file": is_in and seen.event.state is not EventState.DRAFT,
    }


def _ways_in(seen: Seen, *, coming: bool, late: bool) -> dict[str, Any]:
    enters = {f"enters_{one}": coming and _may_enter(seen, one, late=late) for one in Presence}
    return {**enters, **{f"way_{one}": _way(seen, one, late=late) for one in Presence}}


def _may_enter(seen: Seen, presence: Presence, *, late: bool) -> bool:
    """Onto a seat or the waiting list; whoever waits may take a seat that is free elsewhere."""
    if presence not in seen.seats:
        return False
    standing = seen.enrolment.standing if seen.enrolment else None
    if standing is Standing.WAITING:
        return seen.seats[presence].is_open(first_pressed=late, units=seen.units)
    return seen.fits and (seen.enrolment is None or not seen.enrolment.is_on)


def _way(seen: Seen, presence: Presence, *, late: bool) -> str:
    """What the button is called: «Записаться онлайн», «В лист ожидания»."""
    seats = seen.seats.get(presence)
    full = seats is not None and not seats.is_open(first_pressed=late, units=seen.units)
    where = presence if len(seen.seats) > 1 else "only"
    return f"wait_{where}" if full else f"enter_{where}"
