"""P8: a fault of Telegram lands in its class, in letters and dialogs; a 403 is not asked twice.

The faults come over real HTTP. The twin goes by the library's own classes of errors.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from aiogram import exceptions as aiogram
from telegram import error as ptb

from bot.messengers.telegram import incoming
from bot.messengers.telegram.outgoing import TelegramCarrier
from core.consultations.model import Outcome
from core.consultations.notices import ConsultationRated
from core.letters import Refused, Screen, TryLater, Uncertain, Undelivered, Unreachable
from core.people import Account, PersonId
from storage.inbox import Arrived
from storage.work import Database
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_faults import BAD_GATEWAY
from tests.fakes.telegram_phone import FakePhone
from tests.telegram_world import TelegramWorld, telegram_world
from tests.times import Clock
from tests.words import WITHDRAWN

ANNA = Account("telegram", 101)
PATIENCE, SHORT = 8.0, 0.3
"""Seconds for an answer; short, so that a hanging Telegram is soon known to hang."""

SEND = "sendMessage"

Fail = Callable[[FakeTelegram], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    fail: Fail
    letter: type[Undelivered]
    dialog: type[aiogram.AiogramError]
    patience: float = PATIENCE


def says(status: int, body: str | bytes | dict[str, object]) -> Fail:
    return lambda fake: fake.fail_next(status, body, method=SEND)


FAULTS = {
    "the person has blocked the bot": Fault(
        fail=says(403, "Forbidden: bot was blocked by the user"),
        letter=Unreachable,
        dialog=aiogram.TelegramForbiddenError,
    ),
    "the person has left Telegram": Fault(
        fail=says(403, "Forbidden: user is deactivated"),
        letter=Unreachable,
        dialog=aiogram.TelegramForbiddenError,
    ),
    "the person has never started it": Fault(
        fail=says(400, "Bad Request: chat not found"),
        letter=Unreachable,
        dialog=aiogram.TelegramBadRequest,
    ),
    "the request is wrong": Fault(
        fail=says(400, "Bad Request: can't parse entities: Unsupported start tag"),
        letter=Refused,
        dialog=aiogram.TelegramBadRequest,
    ),
    "the group has moved": Fault(
        fail=says(
            400, {"ok": False, "description": "x", "parameters": {"migrate_to_chat_id": -100}}
        ),
        letter=Refused,
        dialog=aiogram.TelegramMigrateToChat,
    ),
    "the token is not known": Fault(
        fail=says(401, "Unauthorized"), letter=TryLater, dialog=aiogram.TelegramUnauthorizedError
    ),
    "another copy of the bot": Fault(
        fail=says(409, "Conflict: terminated by other"),
        letter=TryLater,
        dialog=aiogram.TelegramConflictError,
    ),
    "too many requests": Fault(
        fail=lambda fake: fake.fail_next(429, retry_after=7, method=SEND),
        letter=TryLater,
        dialog=aiogram.TelegramRetryAfter,
    ),
    "Telegram fails inside": Fault(
        fail=says(500, "Internal Server Error"),
        letter=TryLater,
        dialog=aiogram.TelegramServerError,
    ),
    "Telegram is not there for a while": Fault(
        fail=says(503, "Service Unavailable"),
        letter=TryLater,
        dialog=aiogram.TelegramServerError,
    ),
    "Telegram has waited in vain": Fault(
        fail=says(504, "Gateway Timeout"), letter=Uncertain, dialog=aiogram.TelegramServerError
    ),
    "a gateway that has waited in vain": Fault(
        fail=says(504, b"<html>gateway timeout</html>"),
        letter=Uncertain,
        dialog=aiogram.ClientDecodeError,
    ),
    "a page of a proxy": Fault(
        fail=says(502, BAD_GATEWAY), letter=TryLater, dialog=aiogram.ClientDecodeError
    ),
    "a page of somebody who forbids": Fault(
        fail=says(403, b"<html>not in this office</html>"),
        letter=TryLater,
        dialog=aiogram.ClientDecodeError,
    ),
    "a page of somebody who understands nothing": Fault(
        fail=says(400, b"<html>bad request</html>"),
        letter=TryLater,
        dialog=aiogram.ClientDecodeError,
    ),
    "a page instead of an answer": Fault(
        fail=says(200, b"<html>sign in</html>"),
        letter=Uncertain,
        dialog=aiogram.ClientDecodeError,
    ),
    "a broken connection": Fault(
        fail=lambda fake: fake.disconnect_next(method=SEND),
        letter=Uncertain,
        dialog=aiogram.TelegramNetworkError,
    ),
    "no answer": Fault(
        fail=lambda fake: fake.hang_next(method=SEND),
        letter=Uncertain,
        dialog=aiogram.TelegramNetworkError,
        patience=SHORT,
    ),
}


class ByClass(TelegramCarrier):
    """The twin: what the library calls an error is what it is."""

    def _undelivered(self, error: ptb.TelegramError) -> Undelivered:
        match error:
            case ptb.Forbidden():
                return Unreachable(error.message)
            case ptb.BadRequest():
                return Refused(error.message)
        return TryLater(error.message)


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        FakePhone(fake, ANNA.external, "Анна")
        yield fake
    assert fake.complaints == []


async def letter(
    fake: FakeTelegram, patience: float, kind: type[TelegramCarrier] = TelegramCarrier
) -> type:
    """The class of the failure, for a letter."""
    async with kind(TOKEN, withdrawn=WITHDRAWN, base_url=fake.url, patience=patience) as carrier:
        with pytest.raises(Undelivered) as caught:
            await carrier.show(Screen("Письмо"), to=ANNA)
    assert TOKEN not in str(caught.value)
    return caught.type


async def dialog(fake: FakeTelegram, patience: float) -> type:
    """The class of the failure, for an answer within a dialog."""
    async with incoming.make_bot(TOKEN, api=fake.url).context() as bot:
        bot.session.timeout = patience
        with pytest.raises(aiogram.AiogramError) as caught:
            await bot.send_message(ANNA.external, "Ответ")
    assert TOKEN not in str(caught.value)
    return caught.type


@pytest.mark.parametrize("name", FAULTS)
async def test_a_fault_lands_in_its_class(fake: FakeTelegram, name: str) -> None:
    fault = FAULTS[name]

    fault.fail(fake)
    assert await letter(fake, fault.patience) is fault.letter
    fault.fail(fake)
    assert await dialog(fake, fault.patience) is fault.dialog


async def test_nobody_listens(fake: FakeTelegram) -> None:
    await fake.stop()

    assert await letter(fake, PATIENCE) is TryLater
    assert await dialog(fake, PATIENCE) is aiogram.TelegramNetworkError


async def test_the_twin_that_goes_by_the_library_takes_some_for_others(
    fake: FakeTelegram,
) -> None:
    mistaken = set()
    for name, fault in FAULTS.items():
        fault.fail(fake)
        if await letter(fake, fault.patience, ByClass) is not fault.letter:
            mistaken.add(name)

    assert mistaken == {
        "the person has never started it",
        "the group has moved",
        "Telegram has waited in vain",
        "a gateway that has waited in vain",
        "a page of somebody who forbids",
        "a page of somebody who understands nothing",
        "a page instead of an answer",
        "a broken connection",
        "no answer",
    }


async def test_after_a_fault_the_next_letter_is_delivered(fake: FakeTelegram) -> None:
    """A page of a proxy, a broken line: none of them is the end of the client."""
    async with TelegramCarrier(TOKEN, withdrawn=WITHDRAWN, base_url=fake.url) as carrier:
        for number, (name, fault) in enumerate(FAULTS.items(), start=1000):
            if name not in {"too many requests", "no answer"}:
                fake.chats.open(number)  # another one each time: a chat takes one a second
                fault.fail(fake)
                with pytest.raises(Undelivered):
                    await carrier.show(Screen("Письмо"), to=Account("telegram", number))
        await carrier.show(Screen("Письмо"), to=ANNA)


async def put(world: TelegramWorld, to: PersonId, number: int) -> None:
    async with world.database.open_work() as work:
        notice = ConsultationRated(
            to=to, sender=to, consultation=number, teacher="Борис", outcome=Outcome.FULL
        )
        await work.outbox.put(notice)


@pytest.mark.parametrize("guarded", [True, False])
async def test_who_has_blocked_the_bot_is_not_asked_again_until_they_write(
    database: Database, clock: Clock, *, guarded: bool
) -> None:
    """The 403 alone says it: no update has come. The twin forgets what it was told."""
    async with telegram_world(database, clock, polls=False) as world:
        await world.settle()
        anna = await world.person("Ли Анна")
        account = Account("telegram", await world.number_of(anna.id))
        phone = world.new_phone(account.external, "Анна Ли")
        chat = world.fake.chats.open(account.external)
        chat.blocked = True
        for number in (1, 2, 3):
            await put(world, anna.id, number)
            await world.post()
            if not guarded:
                async with database.open_work() as work:
                    await work.people.mark_reachable(account)
        assert len(world.fake.calls_of(SEND)) == (1 if guarded else 3)

        chat.blocked = False
        await phone.say("/menu")
        await put(world, anna.id, 4)
        await world.post()
        assert "№ 4" in phone.last


async def asked_until_heard(fake: FakeTelegram, pages: int) -> list[Arrived]:
    """Updates that have come through so many pages of a proxy."""
    heard: list[Arrived] = []
    stop = asyncio.Event()

    async def take(arrived: list[Arrived]) -> None:
        heard.extend(arrived)
        stop.set()

    fake.bad_gateway_next(times=pages, method="getUpdates")
    soon = timedelta(milliseconds=1)
    async with incoming.make_bot(TOKEN, api=fake.url).context() as bot:
        async with asyncio.timeout(30):
            await incoming.poll(take, bot, stop=stop, pause=soon)
    return heard


async def test_a_page_of_a_proxy_never_ends_the_polling(fake: FakeTelegram) -> None:
    await FakePhone(fake, ANNA.external, "Анна").say("слышно?")

    assert len(await asked_until_heard(fake, pages=8)) == 1


async def test_the_twin_that_asks_without_a_guard_ends_with_the_first_page(
    fake: FakeTelegram,
) -> None:
    fake.bad_gateway_next(method="getUpdates")
    async with incoming.make_bot(TOKEN, api=fake.url).context() as bot:
        with pytest.raises(aiogram.ClientDecodeError):
            await bot(incoming.GetRawUpdates())
