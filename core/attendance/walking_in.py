"""Somebody without a seat who is there all the same: found by name, enrolled and marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.attendance.model import Gathering, Way
from core.attendance.ports import AttendanceWork, Candidate
from core.attendance.refusals import NameTooShort
from core.attendance.use_cases import keep
from core.audit import Deed
from core.errors import Gone
from core.people import Person, PersonId
from core.units import folded

SHORTEST = 3
"""Letters."""
MOST_FOUND = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """People whose names have the words; ``more`` if not all of them are here."""

    people: Sequence[Candidate]
    more: bool


async def begin(work: AttendanceWork, event: int, *, me: Person) -> Gathering:
    gathering = await keep(work, event, me=me)
    gathering.check_started(work.now)
    return gathering


async def search(work: AttendanceWork, event: int, words: str, *, me: Person) -> None:
    """Before names are shown: that they were looked for is written down."""
    await begin(work, event, me=me)
    if sum(map(str.isalpha, folded(words))) < SHORTEST:
        raise NameTooShort(fewest=SHORTEST)
    await work.audit.note(Deed.LOOKED, by=me.id, what=f"walk-ins {event}")


async def find(work: AttendanceWork, event: int, words: str, *, me: Person) -> Found:
    """Among people of the event's unit and below."""
    gathering, said = await begin(work, event, me=me), folded(words)
    people = await work.attendance.candidates(gathering, said, most=MOST_FOUND + 1)
    return Found(people=people[:MOST_FOUND], more=len(people) > MOST_FOUND)


async def admit(work: AttendanceWork, event: int, person: PersonId, *, me: Person) -> bool:
    """Enrol and mark; ``False`` when they were marked already.

    Seats are not asked for: after the beginning none is given out, and whoever stands in the
    room is there.
    """
    await begin(work, event, me=me)
    gathering = await work.attendance.hold(event)
    if gathering is None or not await work.attendance.is_near(gathering, person):
        raise Gone
    seated = await work.attendance.is_enrolled(event, person)
    if not seated:
        await work.attendance.seat(event, person, at=work.now)
    way = Way.LIST if seated else Way.WALK_IN
    return await work.attendance.mark(event, person, way=way, by=me.id, at=work.now)
