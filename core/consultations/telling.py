"""Who has to hear of a question, and what they need to know of it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from core.consultations.model import Consultation, Words
from core.consultations.notices import QuestionAsked, QuestionTaken, QuestionUnowned
from core.consultations.ports import ConsultationWork
from core.errors import Gone
from core.people import PersonId, Role


async def tell_methodist(
    work: ConsultationWork,
    consultation: Consultation,
    words: Words,
    *,
    handed_over: bool,
    by: str = "",
    reason: str = "",
) -> None:
    if consultation.methodist is None:
        return
    notice = await asked_of(
        work, consultation, words, to=consultation.methodist, given_at=work.now
    )
    await work.outbox.put(replace(notice, handed_over=handed_over, by=by, reason=reason))


async def asked_of(
    work: ConsultationWork,
    consultation: Consultation,
    words: Words,
    *,
    to: PersonId,
    given_at: datetime,
    edited_at: datetime | None = None,
) -> QuestionAsked:
    """The letter that gives the question to a methodist, or puts right the one that did."""
    teacher = await work.people.get(consultation.teacher)
    topic, subject = await named(work, consultation)
    return QuestionAsked(
        to=to,
        sender=consultation.teacher,
        consultation=consultation.id,
        teacher=teacher.name,
        unit=await workplace(work, consultation),
        topic=topic,
        subject=subject,
        text=words.text,
        attachments=words.attachments,
        due_at=consultation.due_at,
        given_at=given_at,
        announcement=consultation.announcement,
        edited_at=edited_at,
    )


async def tell_coordinators(work: ConsultationWork, consultation: Consultation) -> None:
    """The nearest level with a coordinator hears of it; where there is none, administrators."""
    topic, subject = await named(work, consultation)
    unit = await work.units.get(consultation.unit)
    for coordinator in await coordinators_over(work, consultation):
        await work.outbox.put(
            QuestionUnowned(
                to=coordinator,
                consultation=consultation.id,
                unit=unit.name,
                topic=topic,
                subject=subject,
                lost_at=work.now,
            )
        )
    await work.consultations.mark_announced(consultation.id, at=work.now)


async def coordinators_over(
    work: ConsultationWork, consultation: Consultation
) -> Sequence[PersonId]:
    return await work.people.staff_over(
        consultation.unit, Role.COORDINATOR
    ) or await work.people.staff_over(consultation.unit, Role.ADMINISTRATOR)


async def tell_teacher(
    work: ConsultationWork,
    consultation: Consultation,
    *,
    methodist: str,
    due_at: datetime | None = None,
) -> None:
    await work.outbox.put(
        QuestionTaken(
            to=consultation.teacher,
            sender=consultation.methodist,
            consultation=consultation.id,
            methodist=methodist,
            taken_at=work.now,
            due_at=due_at,
        )
    )


async def workplace(work: ConsultationWork, consultation: Consultation) -> str:
    """Where the teacher asks from: a question about an announcement belongs to its unit."""
    unit = consultation.unit
    if consultation.announcement is not None:
        with suppress(Gone):
            unit = (await work.people.get(consultation.teacher)).unit or unit
    return (await work.units.get(unit)).name


async def named(work: ConsultationWork, consultation: Consultation) -> tuple[str, str]:
    """Topic and subject in words; no subject is an empty string."""
    topics = {topic.id: topic.name for topic in await work.catalogue.topics()}
    subjects = {subject.id: subject.name for subject in await work.catalogue.subjects()}
    subject = "" if consultation.subject is None else subjects.get(consultation.subject, "")
    return topics.get(consultation.topic, ""), subject
