"""What whoever answers for lines of the plan is reminded of."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import ClassVar

from core.notices import Lane, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDue(Notice):
    """Lines of the month that nothing has been done about; ``titles`` are the first of them.

    One letter a month and person, however many lines there are.
    """

    lane: ClassVar[Lane] = Lane.REMINDERS

    month: date
    ends: date
    titles: tuple[str, ...]
    count: int

    @property
    def once(self) -> str:
        return f"plan-due/{self.month:%Y-%m}/{self.to}"

    @property
    def last_moment(self) -> datetime:
        """When the month is over."""
        return datetime.combine(self.ends, time(), tzinfo=UTC)
