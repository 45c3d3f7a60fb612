"""Up to three questions after the code word: how they are written, and when they are passed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from core.attendance.refusals import CheckFull, CheckUnclear, TriesSpent, TryLater
from core.tokens import fingerprint
from core.words import storable

MOST_QUESTIONS = 3
FEWEST_ANSWERS, MOST_ANSWERS = 2, 4
LONGEST_QUESTION = 300
LONGEST_ANSWER = 40
"""Signs: answers are buttons."""
RIGHT = "+"
MARK = 8
MOST_TRIES = 2
PAUSE = timedelta(minutes=2)
"""Long enough to listen again, too long to try the answers one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``right`` is the place of the right answer, from 0."""

    words: str
    answers: tuple[str, ...]
    right: int

    @property
    def mark(self) -> str:
        """By it a question is told from another that has come into its place."""
        return fingerprint(self.words)[:MARK]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Questions of one event; other questions have another ``made_at``."""

    questions: tuple[Question, ...]
    made_at: datetime

    @property
    def needed(self) -> int:
        """More than half: one of one, both of two, two of three."""
        return len(self.questions) // 2 + 1

    def right(self, given: Sequence[int]) -> int:
        """How many of the answers, one to each question in order, are right."""
        pairs = zip(self.questions, given, strict=True)
        return sum(question.right == answer for question, answer in pairs)

    def with_more(self, questions: Sequence[Question], *, at: datetime) -> Self:
        if len(self.questions) + len(questions) > MOST_QUESTIONS:
            raise CheckFull(most=MOST_QUESTIONS)
        return replace(self, questions=(*self.questions, *questions), made_at=at)

    def without(self, place: int, *, at: datetime) -> Self:
        left = (*self.questions[:place], *self.questions[place + 1 :])
        return replace(self, questions=left, made_at=at)


@dataclass(frozen=True, slots=True)
class Tries:
    """Of one person at one event: how many have failed, the last of them when."""

    failed: int
    last: datetime

    @property
    def again_at(self) -> datetime | None:
        return None if self.failed >= MOST_TRIES else self.last + PAUSE

    def check(self, now: datetime) -> None:
        """Raise unless another try is given now."""
        again_at = self.again_at
        if again_at is None:
            raise TriesSpent
        if now < again_at:
            raise TryLater(at=again_at)


def questions_of(words: str) -> list[Question]:
    """The first line asks, those below are answers, the right one begins with «+».

    Several questions stand apart by an empty line.
    """
    blocks = re.split(r"\n[^\S\n]*\n", storable(words).strip())
    parts = [[line.strip() for line in block.splitlines() if line.strip()] for block in blocks]
    written = [lines for lines in parts if lines]
    if len(written) > MOST_QUESTIONS:
        raise CheckFull(most=MOST_QUESTIONS)
    if not written:
        raise CheckUnclear(why="answers", place=1)
    return [_question(lines, place) for place, lines in enumerate(written, start=1)]


def _question(lines: Sequence[str], place: int) -> Question:
    words, *written = lines
    answers = tuple(line.removeprefix(RIGHT).strip() for line in written)
    right = [at for at, line in enumerate(written) if line.startswith(RIGHT)]
    for why, is_so in (
        ("answers", not FEWEST_ANSWERS <= len(answers) <= MOST_ANSWERS or "" in answers),
        ("right", len(right) != 1),
        ("same", len(set(answers)) < len(answers)),
        (
            "long",
            len(words) > LONGEST_QUESTION or max(map(len, answers), default=0) > LONGEST_ANSWER,
        ),
    ):
        if is_so:
            raise CheckUnclear(why=why, place=place)
    return Question(words=words, answers=answers, right=right[0])
