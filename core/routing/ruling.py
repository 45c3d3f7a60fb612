"""How the rules of a unit are changed: terms to answer in, and leading schools."""

from core.audit import Deed
from core.catalogue import SubjectId
from core.errors import Gone, NotYours
from core.people import COORDINATING, Person
from core.promise import Term
from core.routing.model import Leading, LeadingId, Ruled, TermId, check_term
from core.routing.ports import RoutingWork
from core.routing.refusals import LeadsAlready, NotInside
from core.units import UnitId


async def set_term(work: RoutingWork, term: Term, *, me: Person) -> None:
    """What was promised already stays; it counts for what is asked from now on."""
    await check_keeps(work, term.unit, me=me)
    check_term(term.days)
    await work.rules.hold_unit(term.unit)
    await work.rules.put_term(term)
    what = f"term {term.topic or 'any'}@{term.unit}: {term.days}"
    await work.audit.note(Deed.RULED, by=me.id, what=what)


async def look_at_term(work: RoutingWork, number: TermId, *, me: Person) -> Ruled:
    ruled = await work.rules.term(number)
    if ruled is None:
        raise Gone
    await check_keeps(work, ruled.term.unit, me=me)
    return ruled


async def drop_term(work: RoutingWork, number: TermId, *, me: Person) -> None:
    """From now on as the unit above has it."""
    ruled = await look_at_term(work, number, me=me)
    await work.rules.drop_term(number)
    what = f"term {ruled.term.topic or 'any'}@{ruled.term.unit}: no more"
    await work.audit.note(Deed.RULED, by=me.id, what=what)


async def lead(
    work: RoutingWork, unit: UnitId, school: UnitId, subject: SubjectId | None, *, me: Person
) -> None:
    """The school helps all the others of the unit, with one subject or with any."""
    await check_keeps(work, unit, me=me)
    if school == unit or unit not in await work.units.lineage(school):
        raise NotInside
    await work.rules.hold_unit(unit)
    if not await work.rules.put_leading(unit, school, subject):
        raise LeadsAlready
    what = f"leading {school} {subject or 'any'}@{unit}"
    await work.audit.note(Deed.RULED, by=me.id, what=what)


async def look_at_leading(work: RoutingWork, number: LeadingId, *, me: Person) -> Leading:
    leading = await work.rules.led(number)
    if leading is None:
        raise Gone
    await check_keeps(work, leading.unit, me=me)
    return leading


async def stop_leading(work: RoutingWork, number: LeadingId, *, me: Person) -> None:
    leading = await look_at_leading(work, number, me=me)
    await work.rules.drop_leading(number)
    what = f"leading {leading.school} {leading.subject or 'any'}@{leading.unit}: no more"
    await work.audit.note(Deed.RULED, by=me.id, what=what)


async def check_keeps(work: RoutingWork, unit: UnitId, *, me: Person) -> None:
    """Raise ``NotYours`` unless the unit is one of theirs or lies below one."""
    if not me.holds(*COORDINATING, over=await work.units.lineage(unit)):
        raise NotYours
