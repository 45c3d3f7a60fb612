"""Until when: the term of a unit and topic, moments of reminders, and the least that is given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from core.catalogue import TopicId
from core.units import UnitId
from core.working_time import WorkingCalendar, end_of_working_day

PROMISED_WORKING_DAYS = 2
LEAST_WORKING_DAYS = 1
TERMS = range(1, 21)
"""Working days that may be given for an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Working days that a unit and all below it give themselves; no topic is any topic."""

    unit: UnitId
    topic: TopicId | None
    days: int


def term_of(terms: Iterable[Term], lineage: Sequence[UnitId], topic: TopicId) -> int:
    """The nearest unit that has said it counts; there its topic before all topics."""
    known = {(term.unit, term.topic): term.days for term in terms}
    for unit in lineage:
        for what in (topic, None):
            if (unit, what) in known:
                return known[unit, what]
    return PROMISED_WORKING_DAYS


def promised(now: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    """In UTC; the calendar is in the zone of whoever was promised."""
    return end_of_working_day(now, days=days, calendar=calendar).astimezone(UTC)


def kept(due_at: datetime, now: datetime, calendar: WorkingCalendar) -> datetime:
    """The promise stands whoever gets the question, but nobody has less than a working day."""
    return max(due_at, promised(now, LEAST_WORKING_DAYS, calendar))


def resumed(
    due_at: datetime, now: datetime, calendar: WorkingCalendar, *, stopped_at: datetime
) -> datetime:
    """The end of a promise that stood still from ``stopped_at`` till now: later by each working
    day that has begun meanwhile, and nobody has less than a working day."""
    waited = _working_days(stopped_at, now, calendar)
    local = due_at.astimezone(calendar.zone)
    day = local.date()
    for _ in range(waited):
        day = calendar.working_day_after(day)
    moved = datetime.combine(day, local.time(), tzinfo=calendar.zone)
    return kept(moved.astimezone(UTC), now, calendar)


def _working_days(since: datetime, until: datetime, calendar: WorkingCalendar) -> int:
    """How many have begun after the one and up to the other, where the calendar is."""
    last = until.astimezone(calendar.zone).date()
    day = calendar.working_day_after(since.astimezone(calendar.zone).date())
    begun = 0
    while day <= last:
        begun += 1
        day = calendar.working_day_after(day)
    return begun


def days_late(due_at: datetime, now: datetime, calendar: WorkingCalendar) -> int:
    """Working days that have begun since the promise was over; 0 is less than one."""
    return _working_days(due_at, now, calendar)


def half_of(due_at: datetime, now: datetime) -> datetime | None:
    """When half of what is left is over; ``None`` when nothing is left."""
    return now + (due_at - now) / 2 if due_at > now else None


def day_of_choice(now: datetime, calendar: WorkingCalendar) -> date:
    """The working day on which a question that comes now is looked at."""
    day = now.astimezone(calendar.zone).date()
    return day if calendar.is_working(day) else calendar.working_day_after(day)


def next_reminder(
    given_at: datetime, due_at: datetime, calendar: WorkingCalendar, *, after: datetime
) -> datetime | None:
    """At half of the term, and a working day before its end; ``None`` when both are over."""
    half = given_at + (due_at - given_at) / 2
    moments = sorted((half, _working_day_before(due_at, calendar)))
    return next((at for at in moments if after < at < due_at), None)


def _working_day_before(moment: datetime, calendar: WorkingCalendar) -> datetime:
    """The same time by the clock, a working day earlier."""
    local = moment.astimezone(calendar.zone)
    local -= timedelta(days=1)
    while not calendar.is_working(local.date()):
        local -= timedelta(days=1)
    return local.astimezone(UTC)
