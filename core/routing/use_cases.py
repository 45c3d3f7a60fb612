"""How an absence is written down, changed and ended, by whoever is away or for them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from core.absence import Absence, overlap
from core.audit import Deed
from core.errors import Gone, NotYours
from core.ladder import Workload
from core.people import COORDINATING, Person, PersonId, Role
from core.routing.model import MOST_ABSENCES, AbsenceId, Noted, check_days, check_workload
from core.routing.notices import AbsenceNoted, StandingDown, StandingIn
from core.routing.ports import RoutingWork
from core.routing.refusals import AbsenceOver, AbsencesOverlap, NotAColleague, TooManyAbsences


async def leave(work: RoutingWork, absence: Absence, *, me: Person) -> Noted:
    """What the methodist has stays with them; new questions go to the substitute first."""
    whose = await kept_by(work, absence.person, me=me)
    check_days(absence.first, absence.last, today=today(work))
    await work.rules.hold(absence.person)
    coming = await work.rules.absences(absence.person, since=today(work))
    if any(overlap(one.absence, absence) for one in coming):
        raise AbsencesOverlap
    if len(coming) >= MOST_ABSENCES:
        raise TooManyAbsences(most=MOST_ABSENCES)
    await _check_substitute(work, absence)
    noted = Noted(id=await work.rules.put_absence(absence), absence=absence)
    await work.audit.note(
        Deed.RULED, by=me.id, about=absence.person, what=f"absence {noted.id} begins"
    )
    await _tell_substitute(work, noted, whose)
    await _tell_absent(work, noted, me=me)
    return noted


async def look(work: RoutingWork, number: AbsenceId, *, me: Person) -> tuple[Noted, Person]:
    """An absence that is not over, and whose it is."""
    noted = await work.rules.absence(number)
    if noted is None:
        raise Gone
    whose = await kept_by(work, noted.absence.person, me=me)
    if noted.is_over(today(work)):
        raise AbsenceOver
    return noted, whose


async def appoint(
    work: RoutingWork, number: AbsenceId, substitute: PersonId | None, *, me: Person
) -> Noted:
    """Somebody else stands in from now on, or nobody; both are told."""
    before, whose = await _held(work, number, me=me)
    if substitute == before.absence.substitute:
        return before
    after = replace(before, absence=replace(before.absence, substitute=substitute))
    await _check_substitute(work, after.absence)
    await work.rules.put_substitute(number, substitute)
    await work.audit.note(
        Deed.RULED, by=me.id, about=whose.id, what=f"substitute of absence {number}"
    )
    await _stand_down(work, before, whose)
    await _tell_substitute(work, after, whose)
    return after


async def come_back(work: RoutingWork, number: AbsenceId, *, me: Person) -> Noted:
    """From today on the methodist is there; what has not begun will not begin."""
    noted, whose = await _held(work, number, me=me)
    await work.rules.shorten(number, last=today(work) - timedelta(days=1))
    await work.audit.note(Deed.RULED, by=me.id, about=whose.id, what=f"absence {number} ends")
    await _stand_down(work, noted, whose)
    await _tell_absent(work, noted, me=me, over=True)
    return noted


async def note_passing(work: RoutingWork, noted: Noted, count: int, *, me: Person) -> None:
    """Write down that so many questions went to the substitute."""
    what = f"{count} passed in absence {noted.id}"
    await work.audit.note(Deed.RULED, by=me.id, about=noted.absence.person, what=what)


async def work_on(work: RoutingWork, days: Collection[int], *, me: Person) -> Workload:
    """The weekdays on which the methodist has time, Monday is 0."""
    if not me.holds(Role.METHODIST):
        raise NotYours
    return await _charge(work, me.id, me=me, days=tuple(sorted(set(days))))


async def charge(
    work: RoutingWork,
    methodist: PersonId,
    *,
    share: int | None = None,
    ceiling: int | None = None,
    me: Person,
) -> Workload:
    """How much a coordinator gives to a methodist of theirs; what is not said stays."""
    person = await work.people.get(methodist)
    if not await _manages(work, person, me):
        raise NotYours
    return await _charge(work, methodist, me=me, share=share, ceiling=ceiling)


async def _charge(work: RoutingWork, methodist: PersonId, *, me: Person, **said: Any) -> Workload:
    await work.rules.hold(methodist)
    before = await work.rules.workload(methodist)
    after = replace(before, **{name: value for name, value in said.items() if value is not None})
    check_workload(after)
    if after != before:
        await work.rules.put_workload(methodist, after)
        await work.audit.note(
            Deed.RULED,
            by=me.id,
            about=methodist,
            what=f"workload {after.share} {after.ceiling} {after.days}",
        )
    return after


async def kept_by(work: RoutingWork, methodist: PersonId, *, me: Person) -> Person:
    """The methodist, if it is oneself or somebody in one's units. Raises ``NotYours``."""
    if methodist == me.id and me.holds(Role.METHODIST):
        return me
    person = await work.people.get(methodist)
    if not await _manages(work, person, me):
        raise NotYours
    return person


async def _manages(work: RoutingWork, methodist: Person, me: Person) -> bool:
    """Whether it is a methodist of a unit that is theirs."""
    for unit in methodist.units_as(Role.METHODIST):
        if me.holds(*COORDINATING, over=await work.units.lineage(unit)):
            return True
    return False


async def look_at_methodists(work: RoutingWork, *, by: Person) -> None:
    """Write down that somebody has read the list of methodists and who of them is away."""
    await work.audit.note(Deed.LOOKED, by=by.id, what="methodists")


def today(work: RoutingWork) -> date:
    """Days of absence are those of the service's calendar, as for the choice on the ladder."""
    return work.now.astimezone(work.zone).date()


async def _held(work: RoutingWork, number: AbsenceId, *, me: Person) -> tuple[Noted, Person]:
    """As it is when nobody else changes it any more."""
    _, whose = await look(work, number, me=me)
    await work.rules.hold(whose.id)
    noted, _ = await look(work, number, me=me)
    return noted, whose


async def _check_substitute(work: RoutingWork, absence: Absence) -> None:
    if absence.substitute is None:
        return
    colleagues = await work.rules.colleagues(
        absence.person, first=absence.first, last=absence.last
    )
    if absence.substitute not in dict(colleagues):
        raise NotAColleague


async def _tell_substitute(work: RoutingWork, noted: Noted, whose: Person) -> None:
    absence = noted.absence
    if absence.substitute is not None:
        await work.outbox.put(
            StandingIn(
                to=absence.substitute,
                sender=whose.id,
                absence=noted.id,
                name=whose.name,
                first=absence.first,
                last=absence.last,
            )
        )


async def _stand_down(work: RoutingWork, noted: Noted, whose: Person) -> None:
    if noted.absence.substitute is not None:
        await work.outbox.put(
            StandingDown(
                to=noted.absence.substitute,
                sender=whose.id,
                absence=noted.id,
                name=whose.name,
                at=work.now.isoformat(),
            )
        )


async def _tell_absent(work: RoutingWork, noted: Noted, *, me: Person, over: bool = False) -> None:
    """Whoever has done it themselves need not be told."""
    absence = noted.absence
    if absence.person == me.id:
        return
    names = await work.people.names([absence.substitute] if absence.substitute else [])
    await work.outbox.put(
        AbsenceNoted(
            to=absence.person,
            sender=absence.substitute,
            absence=noted.id,
            first=absence.first,
            last=absence.last,
            substitute=names.get(absence.substitute, "") if absence.substitute else "",
            over=over,
        )
    )
