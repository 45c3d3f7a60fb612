"""A message that was sent and then edited: the other side reads it as it is now."""

from dataclasses import replace

from core.consultations.model import Consultation, ConsultationId, Part, State, Words
from core.consultations.notices import (
    MessageCorrected,
    QuestionAnswered,
    QuestionAsked,
    QuestionContinued,
)
from core.consultations.ports import ConsultationWork, Said
from core.consultations.refusals import CorrectionTooLate
from core.consultations.seeing import behind_mask
from core.consultations.telling import asked_of
from core.consultations.words import PASSED_ON, Kind, corrected
from core.errors import Gone
from core.people import Person, PersonId


async def correct(work: ConsultationWork, to: Part, *, me: Person) -> ConsultationId | None:
    """Put an edited message in the place of what it was; ``None`` if it is none of what was sent.

    What is closed stays as the other side has read it.
    """
    by = {me.id, *await work.masks.of(me.id)}
    found = await work.consultations.said_in(to.messenger, to.source, by=by)
    if found is None:
        return None
    number, before = found
    parts = corrected(before.words.parts, to)
    if parts is None:
        return None
    words = Words.of(parts).said()
    consultation = await _open(work, number)
    await work.consultations.reword(before.id, words, at=work.now)
    if before.kind in PASSED_ON:
        after = replace(before, words=words, edited_at=work.now)
        await _relay(work, consultation, after, before=before, me=me)
    return number


async def _open(work: ConsultationWork, number: ConsultationId) -> Consultation:
    consultation = await work.consultations.get(number)
    if consultation is None:
        raise Gone
    if consultation.state is State.CLOSED or not await work.consultations.still(consultation):
        raise CorrectionTooLate(number=number)
    return consultation


async def _relay(
    work: ConsultationWork, consultation: Consultation, said: Said, *, before: Said, me: Person
) -> None:
    """The letter itself is put right; what cannot be put right is followed by another letter."""
    author = await behind_mask(work, consultation, me)
    by_teacher = said.author == consultation.teacher
    to = consultation.methodist if by_teacher else consultation.teacher
    if to is None:
        return
    letter = await _letter(work, consultation, said, to=to, author=author)
    same_files = said.words.attachments == before.words.attachments
    if letter is not None and same_files:
        theirs = await work.consultations.addressee(letter.once) == to
        if theirs and await work.outbox.amend(letter):
            return
    fresh = [file for file in said.words.attachments if file not in before.words.attachments]
    await work.outbox.put(
        MessageCorrected(
            to=to,
            sender=author.id,
            consultation=consultation.id,
            message=said.id,
            author=author.name,
            text=said.words.text,
            attachments=tuple(fresh),
            edited_at=work.now,
            by_teacher=by_teacher,
        )
    )


Letter = QuestionAsked | QuestionAnswered | QuestionContinued


async def _letter(
    work: ConsultationWork,
    consultation: Consultation,
    said: Said,
    *,
    to: PersonId,
    author: Person,
) -> Letter | None:
    """The letter that has brought the message, as it should read now."""
    if said.author != consultation.teacher:
        return QuestionAnswered(
            to=to,
            sender=author.id,
            consultation=consultation.id,
            message=said.id,
            methodist=author.name,
            text=said.words.text,
            attachments=said.words.attachments,
            back=said.kind is Kind.BACK,
            edited_at=said.edited_at,
        )
    first, *_ = await work.consultations.thread(consultation.id)
    if said.id != first.id:
        return QuestionContinued(
            to=to,
            sender=author.id,
            consultation=consultation.id,
            message=said.id,
            teacher=author.name,
            text=said.words.text,
            attachments=said.words.attachments,
            edited_at=said.edited_at,
        )
    given_at = await work.consultations.given_at(consultation.id, to)
    if given_at is None:
        return None
    return await asked_of(
        work, consultation, said.words, to=to, given_at=given_at, edited_at=said.edited_at
    )
