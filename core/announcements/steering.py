"""What coordinators do with an announcement that is on its way or has arrived."""

from core.announcements import deeds
from core.announcements.model import Announcement, AnnouncementId
from core.announcements.ports import AnnouncementWork
from core.announcements.use_cases import held
from core.people import Person


async def pause(
    work: AnnouncementWork, announcement_id: AnnouncementId, *, me: Person
) -> Announcement:
    """No letter of it leaves any more, save those in hand."""
    announcement = (await held(work, announcement_id, me=me)).paused(at=work.now)
    return await _saved(work, announcement, "paused", me)


async def resume(
    work: AnnouncementWork, announcement_id: AnnouncementId, *, me: Person
) -> Announcement:
    announcement = (await held(work, announcement_id, me=me)).resumed()
    return await _saved(work, announcement, "resumed", me)


async def recall(
    work: AnnouncementWork, announcement_id: AnnouncementId, *, me: Person
) -> Announcement:
    """Nobody else gets it, and where it has arrived it is deleted."""
    announcement = await held(work, announcement_id, me=me)
    letters = await work.announcements.span(announcement_id)
    return await _saved(work, announcement.recalled(letters), "recalled", me)


async def _saved(
    work: AnnouncementWork, announcement: Announcement, done: str, me: Person
) -> Announcement:
    await work.announcements.save(announcement)
    await deeds.note(work, announcement, done, by=me.id)
    return announcement
