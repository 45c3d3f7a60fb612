"""What may not be done with times and talks."""

from core.errors import Refusal


class SlotTaken(Refusal):
    """Somebody was quicker, or the methodist has thought better of it."""

    key = "slot-taken"


class SlotBegun(Refusal):
    """Its hour has come: it is neither free nor to be taken back."""

    key = "slot-begun"


class TooSoon(Refusal):
    key = "slot-too-soon"


class TooManyTalks(Refusal):
    key = "too-many-talks"


class TalksOverlap(Refusal):
    key = "talks-overlap"


class TalkOver(Refusal):
    """Cancelled already, or its time has come."""

    key = "talk-over"


class TalkNotBegun(Refusal):
    key = "talk-not-begun"


class NoPlace(Refusal):
    key = "slot-no-place"


class PlaceTooLong(Refusal):
    key = "slot-place-too-long"


class AboutTooLong(Refusal):
    key = "talk-about-too-long"


class NothingToOpen(Refusal):
    key = "slots-nothing-to-open"


class AboutNotWords(Refusal):
    key = "talk-about-not-words"


class TimesNotWords(Refusal):
    key = "slots-not-words"
