"""What feedback needs from the outside; ``storage/feedback.py`` provides it."""

from datetime import datetime
from typing import Protocol

from core.clocks import ClockWork
from core.feedback.model import Answers, Occurrence, Opinion, Summary, Words
from core.people import PersonId
from core.units import Units


class Feedback(Protocol):
    async def occurrence(self, event: int) -> Occurrence | None: ...

    async def came(self, event: int, person: PersonId) -> bool: ...

    async def of(self, event: int, person: PersonId) -> Opinion | None: ...

    async def put(self, event: int, person: PersonId, answers: Answers, *, at: datetime) -> None:
        """In the place of those before; words stay as they are."""

    async def put_words(self, event: int, person: PersonId, words: str) -> None: ...

    async def summary(self, event: int) -> Summary: ...

    async def words(self, event: int, *, page: int) -> Words:
        """``page`` counts from 0; past the last one it begins anew."""


class FeedbackWork(ClockWork, Protocol):
    @property
    def units(self) -> Units: ...

    @property
    def feedback(self) -> Feedback: ...
