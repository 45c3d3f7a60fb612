"""How far an announcement has got, as its author is told."""

from datetime import datetime, timedelta

from core.announcements.model import Announcement, Progress
from core.announcements.notices import AnnouncementGoes

LOOKED_BACK = timedelta(seconds=60)
"""The pace is that of the last minute: it knows of the messenger's limit and of the night."""
TOLD_EVERY = timedelta(seconds=5)


def goes(announcement: Announcement, progress: Progress, *, now: datetime) -> AnnouncementGoes:
    return AnnouncementGoes(
        to=announcement.author,
        announcement=announcement.id,
        state=announcement.state,
        sent=progress.sent,
        blocked=progress.blocked,
        failed=progress.failed,
        unknown=progress.unknown,
        off=progress.off,
        left=progress.left,
        held=progress.held,
        in_digest=progress.in_digest,
        revising=progress.revising,
        withdrawn=progress.withdrawn,
        preparing=announcement.expanded_at is None,
        minutes=minutes_left(announcement, progress, now=now),
        over=announcement.ended_at is not None,
    )


def minutes_left(announcement: Announcement, progress: Progress, *, now: datetime) -> int | None:
    """At the pace of the last minute, rounded up; ``None`` while nothing moves."""
    if announcement.begins_at is None or not progress.recent or not progress.left:
        return None
    passed = min(max(now - announcement.begins_at, timedelta(seconds=1)), LOOKED_BACK)
    seconds = progress.left * passed.total_seconds() / progress.recent
    return -(-int(seconds) // 60) or 1


def told(notice: AnnouncementGoes) -> str:
    """What the author knows once this is shown: the same again is not worth a request."""
    counted = (
        notice.sent,
        notice.blocked,
        notice.failed,
        notice.unknown,
        notice.off,
        notice.left,
        notice.held,
        notice.in_digest,
        notice.revising,
        notice.withdrawn,
    )
    return f"{notice.state} {notice.over} {' '.join(map(str, counted))}"
