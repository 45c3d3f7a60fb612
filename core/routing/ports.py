"""What routing needs from the outside; ``storage/routing.py`` provides it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType, Protocol

from core.catalogue import Catalogue, SubjectId, TopicId
from core.people import People, PersonId
from core.routing.absence import Absence, AbsenceId
from core.routing.model import Situation, Workload
from core.routing.promise import Term
from core.units import UnitId, Units
from core.work import Work

LeadingId = NewType("LeadingId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """A school that helps the others of its municipality; no subject is any subject."""

    id: LeadingId
    unit: UnitId
    school: UnitId
    subject: SubjectId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of a question decides who may answer it."""

    unit: UnitId
    subject: SubjectId | None
    topic: TopicId


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A methodist in a list, and what they have now."""

    person: PersonId
    name: str
    unit: str
    load: int
    workload: Workload
    absent: bool


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

    async def reach(self, unit: UnitId) -> Sequence[UnitId]:
        """Where those work who may have questions of the unit: itself, what is above it, and
        the leading schools of these."""

    async def standing(self, asked: Asked, person: PersonId) -> int:
        """The step that the methodist stands on, whatever they answer for."""

    async def term(self, unit: UnitId, topic: TopicId) -> int:
        """Working days, by the rules of the unit and of what is above it."""


class Rules(Protocol):
    async def terms(self, units: Sequence[UnitId]) -> Sequence[Term]:
        """Of the units and of all below them."""

    async def put_term(self, term: Term) -> None: ...

    async def drop_term(self, unit: UnitId, topic: TopicId | None) -> None: ...

    async def leading(self, units: Sequence[UnitId]) -> Sequence[Leading]: ...

    async def led(self, leading: LeadingId) -> Leading | None: ...

    async def put_leading(
        self, unit: UnitId, school: UnitId, subject: SubjectId | None
    ) -> None: ...

    async def drop_leading(self, leading: LeadingId) -> None: ...

    async def workload(self, person: PersonId) -> Workload: ...

    async def put_workload(self, person: PersonId, workload: Workload) -> None: ...

    async def methodists(
        self, units: Sequence[UnitId], *, today: date, page: int
    ) -> tuple[Sequence[Colleague], int]:
        """Those of the units and of all below, a page of them, and how many pages there are."""


class Absences(Protocol):
    async def of(self, person: PersonId, *, since: date) -> Sequence[Absence]:
        """Those that are not over before that day, the earliest first."""

    async def get(self, absence: AbsenceId) -> Absence | None: ...

    async def add(
        self, person: PersonId, *, first: date, last: date, substitute: PersonId | None
    ) -> AbsenceId: ...

    async def shorten(self, absence: AbsenceId, *, last: date) -> None:
        """It ends on that day; one that has not begun by then is taken away."""

    async def colleagues(self, person: PersonId) -> Sequence[tuple[PersonId, str]]:
        """Methodists of the same units and of those above: they see the same questions."""


class RoutingWork(Work, Protocol):
    @property
    def people(self) -> People: ...

    @property
    def units(self) -> Units: ...

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def rules(self) -> Rules: ...

    @property
    def absences(self) -> Absences: ...
