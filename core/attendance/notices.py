"""What people learn once it is known that they were there."""

from dataclasses import dataclass
from typing import ClassVar

from core.notices import Lane, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAttended(Notice):
    """After the end, to whoever came: it may wait for the morning.

    ``materials`` says that there are some to be seen.
    """

    lane: ClassVar[Lane] = Lane.REMINDERS

    event: int
    title: str
    materials: bool = False

    @property
    def once(self) -> str:
        return thanks_of(self.event, self.to)


def thanks_of(event: int, to: object) -> str:
    return f"event-attended/{event}/{to}"
