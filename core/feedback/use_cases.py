"""Saying what one thinks of an event, changing it while it is open, and reading the sums."""

from core.errors import Gone, NotYours
from core.feedback.model import Answers, Mine, Occurrence, Summary, Words, check_length
from core.feedback.ports import FeedbackWork
from core.people import Person


async def mine(work: FeedbackWork, event: int, *, me: Person) -> Mine:
    """For those who came; what was said may be read after the mark was taken back, too."""
    occurrence = await _find(work, event)
    opinion = await work.feedback.of(event, me.id)
    if opinion is None and not await work.feedback.came(event, me.id):
        raise NotYours
    return Mine(occurrence=occurrence, opinion=opinion)


async def begin(work: FeedbackWork, event: int, *, me: Person) -> Mine:
    """The same, if there is something to read or still time to say it."""
    found = await mine(work, event, me=me)
    if found.opinion is None:
        found.occurrence.check_open(work.now)
    return found


async def give(work: FeedbackWork, event: int, answers: Answers, *, me: Person) -> None:
    """One of a person: said again, it takes the place of what was said before."""
    found = await mine(work, event, me=me)
    found.occurrence.check_open(work.now)
    await work.feedback.put(event, me.id, answers, at=work.now)


async def add_words(work: FeedbackWork, event: int, words: str, *, me: Person) -> None:
    """To answers that were given; empty ones take back what was added."""
    found = await mine(work, event, me=me)
    if found.opinion is None:
        raise NotYours
    found.occurrence.check_open(work.now)
    check_length(words)
    await work.feedback.put_words(event, me.id, words)


async def sum_up(work: FeedbackWork, event: int, *, me: Person) -> tuple[Occurrence, Summary]:
    """For whoever answers for the event, once it is over."""
    occurrence = await _find(work, event)
    occurrence.check_keeper(me, await work.units.lineage(occurrence.unit))
    occurrence.check_over(work.now)
    return occurrence, await work.feedback.summary(event)


async def read_words(work: FeedbackWork, event: int, *, page: int, me: Person) -> Words:
    """No words while there are too few opinions to hide among."""
    _occurrence, summary = await sum_up(work, event, me=me)
    if not summary.is_shown:
        return Words(said=(), page=0, pages=1)
    return await work.feedback.words(event, page=page)


async def _find(work: FeedbackWork, event: int) -> Occurrence:
    occurrence = await work.feedback.occurrence(event)
    if occurrence is None:
        raise Gone
    return occurrence
