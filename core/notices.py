"""Notices: facts that some person has to learn about."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from core.people import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A fact for one person. How it is worded is decided in ``notifications``.

    ``sender`` is whose words or name it carries: when that person is erased, what is not yet
    delivered goes too.
    """

    to: PersonId
    sender: PersonId | None = field(default=None)

    @property
    def once(self) -> str:
        """Two notices with the same value are the same notice: the second is dropped."""
        raise NotImplementedError


class Outbox(Protocol):
    async def put(self, notice: Notice, *, not_before: datetime | None = None) -> None: ...
