"""Whoever brings one unknown token or code after another has to wait."""

from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from core.errors import Refusal
from core.people import Account

MOST_MISSES = 5
WINDOW = timedelta(minutes=1)

REMEMBERED = 10_000
"""Accounts. Of more the one that has missed longest ago is forgotten."""


class Missed(Exception):
    """What was brought opens nothing here: it may have been a guess. A refusal says it too."""


class TooManyGuesses(Refusal):
    """Said to a right token too, or the answer would tell which one is right."""

    key = "guesses-throttled"


class Guesses:
    """Remembers misses by account, in the memory of this process.

    Several processes on one database count apart, so an account has ``MOST_MISSES`` with each,
    and a restart forgets them: of 128 bits that gives away nothing, and a short code has tries
    of its own (``core.accounts``).
    """

    def __init__(self, most: int = MOST_MISSES) -> None:
        self._most = most
        self._misses: OrderedDict[Account, deque[datetime]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._misses)

    @contextmanager
    def counted(self, account: Account, now: datetime) -> Iterator[None]:
        """Look the token up inside; after too many misses the inside is not reached."""
        self.check(account, now)
        try:
            yield
        except Missed:
            self.missed(account, now)
            raise

    def check(self, account: Account, now: datetime) -> None:
        """Raise ``TooManyGuesses`` while the account has to wait."""
        misses = self._misses.get(account)
        if misses and len(misses) == self._most and now - misses[0] < WINDOW:
            raise TooManyGuesses

    def missed(self, account: Account, now: datetime) -> None:
        self._misses.setdefault(account, deque(maxlen=self._most)).append(now)
        self._misses.move_to_end(account)
        if len(self._misses) > REMEMBERED:
            self._misses.popitem(last=False)
