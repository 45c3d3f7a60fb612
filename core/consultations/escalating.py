"""What the schedule does at every tick: reminds at half, passes up what was not answered in
time, and gives away what nobody has."""

from dataclasses import dataclass, field, replace
from datetime import date

from core.consultations.giving import (
    asked_of_it,
    askers,
    find,
    give,
    history,
    promise,
    tell_new,
    what_is_left,
)
from core.consultations.lateness import AnswerLate, QuestionLapsed, QuestionOverdue
from core.consultations.model import Consultation, ConsultationId
from core.consultations.notices import QuestionWaits
from core.consultations.ports import ConsultationWork
from core.consultations.telling import (
    coordinators_over,
    named,
    tell_coordinators,
    tell_methodist,
)
from core.ladder import End, How, choose
from core.people import PersonId
from core.tenures import Asked

BEGINNING = ConsultationId(0)


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
        lowest, barred = await what_is_left(work, before, lapsed=before.methodist)
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


@dataclass(slots=True)
class Walk:
    """How far a look at what nobody has is, and what nobody could be found for on the way.

    It goes page by page, each in a work of its own, so that thousands of them keep nobody from
    writing, and those at the end of the queue are looked at as well.
    """

    after: ConsultationId = BEGINNING
    over: bool = False
    given: int = 0
    nobody: set[tuple[Asked, int, frozenset[PersonId], date]] = field(default_factory=set)


async def give_unowned(work: ConsultationWork, walk: Walk) -> None:
    """The next page of those that nobody has: to whoever is free now, the oldest first."""
    page = await work.consultations.waiting_unowned(after=walk.after)
    for before in page:
        if await _give_if_found(work, before, walk):
            walk.given += 1
    walk.over = not page
    walk.after = page[-1].id if page else walk.after


async def _give_if_found(work: ConsultationWork, before: Consultation, walk: Walk) -> bool:
    asked = asked_of_it(before)
    lowest, gone = await history(work, before, lapsed=None)
    # Whoever comes back later is asked only while the promise lasts.
    until = max(work.now, before.due_at).astimezone(work.zone).date()
    if (asked, lowest, gone, until) in walk.nobody:
        return False
    barred = gone | await askers(work, before)
    situation, choice = await find(work, asked, due_at=before.due_at, barred=barred, lowest=lowest)
    if choice is None:
        # Loads only grow on the way: whoever else asks the same would be told the same. Not if
        # somebody could, and is barred only because they ask themselves.
        if choose(replace(situation, barred=gone)) is None:
            walk.nobody.add((asked, lowest, gone, until))
        return False
    due_at = await promise(work, asked, teacher=before.teacher)
    due_at = max(due_at, before.due_at)
    after = replace(before, methodist=choice.person, due_at=due_at)
    if not await work.consultations.save(after, before=before):
        return False
    await give(work, after, How.FREED, situation=situation, choice=choice)
    await tell_new(work, after, due_at=due_at if due_at != before.due_at else None)
    return True


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
