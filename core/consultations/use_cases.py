"""What people do with consultations."""

from dataclasses import dataclass
from datetime import timedelta

from core.audit import Deed
from core.consultations.model import (
    PROMISED_WORKING_DAYS,
    Consultation,
    ConsultationId,
    Outcome,
    Question,
    Side,
    Words,
    nearest,
)
from core.consultations.notices import (
    ConsultationRated,
    QuestionAnswered,
    QuestionContinued,
    QuestionWaits,
)
from core.consultations.ports import ConsultationWork
from core.consultations.refusals import TakenByAnother
from core.consultations.telling import tell_coordinators, tell_methodist, tell_teacher
from core.errors import Gone, NotYours
from core.people import Person, PersonId, Role
from core.working_time import end_of_working_day

REMINDED_BEFORE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """A consultation and from which side it is seen."""

    consultation: Consultation
    side: Side


async def ask(work: ConsultationWork, question: Question, *, me: Person) -> Consultation:
    """Open a consultation with the nearest methodist, or put it into the coordinator's queue."""
    question.words.said()
    if me.unit is None:
        raise NotYours
    unit = question.about.unit if question.about else me.unit
    candidates = await work.consultations.candidates(
        unit, subject=question.subject, topic=question.topic, but=[me.id]
    )
    consultation = await work.consultations.open(
        question,
        teacher=me.id,
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


async def see(work: ConsultationWork, number: ConsultationId, *, me: Person) -> Seen:
    """Find a consultation the person has a right to, and say from which side."""
    consultation = await work.consultations.get(number)
    if consultation is None:
        raise Gone
    lineage = await work.units.lineage(consultation.unit)
    return Seen(consultation, consultation.side_of(me, lineage))


async def look(work: ConsultationWork, number: ConsultationId, *, me: Person) -> Seen:
    """Open a consultation to read it. That one of the staff has looked is written down."""
    seen = await see(work, number, me=me)
    if seen.side is not Side.TEACHER:
        await work.audit.note(
            Deed.LOOKED, by=me.id, about=seen.consultation.teacher, what=f"consultation {number}"
        )
    return seen


async def answer(
    work: ConsultationWork, number: ConsultationId, words: Words, *, me: Person
) -> Consultation:
    """Pass the methodist's words to the teacher."""
    words.said()
    seen = await see(work, number, me=me)
    if seen.side is Side.TEACHER:
        raise NotYours
    consultation = seen.consultation.answered(by=me.id, at=work.now)
    await _save(work, consultation, before=seen.consultation)
    message = await work.consultations.add(number, words, author=me.id, at=work.now)
    await work.outbox.put(
        QuestionAnswered(
            to=consultation.teacher,
            sender=me.id,
            consultation=number,
            message=message,
            methodist=me.name,
            text=words.text,
            attachments=words.attachments,
        )
    )
    return consultation


async def write_on(
    work: ConsultationWork, number: ConsultationId, words: Words, *, me: Person
) -> Consultation:
    """The teacher adds to an open consultation."""
    words.said()
    seen = await see(work, number, me=me)
    consultation = seen.consultation.continued(by=me.id)
    await _save(work, consultation, before=seen.consultation)
    message = await work.consultations.add(number, words, author=me.id, at=work.now)
    if consultation.methodist is not None:
        await work.outbox.put(
            QuestionContinued(
                to=consultation.methodist,
                sender=me.id,
                consultation=number,
                message=message,
                teacher=me.name,
                text=words.text,
                attachments=words.attachments,
            )
        )
    return consultation


async def take(work: ConsultationWork, number: ConsultationId, *, me: Person) -> Consultation:
    """Take an unowned question. Of two who press at once, one gets it."""
    seen = await see(work, number, me=me)
    if seen.side is Side.TEACHER:
        raise NotYours
    consultation = seen.consultation.taken(by=me.id)
    await _save(work, consultation, before=seen.consultation)
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
    await _save(work, consultation, before=seen.consultation)
    said = await work.consultations.thread(number)
    await tell_methodist(work, consultation, said[0].words, handed_over=True)
    await tell_teacher(work, consultation, methodist=methodist.name)
    return consultation


async def close(work: ConsultationWork, number: ConsultationId, *, me: Person) -> Consultation:
    """The teacher has what they need, or has given up asking."""
    seen = await see(work, number, me=me)
    consultation = seen.consultation.closed(by=me.id, at=work.now)
    await _save(work, consultation, before=seen.consultation)
    return consultation


async def rate(
    work: ConsultationWork, number: ConsultationId, outcome: Outcome, *, me: Person
) -> Consultation:
    """Whether it helped. May be said again: the last word counts, the methodist hears once."""
    seen = await see(work, number, me=me)
    consultation = seen.consultation.rated(outcome, by=me.id)
    await _save(work, consultation, before=seen.consultation)
    if consultation.methodist is not None:
        await work.outbox.put(
            ConsultationRated(
                to=consultation.methodist,
                sender=me.id,
                consultation=number,
                teacher=me.name,
                outcome=outcome,
            )
        )
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


async def _save(work: ConsultationWork, after: Consultation, *, before: Consultation) -> None:
    if not await work.consultations.save(after, before=before):
        raise TakenByAnother
