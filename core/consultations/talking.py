"""What is said in a consultation: answers, questions back, more words, notes."""

from core.consultations.model import Consultation, ConsultationId, State, Words
from core.consultations.notices import QuestionAnswered, QuestionContinued
from core.consultations.ports import ConsultationWork
from core.consultations.refusals import AlreadyClosed, TakenByAnother
from core.consultations.seeing import save, see, seen_by_staff
from core.consultations.words import Kind
from core.people import Person


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
    """The teacher adds to an open consultation."""
    words.said()
    seen = await see(work, number, me=me)
    consultation = seen.consultation.continued(by=seen.me.id)
    await save(work, consultation, before=seen.consultation)
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
            )
        )
    return consultation


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
