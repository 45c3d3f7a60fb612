"""Whoever goes away passes what waits for their answer to the one who stands in."""

from collections.abc import Sequence
from dataclasses import replace

from core.consultations.model import Consultation
from core.consultations.ports import ConsultationWork
from core.consultations.telling import tell_methodist, tell_teacher
from core.errors import NotYours
from core.ladder import End, How
from core.people import Person, PersonId, Role
from core.promise import kept
from core.tenures import Tenure


async def waiting(
    work: ConsultationWork, absent: PersonId, *, to: PersonId | None, me: Person
) -> Sequence[Consultation]:
    """What of it may be passed: by oneself all, by a coordinator what is asked in their units,
    and nobody is given a question of their own."""
    found = await work.consultations.waiting_for(absent)
    return [one for one in found if await _may_pass(work, one, absent, to=to, me=me)]


async def pass_all(
    work: ConsultationWork, absent: PersonId, *, to: PersonId, me: Person
) -> Sequence[Consultation]:
    """The promise stays, but for a working day at least; every teacher learns who answers now."""
    substitute = await work.people.get(to)
    if not substitute.holds(Role.METHODIST):
        raise NotYours
    passed = []
    for before in await waiting(work, absent, to=to, me=me):
        calendar = work.calendar.within(await work.routing.zone(before.teacher))
        due_at = kept(before.due_at, work.now, calendar)
        after = replace(before, methodist=to, due_at=due_at)
        if await work.consultations.save(after, before=before):
            await _give(work, after)
            await _tell(work, after, name=substitute.name)
            passed.append(after)
    return passed


async def _may_pass(
    work: ConsultationWork,
    consultation: Consultation,
    absent: PersonId,
    *,
    to: PersonId | None,
    me: Person,
) -> bool:
    if to == consultation.teacher or to in await work.masks.worn(consultation.teacher):
        return False
    return me.id == absent or me.holds(
        Role.COORDINATOR,
        Role.ADMINISTRATOR,
        over=await work.units.lineage(consultation.unit),
    )


async def _give(work: ConsultationWork, consultation: Consultation) -> None:
    """On the step of whoever had it: what lapses goes up from there."""
    had = await work.routing.tenures(consultation.id)
    assert consultation.methodist is not None  # noqa: S101 - just given
    half = work.now + (consultation.due_at - work.now) / 2
    tenure = Tenure(
        person=consultation.methodist,
        step=had[-1].step if had else 0,
        how=How.PASSED,
        given_at=work.now,
        end=None,
        facts=None,
    )
    await work.routing.begin(consultation.id, tenure, remind_at=half, before=End.PASSED)


async def _tell(work: ConsultationWork, consultation: Consultation, *, name: str) -> None:
    said = await work.consultations.thread(consultation.id)
    await tell_methodist(work, consultation, said[0].words, handed_over=True)
    await tell_teacher(work, consultation, methodist=name)
