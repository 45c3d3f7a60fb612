"""What becomes of a letter, by how its messenger has failed it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import uniform

from core.letters import (
    Done,
    Errand,
    Failure,
    Letter,
    LetterState,
    Refused,
    Shown,
    TryLater,
    Uncertain,
    Undelivered,
)
from core.people import Account

MAX_ATTEMPTS = 20
"""With the pauses between them about half a day: as long as a messenger may be down."""
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
SPREAD = 0.2
"""A messenger that comes back is not met by everybody at once."""

QUOTED = re.compile(r"""'[^']*'|"[^"]*"|«[^»]*»""")


class NoWay(Exception):
    """None of the person's messengers has taken the letter, for this reason."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Fate:
    """How it went with a letter: where it was shown or why not, and accounts that are gone."""

    letter: Letter
    shown: Shown | None = None
    error: Exception | None = None
    gone: tuple[Account, ...] = ()

    def done(self, now: datetime) -> Done:
        """Over, or to be tried again at some time after ``now``."""
        if self.error is None:
            return Done(letter=self.letter, state=LetterState.DELIVERED, shown=self.shown)
        return _failed(self.letter, self.error, now)


def _failed(letter: Letter, error: Exception, now: datetime) -> Done:
    match error:
        case NoWay():
            return _over(letter, error.failure)
        case Refused():
            return _over(letter, _refused_as(error))
        case Uncertain() if letter.errand is Errand.SHOW:
            if letter.doubts or not letter.lane.again_in_doubt:
                return _over(letter, f"{Failure.UNKNOWN}: {reason_of(error)}")
            return _later(letter, reason_of(error), now, certain=False)
        case Undelivered():
            after = error.after if isinstance(error, TryLater) else None
            return _later(letter, reason_of(error), now, after=after)
    return _later(letter, type(error).__name__, now)


def _over(letter: Letter, failure: str) -> Done:
    """A correction that could not be made leaves the letter as it was: delivered."""
    if letter.errand is Errand.EDIT:
        return Done(letter=letter, state=LetterState.DELIVERED, shown=letter.shown)
    return Done(letter=letter, state=LetterState.FAILED, failure=failure, shown=letter.shown)


def _later(
    letter: Letter,
    reason: str,
    now: datetime,
    *,
    after: timedelta | None = None,
    certain: bool = True,
) -> Done:
    if letter.attempts >= MAX_ATTEMPTS:
        return _over(letter, f"{Failure.LATE}: {reason}")
    due_at = now + (after or backoff(letter.attempts))
    return Done(
        letter=letter, state=LetterState.DUE, failure=reason, due_at=due_at, certain=certain
    )


def _refused_as(error: Refused) -> str:
    """The code of the failure, then what the messenger says."""
    reason = reason_of(error)
    return reason if reason == Failure.CARRIAGE else f"{Failure.REFUSED}: {reason}"


def reason_of(error: Undelivered) -> str:
    """What the messenger says, without what it quotes of the letter."""
    return QUOTED.sub("'…'", str(error))


def backoff(attempts: int) -> timedelta:
    """Twice as long each time, not at the same moment for everybody."""
    wait = min(FIRST_WAIT * float(2 ** (attempts - 1)), LONGEST_WAIT)
    return wait * uniform(1 - SPREAD, 1 + SPREAD)  # noqa: S311 - spread, not secrecy
