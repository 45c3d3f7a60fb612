"""Who is given a question, on which step of the ladder, and until when."""

from collections.abc import Collection
from datetime import datetime

from core.choices import facts_of
from core.consultations.model import Consultation, State
from core.consultations.ports import ConsultationWork
from core.consultations.telling import (
    tell_methodist,
    tell_teacher,
)
from core.ladder import Choice, End, How, Situation, choose, step_of
from core.people import STAFF, PersonId
from core.promise import day_of_choice, half_of, kept, promised
from core.tenures import Asked, Tenure


async def promise(work: ConsultationWork, asked: Asked, *, teacher: PersonId) -> datetime:
    """The end of the last working day of the term, where the teacher is."""
    days = await work.routing.term(asked.unit, asked.topic)
    calendar = work.calendar.within(await work.routing.zone(teacher))
    return promised(work.now, days, calendar)


async def find(
    work: ConsultationWork,
    asked: Asked,
    *,
    due_at: datetime,
    barred: Collection[PersonId],
    lowest: int = 0,
) -> tuple[Situation, Choice | None]:
    situation = await work.routing.situation(
        asked,
        at=work.now,
        day=day_of_choice(work.now, work.calendar),
        until=due_at.astimezone(work.zone).date(),
        lowest=lowest,
        barred=barred,
    )
    return situation, choose(situation)


async def give(
    work: ConsultationWork,
    consultation: Consultation,
    how: How,
    *,
    situation: Situation | None = None,
    choice: Choice | None = None,
    before: End | None = None,
) -> None:
    """Write down who has it now and why, and when half of their time is over."""
    if consultation.methodist is None:
        await work.routing.end(consultation.id, why=before or End.LOST, at=work.now)
        return
    tenure = Tenure(
        person=consultation.methodist,
        step=await _by_hand(work, consultation) if choice is None else choice.step,
        how=how,
        given_at=work.now,
        end=None,
        facts=None if situation is None else facts_of(situation, choice),
    )
    half = half_of(consultation.due_at, work.now)
    await work.routing.begin(consultation.id, tenure, remind_at=half, before=before)


async def _by_hand(work: ConsultationWork, consultation: Consultation) -> int:
    """The step of somebody who was not chosen on the ladder: where they were chosen before, where
    they would be, or of their role."""
    assert consultation.methodist is not None  # noqa: S101 - it was given to somebody
    methodist = await work.people.get(consultation.methodist)
    for tenure in reversed(await work.routing.tenures(consultation.id)):
        if tenure.person == methodist.id and tenure.facts is not None:
            return tenure.step
    situation, _ = await find(
        work, asked_of_it(consultation), due_at=consultation.due_at, barred=()
    )
    for candidate in situation.candidates:
        if candidate.person == methodist.id:
            return candidate.step
    units = methodist.units_as(*STAFF)
    lineage = await work.units.lineage(consultation.unit)
    return next((step_of(depth) for depth, unit in enumerate(lineage) if unit in units), 0)


async def kept_promise(work: ConsultationWork, consultation: Consultation) -> datetime:
    """Until when whoever gets it now has: as it was promised, but a working day at least."""
    if consultation.state is not State.WAITING or consultation.answered_at is not None:
        return consultation.due_at
    calendar = work.calendar.within(await work.routing.zone(consultation.teacher))
    return kept(consultation.due_at, work.now, calendar)


async def above(
    work: ConsultationWork, consultation: Consultation
) -> tuple[Situation, Choice | None]:
    """Who would have it on a step above whoever has it now."""
    lowest, barred = await what_is_left(work, consultation, lapsed=None)
    if consultation.methodist is not None:
        lowest = max(lowest, await _step_of_owner(work, consultation) + 1)
        barred |= {consultation.methodist}
    due_at = await kept_promise(work, consultation)
    asked = asked_of_it(consultation)
    return await find(work, asked, due_at=due_at, barred=barred, lowest=lowest)


async def _step_of_owner(work: ConsultationWork, consultation: Consultation) -> int:
    for tenure in await work.routing.tenures(consultation.id):
        if tenure.person == consultation.methodist and tenure.end is None:
            return tenure.step
    return await _by_hand(work, consultation)


def asked_of_it(consultation: Consultation) -> Asked:
    return Asked(unit=consultation.unit, subject=consultation.subject, topic=consultation.topic)


async def find_again(
    work: ConsultationWork, consultation: Consultation, *, due_at: datetime
) -> tuple[Situation, Choice | None]:
    """Who would have it by its whole history, as if nobody had it now."""
    lowest, barred = await what_is_left(work, consultation, lapsed=None)
    return await find(work, asked_of_it(consultation), due_at=due_at, barred=barred, lowest=lowest)


async def what_is_left(
    work: ConsultationWork, consultation: Consultation, *, lapsed: PersonId | None
) -> tuple[int, frozenset[PersonId]]:
    """The lowest step that is left, and who must not have it: the teacher, and whoever has let
    it lapse or passed it on."""
    lowest, gone = await history(work, consultation, lapsed=lapsed)
    return lowest, gone | await askers(work, consultation)


async def history(
    work: ConsultationWork, consultation: Consultation, *, lapsed: PersonId | None
) -> tuple[int, frozenset[PersonId]]:
    """The lowest step that is left, and who has let it lapse or passed it on."""
    tenures = await work.routing.tenures(consultation.id)
    let_it = [
        one
        for one in tenures
        if one.end is End.LAPSED or (lapsed is not None and one.person == lapsed)
    ]
    gone = {one.person for one in tenures if one.end in {End.LAPSED, End.PASSED}}
    if lapsed is not None:
        gone.add(lapsed)
    return max((one.step + 1 for one in let_it), default=0), frozenset(gone)


async def askers(work: ConsultationWork, consultation: Consultation) -> frozenset[PersonId]:
    """Who has asked it, and who that is behind a mask."""
    worn = await work.masks.worn(consultation.teacher)
    return frozenset({consultation.teacher, *worn})


async def tell_new(
    work: ConsultationWork, consultation: Consultation, *, due_at: datetime | None
) -> None:
    """The new methodist, and the teacher who that is, until when if that is another day now."""
    if consultation.methodist is None:
        return
    said = await work.consultations.thread(consultation.id)
    await tell_methodist(work, consultation, said[0].words, handed_over=True)
    name = (await work.people.names([consultation.methodist])).get(consultation.methodist, "")
    await tell_teacher(work, consultation, methodist=name, due_at=due_at)
