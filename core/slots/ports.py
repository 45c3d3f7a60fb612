"""What talks need from the outside; ``storage/slots.py`` provides it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.catalogue import SubjectId
from core.clocks import Clocks
from core.people import People, PersonId
from core.slots.model import Reminder, Slot, SlotId, SlotState, Talk, TalkId, Times
from core.units import UnitId, Units
from core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How the methodist has opened times before: the next are likely to be alike."""

    unit: UnitId
    place: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A methodist with free times, and when the first of them is."""

    person: PersonId
    name: str
    free: int
    first: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A consultation, as far as a talk about it needs to know it."""

    teacher: PersonId
    methodist: PersonId | None
    subject: SubjectId | None


class Slots(Protocol):
    async def hold(self, person: PersonId) -> None:
        """Until the work ends nobody else changes the times or the talks of this person."""

    async def open(
        self, methodist: PersonId, unit: UnitId, times: Sequence[Times], *, place: str
    ) -> None: ...

    async def get(self, slot: SlotId) -> Slot | None: ...

    async def change(self, slot: SlotId, *, before: Collection[SlotState], to: SlotState) -> bool:
        """``False`` when it is not what it was before any more: of two at once one gets it."""

    async def taken_times(self, methodist: PersonId, *, since: datetime) -> Sequence[Times]:
        """Those that are not withdrawn and not over."""

    async def free_of(self, methodist: PersonId, *, since: datetime) -> Sequence[Slot]:
        """Every free one, for the methodist."""

    async def free_for(
        self, unit: UnitId, methodist: PersonId, *, since: datetime
    ) -> Sequence[Slot]:
        """Free ones that somebody of the unit may book."""

    async def hosts(
        self,
        unit: UnitId,
        *,
        subjects: Collection[SubjectId],
        first: PersonId | None,
        but: PersonId,
        since: datetime,
    ) -> Sequence[Host]:
        """Methodists in force of the unit and the subjects with free times, the nearest first.

        ``first`` is somebody who comes before all, whatever they answer for.
        """

    async def habit(self, methodist: PersonId) -> Habit | None: ...

    async def book(
        self,
        slot: Slot,
        *,
        uid: str,
        teacher: PersonId,
        about: str,
        consultation: int | None,
        at: datetime,
    ) -> Talk: ...

    async def talk(self, talk: TalkId) -> Talk | None: ...

    async def save(self, talk: Talk, *, before: Talk) -> bool:
        """``False`` when it is not what it was before any more."""

    async def on(self, slot: SlotId) -> Talk | None:
        """The coming talk that the slot is booked for."""

    async def coming_of(self, teacher: PersonId, *, now: datetime) -> Sequence[Talk]: ...

    async def coming_to(self, methodist: PersonId, *, now: datetime) -> Sequence[Talk]: ...

    async def unmarked_of(self, methodist: PersonId, *, now: datetime) -> Sequence[Talk]:
        """Begun, and nobody has said whether they took place; the latest first."""

    async def past_of(self, teacher: PersonId, *, now: datetime) -> Sequence[Talk]:
        """The latest of those that are over or cancelled."""

    async def to_remind(self, *, now: datetime, until: datetime) -> Sequence[Talk]:
        """Coming ones that begin until then."""

    async def mark_reminded(self, talk: Talk, reminder: Reminder) -> bool: ...

    async def drop_reminders(self, onces: Collection[str]) -> None:
        """Reminders on their way that are true no more."""

    async def masterless(self, *, since: datetime) -> Sequence[Slot]:
        """Not withdrawn, and whoever has opened them is no methodist there any more."""

    async def crowded(self, *, since: datetime) -> Sequence[Slot]:
        """Free ones that overlap another of the same methodist, which is booked or came first."""

    async def stranded(self, *, now: datetime) -> Sequence[Talk]:
        """Coming ones whose teacher is gone, or whose time is withdrawn."""

    async def asked(self, consultation: int) -> Asked | None: ...


class SlotWork(Work, Protocol):
    @property
    def people(self) -> People: ...

    @property
    def units(self) -> Units: ...

    @property
    def preferences(self) -> Clocks: ...

    @property
    def slots(self) -> Slots: ...
