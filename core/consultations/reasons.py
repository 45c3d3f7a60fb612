"""Why somebody has a question: the facts that were kept when it was given to them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.choices import Facts, choice_in, situation_in
from core.consultations.model import Consultation, ConsultationId
from core.consultations.ports import ConsultationWork
from core.consultations.refusals import NobodyHasIt
from core.consultations.seeing import seen_by_staff
from core.ladder import Choice, How, is_leading
from core.people import Person, PersonId
from core.tenures import Tenure


class Nearer(StrEnum):
    """Why nobody nearer to the teacher has it."""

    NEAREST = "nearest"
    NOBODY = "nobody"
    PASSED = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one choice of the ladder rested on; everything is as it was at that moment."""

    choice: Choice
    nearer: Nearer
    leading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerer:
    """Who has a question, how they came by it, and the reason if the ladder has chosen them.

    Without ``how`` it was given before the service began to write that down. ``unit`` is the
    name of the step, ``instead_of`` of whom they stand in for.
    """

    consultation: Consultation
    name: str
    how: How | None
    given_at: datetime | None
    reason: Reason | None
    unit: str
    instead_of: str


def reason_in(facts: Facts) -> Reason | None:
    """``None`` when nobody was chosen."""
    choice = choice_in(facts)
    if choice is None:
        return None
    nearer = Nearer.NEAREST if choice.step == 0 else Nearer.NOBODY
    if situation_in(facts).lowest > 0:
        nearer = Nearer.PASSED
    return Reason(choice=choice, nearer=nearer, leading=is_leading(choice.step))


async def why(work: ConsultationWork, number: ConsultationId, *, me: Person) -> Answerer:
    """For the staff who see the question; ``NobodyHasIt`` while it waits for somebody."""
    consultation = (await seen_by_staff(work, number, me=me)).consultation
    if consultation.methodist is None:
        raise NobodyHasIt
    tenure = await held(work, number, consultation.methodist)
    facts = None if tenure is None else tenure.facts
    reason = None if facts is None else reason_in(facts)
    choice = None if reason is None else reason.choice
    stand_in_for = None if choice is None else choice.instead_of
    names = await work.people.names(
        [one for one in (consultation.methodist, stand_in_for) if one is not None]
    )
    return Answerer(
        consultation=consultation,
        name=names.get(consultation.methodist, ""),
        how=None if tenure is None else tenure.how,
        given_at=None if tenure is None else tenure.given_at,
        reason=reason,
        unit="" if choice is None else (await work.units.get(choice.unit)).name,
        instead_of="" if stand_in_for is None else names.get(stand_in_for, ""),
    )


async def held(work: ConsultationWork, number: ConsultationId, by: PersonId) -> Tenure | None:
    """The tenure of whoever has the question now."""
    tenures = await work.routing.tenures(number)
    return next((one for one in reversed(tenures) if one.person == by and one.end is None), None)
