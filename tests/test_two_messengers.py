"""One process in Telegram and in MAX at once: each by itself, and neither waits for the other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from bot import max as in_max
from bot import telegram as in_telegram
from bot.app import Service
from bot.runners import heard, prepare, put_together
from bot.settings import Settings
from bot.values import Listen
from handlers.menu import COMMANDS
from storage.work import Database
from tests.fakes import max as fake_max
from tests.fakes import telegram as fake_telegram
from tests.fakes.max_phone import MaxPhone
from tests.fakes.telegram_phone import FakePhone
from tests.promises.test_p19_webhook import free_port

SECRET = "a-secret-of" + "-both"


@pytest.fixture
async def telegram() -> AsyncIterator[fake_telegram.FakeTelegram]:
    async with fake_telegram.FakeTelegram() as fake:
        yield fake
    assert fake.complaints == []


@pytest.fixture
async def max_() -> AsyncIterator[fake_max.FakeMax]:
    async with fake_max.FakeMax() as fake:
        yield fake
    assert fake.complaints == []


@asynccontextmanager
async def serving(
    database: Database, telegram: fake_telegram.FakeTelegram, max_: fake_max.FakeMax
) -> AsyncIterator[Service]:
    """Telegram is asked for updates, MAX brings them to the webhook."""
    port = free_port()
    given = {
        "telegram_token": fake_telegram.TOKEN,
        "telegram_api": telegram.url,
        "max_token": fake_max.TOKEN,
        "max_api": max_.url,
        "max_webhook": f"http://127.0.0.1:{port}",
        "webhook_secret": SECRET,
    }
    settings, stop = Settings.model_validate(given), asyncio.Event()
    await prepare(database)
    async with AsyncExitStack() as stack:
        both = in_telegram.connect(settings), in_max.connect(settings, database)
        connected = [await stack.enter_async_context(one) for one in both]
        service = put_together(settings, database, connected)
        routes = [route for one in connected for route in one.routes(service)]
        async with (
            service.inbox.open(),
            heard(service, Listen("127.0.0.1", port), routes),
            asyncio.TaskGroup() as group,
        ):
            for one in connected:
                group.create_task(one.take_in(service, stop))
            yield service
            stop.set()


async def subscribed(max_: fake_max.FakeMax) -> None:
    async with asyncio.timeout(10):
        while not max_.updates.subscriptions:  # noqa: ASYNC110 - the fake has no event for us
            await asyncio.sleep(0.01)


async def test_both_are_answered_and_both_know_the_commands(
    database: Database, telegram: fake_telegram.FakeTelegram, max_: fake_max.FakeMax
) -> None:
    anna, boris = FakePhone(telegram, 500, "Анна"), MaxPhone(max_, 500, "Борис")
    async with serving(database, telegram, max_) as service:
        await subscribed(max_)
        await anna.say("/start")
        await boris.say("/start")
        await service.inbox.served("max", 500)
        await telegram.settled()
        await max_.settled()

        assert "соглас" in anna.last
        assert anna.last == boris.last
        assert anna.buttons == boris.buttons
    assert [each["command"] for each in telegram.methods.commands] == list(COMMANDS)
    [told] = max_.calls_of("PATCH /me/commands")
    assert [each["name"] for each in told.body["commands"]] == list(COMMANDS)


async def test_one_that_is_down_does_not_stop_the_other(
    database: Database, telegram: fake_telegram.FakeTelegram, max_: fake_max.FakeMax
) -> None:
    await telegram.stop()
    boris = MaxPhone(max_, 500, "Борис")
    async with serving(database, telegram, max_):
        await subscribed(max_)
        await boris.say("/start")
        await max_.settled()
        assert "соглас" in boris.last

        await telegram.start()
        await max_.stop()
        anna = FakePhone(telegram, 500, "Анна")
        await anna.say("/start")
        await telegram.settled(within=20)
        assert anna.last == boris.last
