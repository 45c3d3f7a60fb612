"""How people say that they have read, and how others see who has and ask again."""

from collections.abc import Sequence
from datetime import datetime

from core.acknowledgements.model import (
    Acknowledgement,
    Announced,
    AnnouncedId,
    AskedToday,
    Reader,
    Readers,
    Receipt,
    Report,
)
from core.acknowledgements.notices import AcknowledgementAsked
from core.acknowledgements.ports import AcknowledgementWork
from core.audit import Deed
from core.errors import Gone, NotYours
from core.people import Person
from core.units import UnitId


async def received(work: AcknowledgementWork, number: AnnouncedId, *, me: Person) -> Announced:
    """An announcement that was sent to the person, recalled or not."""
    announced = await _get(work, number)
    if not await work.acknowledgements.was_sent(number, to=me.id):
        raise NotYours
    return announced


async def acknowledge(
    work: AcknowledgementWork, number: AnnouncedId, *, me: Person, messenger: str
) -> Receipt:
    """Saved once: whoever presses again hears when it was."""
    announced = await received(work, number, me=me)
    announced.check_to_acknowledge()
    said = Acknowledgement(at=work.now, messenger=messenger)
    is_new = await work.acknowledgements.save(number, me.id, said)
    first = said if is_new else await work.acknowledgements.get(number, me.id)
    return Receipt(announced=announced, at=(first or said).at, is_new=is_new)


async def report(
    work: AcknowledgementWork, number: AnnouncedId, *, page: int, me: Person
) -> Report:
    """Schools and numbers, no names of people."""
    announced = await _reported(work, number, me)
    asked_at = await work.acknowledgements.asked_at(number)
    return Report(
        announced=announced,
        counted=await work.acknowledgements.counted(number),
        schools=await work.acknowledgements.schools(number, page=page),
        asked_at=asked_at,
        is_asked=asked_at is not None and _day(work, asked_at) == _day(work, work.now),
    )


async def readers(
    work: AcknowledgementWork, number: AnnouncedId, *, unit: UnitId | None, page: int, me: Person
) -> Readers:
    """The people of a school, by name; ``look`` has to have noted it."""
    await _reported(work, number, me)
    return await work.acknowledgements.readers(number, unit=unit, page=page)


async def look(
    work: AcknowledgementWork, number: AnnouncedId, *, unit: UnitId | None, me: Person
) -> None:
    """Write down that somebody opens the list of a school's people."""
    await _reported(work, number, me)
    await work.audit.note(
        Deed.LOOKED, by=me.id, what=f"acknowledgements {number}@{unit or 'nowhere'}"
    )


async def take_out(
    work: AcknowledgementWork, number: AnnouncedId, *, me: Person
) -> tuple[Announced, Sequence[Reader]]:
    """Everybody, for the annex of an order; that the list was taken is written down."""
    announced = await _reported(work, number, me)
    await work.audit.note(Deed.LOOKED, by=me.id, what=f"acknowledgements {number}")
    return announced, await work.acknowledgements.everybody(number)


async def ask_again(work: AcknowledgementWork, number: AnnouncedId, *, me: Person) -> int:
    """Remind those who have it and are silent, at most once a day; say how many there are."""
    announced = await _reported(work, number, me)
    announced.check_to_acknowledge()
    day = _day(work, work.now)
    notice = AcknowledgementAsked(
        to=me.id, sender=announced.author, announcement=number, gist=announced.gist, round=day
    )
    asked_at = await work.acknowledgements.asked_at(number)
    if not await work.acknowledgements.begin_round(number, day=day, at=work.now):
        raise AskedToday(at=asked_at or work.now)
    return await work.acknowledgements.ask_again(notice)


def _day(work: AcknowledgementWork, at: datetime) -> str:
    """By the calendar of the service."""
    return at.astimezone(work.zone).date().isoformat()


async def _reported(work: AcknowledgementWork, number: AnnouncedId, me: Person) -> Announced:
    announced = await _get(work, number)
    announced.check_may_report(me, await work.units.lineage(announced.unit))
    return announced


async def _get(work: AcknowledgementWork, number: AnnouncedId) -> Announced:
    announced = await work.acknowledgements.announced(number)
    if announced is None:
        raise Gone
    return announced
