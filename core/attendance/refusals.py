"""What may not be done about who came."""

from core.errors import Refusal
from core.guessing import Missed


class NotHeld(Refusal):
    """A draft, cancelled, or over too long ago."""

    key = "attendance-not-held"


class NotBegun(Refusal):
    key = "attendance-not-begun"


class NotOnTheList(Refusal):
    """Only those enrolled are marked."""

    key = "attendance-not-enrolled"


class WordUnknown(Refusal, Missed):
    """Mistyped, over, or never said: whoever guesses is not told which."""

    key = "attendance-word-unknown"


class WordNotWords(Refusal):
    key = "attendance-not-words"


class NotStarted(Refusal):
    """Whoever is at the door early presses the button of the event."""

    key = "attendance-not-started"


class BadgeEarly(Refusal):
    """``at`` is when the event begins."""

    key = "attendance-badge-early"


class BadgeUnknown(Refusal, Missed):
    key = "attendance-badge-unknown"


class BadgeForKeeper(Refusal):
    """Whoever else scans it learns nothing of whose it is."""

    key = "attendance-badge-for-keeper"


class BadgeVoid(Refusal):
    """The seat was given back, or has passed to somebody else."""

    key = "attendance-badge-void"


class BadgeNotNow(Refusal):
    """``title`` of the event, and ``at`` when it begins."""

    key = "attendance-badge-not-now"


class BadgeTooLate(Refusal):
    """``title`` of the event."""

    key = "attendance-badge-too-late"


class NumbersUnclear(Refusal):
    """``what`` is the first word that is no number."""

    key = "attendance-numbers-unclear"


class TooManyNumbers(Refusal):
    key = "attendance-too-many-numbers"


class NameTooShort(Refusal):
    """Of a word or two letters half of the district would be shown."""

    key = "attendance-name-too-short"


class CheckUnclear(Refusal):
    """``why`` is one of answers, right, same, long; ``place`` which question, from 1."""

    key = "attendance-check-unclear"


class CheckFull(Refusal):
    key = "attendance-check-full"


class CheckChanged(Refusal):
    """The organiser has changed the questions while they were being answered."""

    key = "attendance-check-changed"


class TryLater(Refusal):
    key = "attendance-try-later"


class TriesSpent(Refusal):
    key = "attendance-tries-spent"
