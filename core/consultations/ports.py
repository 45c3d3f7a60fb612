"""What consultations need from the outside; ``storage/consultations.py`` provides it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.catalogue import Catalogue
from core.consultations.model import (
    Consultation,
    ConsultationId,
    Question,
    State,
    Words,
)
from core.consultations.words import Kind
from core.people import People, PersonId
from core.tenures import Routing
from core.units import UnitId, Units
from core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message of a thread."""

    id: int
    author: PersonId
    words: Words
    at: datetime
    kind: Kind = Kind.WORDS
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A consultation in a list: enough to recognise it."""

    id: ConsultationId
    topic: str
    teacher: str
    unit: str
    gist: str
    state: State
    owned: bool
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A question that was not answered in time, whoever has it by now; ``since`` when its first
    promise was over. Nobody has it when ``methodist`` is empty."""

    id: ConsultationId
    topic: str
    unit: str
    gist: str
    state: State
    methodist: str
    due_at: datetime
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OverduePage:
    lines: Sequence[Overdue]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A letter of a thread that came back; ``away_since`` is ``None`` when its person is here."""

    letter: int
    consultation: ConsultationId
    to: PersonId
    away_since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a list, and how long the list is."""

    lines: Sequence[Line]
    number: int
    pages: int
    total: int


class Consultations(Protocol):
    async def open(
        self,
        question: Question,
        *,
        teacher: PersonId,
        unit: UnitId,
        methodist: PersonId | None,
        at: datetime,
        due_at: datetime,
    ) -> Consultation: ...

    async def get(self, consultation: ConsultationId) -> Consultation | None: ...

    async def save(self, consultation: Consultation, *, before: Consultation) -> bool:
        """Store the new state; ``False`` when it is not what it was before any more."""

    async def still(self, consultation: Consultation) -> bool:
        """Whether it is as it was; then nobody changes it until this work is over."""

    async def add(
        self,
        consultation: ConsultationId,
        words: Words,
        *,
        author: PersonId,
        at: datetime,
        kind: Kind = Kind.WORDS,
    ) -> int:
        """Add a message to the thread and return its number."""

    async def thread(self, consultation: ConsultationId, *, notes: bool = False) -> Sequence[Said]:
        """What the two sides have said to each other; with ``notes`` what only staff may read."""

    async def said_in(
        self, messenger: str, source: str, *, by: Collection[PersonId]
    ) -> tuple[ConsultationId, Said] | None:
        """The message that one of the people has said by this message of the messenger."""

    async def reword(self, message: int, words: Words, *, at: datetime) -> None:
        """Put other words and files in the place of those that were said."""

    async def addressee(self, once: str) -> PersonId | None:
        """Whom the letter went to, or is to go."""

    async def given_at(self, consultation: ConsultationId, methodist: PersonId) -> datetime | None:
        """When the methodist was last given the question, by a letter."""

    async def silent(self, *, since: datetime, until: datetime) -> Sequence[Consultation]:
        """Answered and closed between the moments, with no outcome and nobody reminded of it."""

    async def returned(self, *, since: datetime) -> Sequence[Returned]:
        """The last letter of each thread that came back, for each person it was to."""

    async def away_since(self, person: PersonId) -> datetime | None:
        """Since when nothing reaches the person; ``None`` if something does."""

    async def mark_outcome_wanted(self, consultation: ConsultationId, *, at: datetime) -> None: ...

    async def methodists(
        self, unit: UnitId, *, but: Collection[PersonId], more: Collection[PersonId] = ()
    ) -> Sequence[tuple[PersonId, str, int]]:
        """Everybody who may be given a question of the unit, and some more: who, name, load."""

    async def of_teacher(self, teacher: PersonId, *, page: int) -> Page: ...

    async def before(self, consultation: ConsultationId, *, page: int) -> Page:
        """What its teacher has asked before it; of an anonymous one nothing."""

    async def of_methodist(
        self, methodist: PersonId, *, page: int, due_before: datetime | None = None
    ) -> Page:
        """Open ones; with ``due_before`` only those that should have been answered by then."""

    async def waiting_for(self, methodist: PersonId) -> Sequence[Consultation]:
        """Those that wait for the methodist's answer, the oldest promise first."""

    async def unowned(self, units: Sequence[UnitId], *, page: int) -> Page: ...

    async def overdue_in(
        self, units: Sequence[UnitId], moment: datetime, *, page: int
    ) -> OverduePage:
        """In the units and below: open, never answered, and late or late before they went up
        the ladder; the longest late first."""

    async def overdue_count(self, units: Sequence[UnitId], moment: datetime) -> int: ...

    async def waiting_count(self, methodist: PersonId, units: Sequence[UnitId]) -> int:
        """How many wait for the methodist, and unowned ones in the units."""

    async def overdue(self, moment: datetime) -> Sequence[Consultation]:
        """Owned, waiting, never answered and due by the moment; as many as one look takes in."""

    async def waiting_unowned(self, *, after: ConsultationId) -> Sequence[Consultation]:
        """Waiting without a methodist, announced already: the oldest of those with a higher
        number, as many as one look takes in."""

    async def due_before(self, moment: datetime) -> Sequence[Consultation]:
        """Owned, never answered, not reminded of, and due before the moment."""

    async def lost(self) -> Sequence[Consultation]:
        """Open, without a methodist and not announced yet; as many as one look can take in."""

    async def mark_announced(self, consultation: ConsultationId, *, at: datetime) -> None:
        """Coordinators know of it; until its methodist is lost again."""

    async def mark_reminded(self, consultation: ConsultationId, *, at: datetime) -> None: ...


class Masks(Protocol):
    """Who asks without a name: known to the post and to nobody else but themselves."""

    async def make(self, wearer: PersonId) -> PersonId:
        """A new record without a name, to be the teacher of one question."""

    async def of(self, person: PersonId) -> Collection[PersonId]: ...

    async def worn(self, mask: PersonId) -> Collection[PersonId]:
        """Whoever wears it: for what must not come back to them by chance."""

    async def drop(self, closed_before: datetime) -> None:
        """Forget whose the questions were that were closed before the moment."""


class ConsultationWork(Work, Protocol):
    @property
    def people(self) -> People: ...

    @property
    def units(self) -> Units: ...

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def consultations(self) -> Consultations: ...

    @property
    def masks(self) -> Masks: ...

    @property
    def routing(self) -> Routing: ...
