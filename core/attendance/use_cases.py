"""Marking those who came, and thanking them when it is over."""

import secrets
from collections.abc import Sequence
from itertools import groupby

from core.attendance import checking
from core.attendance.checks import Check
from core.attendance.model import WORD_LASTS, CodeWord, Filter, Gathering, Roll, Way
from core.attendance.notices import EventAttended
from core.attendance.ports import AttendanceWork, Taker
from core.attendance.refusals import NotOnTheList, WordUnknown
from core.audit import Deed
from core.errors import Gone, NotYours
from core.people import Person, PersonId

EVERYBODY = Filter()
THANKED_AT_ONCE = 200
"""Letters of one tick: the next ones leave a moment later, and others write in between."""


async def keep(work: AttendanceWork, event: int, *, me: Person) -> Gathering:
    """The event, if the person may say who came to it."""
    gathering = await work.attendance.gathering(event)
    if gathering is None:
        raise Gone
    gathering.check_keeper(me, await work.units.lineage(gathering.unit))
    return gathering


async def look(work: AttendanceWork, event: int, *, me: Person) -> Gathering:
    """The same, and that the list of names was opened is written down."""
    gathering = await keep(work, event, me=me)
    await work.audit.note(Deed.LOOKED, by=me.id, what=f"attendance {event}")
    return gathering


async def roll(
    work: AttendanceWork, event: int, *, page: int, me: Person, only: Filter = EVERYBODY
) -> tuple[Gathering, Roll]:
    gathering = await keep(work, event, me=me)
    return gathering, await work.attendance.roll(event, page=page, only=only)


async def take_out(
    work: AttendanceWork, event: int, *, me: Person
) -> tuple[Gathering, Sequence[Taker]]:
    """Everybody enrolled, for a table; that it was taken is written down."""
    gathering = await keep(work, event, me=me)
    await work.audit.note(Deed.LOOKED, by=me.id, what=f"participants {event}")
    return gathering, await work.attendance.takers(event)


async def tick(work: AttendanceWork, event: int, person: PersonId, *, me: Person) -> bool:
    """Mark somebody or take it back, whichever it is not; says whether they came."""
    gathering = await keep(work, event, me=me)
    gathering.check_begun(work.now)
    if await take_back(work, event, person):
        return False
    if not await work.attendance.is_enrolled(event, person):
        raise NotOnTheList
    await work.attendance.mark(event, person, way=Way.LIST, by=me.id, at=work.now)
    return True


async def take_back(work: AttendanceWork, event: int, person: PersonId) -> bool:
    """The mark and what it has given; ``False`` when there was none."""
    if not await work.attendance.unmark(event, person):
        return False
    await work.certificates.withdraw(event, person, at=work.now)
    return True


async def new_word(
    work: AttendanceWork, event: int, vocabulary: Sequence[str], *, me: Person
) -> CodeWord:
    """To be said or shown now; one that was said before does not count any more."""
    gathering = await keep(work, event, me=me)
    gathering.check_going_on(work.now)
    words = f"{secrets.choice(vocabulary)} {100 + secrets.randbelow(900)}"
    word = CodeWord(words, work.now + WORD_LASTS)
    await work.attendance.put_word(event, word)
    return word


async def arrive(work: AttendanceWork, event: int, *, me: Person) -> tuple[Gathering, Way | None]:
    """The event that the person says they are at, and whether it is known already."""
    gathering = await work.attendance.gathering(event)
    if gathering is None:
        raise Gone
    if not await work.attendance.is_enrolled(event, me.id):
        raise NotYours
    return gathering, await work.attendance.came(event, me.id)


async def say_word(work: AttendanceWork, event: int, said: str, *, me: Person) -> Check | None:
    """The word that was heard marks whoever types it; a wrong one may be a guess.

    Where there are questions, those are what comes next, and the mark is given for the answers.
    """
    gathering, came = await arrive(work, event, me=me)
    if came is not None:
        return None
    gathering.check_going_on(work.now)
    word = await work.attendance.word(event)
    if word is None:
        raise WordUnknown
    word.check(said, work.now)
    check = await checking.asked(work, event, me=me)
    if check is None:
        await work.attendance.mark(event, me.id, way=Way.WORD, by=me.id, at=work.now)
    return check


async def thank(work: AttendanceWork) -> int:
    """Write to those who came to what is over, each once; say to how many."""
    found = await work.attendance.untold(now=work.now, most=THANKED_AT_ONCE)
    for event, some in groupby(found, lambda one: one.event):
        came = list(some)
        people = [one.person for one in came]
        materials = await work.materials.name_to(event, people, at=work.now)
        for one in came:
            await work.attendance.mark_told(event, one.person)
            await work.outbox.put(
                EventAttended(to=one.person, event=event, title=one.title, materials=materials)
            )
    return len(found)
