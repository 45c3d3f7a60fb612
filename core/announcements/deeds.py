"""What of announcements is written into the audit log: numbers, never words or names."""

from core.announcements.model import Announcement
from core.announcements.ports import AnnouncementWork
from core.audit import Deed
from core.people import PersonId
from core.units import UnitId


async def note(
    work: AnnouncementWork,
    announcement: Announcement,
    done: str,
    *,
    by: PersonId | None,
) -> None:
    what = f"announcement {announcement.id} v{announcement.version} {done}"
    await work.audit.note(Deed.ANNOUNCED, by=by, what=what)


async def note_approval(
    work: AnnouncementWork, unit: UnitId, *, demanded: bool, by: PersonId
) -> None:
    what = f"approval@{unit}={'yes' if demanded else 'no'}"
    await work.audit.note(Deed.CHOSE, by=by, what=what)
