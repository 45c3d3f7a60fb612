"""What attendance needs from the outside; ``storage/attendance.py`` provides it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.attendance.checks import Check, Tries
from core.attendance.model import CodeWord, Filter, Gathering, Guest, Roll, School, Way
from core.clocks import Clocks
from core.people import PersonId
from core.units import Units
from core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """Somebody who came and has not been written to since."""

    event: int
    title: str
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """Somebody enrolled, as a table of participants has them."""

    ticket: int
    name: str
    school: str
    position: str
    presence: str
    came: Way | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be there; ``seated`` if they have a seat, ``came`` if it is known."""

    person: PersonId
    name: str
    school: str
    seated: bool
    came: bool


class Badges(Protocol):
    async def give_badge(self, event: int, ticket: int, token: str) -> str:
        """The token of the ticket: this one, or the one that it has already."""

    async def badged(self, token: str) -> tuple[int, int] | None:
        """Event and ticket."""

    async def seated(self, event: int, ticket: int) -> PersonId | None:
        """Who has the seat with that ticket, if anybody has it now."""


class WalkIns(Protocol):
    async def candidates(
        self, gathering: Gathering, words: str, *, most: int
    ) -> Sequence[Candidate]:
        """People of its unit and below; each of the folded words begins a word of their name."""

    async def is_near(self, gathering: Gathering, person: PersonId) -> bool:
        """Whether they are one of those."""

    async def seat(self, event: int, person: PersonId, *, at: datetime) -> None:
        """Beside the seats that are counted: in the room, if the event is held in one."""


class Checks(Protocol):
    async def check(self, event: int) -> Check | None: ...

    async def put_check(self, event: int, check: Check) -> None:
        """In the place of the one before; one without questions is none."""

    async def tries(self, event: int, person: PersonId) -> Tries | None: ...

    async def put_tries(self, event: int, person: PersonId, tries: Tries) -> None:
        """And forget those of events that are long over."""

    async def forget_tries(self, event: int, person: PersonId) -> None: ...


class Rolls(Protocol):
    async def roll(self, event: int, *, page: int, only: Filter) -> Roll: ...

    async def counted(self, event: int) -> tuple[int, int]:
        """How many came, of how many enrolled."""

    async def guest(self, event: int, person: PersonId) -> Guest | None:
        """``None`` for whoever has no seat."""

    async def schools(self, event: int) -> Sequence[School]:
        """By name."""

    async def tickets(self, event: int, numbers: Collection[int]) -> Collection[int]:
        """Which of the numbers are those of people enrolled."""

    async def takers(self, event: int) -> Sequence[Taker]:
        """Everybody enrolled, by school and name."""


class Attendance(Rolls, Badges, WalkIns, Checks, Protocol):
    async def gathering(self, event: int) -> Gathering | None: ...

    async def hold(self, event: int) -> Gathering | None:
        """As it is now. Until the work ends nobody else changes it or who is enrolled for it."""

    async def is_enrolled(self, event: int, person: PersonId) -> bool: ...

    async def came(self, event: int, person: PersonId) -> Way | None: ...

    async def mark(
        self, event: int, person: PersonId, *, way: Way, by: PersonId, at: datetime
    ) -> bool:
        """``False`` when it was known already."""

    async def mark_all(self, event: int, *, only: Filter, by: PersonId, at: datetime) -> int:
        """Everybody enrolled whom the filter lets through; says of how many it was not known."""

    async def mark_numbers(
        self, event: int, numbers: Collection[int], *, by: PersonId, at: datetime
    ) -> Collection[int]:
        """Those enrolled with one of the numbers; says of which it was not known."""

    async def unmark(self, event: int, person: PersonId) -> bool:
        """And drop the letter about it if it has not left yet.

        Whoever came without a seat has none again.
        """

    async def unmark_all(self, event: int, *, by: PersonId, at: datetime) -> Sequence[PersonId]:
        """The same for all whom ``mark_all`` or ``mark_numbers`` has marked at that moment."""

    async def word(self, event: int) -> CodeWord | None: ...

    async def put_word(self, event: int, word: CodeWord) -> None:
        """From now on no other counts."""

    async def untold(self, *, now: datetime, most: int) -> Sequence[Untold]:
        """Of events that are over."""

    async def mark_told(self, event: int, person: PersonId) -> None: ...


class Papers(Protocol):
    async def withdraw(self, event: int, person: PersonId, *, at: datetime) -> None:
        """Whatever says that the person was there."""

    async def withdraw_all(
        self, event: int, people: Collection[PersonId], *, at: datetime
    ) -> None: ...


class Named(Protocol):
    async def name_to(self, event: int, people: Collection[PersonId], *, at: datetime) -> bool:
        """Whether there are materials for those who came; from now on they know of them."""


class AttendanceWork(Work, Protocol):
    @property
    def preferences(self) -> Clocks: ...

    @property
    def units(self) -> Units: ...

    @property
    def attendance(self) -> Attendance: ...

    @property
    def certificates(self) -> Papers: ...

    @property
    def materials(self) -> Named: ...
