"""Writing to the people of an event: who may, and when it cannot wait for the morning."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.announcements.ports import AnnouncementWork, Gathering
from core.audience import Audience
from core.errors import Gone, NotYours
from core.people import COORDINATING, Person
from core.units import UnitId

LOOKED_BACK = timedelta(days=30)
"""What is over may be written about for so long."""
NEAR = timedelta(days=1)
"""What is said so short before an event is of no use after it."""


async def gathering(work: AnnouncementWork, event: int, *, me: Person) -> Gathering:
    """The event, if the person answers for it."""
    found = await work.attendance.gathering(event)
    if found is None:
        raise Gone
    found.check_keeper(me, await work.units.lineage(found.unit))
    return found


async def gatherings(work: AnnouncementWork, unit: UnitId) -> Sequence[Gathering]:
    """Events whose people an announcement in the name of the unit may be for."""
    return await work.attendance.gatherings(unit, since=work.now - LOOKED_BACK)


async def check_named(
    work: AnnouncementWork, event: Gathering, *, unit: UnitId, me: Person
) -> None:
    """Raise unless it is the unit's own event, or one below a unit that the person coordinates."""
    if event.unit == unit:
        return
    is_below = unit in await work.units.lineage(event.unit)
    if not is_below or not me.holds(*COORDINATING, over=await work.units.lineage(unit)):
        raise NotYours


async def answers_for(work: AnnouncementWork, audience: Audience, *, me: Person) -> bool:
    """Whether the audience is guests, of events that the person answers for and no others."""
    try:
        return bool([await gathering(work, event, me=me) for event in audience.events])
    except NotYours:
        return False


async def is_near(work: AnnouncementWork, audience: Audience, *, at: datetime) -> bool:
    """Whether it is for the guests of an event that begins within a day, or has begun."""
    found = [await work.attendance.gathering(event) for event in audience.events]
    return any(one and one.starts_at - NEAR <= at < one.ends_at for one in found)
