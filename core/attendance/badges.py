"""A badge: a code that a teacher shows at the door and the organiser scans.

The code is kept as it is and not as a fingerprint: it opens nothing to anybody but those who
may mark everybody by hand, and a teacher who opens it again has to see the same one. It belongs
to a ticket, so whoever gives the seat back or comes anew has another one.
"""

from dataclasses import dataclass

from core.attendance.model import Gathering, Guest, Way
from core.attendance.ports import AttendanceWork
from core.attendance.refusals import (
    BadgeForKeeper,
    BadgeNotNow,
    BadgeTooLate,
    BadgeUnknown,
    BadgeVoid,
)
from core.attendance.use_cases import keep, take_back
from core.audit import Deed
from core.errors import Gone, NotYours
from core.people import Person, PersonId
from core.tokens import new_token

PREFIX = "here-"
"""Before the code in what a link carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """``word`` is what a link carries, ``ticket`` what is said when there is no camera."""

    title: str
    ticket: int
    token: str

    @property
    def word(self) -> str:
        return PREFIX + self.token


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """Somebody at the door, ``None`` if they have no seat any more; and how many came."""

    gathering: Gathering
    guest: Guest | None
    came: int
    enrolled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """Whose badge it was; ``anew`` is false when they had been marked before."""

    event: int
    person: PersonId
    anew: bool


def carries(word: str) -> bool:
    """Whether what a link has brought is a badge."""
    return word.startswith(PREFIX)


async def holder(work: AttendanceWork, event: int, *, me: Person) -> tuple[Gathering, Guest]:
    """The event, and the person as one of those enrolled for it."""
    gathering = await work.attendance.gathering(event)
    if gathering is None:
        raise Gone
    mine = await work.attendance.guest(event, me.id)
    if mine is None:
        raise NotYours
    gathering.check_badges(work.now)
    return gathering, mine


async def show(work: AttendanceWork, event: int, *, me: Person) -> Badge:
    """One's own; the same one each time."""
    gathering, mine = await holder(work, event, me=me)
    token = await work.attendance.give_badge(event, mine.ticket, new_token())
    return Badge(title=gathering.title, ticket=mine.ticket, token=token)


async def scan(work: AttendanceWork, word: str, *, me: Person) -> Scanned:
    """Whoever shows the badge is marked, if the one who scans it keeps the event."""
    found = await work.attendance.badged(word.removeprefix(PREFIX))
    if found is None:
        raise BadgeUnknown
    event, ticket = found
    gathering = await work.attendance.hold(event)
    if gathering is None:
        raise BadgeUnknown
    if not gathering.is_kept_by(me, await work.units.lineage(gathering.unit)):
        raise BadgeForKeeper
    _check_time(work, gathering)
    person = await work.attendance.seated(event, ticket)
    if person is None:
        raise BadgeVoid
    await work.audit.note(Deed.LOOKED, by=me.id, about=person, what=f"badge {event}")
    anew = await work.attendance.mark(event, person, way=Way.QR, by=me.id, at=work.now)
    return Scanned(event=event, person=person, anew=anew)


def _check_time(work: AttendanceWork, gathering: Gathering) -> None:
    """The refusal names the event: the organiser may keep several on one day."""
    if gathering.is_going_on(work.now):
        return
    if gathering.is_held and work.now > gathering.ends_at:
        raise BadgeTooLate(title=gathering.title)
    if gathering.is_held:
        raise BadgeNotNow(title=gathering.title, at=gathering.starts_at)
    gathering.check_begun(work.now)


async def arrived(work: AttendanceWork, event: int, person: PersonId, *, me: Person) -> Arrived:
    gathering = await keep(work, event, me=me)
    came, enrolled = await work.attendance.counted(event)
    guest = await work.attendance.guest(event, person)
    return Arrived(gathering=gathering, guest=guest, came=came, enrolled=enrolled)


async def unmark(work: AttendanceWork, event: int, person: PersonId, *, me: Person) -> None:
    """Pressed twice it is taken back once."""
    await keep(work, event, me=me)
    await take_back(work, event, person)
