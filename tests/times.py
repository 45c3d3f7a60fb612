"""Time as tests have it: it begins on a Monday morning and moves only when told."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

MONDAY = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Moscow")


class Clock:
    """``clock()`` is the time, ``clock.wait(hours=1)`` lets an hour pass."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **how_long: float) -> datetime:
        self.now += timedelta(**how_long)
        return self.now
