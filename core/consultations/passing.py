"""A question changes hands: taken from the queue, handed to somebody, passed up the ladder."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.consultations.giving import above, give, kept_promise
from core.consultations.lateness import QuestionPassed
from core.consultations.model import Consultation, ConsultationId, State, Words
from core.consultations.ports import ConsultationWork
from core.consultations.refusals import AlreadyClosed, AlreadyTaken, TakenByAnother
from core.consultations.seeing import behind_mask, save, seen_by_staff
from core.consultations.telling import tell_coordinators, tell_methodist, tell_teacher
from core.consultations.words import Kind
from core.errors import NotYours
from core.ladder import Choice, End, How, Situation
from core.people import COORDINATING, Person, PersonId, Role

NO_WORDS = Words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Somebody who may be given a question; ``load`` is how many they have open."""

    person: PersonId
    name: str
    load: int
    absent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivers:
    """To whom a question may go: people, the nearest first and the absent last, and the name
    of whoever the step above its owner's would choose, empty when nobody is left there.

    ``must_explain`` is whoever has it themselves: a coordinator need not give a reason.
    """

    people: Sequence[Receiver]
    above: str
    must_explain: bool


async def take(work: ConsultationWork, number: ConsultationId, *, me: Person) -> Consultation:
    """Take an unowned question. Of two who press at once one gets it, the other hears who."""
    try:
        before = (await seen_by_staff(work, number, me=me)).consultation
    except NotYours:
        await _say_who_has_it(work, number, me=me)
        raise
    if before.methodist == me.id:
        return before
    if before.methodist is not None and before.state is not State.CLOSED:
        raise await _taken(work, number)
    consultation = replace(before.taken(by=me.id), due_at=await kept_promise(work, before))
    if not await work.consultations.save(consultation, before=before):
        raise await _taken(work, number)
    await give(work, consultation, How.TAKEN)
    await tell_teacher(work, consultation, methodist=me.name, due_at=_moved(before, consultation))
    return consultation


async def _say_who_has_it(work: ConsultationWork, number: ConsultationId, *, me: Person) -> None:
    """Only to those who could have had it."""
    consultation = await work.consultations.get(number)
    if consultation is None or consultation.state is State.CLOSED:
        return
    acting = await behind_mask(work, consultation, me)
    lineage = await work.units.lineage(consultation.unit)
    if acting.id != consultation.teacher and me.holds(Role.METHODIST, over=lineage):
        raise await _taken(work, number)


async def _taken(work: ConsultationWork, number: ConsultationId) -> TakenByAnother:
    now = await work.consultations.get(number)
    if now is None or now.methodist is None:
        return TakenByAnother()
    name = (await work.people.names([now.methodist])).get(now.methodist, "")
    return AlreadyTaken(number=number, methodist=name) if name else TakenByAnother()


async def receivers(work: ConsultationWork, number: ConsultationId, *, me: Person) -> Receivers:
    consultation, coordinates = await _to_pass(work, number, me=me)
    situation, choice = await above(work, consultation)
    but = {consultation.teacher, consultation.methodist or consultation.teacher}
    more = {one.person for one in situation.candidates}
    found = await work.consultations.methodists(consultation.unit, but=but, more=more)
    people = [
        Receiver(person=person, name=name, load=load, absent=_is_absent(person, situation))
        for person, name, load in found
    ]
    up = ""
    if choice is not None and consultation.methodist is not None:
        up = (await work.people.names([choice.person])).get(choice.person, "")
    return Receivers(
        people=sorted(people, key=lambda one: one.absent),
        above=up,
        must_explain=not coordinates,
    )


def _is_absent(person: PersonId, situation: Situation) -> bool:
    worker = situation.workers.get(person)
    return worker is not None and worker.absent


async def hand_over(
    work: ConsultationWork,
    number: ConsultationId,
    to: PersonId,
    *,
    me: Person,
    words: Words = NO_WORDS,
) -> Consultation:
    """To a methodist who may have it; by a coordinator, or by whoever has it, who says why."""
    before, coordinates = await _to_pass(work, number, me=me)
    if not coordinates:
        words.said()
    if to == before.methodist:
        raise await _taken(work, number)
    methodist = await work.people.get(to)
    lineage = await work.units.lineage(before.unit)
    if not methodist.holds(Role.METHODIST, over=lineage):
        situation, _ = await above(work, before)
        if to not in {one.person for one in situation.candidates}:
            raise NotYours
    after = replace(before.owned(by=to), due_at=await kept_promise(work, before))
    await _pass(work, before, after, words, me=me, chosen=None)
    return after


async def pass_up(
    work: ConsultationWork, number: ConsultationId, words: Words, *, me: Person
) -> Consultation:
    """To the next step of the ladder; when nobody is left there, to the coordinators' queue."""
    before, coordinates = await _to_pass(work, number, me=me)
    if not coordinates:
        words.said()
    situation, choice = await above(work, before)
    after = before.moved_up(to=None if choice is None else choice.person)
    after = replace(after, due_at=await kept_promise(work, before))
    await _pass(work, before, after, words, me=me, chosen=(situation, choice))
    return after


async def _to_pass(
    work: ConsultationWork, number: ConsultationId, *, me: Person
) -> tuple[Consultation, bool]:
    """The question, if it is for the person to give it away, and whether they coordinate it."""
    seen = await seen_by_staff(work, number, me=me)
    lineage = await work.units.lineage(seen.consultation.unit)
    coordinates = me.holds(*COORDINATING, over=lineage)
    if not coordinates and seen.consultation.methodist != me.id:
        raise NotYours
    if seen.consultation.state is State.CLOSED:
        raise AlreadyClosed
    return seen.consultation, coordinates


async def _pass(
    work: ConsultationWork,
    before: Consultation,
    after: Consultation,
    words: Words,
    *,
    me: Person,
    chosen: tuple[Situation, Choice | None] | None,
) -> None:
    """Save it with the reason as a note, and tell both methodists, the teacher, and, when nobody
    has it now, the coordinators."""
    await save(work, after, before=before)
    situation, choice = chosen or (None, None)
    by_owner = before.methodist == me.id
    how = How.HANDED if chosen is None and not by_owner else How.PASSED
    end = End.PASSED if by_owner or chosen else End.HANDED
    await give(work, after, how, situation=situation, choice=choice, before=end)
    said = await work.consultations.thread(after.id)
    if words.text.strip() or words.attachments:
        await work.consultations.add(after.id, words, author=me.id, at=work.now, kind=Kind.NOTE)
    name = ""
    if after.methodist is None:
        await tell_coordinators(work, after)
    else:
        await tell_methodist(
            work, after, said[0].words, handed_over=True, by=me.name, reason=words.text
        )
        name = (await work.people.names([after.methodist])).get(after.methodist, "")
    await _tell_former(work, before, methodist=name, words=words, me=me)
    await tell_teacher(work, after, methodist=name, due_at=_moved(before, after))


async def _tell_former(
    work: ConsultationWork, before: Consultation, *, methodist: str, words: Words, me: Person
) -> None:
    if before.methodist is not None and before.methodist != me.id:
        await work.outbox.put(
            QuestionPassed(
                to=before.methodist,
                sender=me.id,
                consultation=before.id,
                methodist=methodist,
                by=me.name,
                reason=words.text,
                passed_at=work.now,
            )
        )


def _moved(before: Consultation, after: Consultation) -> datetime | None:
    """The new end of the promise, if there is one."""
    return after.due_at if after.due_at != before.due_at else None
