"""The postman: takes letters from the outbox and carries them to people."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import structlog

from core.carriage.model import Carriage, Extent
from core.letters import (
    Failure,
    Letter,
    MailWork,
    Messenger,
    Refused,
    Screen,
    TryLater,
    Undelivered,
    Unreachable,
)
from core.people import Account
from core.work import OpenWork
from notifications.gate import hint
from notifications.wording import Wordings
from texts import Texts

logger = structlog.get_logger(__name__)

BATCH = 10
"""Letters in hand at once. Times a messenger's patience it must stay under the outbox's lease."""
MAX_ATTEMPTS = 20
"""With the pauses between them about half a day: as long as a messenger may be down."""
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)

QUOTED = re.compile(r"""'[^']*'|"[^"]*"|«[^»]*»""")


class Withdrawn(Exception):
    """The letter is not there any more: whoever wrote it or was to read it was forgotten."""


class NoWay(Exception):
    """None of the person's messengers has taken the letter, for this reason."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a letter may go and what it may say there, the best first."""

    accounts: Sequence[tuple[Account, Extent]]
    carriage: Carriage
    links: Mapping[str, str]


def _ignore(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Postman:
    """Nothing is sent inside a transaction.

    Letters are leased in one unit of work and each is settled in its own, so a slow messenger
    never holds the database, and a crash repeats at most the letters that were in hand.
    """

    open_work: OpenWork[MailWork]
    messengers: Mapping[str, Messenger]
    wordings: Wordings
    texts: Texts
    counted: Callable[[str], None] = field(default=_ignore)

    async def deliver_due(self) -> int:
        """Send what is due and say how many letters there were."""
        async with self.open_work() as work:
            letters = await work.outbox.take_due(BATCH)
        for letter in letters:
            await self._deliver(letter)
        return len(letters)

    async def deliver_all(self) -> int:
        """Send until nothing is due."""
        delivered = 0
        while handed := await self.deliver_due():
            delivered += handed
        return delivered

    async def _deliver(self, letter: Letter) -> None:
        try:
            await self._show(letter)
        except Withdrawn:
            self.counted("withdrawn")
        except NoWay as error:
            await self._give_up(letter, error.failure)
        except Refused as error:
            await self._give_up(letter, refused_as(error))
        except TryLater as error:
            await self._put_off(letter, reason_of(error), error.after or backoff(letter.attempts))
        except Exception as error:
            logger.warning("letter", letter=letter.id, attempt=letter.attempts, exc_info=error)
            await self._put_off(letter, type(error).__name__, backoff(letter.attempts))
        else:
            self.counted("delivered")
            async with self.open_work() as work:
                await work.outbox.settle(letter)

    async def _show(self, letter: Letter) -> None:
        """To the first account that takes it; one that is gone is not tried again."""
        ways = await self._ways(letter)
        for account, extent in ways.accounts:
            screen = self._screen(letter, account, extent, ways)
            try:
                await self.messengers[account.messenger].show(screen, to=account)
            except Unreachable:
                await self._mark_unreachable(account)
            else:
                return
        raise NoWay(Failure.BLOCKED)

    async def _ways(self, letter: Letter) -> Ways:
        async with self.open_work() as work:
            person = await work.outbox.addressee(letter)
            if person is None:
                raise Withdrawn
            accounts = await work.people.accounts(person)
            here = [one for one in accounts if one.messenger in self.messengers]
            if not here:
                gone = await work.people.has_account(person)
                raise NoWay(Failure.BLOCKED if gone else Failure.NO_ACCOUNT)
            carriage = await work.carriage.get()
            allowed = carriage.ways(here, self.wordings.cargo(letter))
            if not allowed:
                raise NoWay(Failure.CARRIAGE)
            return Ways(allowed, carriage, await work.carriage.links())

    def _screen(self, letter: Letter, account: Account, extent: Extent, ways: Ways) -> Screen:
        if extent is Extent.WHOLE:
            return self.wordings.word(letter, self.texts)
        where = ways.carriage.go_on(self.messengers, at=account.messenger)
        link = None if where is None else ways.links.get(where)
        what = self.wordings.hint(letter)
        screen = hint(what, where, link, at=account.messenger, texts=self.texts)
        return replace(screen, cargo=self.wordings.cargo(letter))

    async def _mark_unreachable(self, account: Account) -> None:
        async with self.open_work() as work:
            await work.people.mark_unreachable(account)

    async def _give_up(self, letter: Letter, reason: str) -> None:
        self.counted("failed")
        logger.info("letter given up", letter=letter.id, kind=letter.kind, reason=reason)
        async with self.open_work() as work:
            await work.outbox.settle(letter, failure=reason)

    async def _put_off(self, letter: Letter, reason: str, wait: timedelta) -> None:
        if letter.attempts >= MAX_ATTEMPTS:
            await self._give_up(letter, f"{Failure.LATE}: {reason}")
            return
        self.counted("postponed")
        async with self.open_work() as work:
            await work.outbox.postpone(letter, until=work.now + wait, failure=reason)


def refused_as(error: Refused) -> str:
    """The code of the failure, then what the messenger says."""
    reason = reason_of(error)
    return reason if reason == Failure.CARRIAGE else f"{Failure.REFUSED}: {reason}"


def reason_of(error: Undelivered) -> str:
    """What the messenger says, without what it quotes of the letter."""
    return QUOTED.sub("'…'", str(error))


def backoff(attempts: int) -> timedelta:
    return min(FIRST_WAIT * float(2 ** (attempts - 1)), LONGEST_WAIT)
