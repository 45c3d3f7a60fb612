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
