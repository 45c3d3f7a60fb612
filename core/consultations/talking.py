"""What is said in a consultation: answers, questions back, more words, notes."""

from datetime import datetime

from core.consultations.model import Consultation, ConsultationId, State, Words
from core.consultations.notices import QuestionAnswered, QuestionContinued
from core.consultations.ports import ConsultationWork
from core.consultations.refusals import AlreadyClosed, TakenByAnother
from core.consultations.seeing import save, see, seen_by_staff
from core.consultations.words import Kind
from core.people import Person
from core.promise import half_of, resumed


async def answer(
    work: ConsultationWork,
    number: ConsultationId,
    words: Words,
    *,
    me: Person,
    colleague: str | None = None,
) -> Consultation:
    """Pass the methodist's words to the teacher. ``colleague`` is who has found them."""
    words.said()
    seen = await seen_by_staff(work, number, me=me)
    consultation = seen.consultation.answered(by=me.id, at=work.now)
    await save(work, consultation, before=seen.consultation)
    await _to_teacher(work, consultation, words, Kind.WORDS, me=me, colleague=colleague)
    return consultation


async def ask_back(
    work: ConsultationWork, number: ConsultationId, words: Words, *, me: Person
) -> Consultation:
    """The methodist needs to know more before they can answer."""
    words.said()
    seen = await seen_by_staff(work, number, me=me)
    consultation = seen.consultation.asked_back(by=me.id)
    await save(work, consultation, before=seen.consultation)
    await _to_teacher(work, consultation, words, Kind.BACK, me=me)
    return consultation


async def _to_teacher(
    work: ConsultationWork,
    consultation: Consultation,
    words: Words,
    kind: Kind,
    *,
    me: Person,
    colleague: str | None = None,
) -> None:
    message = await work.consultations.add(
        consultation.id, words, author=me.id, at=work.now, kind=kind
    )
    await work.outbox.put(
        QuestionAnswered(
            to=consultation.teacher,
            sender=me.id,
            consultation=consultation.id,
            message=message,
            methodist=me.name,
            text=words.text,
            attachments=words.attachments,
            back=kind is Kind.BACK,
            colleague=colleague,
        )
    )


async def write_on(
    work: ConsultationWork, number: ConsultationId, words: Words, *, me: Person
) -> Consultation:
    """The teacher adds to an open consultation. Whoever was asked back is promised a new day."""
    words.said()
    seen = await see(work, number, me=me)
    before = seen.consultation
    due_at = await _promise_goes_on(work, before)
    consultation = before.continued(by=seen.me.id, due_at=due_at)
    await save(work, consultation, before=before)
    if due_at is not None:
        await work.routing.remind_again(number, at=half_of(due_at, work.now))
    message = await work.consultations.add(number, words, author=seen.me.id, at=work.now)
    if consultation.methodist is not None:
        await work.outbox.put(
            QuestionContinued(
                to=consultation.methodist,
                sender=seen.me.id,
                consultation=number,
                message=message,
                teacher=seen.me.name,
                text=words.text,
                attachments=words.attachments,
                due_at=due_at if due_at != before.due_at else None,
            )
        )
    return consultation


async def _promise_goes_on(work: ConsultationWork, consultation: Consultation) -> datetime | None:
    """The new end of a promise that stood still while the teacher was asked back."""
    if consultation.state is not State.ASKED_BACK:
        return None
    stopped_at = work.now
    for said in reversed(await work.consultations.thread(consultation.id)):
        if said.kind is not Kind.BACK:
            break
        stopped_at = said.at
    calendar = work.calendar.within(await work.routing.zone(consultation.teacher))
    return resumed(consultation.due_at, work.now, calendar, stopped_at=stopped_at)


async def note(
    work: ConsultationWork, number: ConsultationId, words: Words, *, me: Person
) -> Consultation:
    """A note among colleagues: it changes nothing and never reaches the teacher."""
    words.said()
    seen = await seen_by_staff(work, number, me=me)
    if seen.consultation.state is State.CLOSED:
        raise AlreadyClosed
    if not await work.consultations.still(seen.consultation):
        raise TakenByAnother
    await work.consultations.add(number, words, author=me.id, at=work.now, kind=Kind.NOTE)
    return seen.consultation
