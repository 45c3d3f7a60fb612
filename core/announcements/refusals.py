"""What may not be done with an announcement."""

from core.errors import Refusal


class NothingToAnnounce(Refusal):
    key = "announcement-empty"


class AnnouncementTooLong(Refusal):
    key = "announcement-too-long"


class TooManyFiles(Refusal):
    key = "announcement-too-many-files"


class FileTooLarge(Refusal):
    key = "announcement-file-too-large"


class FilesStay(Refusal):
    """A messenger puts other words into a message that was sent, not other files."""

    key = "files-stay"


class LinkUnclear(Refusal):
    key = "link-unclear"


class LinkUnsafe(Refusal):
    """Not https, or not an address of the web at all."""

    key = "link-unsafe"


class LinkTitleTooLong(Refusal):
    key = "link-title-too-long"


class TooManyLinks(Refusal):
    key = "too-many-links"


class NoSuchTime(Refusal):
    key = "no-such-time"


class TimeIsPast(Refusal):
    key = "time-is-past"


class WasRecalled(Refusal):
    """It is not to be read any more by whoever has got it."""

    key = "announcement-was-recalled"


class NobodyThere(Refusal):
    """The audience is empty: there is nobody to send it to."""

    key = "audience-empty"


class NobodyToApprove(Refusal):
    key = "nobody-to-approve"


class OwnAnnouncement(Refusal):
    """It is the second person who agrees, and the author is the first."""

    key = "own-announcement"


class NotAwaiting(Refusal):
    key = "announcement-not-awaiting"


class AlreadyGoing(Refusal):
    key = "announcement-going"


class NotGoing(Refusal):
    key = "announcement-not-going"


class IsOver(Refusal):
    key = "announcement-over"


class TooManyAtOnce(Refusal):
    """So many may be written to only after the time to think again, or by two people."""

    key = "announcement-too-many-at-once"


class CorrectedByAnother(Refusal):
    """Where two have to agree, what has left is not corrected by its author alone."""

    key = "announcement-corrected-by-another"
