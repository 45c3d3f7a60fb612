"""Marking many at once, and taking it back: everybody who is shown, or pasted numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.attendance.model import Filter
from core.attendance.numbers import numbers_of
from core.attendance.ports import AttendanceWork
from core.attendance.use_cases import EVERYBODY, keep
from core.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """What came of pasted numbers; each of them is in one of the three."""

    marked: Sequence[int]
    known: Sequence[int]
    nobodys: Sequence[int]


async def tick_all(
    work: AttendanceWork, event: int, *, me: Person, only: Filter = EVERYBODY
) -> int:
    """Everybody enrolled whom the filter lets through; says of how many it was not known."""
    gathering = await keep(work, event, me=me)
    gathering.check_begun(work.now)
    await work.attendance.hold(event)
    return await work.attendance.mark_all(event, only=only, by=me.id, at=work.now)


async def tick_numbers(work: AttendanceWork, event: int, words: str, *, me: Person) -> Numbered:
    gathering = await keep(work, event, me=me)
    gathering.check_begun(work.now)
    numbers = numbers_of(words)
    await work.attendance.hold(event)
    seated = await work.attendance.tickets(event, numbers)
    marked = await work.attendance.mark_numbers(event, numbers, by=me.id, at=work.now)
    return Numbered(
        marked=sorted(marked),
        known=sorted(set(seated) - set(marked)),
        nobodys=[one for one in numbers if one not in seated],
    )


async def undo(work: AttendanceWork, event: int, *, at: datetime, me: Person) -> int:
    """Take back what one has marked at that moment; what was marked otherwise stays."""
    await keep(work, event, me=me)
    await work.attendance.hold(event)
    people = await work.attendance.unmark_all(event, by=me.id, at=at)
    await work.certificates.withdraw_all(event, people, at=work.now)
    return len(people)
