"""Remembers how much of a screen was shown when a messenger broke off: it goes on there."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from itertools import chain

from core.letters import Screen, Shown, TryLater, Uncertain
from core.people import Account

REMEMBERED = 1000

Part = Callable[[], Awaitable[Sequence[str]]]
"""Does a part of a screen; gives the ids of the messages that it is seen in."""


class BrokenOff:
    """In memory only: after a restart such a screen is shown from its beginning.

    A part of which nobody knows whether it has arrived is done once more.
    """

    def __init__(self) -> None:
        self._done: dict[Hashable, tuple[Screen, list[Sequence[str]]]] = {}

    async def show(
        self, screen: Screen, to: Account, texts: Sequence[Part], files: Sequence[Part]
    ) -> Shown:
        """Do what is not done yet, in this order; the ids are of the whole screen."""
        ids = await self._go_on((to, screen), screen, [*texts, *files])
        return Shown(to, ids, texts=len(texts))

    async def edit(self, screen: Screen, shown: Shown, parts: Sequence[Part]) -> Shown:
        """The parts put new texts in the place of those shown; the files stay below them."""
        texts = await self._go_on(shown, screen, parts)
        files = shown.ids[shown.texts :]
        return Shown(shown.account, (*texts, *files), texts=len(texts))

    async def _go_on(
        self, what: Hashable, screen: Screen, parts: Sequence[Part]
    ) -> tuple[str, ...]:
        before, done = self._done.pop(what, (screen, []))
        if before != screen:
            done = []
        for part in parts[len(done) :]:
            try:
                done.append(await part())
            except (TryLater, Uncertain):
                self._remember(what, screen, done)
                raise
        return tuple(chain.from_iterable(done))

    def _remember(self, what: Hashable, screen: Screen, done: list[Sequence[str]]) -> None:
        if not done:
            return
        self._done[what] = screen, done
        if len(self._done) > REMEMBERED:
            del self._done[next(iter(self._done))]
