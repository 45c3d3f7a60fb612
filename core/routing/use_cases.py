"""How the rules of routing are changed: terms, leading schools, workloads, absences."""

from dataclasses import replace
from datetime import date, timedelta

from core.audit import Deed
from core.catalogue import SubjectId, TopicId
from core.errors import Gone, NotYours
from core.people import Person, PersonId, Role
from core.routing.absence import AbsenceId, checked
from core.routing.model import FULL_SHARE, Workload
from core.routing.notices import StandingIn
from core.routing.ports import LeadingId, RoutingWork
from core.routing.promise import LONGEST_TERM, SHORTEST_TERM, Term
from core.routing.refusals import (
    AbsencesOverlap,
    NotAColleague,
    NotInside,
    NoWorkingDays,
    OutsideLimits,
)
from core.units import UnitId

SMALLEST_SHARE, LARGEST_SHARE = 10, 2 * FULL_SHARE
LARGEST_CEILING = 200
MANAGERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


async def set_term(
    work: RoutingWork, unit: UnitId, topic: TopicId | None, days: int | None, *, me: Person
) -> None:
    """``None`` days: as the unit above has it."""
    await _check_manages(work, unit, me)
    if days is None:
        await work.rules.drop_term(unit, topic)
    elif SHORTEST_TERM <= days <= LONGEST_TERM:
        await work.rules.put_term(Term(unit=unit, topic=topic, days=days))
    else:
        raise OutsideLimits
    await work.audit.note(Deed.RULED, by=me.id, what=f"term {topic or 'any'}@{unit}: {days}")


async def lead(
    work: RoutingWork, unit: UnitId, school: UnitId, subject: SubjectId | None, *, me: Person
) -> None:
    """The school helps all the others of the unit, with one subject or with any."""
    await _check_manages(work, unit, me)
    if school == unit or unit not in await work.units.lineage(school):
        raise NotInside
    await work.rules.put_leading(unit, school, subject)
    await work.audit.note(Deed.RULED, by=me.id, what=f"leading {school} {subject or 'any'}@{unit}")


async def stop_leading(work: RoutingWork, number: LeadingId, *, me: Person) -> None:
    leading = await work.rules.led(number)
    if leading is None:
        raise Gone
    await _check_manages(work, leading.unit, me)
    await work.rules.drop_leading(number)
    await work.audit.note(Deed.RULED, by=me.id, what=f"leading {leading.school}: no more")


async def charge(
    work: RoutingWork, methodist: PersonId, workload: Workload, *, me: Person
) -> None:
    """Share and ceiling are for coordinators to say, working days for the methodist too."""
    before = await work.rules.workload(methodist)
    if methodist == me.id and replace(before, days=workload.days) == workload:
        if not me.holds(Role.METHODIST):
            raise NotYours
    else:
        await _check_manages_person(work, methodist, me)
    if not workload.days:
        raise NoWorkingDays
    in_limits = (
        SMALLEST_SHARE <= workload.share <= LARGEST_SHARE
        and 1 <= workload.ceiling <= LARGEST_CEILING
    )
    if not in_limits:
        raise OutsideLimits
    await work.rules.put_workload(methodist, workload)
    await work.audit.note(Deed.RULED, by=me.id, about=methodist, what="workload")


async def leave(
    work: RoutingWork,
    methodist: PersonId,
    *,
    first: date,
    last: date,
    substitute: PersonId | None,
    me: Person,
) -> None:
    """What the methodist has stays with them; new questions go to the substitute first."""
    whose = await absentee(work, methodist, me=me)
    first, last = checked(first, last, today=_today(work))
    for other in await work.absences.of(methodist, since=first):
        if other.first <= last:
            raise AbsencesOverlap
    if substitute is not None and substitute not in dict(await work.absences.colleagues(whose.id)):
        raise NotAColleague
    number = await work.absences.add(methodist, first=first, last=last, substitute=substitute)
    await work.audit.note(Deed.RULED, by=me.id, about=methodist, what=f"absence {number}")
    if substitute is not None:
        await work.outbox.put(
            StandingIn(
                to=substitute,
                sender=methodist,
                absence=number,
                name=whose.name,
                first=first,
                last=last,
            )
        )


async def come_back(work: RoutingWork, number: AbsenceId, *, me: Person) -> None:
    """From today on the methodist is there again; what has not begun will not begin."""
    absence = await work.absences.get(number)
    today = _today(work)
    if absence is None or absence.last < today:
        raise Gone
    whose = await absentee(work, absence.person, me=me)
    last = today - timedelta(days=1)
    await work.absences.shorten(number, last=last)
    await work.audit.note(Deed.RULED, by=me.id, about=absence.person, what=f"back from {number}")
    if absence.substitute is not None:
        await work.outbox.put(
            StandingIn(
                to=absence.substitute,
                sender=absence.person,
                absence=number,
                name=whose.name,
                first=absence.first,
                last=last,
                over=True,
            )
        )


async def absentee(work: RoutingWork, methodist: PersonId, *, me: Person) -> Person:
    """Whose absence it is: one's own, or that of somebody in one's units."""
    if methodist != me.id:
        await _check_manages_person(work, methodist, me)
        return await work.people.get(methodist)
    if not me.holds(Role.METHODIST):
        raise NotYours
    return me


def _today(work: RoutingWork) -> date:
    return work.now.astimezone(work.zone).date()


async def _check_manages(work: RoutingWork, unit: UnitId, me: Person) -> None:
    if not me.holds(*MANAGERS, over=await work.units.lineage(unit)):
        raise NotYours


async def _check_manages_person(work: RoutingWork, methodist: PersonId, me: Person) -> None:
    """A coordinator says it of the methodists of their own units."""
    person = await work.people.get(methodist)
    for unit in person.units_as(Role.METHODIST):
        if me.holds(*MANAGERS, over=await work.units.lineage(unit)):
            return
    raise NotYours
