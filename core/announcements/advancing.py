"""What announcements do by themselves: leave when it is time, a step at a time, and end.

Every step is one short unit of work, so whoever answers a teacher meanwhile never waits long;
what a step has done is saved with how far it has got, so a fall repeats nothing.
"""

from dataclasses import replace
from datetime import datetime, tzinfo

from core.announcements import deeds, guests
from core.announcements.model import Announcement, AnnouncementId, State
from core.announcements.notices import Announced, AnnouncementGoes
from core.announcements.ports import AnnouncementWork, Leaves
from core.announcements.progress import TOLD_EVERY, goes, told
from core.announcements.use_cases import coordinates
from core.errors import Gone
from core.notices import Lane
from core.quiet_hours import first_moment

CHUNK = 1000
"""Letters in one step. It holds the writer of SQLite for about a tenth of a second."""


def in_quiet_hours(work: AnnouncementWork, lane: Lane) -> Leaves:
    """By day, where the person lives, unless the lane leaves at any hour."""

    def leaves(zone: tzinfo) -> datetime:
        return first_moment(lane, work.now, zone, calendar=work.calendar)

    return leaves


async def advance(
    work: AnnouncementWork,
    announcement_id: AnnouncementId,
    *,
    ceiling: int,
) -> bool:
    """One step of one announcement; says whether the next one may follow at once."""
    one = await work.announcements.hold(announcement_id)
    if one is None:
        return False
    if one.state is State.WAITING:
        return await _begin(work, one)
    if one.revised_until is not None:
        after = await work.announcements.revise(one, CHUNK)
        await work.announcements.save(after)
        return after.revised_to > one.revised_to
    if one.state is State.GOING and one.expanded_at is None:
        after = await _expanded(work, one, ceiling=ceiling)
        await work.announcements.save(after)
        return after.expanded_at is None
    return await _end(work, one)


async def _expanded(work: AnnouncementWork, one: Announcement, *, ceiling: int) -> Announcement:
    """What is said to guests just before their event waits neither for morning nor a digest."""
    near = await guests.is_near(work, one.audience, at=work.now)
    lane = Lane.REPLIES if near else Announced.lane
    return await work.announcements.expand(
        one,
        CHUNK,
        ceiling=None if near else ceiling,
        leaves=in_quiet_hours(work, lane),
        lane=lane,
    )


async def _begin(work: AnnouncementWork, one: Announcement) -> bool:
    """An author who coordinates the unit no more, speaks in its name no more."""
    if not one.is_due(work.now):
        return False
    if await _may_still(work, one):
        await work.announcements.save(one.begun())
        return True
    await work.announcements.save(one.cancelled(at=work.now))
    await deeds.note(work, one, "cancelled", by=None)
    return False


async def _may_still(work: AnnouncementWork, one: Announcement) -> bool:
    try:
        return await coordinates(work, one, await work.people.get(one.author))
    except Gone:
        return False


async def _end(work: AnnouncementWork, one: Announcement) -> bool:
    """Its author is shown the last figures in the same moment, or it does not end yet."""
    ends = one.state in (State.GOING, State.DONE, State.RECALLED) and one.ended_at is None
    if not ends or await work.announcements.is_under_way(one.id):
        return False
    ended = one.done(at=work.now)
    notice = goes(ended, await work.announcements.progress(ended), now=work.now)
    if await work.outbox.amend(notice):
        await work.announcements.save(replace(ended, told=told(notice), told_at=work.now))
    return False


async def look(work: AnnouncementWork, announcement_id: AnnouncementId) -> AnnouncementGoes | None:
    """What its author has to be told now, if anything has changed and it is time again."""
    one = await work.announcements.get(announcement_id)
    if one is None or not one.state.has_left or one.ended_at is not None:
        return None
    if one.told_at is not None and work.now - one.told_at < TOLD_EVERY:
        return None
    notice = goes(one, await work.announcements.progress(one), now=work.now)
    return None if told(notice) == one.told else notice


async def tell(work: AnnouncementWork, notice: AnnouncementGoes) -> None:
    """Put it, or correct what was put before."""
    one = await work.announcements.hold(AnnouncementId(notice.announcement))
    if one is None or one.ended_at is not None or notice.state is not one.state:
        return
    if await work.outbox.amend(notice):
        await work.announcements.save(replace(one, told=told(notice), told_at=work.now))
