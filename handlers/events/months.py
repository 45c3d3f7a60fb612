"""Months of the calendar, «2026-12» in data."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from core.events.ports import Span

MONTHS = 12


def month_of(name: str, zone: tzinfo) -> Span:
    """From its first moment to that of the next, by the clock of the service."""
    year, month = int(name[:4]), int(name[5:])
    begins = datetime(year, month, 1, tzinfo=zone)
    ends = datetime(year + month // MONTHS, month % MONTHS + 1, 1, tzinfo=zone)
    return begins.astimezone(UTC), ends.astimezone(UTC)


def months_from(now: datetime, count: int) -> Sequence[str]:
    """This one and those after it."""
    first = now.year * MONTHS + now.month - 1
    return [f"{one // MONTHS}-{one % MONTHS + 1:02}" for one in range(first, first + count)]
