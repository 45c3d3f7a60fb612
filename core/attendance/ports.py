"""What attendance needs from the outside; ``storage/attendance.py`` provides it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.attendance.model import CodeWord, Gathering, Roll, Way
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

    name: str
    school: str
    position: str
    presence: str
    came: Way | None


class Attendance(Protocol):
    async def gathering(self, event: int) -> Gathering | None: ...

    async def roll(self, event: int, *, page: int) -> Roll: ...

    async def takers(self, event: int) -> Sequence[Taker]:
        """Everybody enrolled, by school and name."""

    async def is_enrolled(self, event: int, person: PersonId) -> bool: ...

    async def came(self, event: int, person: PersonId) -> Way | None: ...

    async def mark(
        self, event: int, person: PersonId, *, way: Way, by: PersonId, at: datetime
    ) -> bool:
        """``False`` when it was known already."""

    async def mark_all(self, event: int, *, by: PersonId, at: datetime) -> int:
        """Everybody enrolled; says of how many it was not known."""

    async def unmark(self, event: int, person: PersonId) -> bool:
        """And drop the letter about it if it has not left yet."""

    async def word(self, event: int) -> CodeWord | None: ...

    async def put_word(self, event: int, word: CodeWord) -> None:
        """From now on no other counts."""

    async def untold(self, *, now: datetime, most: int) -> Sequence[Untold]:
        """Of events that are over."""

    async def mark_told(self, event: int, person: PersonId) -> None: ...


class Papers(Protocol):
    async def withdraw(self, event: int, person: PersonId, *, at: datetime) -> None:
        """Whatever says that the person was there."""


class Named(Protocol):
    async def name_to(self, event: int, people: Collection[PersonId], *, at: datetime) -> bool:
        """Whether there are materials for those who came; from now on they know of them."""


class AttendanceWork(Work, Protocol):
    @property
    def units(self) -> Units: ...

    @property
    def attendance(self) -> Attendance: ...

    @property
    def certificates(self) -> Papers: ...

    @property
    def materials(self) -> Named: ...
