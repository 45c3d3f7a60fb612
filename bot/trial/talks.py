"""Past consultations of made-up people: asked, answered, closed and rated in likely shares."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from core.catalogue import TopicId
from core.consultations.model import Outcome, State

HALF_A_YEAR = timedelta(days=180)
PROMISED = timedelta(days=2)
OUTCOMES = (Outcome.FULL, Outcome.FULL, Outcome.FULL, Outcome.PARTLY, Outcome.NONE, None)
STATES = (State.CLOSED,) * 7 + (State.ANSWERED,) * 2 + (State.WAITING,)

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who asks, from which school, and who answers there."""

    teachers: Sequence[tuple[int, int]]
    methodists: Mapping[int, Sequence[int]]


class Talks:
    """Ask for the messages after the consultations: they tell of what was made there."""

    def __init__(
        self, cast: Cast, topics: Sequence[TopicId], now: datetime, chance: Random
    ) -> None:
        self._cast = cast
        self._topics = topics
        self._now = now
        self._chance = chance
        self._made: list[dict[str, Any]] = []

    def consultations(self, first: int) -> Iterator[Row]:
        """One for every second teacher, the oldest half a year ago."""
        count = len(self._cast.teachers) // 2
        for number in range(count):
            teacher, school = self._chance.choice(self._cast.teachers)
            methodists = self._cast.methodists[school]
            asked_at = self._now - HALF_A_YEAR * (1 - number / count)
            row = self._consultation(asked_at, answered=bool(methodists))
            row |= {
                "id": first + number,
                "teacher_id": teacher,
                "unit_id": school,
                "methodist_id": self._chance.choice(methodists) if methodists else None,
                "topic_id": self._chance.choice(self._topics),
                "subject_id": None,
                "gist": "",
            }
            self._made.append(row)
            yield row

    def _consultation(self, asked_at: datetime, *, answered: bool) -> dict[str, Any]:
        state = self._chance.choice(STATES) if answered else State.WAITING
        later = min(asked_at + PROMISED * self._chance.random(), self._now)
        is_closed = state is State.CLOSED
        return {
            "state": state,
            "asked_at": asked_at,
            "due_at": asked_at + PROMISED,
            "answered_at": None if state is State.WAITING else later,
            "closed_at": later if is_closed else None,
            "outcome": self._chance.choice(OUTCOMES) if is_closed else None,
        }

    def messages(self, words: Mapping[str, Any]) -> Iterator[Row]:
        for row in self._made:
            said = [("teacher_id", "questions", row["asked_at"])]
            if row["answered_at"]:
                said.append(("methodist_id", "answers", row["answered_at"]))
            if row["closed_at"]:
                said.append(("teacher_id", "thanks", row["closed_at"]))
            for author, kind, at in said:
                yield {
                    "consultation_id": row["id"],
                    "author_id": row[author],
                    "text": self._chance.choice(words[kind]),
                    "said_at": at,
                }
