"""What is said where no personal data may be, and the last look before a letter leaves."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from core.carriage.model import Carriage, Extent
from core.letters import Button, Failure, MailWork, Messenger, Refused, Screen, Shown
from core.people import Account
from core.work import OpenWork
from texts import Texts

FRESH = 1.0
"""Seconds. To ask before every letter would be a quarter of what a letter costs."""


def hint(what: str, where: str | None, link: str | None, *, at: str, texts: Texts) -> Screen:
    """That something has come, where to read it, and a way there; nothing of what it is."""
    text = texts("carriage-hint", what=what, where="here" if where == at else where or "nowhere")
    if where == at:
        return Screen(text, (Button(texts.raw("button-menu"), "menu"),), impersonal=True)
    if where is None or link is None:
        return Screen(text, impersonal=True)
    title = texts.raw("button-go-on", where=where)
    return Screen(text, (Button(title, url=link),), impersonal=True)


@dataclass(slots=True)
class Gate:
    """Stands before a messenger and lets through only what it may carry.

    The postman has chosen already, by what is true at that moment; whoever forgets to is stopped
    here. What is allowed is known for ``FRESH`` seconds; nothing is refused by old knowledge.
    """

    messenger: Messenger
    open_view: OpenWork[MailWork]
    clock: Callable[[], float] = time.monotonic
    _known: Carriage | None = None
    _until: float = 0.0

    @property
    def halted(self) -> timedelta:
        return self.messenger.halted

    async def show(self, screen: Screen, *, to: Account) -> Shown:
        await self._check(screen, to)
        return await self.messenger.show(screen, to=to)

    async def edit(self, screen: Screen, shown: Shown) -> Shown:
        await self._check(screen, shown.account)
        return await self.messenger.edit(screen, shown)

    async def delete(self, shown: Shown) -> None:
        """What is taken back says nothing of anybody: it needs no leave."""
        await self.messenger.delete(shown)

    async def _check(self, screen: Screen, to: Account) -> None:
        known = self._known if self.clock() < self._until else None
        if known is None or not _lets(known, screen, to):
            known = await self._look()
        if not _lets(known, screen, to):
            raise Refused(Failure.CARRIAGE)

    async def _look(self) -> Carriage:
        until = self.clock() + FRESH
        async with self.open_view() as work:
            known = await work.carriage.get()
        self._known, self._until = known, until
        return known


def _lets(carriage: Carriage, screen: Screen, to: Account) -> bool:
    extent = carriage.of(to.messenger, screen.cargo)
    return extent is Extent.WHOLE or (extent is Extent.IMPERSONAL and screen.impersonal)
