"""Remembers how much of a screen was shown when a messenger broke off: it goes on there."""

from core.letters import Screen
from core.people import Account

REMEMBERED = 1000


class BrokenOff:
    """In memory only: after a restart such a screen is shown from its beginning."""

    def __init__(self) -> None:
        self._shown: dict[tuple[Account, Screen], int] = {}

    def take(self, to: Account, screen: Screen) -> int:
        """How many messages of the screen the person has already; forgotten from now on."""
        return self._shown.pop((to, screen), 0)

    def put(self, to: Account, screen: Screen, shown: int) -> None:
        if not shown:
            return
        self._shown[to, screen] = shown
        if len(self._shown) > REMEMBERED:
            del self._shown[next(iter(self._shown))]
