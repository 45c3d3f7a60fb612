"""«Спросить организатора»: a word to whoever holds an event, and the answer to it."""

from core.errors import Gone, NotYours
from core.events.model import Event, EventId
from core.events.notices import InquiryAnswered, InquiryMade
from core.events.ports import EventWork, Inquiry, InquiryId
from core.events.refusals import (
    InquiryAnsweredAlready,
    InquiryTooLong,
    NobodyToAsk,
    NoInquiry,
    TooManyInquiries,
)
from core.events.seeing import check_answers_for, see
from core.people import COORDINATING, Person, PersonId
from core.words import storable, units

LONGEST = 1000
"""Signs of a question, and of an answer."""
MOST_OPEN = 3
"""Of one person about one event that wait for an answer."""


def words_of(words: str) -> str:
    said = storable(words).strip()
    if not said:
        raise NoInquiry
    if (length := units(said)) > LONGEST:
        raise InquiryTooLong(length=length, most=LONGEST)
    return said


async def begin(work: EventWork, number: EventId, *, me: Person) -> Event:
    """The event, if the person may ask about it still: whoever answers for it asks nobody."""
    event, answers = await see(work, number, me=me)
    if answers:
        raise NotYours
    if await work.events.open_inquiries(number, me.id) >= MOST_OPEN:
        raise TooManyInquiries(most=MOST_OPEN)
    return event


async def ask(work: EventWork, number: EventId, words: str, *, me: Person) -> None:
    """To the organiser; where they hold no role there any more, to the nearest coordinator."""
    if await work.events.hold(number) is None:
        raise Gone
    event = await begin(work, number, me=me)
    said = words_of(words)
    to = await _addressee(work, event)
    inquiry = await work.events.add_inquiry(number, me.id, said, at=work.now)
    await work.outbox.put(
        InquiryMade(
            to=to,
            sender=me.id,
            inquiry=inquiry,
            event=number,
            title=event.details.title,
            name=me.name,
            text=said,
        )
    )


async def asked(work: EventWork, number: InquiryId, *, me: Person) -> tuple[Inquiry, Event]:
    """For whoever answers for the event, while nobody has answered yet."""
    inquiry = await work.events.inquiry(number)
    event = None if inquiry is None else await work.events.get(inquiry.event)
    if inquiry is None or event is None:
        raise Gone
    await check_answers_for(work, event, me=me)
    if inquiry.answered_at is not None:
        raise InquiryAnsweredAlready
    return inquiry, event


async def answer(work: EventWork, number: InquiryId, words: str, *, me: Person) -> None:
    """Once: of two who answer at the same moment the second is told."""
    inquiry, event = await asked(work, number, me=me)
    said = words_of(words)
    if not await work.events.answer_inquiry(number, said, by=me.id, at=work.now):
        raise InquiryAnsweredAlready
    await work.outbox.put(
        InquiryAnswered(
            to=inquiry.person,
            sender=me.id,
            inquiry=number,
            event=event.id,
            title=event.details.title,
            name=me.name,
            question=inquiry.words,
            text=said,
        )
    )


async def _addressee(work: EventWork, event: Event) -> PersonId:
    lineage = await work.units.lineage(event.unit)
    try:
        host = await work.people.get(event.organiser)
        if host.answers_for(host.id, lineage):
            return event.organiser
    except Gone:
        pass
    for role in COORDINATING:
        for person in await work.people.staff_over(event.unit, role):
            return person
    raise NobodyToAsk
