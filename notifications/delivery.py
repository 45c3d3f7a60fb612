"""The postman: takes letters from the outbox and carries them to people."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from core.carriage.model import Cargo, Carriage, Extent
from core.letters import (
    DIGEST,
    Done,
    Errand,
    Failure,
    Letter,
    LetterState,
    MailWork,
    Messenger,
    Refused,
    Screen,
    Shown,
    Undelivered,
    Unreachable,
)
from core.people import Account
from core.work import OpenWork
from notifications.digest import digest
from notifications.fates import Fate, NoWay
from notifications.gate import hint
from notifications.sorting import take
from notifications.wording import Wordings
from texts import Texts

logger = structlog.get_logger(__name__)

IN_HAND = 8
"""Letters on their way at once: no more are in doubt after a fall."""

LOOK = 0.25
"""Seconds after which what has come meanwhile is looked for, though a letter in hand is slow."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A letter in hand, or a digest and its parts; ``known`` says what accounts are reached."""

    letter: Letter
    parts: Sequence[Letter]
    known: Sequence[tuple[Account, bool]]
    carriage: Carriage
    links: Mapping[str, str]


def _ignore(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Postman:
    """Nothing is sent inside a transaction, and nothing is in hand that is not being sent.

    What is done is settled and what comes next is leased in one unit of work, while the others
    are on their way. ``term`` is under which the office may carry letters, ``None`` while
    somebody else does; with a new one it first takes back what an earlier one had in hand.
    """

    open_work: OpenWork[MailWork]
    messengers: Mapping[str, Messenger]
    wordings: Wordings
    texts: Texts
    counted: Callable[[str], None] = field(default=_ignore)
    term: Callable[[], int | None] = field(default=lambda: 1)
    in_hand: int = IN_HAND

    async def deliver_all(self, until: asyncio.Event | None = None) -> int:
        """Send until nothing is due, or the event is set; say how many letters there were."""
        term = self.term()
        if term is None:
            return 0
        await self._tidy(term)
        carried = 0
        fates: list[Fate] = []
        on_their_way: set[asyncio.Task[Fate]] = set()
        async with asyncio.TaskGroup() as group:
            while True:
                room = self.in_hand - len(on_their_way)
                stops = self.term() != term or (until is not None and until.is_set())
                sendings = await self._exchange(fates, 0 if stops else room, term)
                carried += len(sendings)
                on_their_way |= {group.create_task(self._carry(one)) for one in sendings}
                if not on_their_way:
                    return carried
                finished, on_their_way = await asyncio.wait(
                    on_their_way, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED
                )
                fates = [task.result() for task in finished]

    async def _tidy(self, term: int) -> None:
        """Take back what an earlier carrier had in hand, let go of what is of no use any more."""
        async with self.open_work() as work:
            await work.outbox.give_back(term=term)
            await work.outbox.expire()

    async def _exchange(self, fates: Sequence[Fate], room: int, term: int) -> Sequence[Sending]:
        """Write down what has become of some, take others into hand."""
        halted = [name for name, one in self.messengers.items() if one.halted]
        if len(halted) == len(self.messengers):
            room = 0
        if not fates and not room:
            return []
        async with self.open_work() as work:
            for account in {account for fate in fates for account in fate.gone}:
                await work.people.mark_unreachable(account)
            if fates:
                await work.outbox.settle([self._done(fate, work.now) for fate in fates], term=term)
            letters = await take(work, room, term=term, without=halted) if room else []
            return await self._sendings(work, letters)

    def _done(self, fate: Fate, now: datetime) -> Done:
        done = fate.done(now)
        self.counted("postponed" if done.state is LetterState.DUE else str(done.state))
        if done.failure:
            kind, reason = fate.letter.kind, done.failure
            logger.info("letter", letter=fate.letter.id, kind=kind, became=done.state, why=reason)
        return done

    async def _sendings(self, work: MailWork, letters: Sequence[Letter]) -> Sequence[Sending]:
        if not letters:
            return []
        known = await work.people.ways({letter.to for letter in letters})
        carriage = await work.carriage.get()
        links = await work.carriage.links() if carriage.cells else {}
        return [
            Sending(
                letter=letter,
                parts=await work.outbox.held(letter) if letter.kind == DIGEST else [letter],
                known=known[letter.to],
                carriage=carriage,
                links=links,
            )
            for letter in letters
        ]

    async def _carry(self, sending: Sending) -> Fate:
        letter, gone = sending.letter, list[Account]()
        try:
            return Fate(letter, await self._do(sending, gone), gone=tuple(gone))
        except Exception as error:
            if not isinstance(error, NoWay | Undelivered):
                logger.warning("letter", letter=letter.id, exc_info=error)
            return Fate(letter, error=error, gone=tuple(gone))

    async def _do(self, sending: Sending, gone: list[Account]) -> Shown | None:
        """Show it to the first account that takes it; one that is gone is not tried again."""
        shown = sending.letter.shown
        if shown is not None and sending.letter.errand is not Errand.SHOW:
            return await self._correct(sending, shown, gone)
        if not sending.parts:
            return None  # a digest whose parts are of no use any more
        for account, extent in self._ways(sending):
            screen = self._screen(sending, account, extent)
            try:
                return await self.messengers[account.messenger].show(screen, to=account)
            except Unreachable:
                gone.append(account)
        raise NoWay(Failure.BLOCKED)

    async def _correct(self, sending: Sending, shown: Shown, gone: list[Account]) -> Shown | None:
        """Where it was shown it is put right, or taken back."""
        account = shown.account
        messenger = self.messengers.get(account.messenger)
        if messenger is None:
            raise NoWay(Failure.BLOCKED)
        try:
            if sending.letter.errand is Errand.DELETE:
                await messenger.delete(shown)
                return None
            extent = sending.carriage.of(account.messenger, self._cargo(sending))
            screen = self._screen(sending, account, extent)
            return await self._edit(messenger, screen, shown, sending.letter)
        except Unreachable:
            gone.append(account)
            raise NoWay(Failure.BLOCKED) from None

    async def _edit(
        self, messenger: Messenger, screen: Screen, shown: Shown, letter: Letter
    ) -> Shown:
        """In its place; what cannot be changed any more is said once more, without its files."""
        try:
            return await messenger.edit(screen, shown)
        except Refused as error:
            if not self.wordings.anew(letter) or str(error) == Failure.CARRIAGE:
                raise
        return await messenger.show(replace(screen, attachments=()), to=shown.account)

    def _ways(self, sending: Sending) -> Sequence[tuple[Account, Extent]]:
        here = [
            account
            for account, reached in sending.known
            if reached and account.messenger in self.messengers
        ]
        if not here:
            raise NoWay(Failure.BLOCKED if sending.known else Failure.NO_ACCOUNT)
        cargoes = {self.wordings.cargo(part) for part in sending.parts}
        ways = sending.carriage.ways(here, cargoes)
        if not ways:
            raise NoWay(Failure.CARRIAGE)
        return ways

    def _screen(self, sending: Sending, account: Account, extent: Extent) -> Screen:
        lane = sending.letter.lane
        if extent is Extent.WHOLE:
            screens = [self.wordings.word(part, self.texts) for part in sending.parts]
            whole = digest(screens, self.texts) if sending.letter.kind == DIGEST else screens[0]
            return replace(whole, lane=lane)
        where = sending.carriage.go_on(self.messengers, at=account.messenger)
        link = None if where is None else sending.links.get(where)
        what = "message" if len(sending.parts) > 1 else self.wordings.hint(sending.parts[0])
        screen = hint(what, where, link, at=account.messenger, texts=self.texts)
        return replace(screen, cargo=self._cargo(sending), lane=lane)

    def _cargo(self, sending: Sending) -> Cargo:
        return self.wordings.cargo(sending.parts[0])
