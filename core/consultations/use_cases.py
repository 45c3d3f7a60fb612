"""What people do with consultations."""

from datetime import timedelta

from core.consultations.away import tell_of_returned
from core.consultations.closing import ask_how_it_went, close, explain, rate, reopen
from core.consultations.correcting import correct
from core.consultations.model import (
    PROMISED_WORKING_DAYS,
    Consultation,
    ConsultationId,
    Question,
    nearest,
)
from core.consultations.notices import QuestionWaits
from core.consultations.ports import ConsultationWork
from core.consultations.seeing import Seen, asker, look, save, see, seen_by_staff
from core.consultations.talking import answer, ask_back, note, write_on
from core.consultations.telling import tell_coordinators, tell_methodist, tell_teacher
from core.errors import NotYours
from core.people import Person, PersonId, Role
from core.working_time import end_of_working_day

__all__ = [
    "Seen",
    "announce_unowned",
    "answer",
    "ask",
    "ask_back",
    "ask_how_it_went",
    "close",
    "correct",
    "explain",
    "hand_over",
    "look",
    "note",
    "rate",
    "remind",
    "reopen",
    "see",
    "take",
    "tell_of_returned",
    "write_on",
]

REMINDED_BEFORE = timedelta(days=1)


async def ask(work: ConsultationWork, question: Question, *, me: Person) -> Consultation:
    """Open a consultation with the nearest methodist, or put it into the coordinator's queue."""
    question.words.said()
    if me.unit is None:
        raise NotYours
    teacher, home = await asker(work, question, me.unit, me=me)
    unit = question.about.unit if question.about else home
    candidates = await work.consultations.candidates(
        unit, subject=question.subject, topic=question.topic, but=[me.id]
    )
    consultation = await work.consultations.open(
        question,
        teacher=teacher,
        unit=unit,
        methodist=nearest(candidates),
        at=work.now,
        due_at=end_of_working_day(work.now, days=PROMISED_WORKING_DAYS, calendar=work.calendar),
    )
    if consultation.methodist is None:
        await tell_coordinators(work, consultation)
    else:
        await tell_methodist(work, consultation, question.words, handed_over=False)
    return consultation


async def take(work: ConsultationWork, number: ConsultationId, *, me: Person) -> Consultation:
    """Take an unowned question. Of two who press at once, one gets it."""
    seen = await seen_by_staff(work, number, me=me)
    consultation = seen.consultation.taken(by=me.id)
    await save(work, consultation, before=seen.consultation)
    await tell_teacher(work, consultation, methodist=me.name)
    return consultation


async def hand_over(
    work: ConsultationWork, number: ConsultationId, to: PersonId, *, me: Person
) -> Consultation:
    """A coordinator gives the question to a methodist who may have it."""
    seen = await see(work, number, me=me)
    lineage = await work.units.lineage(seen.consultation.unit)
    if not me.holds(Role.COORDINATOR, Role.ADMINISTRATOR, over=lineage):
        raise NotYours
    methodist = await work.people.get(to)
    if not methodist.holds(Role.METHODIST, over=lineage):
        raise NotYours
    consultation = seen.consultation.owned(by=to)
    await save(work, consultation, before=seen.consultation)
    said = await work.consultations.thread(number)
    await tell_methodist(work, consultation, said[0].words, handed_over=True)
    await tell_teacher(work, consultation, methodist=methodist.name)
    return consultation


async def remind(work: ConsultationWork) -> int:
    """Remind methodists a day before the promised time, once a question."""
    due = await work.consultations.due_before(work.now + REMINDED_BEFORE)
    names = await work.people.names([consultation.teacher for consultation in due])
    for consultation in due:
        if consultation.methodist is not None:
            await work.outbox.put(
                QuestionWaits(
                    to=consultation.methodist,
                    sender=consultation.teacher,
                    consultation=consultation.id,
                    teacher=names.get(consultation.teacher, ""),
                    due_at=consultation.due_at,
                )
            )
        await work.consultations.mark_reminded(consultation.id, at=work.now)
    return len(due)


async def announce_unowned(work: ConsultationWork) -> int:
    """Tell coordinators of questions whose methodist has lost the role or has left."""
    lost = await work.consultations.lost()
    for consultation in lost:
        await tell_coordinators(work, consultation)
    return len(lost)
