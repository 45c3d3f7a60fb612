"""What MAX says instead of a result, told apart by what can be done about it."""

from datetime import timedelta

GONE = "chat.denied"
"""MAX's word when the person has stopped the bot, or has never started it."""


class MaxError(Exception):
    """MAX did not do what it was asked. ``code`` is MAX's own word, empty where it has none."""

    def __init__(self, words: str, *, code: str = "", status: int = 0) -> None:
        super().__init__(f"{code}: {words}" if code else words)
        self.words = words
        self.code = code
        self.status = status


class Silent(MaxError):
    """No answer, or none in MAX's own words: what was asked may have been done or not."""


class Unheard(Silent):
    """MAX has surely not heard: there is no way to it, or somebody in between has refused."""


class Broken(MaxError):
    """MAX has failed inside; the same request may succeed later."""


class TooFast(MaxError):
    """Too many requests, by MAX's count or by ours: nothing of this token leaves for a while."""

    def __init__(self, words: str, *, after: timedelta, status: int = 0) -> None:
        super().__init__(words, status=status)
        self.after = after


class Unauthorised(MaxError):
    """MAX does not know the token."""


class Denied(MaxError):
    """The bot may not do this: the person has stopped it, or has never started it."""


class Missing(MaxError):
    """There is no such chat, message or method."""


class Wrong(MaxError):
    """The request itself is wrong, or of something that is not allowed."""


class NotReady(Wrong):
    """A file that was just uploaded is still being processed; ask again in a moment."""


class NotSupported(NotImplementedError):
    """A method, or a part of one, that MAX has nothing for. A fault of the program, not of MAX."""

    def __init__(self, what: str) -> None:
        super().__init__(f"MAX cannot {what}")


FINAL = frozenset(range(400, 500)) - {408, 429}


def is_final(error: MaxError) -> bool:
    """Whether a host of files has refused in nobody's words, and would refuse again."""
    return isinstance(error, Silent) and error.status in FINAL
