"""What is said where no personal data may be, and the last look before a letter leaves."""

from dataclasses import dataclass
from datetime import timedelta

from core.carriage.model import Extent
from core.letters import Button, Failure, MailWork, Messenger, Refused, Screen, Shown
from core.people import Account
from core.work import OpenWork
from texts import Texts


def hint(what: str, where: str | None, link: str | None, *, at: str, texts: Texts) -> Screen:
    """That something has come, where to read it, and a way there; nothing of what it is."""
    text = texts("carriage-hint", what=what, where="here" if where == at else where or "nowhere")
    if where == at:
        return Screen(text, (Button(texts.raw("button-menu"), "menu"),), impersonal=True)
    if where is None or link is None:
        return Screen(text, impersonal=True)
    title = texts.raw("button-go-on", where=where)
    return Screen(text, (Button(title, url=link),), impersonal=True)


@dataclass(frozen=True, slots=True)
class Gate:
    """Stands before a messenger and lets through only what it may carry at this moment.

    The postman has chosen already; whoever forgets to, or chose before the setting was changed,
    is stopped here.
    """

    messenger: Messenger
    open_view: OpenWork[MailWork]

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
        async with self.open_view() as work:
            extent = (await work.carriage.get()).of(to.messenger, screen.cargo)
        if extent is Extent.NONE or (extent is Extent.IMPERSONAL and not screen.impersonal):
            raise Refused(Failure.CARRIAGE)
