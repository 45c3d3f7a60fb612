"""Who is given a question and until when, and what becomes of it when the time is over."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from core.choices import facts_of
from core.consultations.lateness import AnswerLate, QuestionLapsed, QuestionOverdue
from core.consultations.model import Consultation
from core.consultations.notices import QuestionWaits
from core.consultations.ports import ConsultationWork
from core.consultations.telling import (
    coordinators_over,
    named,
    tell_coordinators,
    tell_methodist,
    tell_teacher,
)
from core.ladder import Choice, End, How, Situation, choose
from core.people import PersonId
from core.promise import day_of_choice, promised
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
        step=0 if choice is None else choice.step,
        how=how,
        given_at=work.now,
        end=None,
        facts=None if situation is None else facts_of(situation, choice),
    )
    half = work.now + (consultation.due_at - work.now) / 2
    await work.routing.begin(
        consultation.id, tenure, remind_at=half if half > work.now else None, before=before
    )


async def remind_at_half(work: ConsultationWork) -> int:
    """Remind methodists when half of their time is over, once for each who has the question."""
    over = await work.routing.half_over(work.now)
    for number in over:
        consultation = await work.consultations.get(number)  # type: ignore[arg-type]  # a number
        if consultation is not None and consultation.methodist is not None:
            names = await work.people.names([consultation.teacher])
            await work.outbox.put(
                QuestionWaits(
                    to=consultation.methodist,
                    sender=consultation.teacher,
                    consultation=consultation.id,
                    teacher=names.get(consultation.teacher, ""),
                    due_at=consultation.due_at,
                    half=True,
                )
            )
        await work.routing.mark_half(number)
    return len(over)


async def escalate(work: ConsultationWork) -> int:
    """What was not answered in time goes up the ladder; at its end, to the coordinators."""
    moved = 0
    for before in await work.consultations.overdue(work.now):
        lowest, barred = await _above(work, before, lapsed=before.methodist)
        asked = asked_of_it(before)
        due_at = await promise(work, asked, teacher=before.teacher)
        situation, choice = await find(work, asked, due_at=due_at, barred=barred, lowest=lowest)
        after = replace(before, methodist=None if choice is None else choice.person, due_at=due_at)
        if await work.consultations.save(after, before=before):
            await give(
                work, after, How.LAPSED, situation=situation, choice=choice, before=End.LAPSED
            )
            await _tell_of_lapse(work, before, after)
            moved += 1
    return moved


async def give_unowned(work: ConsultationWork) -> int:
    """Those that nobody has go to whoever is free now, the oldest first."""
    given = 0
    for before in await work.consultations.waiting_unowned():
        lowest, barred = await _above(work, before, lapsed=None)
        situation, choice = await find(
            work, asked_of_it(before), due_at=before.due_at, barred=barred, lowest=lowest
        )
        if choice is None:
            continue
        due_at = await promise(work, asked_of_it(before), teacher=before.teacher)
        after = replace(before, methodist=choice.person, due_at=max(due_at, before.due_at))
        if await work.consultations.save(after, before=before):
            await give(work, after, How.FREED, situation=situation, choice=choice)
            await _tell_new(work, after)
            given += 1
    return given


def asked_of_it(consultation: Consultation) -> Asked:
    return Asked(unit=consultation.unit, subject=consultation.subject, topic=consultation.topic)


async def _above(
    work: ConsultationWork, consultation: Consultation, *, lapsed: PersonId | None
) -> tuple[int, frozenset[PersonId]]:
    """The lowest step that is left, and who must not have it: the teacher, and whoever has let
    it lapse."""
    let_it = [
        one
        for one in await work.routing.tenures(consultation.id)
        if one.end is End.LAPSED or (lapsed is not None and one.person == lapsed)
    ]
    barred = {one.person for one in let_it} | {consultation.teacher}
    barred |= set(await work.masks.worn(consultation.teacher))
    if lapsed is not None:
        barred.add(lapsed)
    return max((one.step + 1 for one in let_it), default=0), frozenset(barred)


async def _tell_new(work: ConsultationWork, consultation: Consultation) -> str:
    """The new methodist, and the teacher who that is."""
    if consultation.methodist is None:
        return ""
    said = await work.consultations.thread(consultation.id)
    await tell_methodist(work, consultation, said[0].words, handed_over=True)
    name = (await work.people.names([consultation.methodist])).get(consultation.methodist, "")
    await tell_teacher(work, consultation, methodist=name)
    return name


async def _tell_of_lapse(
    work: ConsultationWork, before: Consultation, after: Consultation
) -> None:
    name = ""
    if after.methodist is None:
        await tell_coordinators(work, after)
    else:
        said = await work.consultations.thread(after.id)
        await tell_methodist(work, after, said[0].words, handed_over=True)
        name = (await work.people.names([after.methodist])).get(after.methodist, "")
    await work.outbox.put(
        AnswerLate(
            to=after.teacher,
            consultation=after.id,
            methodist=name,
            due_at=after.due_at,
            lapsed_at=work.now,
        )
    )
    if before.methodist is None:
        return
    late = (await work.people.names([before.methodist])).get(before.methodist, "")
    await work.outbox.put(
        QuestionLapsed(
            to=before.methodist, consultation=after.id, methodist=name, lapsed_at=work.now
        )
    )
    topic, _ = await named(work, after)
    for coordinator in await coordinators_over(work, after):
        if after.methodist is not None:
            await work.outbox.put(
                QuestionOverdue(
                    to=coordinator,
                    consultation=after.id,
                    topic=topic,
                    late=late,
                    methodist=name,
                    lapsed_at=work.now,
                )
            )
