"""What people do with the bank of answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.answers.contacts import without_contacts
from core.answers.model import (
    FITTING,
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    REVIEWED_EVERY,
    AnswerId,
    Mark,
    Published,
    Source,
    State,
    Wording,
    author_unit,
)
from core.answers.notices import AnswerToReview
from core.answers.ports import AnswerWork, Found, Page, Sought
from core.answers.refusals import PublishedAlready
from core.audit import Deed
from core.catalogue import SubjectId, TopicId
from core.errors import Gone, NotYours
from core.people import STAFF, Person, PersonId, Role
from core.words import units

MOST_FITTING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An answer as a certain person sees it."""

    answer: Published
    author: str
    keeps: bool
    found_useful: bool


async def published_from(work: AnswerWork, consultation: int, *, me: Person) -> AnswerId | None:
    """Whether the consultation is in the bank; ``NotYours`` for whoever may not publish it."""
    await _source(work, consultation, me)
    return await work.answers.of(consultation)


async def propose(work: AnswerWork, consultation: int, *, me: Person) -> Wording:
    """What could be published: the words of the thread with names and contacts taken out."""
    source = await _source(work, consultation, me)
    return Wording(
        shortened(await _nameless(work, source, source.asked), LONGEST_QUESTION),
        shortened(await _nameless(work, source, source.answered), LONGEST_ANSWER),
    )


async def _nameless(work: AnswerWork, source: Source, words: Sequence[str]) -> str:
    text = without_contacts("\n\n".join(filter(None, map(str.strip, words))))
    return await work.grammar.without_names(text, people=source.people, places=source.places)


def shortened(text: str, most: int) -> str:
    """The first sentences that fit, or the first words of a sentence that does not."""
    if units(text) <= most:
        return text
    room = text[: most - 1]
    while units(room) >= most:
        room = room[:-1]
    ends = [room.rfind(sign) + 1 for sign in (". ", "? ", "! ", ".\n", "?\n", "!\n", "\n\n")]
    if max(ends) > most // 3:
        return room[: max(ends)].rstrip()
    return room[: room.rfind(" ")].rstrip() + "…" if " " in room else room + "…"


async def publish(
    work: AnswerWork, consultation: int, *, question: str, answer: str, me: Person
) -> AnswerId:
    """Put it into the bank. Raises ``PublishedAlready`` for the slower of two."""
    wording = Wording(question.strip(), answer.strip()).checked()
    source = await _source(work, consultation, me)
    lineage = await work.units.lineage(source.unit)
    number = await work.answers.publish(
        source,
        wording,
        unit=author_unit(me, lineage),
        by=me.id,
        at=work.now,
        review_at=work.now + REVIEWED_EVERY,
    )
    if number is None:
        raise PublishedAlready
    await work.audit.note(
        Deed.PUBLISHED, by=me.id, about=source.teacher, what=f"consultation {consultation}"
    )
    return number


async def _source(work: AnswerWork, consultation: int, me: Person) -> Source:
    source = await work.answers.source(consultation)
    if source is None:
        raise Gone
    source.check_publisher(me, await work.units.lineage(source.unit))
    return source


async def find(work: AnswerWork, sought: Sought, *, page: int) -> Page:
    return await work.answers.find(sought, page=page)


async def suggest(
    work: AnswerWork,
    words: str,
    *,
    topic: TopicId | None,
    subject: SubjectId | None,
    me: Person,
) -> Sequence[Found]:
    """Answers that a question seems to have already; none is much better than a wrong one."""
    own = me.subjects if subject is None else (subject,)
    found = await work.answers.fitting(Sought(words=words, own=own), most=MOST_FITTING * 3)
    near = [
        one
        for one in found
        if one.fit >= FITTING and (one.subject is None or not own or one.subject in own)
    ]
    return sorted(near, key=lambda one: (-one.fit, one.topic != topic))[:MOST_FITTING]


