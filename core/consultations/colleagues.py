"""A question opened to colleagues: volunteers propose, the methodist confirms the best answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.catalogue import SubjectId
from core.consultations.model import Consultation, ConsultationId, State, Words
from core.consultations.ports import ConsultationWork, Said
from core.consultations.proposing import ColleagueAsked, ProposalMade, ProposalThanked
from core.consultations.refusals import AlreadyClosed, NobodyToAsk, TakenByAnother
from core.consultations.seeing import save, seen_by_staff
from core.consultations.talking import answer
from core.consultations.telling import named
from core.consultations.words import Kind
from core.errors import Gone, NotYours
from core.people import Person, PersonId
from core.units import UnitId

MOST_ASKED = 30
"""More would be a mailing: the nearest are asked."""


class Verdict(StrEnum):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    THANKED = "thanked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An answer that a colleague has found; they are ``named`` to the teacher if they agree."""

    said: Said
    named: bool
    verdict: Verdict


class Colleagues(Protocol):
    async def volunteers(self, person: PersonId) -> bool:
        """Whether the person has said that they help colleagues."""

    async def volunteer(self, person: PersonId, *, willing: bool) -> None: ...

    async def near(
        self, unit: UnitId, subject: SubjectId | None, *, but: Collection[PersonId], most: int
    ) -> Sequence[PersonId]:
        """Volunteers of the subject in the unit and below it."""

    async def propose(self, message: int, *, named: bool) -> None: ...

    async def proposals(self, consultation: ConsultationId) -> Sequence[Proposal]: ...

    async def judge(self, message: int, verdict: Verdict) -> None: ...


class ColleagueWork(ConsultationWork, Protocol):
    @property
    def colleagues(self) -> Colleagues: ...


async def offer_help(work: ColleagueWork, *, willing: bool, me: Person) -> None:
    """«Готов(а) помогать коллегам по предмету»."""
    await work.colleagues.volunteer(me.id, willing=willing)


async def ask_colleagues(work: ColleagueWork, number: ConsultationId, *, me: Person) -> int:
    """Show the question to volunteers of its municipality, without who asks. Says to how many."""
    seen = await seen_by_staff(work, number, me=me)
    consultation = seen.consultation.opened_to_colleagues(by=me.id, at=work.now)
    about = await municipality(work, consultation)
    but = {consultation.teacher, me.id} | set(await work.masks.worn(consultation.teacher))
    asked = await work.colleagues.near(about, consultation.subject, but=but, most=MOST_ASKED)
    if not asked:
        raise NobodyToAsk
    await save(work, consultation, before=seen.consultation)
    topic, subject = await named(work, consultation)
    said = await work.consultations.thread(number)
    for colleague in asked:
        await work.outbox.put(
            ColleagueAsked(
                to=colleague,
                sender=consultation.teacher,
                consultation=number,
                topic=topic,
                subject=subject,
                text=said[0].words.text,
                attachments=said[0].words.attachments,
            )
        )
    return len(asked)


async def municipality(work: ConsultationWork, consultation: Consultation) -> UnitId:
    """The unit above a school; what has units below it is one itself."""
    if await work.units.children(consultation.unit):
        return consultation.unit
    lineage = await work.units.lineage(consultation.unit)
    return (*lineage, consultation.unit)[1]


async def see_as_colleague(
    work: ColleagueWork, number: ConsultationId, *, me: Person
) -> Consultation:
    """For volunteers nearby, while it is open to them; not for whoever asks or answers it."""
    consultation = await work.consultations.get(number)
    if consultation is None:
        raise Gone
    mine = {me.id, *await work.masks.of(me.id)} & {consultation.teacher, consultation.methodist}
    if consultation.colleagues_at is None or mine:
        raise NotYours
    around = await municipality(work, consultation)
    near = me.unit is not None and around in await work.units.lineage(me.unit)
    fits = consultation.subject is None or consultation.subject in me.subjects
    if not (near and fits and await work.colleagues.volunteers(me.id)):
        raise NotYours
    if consultation.state is State.CLOSED:
        raise AlreadyClosed
    return consultation


async def propose(
    work: ColleagueWork, number: ConsultationId, words: Words, *, named: bool, me: Person
) -> None:
    """The methodist reads it, nobody else, until they confirm it."""
    words.said()
    consultation = await see_as_colleague(work, number, me=me)
    if not await work.consultations.still(consultation):
        raise TakenByAnother
    message = await work.consultations.add(
        number, words, author=me.id, at=work.now, kind=Kind.PROPOSAL
    )
    await work.colleagues.propose(message, named=named)
    if consultation.methodist is not None:
        await work.outbox.put(
            ProposalMade(
                to=consultation.methodist,
                sender=me.id,
                consultation=number,
                message=message,
                colleague=me.name,
                text=words.text,
                attachments=words.attachments,
            )
        )


async def proposals(
    work: ColleagueWork, number: ConsultationId, *, me: Person
) -> Sequence[Proposal]:
    await seen_by_staff(work, number, me=me)
    return await work.colleagues.proposals(number)


async def confirm(
    work: ColleagueWork, number: ConsultationId, message: int, *, me: Person
) -> Consultation:
    """The best one becomes the answer, with thanks to everybody who has thought about it."""
    found = await proposals(work, number, me=me)
    best = next((one for one in found if one.said.id == message), None)
    if best is None or best.verdict is not Verdict.PENDING:
        raise Gone
    people = await work.people.names([best.said.author])
    name = people.get(best.said.author, "") if best.named else ""
    words = Words(best.said.words.text, best.said.words.attachments)
    consultation = await answer(work, number, words, me=me, colleague=name)
    for one in found:
        if one.verdict is Verdict.PENDING:
            chosen = one is best
            verdict = Verdict.CONFIRMED if chosen else Verdict.THANKED
            await work.colleagues.judge(one.said.id, verdict)
            await work.outbox.put(
                ProposalThanked(
                    to=one.said.author,
                    consultation=number,
                    message=one.said.id,
                    chosen=chosen,
                )
            )
    return consultation
