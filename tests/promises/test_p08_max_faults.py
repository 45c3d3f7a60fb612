"""P8: every fault of MAX lands in its class, in letters and dialogs; a 403 is not asked twice.

The faults come over real HTTP. The twin tells them by their status alone.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace

import pytest
from aiogram import Bot
from aiogram import exceptions as aiogram

from bot.messengers.max.api import MaxApi
from bot.messengers.max.errors import MaxError
from bot.messengers.max.outgoing import MaxCarrier
from bot.messengers.max.pace import MaxPace
from bot.messengers.max.session import TOKEN as SYNTHETIC
from bot.messengers.max.session import MaxSession
from core.consultations.model import Outcome
from core.consultations.notices import ConsultationRated
from core.letters import Refused, Screen, TryLater, Uncertain, Undelivered, Unreachable
from core.people import Account
from core.registration import use_cases as registration
from tests.fakes.max import TOKEN, FakeMax
from tests.fakes.max_phone import MaxPhone
from tests.words import WITHDRAWN
from tests.world import DemoWorld

ANNA = Account("max", 101)
PATIENCE, SHORT = 8.0, 0.3
"""Seconds for an answer; short, so that a hanging MAX is soon known to hang."""

POST = "POST /messages"

Fail = Callable[[FakeMax], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    fail: Fail
    letter: type[Undelivered]
    dialog: type[aiogram.TelegramAPIError]
    patience: float = PATIENCE


def says(status: int, body: str | bytes | dict[str, object], words: str = "") -> Fail:
    return lambda fake: fake.fail_next(status, body, words=words, method=POST)


FAULTS = {
    "the person has stopped the bot": Fault(
        fail=says(403, "chat.denied", "error.dialog.suspended"),
        letter=Unreachable,
        dialog=aiogram.TelegramForbiddenError,
    ),
    "the person has never started it": Fault(
        fail=says(403, "chat.denied", "error.dialog.notfound"),
        letter=Unreachable,
        dialog=aiogram.TelegramForbiddenError,
    ),
    "the bot has no right": Fault(
        fail=says(403, "access.denied"), letter=Refused, dialog=aiogram.TelegramForbiddenError
    ),
    "there is no such chat": Fault(
        fail=says(404, "chat.not.found"), letter=Unreachable, dialog=aiogram.TelegramBadRequest
    ),
    "the request is wrong": Fault(
        fail=says(400, "proto.payload"), letter=Refused, dialog=aiogram.TelegramBadRequest
    ),
    "a refusal within a 200": Fault(
        fail=says(200, {"success": False, "message": "no"}),
        letter=Refused,
        dialog=aiogram.TelegramBadRequest,
    ),
    "a code within a 200": Fault(
        fail=says(200, {"error_code": "7", "error_data": "no"}),
        letter=Refused,
        dialog=aiogram.TelegramBadRequest,
    ),
    "the file is not ready": Fault(
        fail=lambda fake: fake.fail_next(400, "attachment.not.ready", times=1, method=POST),
        letter=TryLater,
        dialog=aiogram.TelegramBadRequest,
    ),
    "the token is not known": Fault(
        fail=says(401, "verify.token"), letter=TryLater, dialog=aiogram.TelegramUnauthorizedError
    ),
    "too many requests": Fault(
        fail=says(429, b""), letter=TryLater, dialog=aiogram.TelegramRetryAfter
    ),
    "MAX fails inside": Fault(
        fail=says(500, "internal.error"), letter=TryLater, dialog=aiogram.TelegramServerError
    ),
    "MAX is not there for a while": Fault(
        fail=says(503, "service.unavailable"), letter=TryLater, dialog=aiogram.TelegramServerError
    ),
    "a page of a proxy": Fault(
        fail=lambda fake: fake.bad_gateway_next(method=POST),
        letter=TryLater,
        dialog=aiogram.TelegramServerError,
    ),
    "a gateway that has waited in vain": Fault(
        fail=says(504, b"<html>gateway timeout</html>"),
        letter=Uncertain,
        dialog=aiogram.TelegramNetworkError,
    ),
    "a page of somebody else": Fault(
        fail=says(404, b"<html>no such page</html>"),
        letter=TryLater,
        dialog=aiogram.TelegramNetworkError,
    ),
    "a page instead of an answer": Fault(
        fail=says(200, b"<html>sign in</html>"),
        letter=Uncertain,
        dialog=aiogram.TelegramNetworkError,
    ),
    "a broken connection": Fault(
        fail=lambda fake: fake.disconnect_next(method=POST),
        letter=Uncertain,
        dialog=aiogram.TelegramNetworkError,
    ),
    "no answer": Fault(
        fail=lambda fake: fake.hang_next(method=POST),
        letter=Uncertain,
        dialog=aiogram.TelegramNetworkError,
        patience=SHORT,
    ),
}


class ByStatus(MaxCarrier):
    """The twin: no look at what MAX says, and none at whether it was MAX that said it."""

    @staticmethod
    def _undelivered(error: MaxError) -> Undelivered:
        if error.status in (403, 404):
            return Unreachable(str(error))
        return Refused(str(error)) if 400 <= error.status < 500 else TryLater(str(error))


@pytest.fixture
async def fake() -> AsyncIterator[FakeMax]:
    async with FakeMax() as fake:
        MaxPhone(fake, ANNA.external, "Анна")
        yield fake
    assert fake.complaints == []


async def letter(fake: FakeMax, fault: Fault, kind: type[MaxCarrier] = MaxCarrier) -> type:
    """The class of the failure, for a letter."""
    fault.fail(fake)
    async with kind(
        TOKEN, withdrawn=WITHDRAWN, base_url=fake.url, patience=fault.patience
    ) as carrier:
        with pytest.raises(Undelivered) as caught:
            await carrier.show(Screen("Письмо"), to=ANNA)
    assert TOKEN not in str(caught.value)
    return caught.type


async def dialog(fake: FakeMax, fault: Fault) -> type:
    """The class of the failure, for an answer within a dialog."""
    fault.fail(fake)
    session = MaxSession(MaxApi(TOKEN, base=fake.url, timeout=fault.patience))
    async with Bot(SYNTHETIC, session=session).context() as bot:
        with pytest.raises(aiogram.AiogramError) as caught:
            await bot.send_message(ANNA.external, "Ответ")
    assert TOKEN not in str(caught.value)
    return caught.type


@pytest.mark.parametrize("name", FAULTS)
async def test_a_fault_lands_in_its_class(fake: FakeMax, name: str) -> None:
    fault = FAULTS[name]

    assert await letter(fake, fault) is fault.letter
    assert await dialog(fake, fault) is fault.dialog


async def test_the_twin_that_looks_at_the_status_alone_takes_some_for_others(
    fake: FakeMax,
) -> None:
    mistaken = {
        name
        for name, fault in FAULTS.items()
        if await letter(fake, fault, ByStatus) is not fault.letter
    }

    assert mistaken == {
        "the bot has no right",
        "a refusal within a 200",
        "a code within a 200",
        "the file is not ready",
        "the token is not known",
        "too many requests",
        "a page of somebody else",
        "a page instead of an answer",
        "a gateway that has waited in vain",
        "a broken connection",
        "no answer",
    }


async def test_after_a_fault_the_next_letter_is_delivered(fake: FakeMax) -> None:
    """A page of a proxy, a broken line: none of them is the end of the client."""
    pace = MaxPace(per_chat=1000)
    fake.rates.per_chat = None
    async with MaxCarrier(TOKEN, withdrawn=WITHDRAWN, base_url=fake.url, pace=pace) as carrier:
        for name, fault in FAULTS.items():
            if name not in {"too many requests", "no answer"}:
                fault.fail(fake)
                with pytest.raises(Undelivered):
                    await carrier.show(Screen("Письмо"), to=ANNA)
        await carrier.show(Screen("Письмо"), to=ANNA)


@dataclass(frozen=True, slots=True)
class Office:
    world: DemoWorld
    carrier: MaxCarrier

    async def put(self, number: int) -> None:
        async with self.world.database.open_work() as work:
            anna = await work.people.at(ANNA)
            assert anna is not None
            notice = ConsultationRated(
                to=anna.id,
                sender=anna.id,
                consultation=number,
                teacher="Борис",
                outcome=Outcome.FULL,
            )
            await work.outbox.put(notice)

    async def post(self) -> None:
        postman = replace(self.world.service.postman, messengers={"max": self.carrier})
        await postman.deliver_all()


async def test_who_has_stopped_the_bot_is_not_asked_again_until_they_are_back(
    world: DemoWorld, fake: FakeMax
) -> None:
    async with world.database.open_work() as work:
        await registration.agree(work, ANNA)
    async with MaxCarrier(TOKEN, withdrawn=WITHDRAWN, base_url=fake.url) as carrier:
        office = Office(world, carrier)
        phone = MaxPhone(fake, ANNA.external, "Анна")
        await phone.block()
        for number in (1, 2, 3):
            await office.put(number)
            await office.post()
        assert len(fake.calls_of(POST)) == 1

        await phone.start()
        async with world.database.open_work() as work:
            await work.people.mark_reachable(ANNA)
        await office.put(4)
        await office.post()
    assert "№ 4" in phone.last
