"""Lists that the service keeps as data: subjects, topics, positions, kinds of events."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NewType, Protocol

SubjectId = NewType("SubjectId", int)
TopicId = NewType("TopicId", int)
EventKindId = NewType("EventKindId", int)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a person teaches: mathematics, primary school, preschool."""

    id: SubjectId
    name: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What help is about: attestation, contests, mentorship."""

    id: TopicId
    name: str


@dataclass(frozen=True, slots=True)
class EventKind:
    """What an event is: a seminar, a contest, a meeting of an association."""

    id: EventKindId
    name: str


class Catalogue(Protocol):
    async def subjects(self) -> Sequence[Subject]: ...

    async def topics(self) -> Sequence[Topic]: ...

    async def positions(self) -> Sequence[str]: ...

    async def event_kinds(self) -> Sequence[EventKind]: ...
