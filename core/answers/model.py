"""What a published answer is, who may do what with it, and when one fits a question."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType, Self

from core.answers.refusals import (
    AnswerEmpty,
    AnswerOut,
    AnswerTooLong,
    AnswerWithdrawn,
    NotAnsweredYet,
    QuestionTooLong,
)
from core.catalogue import SubjectId, TopicId
from core.errors import NotYours
from core.people import COORDINATING, STAFF, Person, PersonId, Role
from core.units import UnitId
from core.words import units

AnswerId = NewType("AnswerId", int)

LONGEST_QUESTION = 300
LONGEST_ANSWER = 2600
"""As messengers count; with what the card says around them both fit one message."""
REVIEWED_EVERY = timedelta(days=365)


class State(StrEnum):
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Mark(StrEnum):
    """What a person may say of an answer, each once."""

    USEFUL = "useful"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Wording:
    """A question and its answer, both without names."""

    question: str
    answer: str

    def checked(self) -> Self:
        if not self.question.strip() or not self.answer.strip():
            raise AnswerEmpty
        self.check_lengths()
        return self

    def check_lengths(self) -> None:
        if (length := units(self.question)) > LONGEST_QUESTION:
            raise QuestionTooLong(most=LONGEST_QUESTION, length=length)
        if (length := units(self.answer)) > LONGEST_ANSWER:
            raise AnswerTooLong(most=LONGEST_ANSWER, length=length)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An answer in the bank. ``unit`` is in whose name it is there and whose staff keep it."""

    id: AnswerId
    consultation: int | None
    wording: Wording
    topic: TopicId
    subject: SubjectId | None
    unit: UnitId
    published_by: PersonId | None
    published_at: datetime
    review_at: datetime
    state: State = State.PUBLISHED
    useful: int = 0
    saved: int = 0

    def is_kept_by(self, person: Person, lineage: Collection[UnitId]) -> bool:
        """``lineage`` is of the answer's unit."""
        return person.holds(*STAFF, over=lineage)

    def check_seen_by(self, person: Person, lineage: Collection[UnitId]) -> None:
        if self.state is State.WITHDRAWN and not self.is_kept_by(person, lineage):
            raise AnswerWithdrawn

    def withdrawn(self) -> Self:
        return replace(self, state=State.WITHDRAWN)

    def renewed(self, *, at: datetime) -> Self:
        """Looked through and right still."""
        if self.state is State.WITHDRAWN:
            raise AnswerOut
        return replace(self, review_at=at + REVIEWED_EVERY)

    def put_back(self, *, at: datetime) -> Self:
        """In the bank again, and looked through."""
        return replace(self, state=State.PUBLISHED, review_at=at + REVIEWED_EVERY)

    def reworded(self, wording: Wording) -> Self:
        return replace(self, wording=wording.checked())


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The consultation that an answer comes from, as the bank sees it.

    ``asked`` and ``answered`` are the words of the two sides in order, and nothing that was not
    said to the other side; ``people`` and ``places`` are names that may stand in them.
    """

    consultation: int | None
    unit: UnitId
    teacher: PersonId | None
    methodist: PersonId | None
    topic: TopicId
    subject: SubjectId | None
    asked: Sequence[str] = ()
    answered: Sequence[str] = ()
    people: Sequence[str] = ()
    places: Sequence[str] = ()

    def check_publisher(self, person: Person, lineage: Collection[UnitId]) -> None:
        """Its methodist or who coordinates there; the teacher does not publish their own."""
        if person.id == self.teacher:
            raise NotYours
        coordinates = person.holds(*COORDINATING, over=lineage)
        answers = person.holds(Role.METHODIST, over=lineage) and self.methodist == person.id
        if not coordinates and not answers:
            raise NotYours
        if not self.answered:
            raise NotAnsweredYet


def author_unit(person: Person, lineage: Sequence[UnitId]) -> UnitId:
    """The nearest unit of the lineage that the person works for as one of the staff."""
    own = set(person.units_as(*STAFF))
    return next(unit for unit in lineage if unit in own)


# --- how well an answer fits a question

FITTING = 0.4
"""From here on a question is thought to be answered already; measured on the demo bank
by ``tests/answers``: of sixty questions in other words it shows two in three, and one wrong."""
WIDE = 0.1
"""A word that stands in more than this part of the bank tells little apart."""
MOST_WORDS = 12
MOST_HAVING = 1500
"""Answers that the words looked for stand in, all together: ranking more would take too long."""
MOST_BESIDE = 2
"""Words looked for only among those: measured on 50,000 answers, the first eight fit as well
as if every word had been looked for everywhere, within a hundredth."""
MOST_WORDS_OF_A_QUESTION = 40
IN_TITLE, IN_TEXT = 0.6, 0.4
"""What a word is worth in the question of an answer, and what it is worth anywhere in it."""
PREFERRED = 1.15
"""How much better an answer is for being about the asker's own subject."""


def weight(bank: int, having: int) -> float:
    """How much a word tells apart: of ``bank`` answers so many have it."""
    return math.log(1 + (bank - having + 0.5) / (having + 0.5))


@dataclass(frozen=True, slots=True)
class Looked:
    """What a question is looked for by. Each word comes with its weight, the rarest first.

    An answer has at least one of the words ``at``; which words ``beside`` it has tells it from
    the others.
    """

    at: Mapping[str, float]
    beside: Mapping[str, float]


def telling(words: Sequence[str], having: Mapping[str, int], bank: int) -> Looked:
    """The words worth looking for.

    Words that no answer has cannot find any; wide ones are looked for only where there are no
    others, so that a question as long as a letter is found as quickly as a short one.
    """
    known = {word: weight(bank, having[word]) for word in words if having.get(word)}
    ordered = sorted(known, key=lambda word: (-known[word], word))
    narrow = [word for word in ordered if having[word] <= max(3, bank * WIDE)]
    chosen: list[str] = []
    having_any = 0
    for word in (narrow or ordered)[:MOST_WORDS]:
        having_any += having[word]
        if chosen and having_any > MOST_HAVING:
            break
        chosen.append(word)
    others = ordered[len(chosen) :][:MOST_BESIDE]
    return Looked({word: known[word] for word in chosen}, {word: known[word] for word in others})


def fit(asked: Mapping[str, float], question: Iterable[str], answer: Iterable[str]) -> float:
    """From 0 to 1: how much of what was asked stands in the answer, most of all in its question.

    ``asked`` are the words of the person with their weights, known to the bank or not.
    """
    whole = sum(asked.values())
    if not whole:
        return 0.0
    titles = asked.keys() & question
    in_title = sum(asked[word] for word in titles)
    in_text = sum(asked[word] for word in titles | (asked.keys() & answer))
    return (IN_TITLE * in_title + IN_TEXT * in_text) / whole
