"""Who sees a consultation, from which side, and under which name they act in it."""

from dataclasses import dataclass, replace

from core.audit import Deed
from core.consultations.model import Consultation, ConsultationId, Question, Side
from core.consultations.ports import ConsultationWork
from core.consultations.refusals import TakenByAnother
from core.errors import Gone, NotYours
from core.people import Person, PersonId
from core.units import UnitId


@dataclass(frozen=True, slots=True)
class Seen:
    """A consultation and from which side it is seen; ``me`` has no name behind a mask."""

    consultation: Consultation
    side: Side
    me: Person


async def see(work: ConsultationWork, number: ConsultationId, *, me: Person) -> Seen:
    """Find a consultation the person has a right to, and say from which side."""
    consultation = await work.consultations.get(number)
    if consultation is None:
        raise Gone
    acting = await behind_mask(work, consultation, me)
    lineage = await work.units.lineage(consultation.unit)
    given = consultation.methodist == acting.id and await work.routing.has(number, acting.id)
    return Seen(consultation, consultation.side_of(acting, lineage, given=given), acting)


async def look(work: ConsultationWork, number: ConsultationId, *, me: Person) -> Seen:
    """Open a consultation to read it. That one of the staff has looked is written down."""
    seen = await see(work, number, me=me)
    if seen.side is not Side.TEACHER:
        await work.audit.note(
            Deed.LOOKED, by=me.id, about=seen.consultation.teacher, what=f"consultation {number}"
        )
    return seen


async def behind_mask(work: ConsultationWork, consultation: Consultation, me: Person) -> Person:
    """The person, or the mask that they have put on for this question."""
    if consultation.anonymous and consultation.teacher in await work.masks.of(me.id):
        return replace(me, id=consultation.teacher, name="")
    return me


async def asker(
    work: ConsultationWork, question: Question, unit: UnitId, *, me: Person
) -> tuple[PersonId, UnitId]:
    """Who is written down as the teacher, and where the question is asked from.

    Of somebody without a name the school would say too much: what is above it is told instead.
    """
    if not question.anonymous:
        return me.id, unit
    if not await work.units.children(unit):
        unit = (*await work.units.lineage(unit), unit)[1]
    return await work.masks.make(me.id), unit


async def save(work: ConsultationWork, after: Consultation, *, before: Consultation) -> None:
    if not await work.consultations.save(after, before=before):
        raise TakenByAnother


async def seen_by_staff(work: ConsultationWork, number: ConsultationId, *, me: Person) -> Seen:
    seen = await see(work, number, me=me)
    if seen.side is Side.TEACHER:
        raise NotYours
    return seen
