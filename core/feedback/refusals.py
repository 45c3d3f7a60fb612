"""What may not be said about an event, or not any more."""

from core.errors import Refusal


class NotOver(Refusal):
    """It has not ended yet, or is not held."""

    key = "feedback-not-over"


class FeedbackClosed(Refusal):
    key = "feedback-closed"


class NotWords(Refusal):
    """A picture, a sticker: it would show who sent it."""

    key = "feedback-not-words"


class WordsTooLong(Refusal):
    key = "feedback-too-long"
