"""What the bank needs from the outside; ``storage/answers.py`` and ``storage/grammar.py``
provide it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.answers.model import AnswerId, Mark, Published, Source, Wording
from core.catalogue import Catalogue, SubjectId, TopicId
from core.people import People, PersonId
from core.units import UnitId, Units
from core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is looked for: words, if any, within a topic or a subject, if any.

    ``own`` are the subjects of whoever looks: answers about them come first.
    """

    words: str = ""
    topic: TopicId | None = None
    subject: SubjectId | None = None
    own: Collection[SubjectId] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An answer in a list. ``fit`` says from 0 to 1 how much of what was asked is in it."""

    id: AnswerId
    question: str
    topic: TopicId
    subject: SubjectId | None
    useful: int
    fit: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a list, and how long the list is."""

    found: Sequence[Found]
    number: int
    pages: int
    total: int


class Answers(Protocol):
    async def source(self, consultation: int) -> Source | None: ...

    async def of(self, consultation: int) -> AnswerId | None:
        """The answer that was published from the consultation."""

    async def publish(
        self,
        source: Source,
        wording: Wording,
        *,
        unit: UnitId,
        by: PersonId,
        at: datetime,
        review_at: datetime,
    ) -> AnswerId | None:
        """``None`` when somebody has published it a moment before."""

    async def get(self, answer: AnswerId) -> Published | None: ...

    async def hold(self, answer: AnswerId) -> None:
        """Until the end of the work nobody else changes it: what is read now is true still."""

    async def save(self, answer: Published) -> None: ...

    async def author(self, unit: UnitId) -> str:
        """The name that stands under an answer: of a school only whose it is above."""

    async def find(self, sought: Sought, *, page: int) -> Page: ...

    async def fitting(self, sought: Sought, *, most: int) -> Sequence[Found]:
        """Those that fit the words best, with their ``fit``."""

    async def to_review(self, units: Collection[UnitId], *, now: datetime, page: int) -> Page:
        """Answers of the units, and of what is below, whose review date has come."""

    async def out(self, units: Collection[UnitId], *, page: int) -> Page:
        """Answers of the units, and of what is below, that were withdrawn."""

    async def mark(self, answer: AnswerId, mark: Mark, *, by: PersonId, at: datetime) -> bool:
        """``False`` when the person has said so before."""

    async def unmark(self, answer: AnswerId, mark: Mark, *, by: PersonId) -> bool: ...

    async def has_marked(self, answer: AnswerId, mark: Mark, *, by: PersonId) -> bool: ...

    async def due(self, now: datetime) -> Sequence[Published]:
        """In the bank, past the review date and not reminded of; as many as one look takes."""

    async def mark_reminded(self, answer: AnswerId, *, at: datetime) -> None: ...


class Grammar(Protocol):
    async def without_names(
        self, text: str, *, people: Collection[str], places: Collection[str]
    ) -> str:
        """The text without those names, in whatever form they stand in it."""


class AnswerWork(Work, Protocol):
    @property
    def people(self) -> People: ...

    @property
    def units(self) -> Units: ...

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def answers(self) -> Answers: ...

    @property
    def grammar(self) -> Grammar: ...
