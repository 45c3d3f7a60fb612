"""How a consultation ends: closed, opened again, and whether it has helped."""

from datetime import timedelta

from core.consultations.giving import asked_of_it, find_again, give, promise, tell_new
from core.consultations.model import (
    REOPENED_WITHIN,
    Consultation,
    ConsultationId,
    Outcome,
    Side,
)
from core.consultations.notices import (
    ConsultationClosed,
    ConsultationRated,
    ConsultationReopened,
    OutcomeWanted,
)
from core.consultations.ports import ConsultationWork
from core.consultations.seeing import save, see
from core.consultations.telling import tell_coordinators
from core.errors import Gone
from core.ladder import How, Situation
from core.people import STAFF, Person, PersonId, Role

ASKED_AGAIN_AFTER = timedelta(days=1)


async def close(work: ConsultationWork, number: ConsultationId, *, me: Person) -> Consultation:
    """Either side has done with it; if the methodist closes, the teacher is asked how it went."""
    seen = await see(work, number, me=me)
    consultation = seen.consultation.closed(by=seen.me.id, at=work.now)
    await save(work, consultation, before=seen.consultation)
    if seen.side is not Side.TEACHER:
        await work.outbox.put(
            ConsultationClosed(
                to=consultation.teacher,
                sender=me.id,
                consultation=number,
                methodist=me.name,
                closed_at=work.now,
            )
        )
    return consultation


async def reopen(work: ConsultationWork, number: ConsultationId, *, me: Person) -> Consultation:
    """The teacher goes on with what was closed; whoever had it has it again if they may and are
    there, else whoever the ladder chooses now."""
    seen = await see(work, number, me=me)
    before = seen.consultation
    due_at = await promise(work, asked_of_it(before), teacher=before.teacher)
    situation, choice = await find_again(work, before, due_at=due_at)
    owner = await _still_there(work, before, situation)
    chosen = None if choice is None else choice.person
    consultation = before.reopened(
        by=seen.me.id, at=work.now, due_at=due_at, methodist=owner or chosen
    )
    await save(work, consultation, before=before)
    if owner is None:
        await give(work, consultation, How.REOPENED, situation=situation, choice=choice)
        await tell_new(work, consultation, due_at=due_at)
        if chosen is None:
            await tell_coordinators(work, consultation)
    else:
        await give(work, consultation, How.REOPENED)
        await work.outbox.put(
            ConsultationReopened(
                to=owner,
                sender=seen.me.id,
                consultation=number,
                teacher=seen.me.name,
                due_at=due_at,
                reopened_at=work.now,
            )
        )
    return consultation


async def _still_there(
    work: ConsultationWork, consultation: Consultation, situation: Situation
) -> PersonId | None:
    """The methodist, unless they have left or lost the role meanwhile, or are absent now."""
    if consultation.methodist is None:
        return None
    worker = situation.workers.get(consultation.methodist)
    if worker is not None and worker.absent:
        return None
    try:
        owner = await work.people.get(consultation.methodist)
    except Gone:
        return None
    lineage = await work.units.lineage(consultation.unit)
    # Whoever was given it from a leading school or as a substitute need not be of the lineage.
    given = await work.routing.has(consultation.id, owner.id)
    may = owner.holds(*STAFF, over=lineage) or (given and owner.holds(Role.METHODIST))
    return owner.id if may else None


async def rate(
    work: ConsultationWork, number: ConsultationId, outcome: Outcome, *, me: Person
) -> Consultation:
    """Whether it helped. May be said again: the last word counts, in the same letter."""
    seen = await see(work, number, me=me)
    consultation = seen.consultation.rated(outcome, by=seen.me.id)
    await save(work, consultation, before=seen.consultation)
    await _tell(work, consultation, teacher=seen.me.name)
    return consultation


async def explain(
    work: ConsultationWork, number: ConsultationId, word: str, *, me: Person
) -> Consultation:
    """A few words to the outcome, for whoever wants to say them."""
    seen = await see(work, number, me=me)
    consultation = seen.consultation.explained(word.strip(), by=seen.me.id)
    await save(work, consultation, before=seen.consultation)
    await _tell(work, consultation, teacher=seen.me.name)
    return consultation


async def _tell(work: ConsultationWork, consultation: Consultation, *, teacher: str) -> None:
    """One letter of a closing, put right when the teacher says more. The card has it all."""
    if consultation.methodist is None or not (consultation.outcome and consultation.closed_at):
        return
    await work.outbox.amend(
        ConsultationRated(
            to=consultation.methodist,
            sender=consultation.teacher,
            consultation=consultation.id,
            teacher=teacher,
            outcome=consultation.outcome,
            word=consultation.word,
            closed_at=consultation.closed_at,
        )
    )


async def ask_how_it_went(work: ConsultationWork) -> int:
    """Ask once more those who have closed an answered question and not said how it helped."""
    # What cannot be opened again needs no way back any more.
    await work.masks.drop(work.now - REOPENED_WITHIN)
    silent = await work.consultations.silent(
        since=work.now - REOPENED_WITHIN, until=work.now - ASKED_AGAIN_AFTER
    )
    for consultation in silent:
        await work.outbox.put(
            OutcomeWanted(
                to=consultation.teacher,
                consultation=consultation.id,
                closed_at=consultation.closed_at or work.now,
            )
        )
        await work.consultations.mark_outcome_wanted(consultation.id, at=work.now)
    return len(silent)
