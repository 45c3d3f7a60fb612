"""Whoever brings one unknown token after another has to wait."""

from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from core.errors import Refusal
from core.people import Account
from core.roles.invitations import InvitationUnknown

MOST_MISSES = 5
WINDOW = timedelta(minutes=1)

REMEMBERED = 10_000
"""Accounts. Of more the one that has missed longest ago is forgotten."""


class TooManyGuesses(Refusal):
    """Said to a right token too, or the answer would tell which one is right."""

    key = "invitation-throttled"


class Guesses:
    """Remembers misses by account, in the memory of this process.

    Several processes on one database count apart, so an account has ``MOST_MISSES`` with each,
    and a restart forgets them: of 128 bits that gives away nothing.
    """

    def __init__(self, most: int = MOST_MISSES) -> None:
        self._most = most
        self._misses: OrderedDict[Account, deque[datetime]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._misses)

    @contextmanager
    def counted(self, account: Account, now: datetime) -> Iterator[None]:
        """Look the token up inside; after too many misses the inside is not reached."""
        misses = self._misses.get(account, deque(maxlen=self._most))
        if len(misses) == self._most and now - misses[0] < WINDOW:
            raise TooManyGuesses
        try:
            yield
        except InvitationUnknown:
            misses.append(now)
            self._misses[account] = misses
            self._misses.move_to_end(account)
            if len(self._misses) > REMEMBERED:
                self._misses.popitem(last=False)
            raise
