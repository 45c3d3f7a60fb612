"""What routing needs from the outside; ``storage/routing.py`` provides it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Protocol

from core.catalogue import SubjectId, TopicId
from core.choices import Facts
from core.ladder import End, How, Situation
from core.people import PersonId
from core.units import UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of a question decides who may answer it."""

    unit: UnitId
    subject: SubjectId | None
    topic: TopicId


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """Who was given a question, on which step, and what it ended with."""

    person: PersonId
    step: int
    how: How
    given_at: datetime
    end: End | None
    facts: Facts | None


class Routing(Protocol):
    async def situation(
        self,
        asked: Asked,
        *,
        at: datetime,
        day: date,
        until: date,
        lowest: int = 0,
        barred: Collection[PersonId] = (),
    ) -> Situation:
        """Everybody who answers for it, and how things stand with them."""

    async def term(self, unit: UnitId, topic: TopicId) -> int:
        """Working days, by the rules of the unit and of what is above it."""

    async def zone(self, person: PersonId) -> tzinfo:
        """Where the person lives by the clock."""

    async def tenures(self, consultation: int) -> Sequence[Tenure]:
        """Everybody who has had the question, the first one first."""

    async def has(self, consultation: int, person: PersonId) -> bool:
        """Whether the person was given it and has it still."""

    async def begin(
        self,
        consultation: int,
        tenure: Tenure,
        *,
        remind_at: datetime | None,
        before: End | None = None,
    ) -> None:
        """Somebody has it from now on; ``before`` says why the one before has it no longer."""

    async def end(self, consultation: int, *, why: End, at: datetime) -> None: ...

    async def half_over(self, moment: datetime) -> Sequence[int]:
        """Questions that wait for their methodist and half of whose term is over, unreminded."""

    async def mark_half(self, consultation: int) -> None: ...

    async def remind_again(self, consultation: int, *, at: datetime | None) -> None:
        """Half of the time of whoever has the question is over at another moment."""
