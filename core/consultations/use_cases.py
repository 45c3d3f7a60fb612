"""What people do with consultations."""

from datetime import datetime, timedelta

from core.consultations.away import tell_of_returned
from core.consultations.closing import ask_how_it_went, close, explain, rate, reopen
from core.consultations.correcting import correct
from core.consultations.escalating import Walk, escalate, give_unowned, remind_at_half
from core.consultations.giving import find, give, promise
from core.consultations.model import (
    Consultation,
    Question,
)
from core.consultations.notices import QuestionWaits
from core.consultations.passing import hand_over, pass_up, receivers, take
from core.consultations.ports import ConsultationWork
from core.consultations.seeing import Seen, asker, look, see
from core.consultations.talking import answer, ask_back, note, write_on
from core.consultations.telling import tell_coordinators, tell_methodist
from core.errors import NotYours
from core.ladder import How
from core.people import Person
from core.tenures import Asked

__all__ = [
    "Seen",
    "Walk",
    "announce_unowned",
    "answer",
    "ask",
    "ask_back",
    "ask_how_it_went",
    "close",
    "correct",
    "escalate",
    "explain",
    "give_unowned",
    "hand_over",
    "look",
    "note",
    "pass_up",
    "rate",
    "receivers",
    "remind",
    "remind_at_half",
    "reopen",
    "see",
    "take",
    "tell_of_returned",
    "write_on",
]


async def ask(work: ConsultationWork, question: Question, *, me: Person) -> Consultation:
    """Open a consultation with the nearest methodist, or put it into the coordinator's queue."""
    question.words.said()
    if me.unit is None:
        raise NotYours
    teacher, home = await asker(work, question, me.unit, me=me)
    unit = question.about.unit if question.about else home
    asked = Asked(unit=unit, subject=question.subject, topic=question.topic)
    due_at = await promise(work, asked, teacher=me.id)
    situation, choice = await find(work, asked, due_at=due_at, barred=[me.id])
    consultation = await work.consultations.open(
        question,
        teacher=teacher,
        unit=unit,
        methodist=None if choice is None else choice.person,
        at=work.now,
        due_at=due_at,
    )
    if consultation.methodist is None:
        await tell_coordinators(work, consultation)
    else:
        await give(work, consultation, How.ASKED, situation=situation, choice=choice)
        await tell_methodist(work, consultation, question.words, handed_over=False)
    return consultation


async def remind(work: ConsultationWork) -> int:
    """Remind methodists a working day before the promised time, once a question."""
    due = await work.consultations.due_before(_in_a_working_day(work))
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
        await work.routing.mark_half(consultation.id)  # one of the two is enough at once
    return len(due)


def _in_a_working_day(work: ConsultationWork) -> datetime:
    """The same time by the clock of the service on the next working day."""
    now = work.now.astimezone(work.zone)
    day = work.calendar.working_day_after(now.date())
    return now + timedelta(days=(day - now.date()).days)


async def announce_unowned(work: ConsultationWork) -> int:
    """Tell coordinators of questions whose methodist has lost the role or has left."""
    lost = await work.consultations.lost()
    for consultation in lost:
        await tell_coordinators(work, consultation)
    return len(lost)