async def see(work: AnswerWork, number: AnswerId, *, me: Person) -> Seen:
    """An answer of the bank; one that was withdrawn is seen by those who keep it alone."""
    answer = await work.answers.get(number)
    if answer is None:
        raise Gone
    lineage = await work.units.lineage(answer.unit)
    answer.check_seen_by(me, lineage)
    return Seen(
        answer=answer,
        author=await work.answers.author(answer.unit),
        keeps=answer.is_kept_by(me, lineage),
        found_useful=await work.answers.has_marked(number, Mark.USEFUL, by=me.id),
    )


async def find_useful(work: AnswerWork, number: AnswerId, *, me: Person) -> bool:
    """Say that it was useful, or take that back; say which it is now."""
    await see(work, number, me=me)
    if await work.answers.mark(number, Mark.USEFUL, by=me.id, at=work.now):
        return True
    await work.answers.unmark(number, Mark.USEFUL, by=me.id)
    return False


async def spare_question(work: AnswerWork, number: AnswerId, *, me: Person) -> bool:
    """Somebody was about to ask, and this has helped: counted once a person."""
    await see(work, number, me=me)
    return await work.answers.mark(number, Mark.SAVED, by=me.id, at=work.now)


async def reword(
    work: AnswerWork, number: AnswerId, *, question: str, answer: str, me: Person
) -> Published:
    kept = await _taken(work, number, me)
    changed = kept.reworded(Wording(question.strip(), answer.strip()))
    await work.answers.save(changed)
    return changed


async def withdraw(work: AnswerWork, number: AnswerId, *, me: Person) -> Published:
    """Out of the bank: nobody finds it any more, and whoever keeps it may put it back."""
    kept = await _taken(work, number, me)
    changed = kept.withdrawn()
    await work.answers.save(changed)
    await work.audit.note(
        Deed.WITHDREW, by=me.id, about=kept.published_by, what=f"answer {number}"
    )
    return changed


async def renew(work: AnswerWork, number: AnswerId, *, me: Person) -> Published:
    """Looked through: good for another year from today."""
    changed = (await _taken(work, number, me)).renewed(at=work.now)
    await work.answers.save(changed)
    return changed


async def put_back(work: AnswerWork, number: AnswerId, *, me: Person) -> Published:
    """One that was withdrawn is found again."""
    changed = (await _taken(work, number, me)).put_back(at=work.now)
    await work.answers.save(changed)
    return changed


async def _taken(work: AnswerWork, number: AnswerId, me: Person) -> Published:
    """To change it: of two who press at once the second sees what the first has done."""
    await work.answers.hold(number)
    return await kept_by(work, number, me=me)


async def kept_by(work: AnswerWork, number: AnswerId, *, me: Person) -> Published:
    seen = await see(work, number, me=me)
    if not seen.keeps:
        raise NotYours
    return seen.answer


async def to_review(work: AnswerWork, *, page: int, me: Person) -> Page:
    return await work.answers.to_review(me.units_as(*STAFF), now=work.now, page=page)


async def out(work: AnswerWork, *, page: int, me: Person) -> Page:
    """What was taken out of the bank and may be put back."""
    return await work.answers.out(me.units_as(*STAFF), page=page)


async def remind(work: AnswerWork) -> int:
    """Ask the staff of its unit once whether an answer is right still; say how many answers."""
    due = await work.answers.due(work.now)
    for answer in due:
        for person in await _keepers(work, answer):
            await work.outbox.put(
                AnswerToReview(
                    to=person,
                    answer=answer.id,
                    question=answer.wording.question,
                    useful=answer.useful,
                    review_at=answer.review_at,
                )
            )
        await work.answers.mark_reminded(answer.id, at=work.now)
    return len(due)


async def _keepers(work: AnswerWork, answer: Published) -> Sequence[PersonId]:
    """Whoever has published it, if they are there still; else the nearest who may keep it."""
    staff = {role: await work.people.staff_over(answer.unit, role) for role in STAFF}
    if answer.published_by in {person for found in staff.values() for person in found}:
        assert answer.published_by is not None  # noqa: S101 - nobody's id is None
        return [answer.published_by]
    return staff[Role.METHODIST] or staff[Role.COORDINATOR] or staff[Role.ADMINISTRATOR]


def is_in_bank(answer: Published) -> bool:
    return answer.state is State.PUBLISHED
