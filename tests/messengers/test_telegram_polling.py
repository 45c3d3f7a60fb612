"""What comes from Telegram by polling: nothing of the network ends it."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import pairwise

import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import (
    Message,
)

from bot.messengers.telegram import incoming
from storage.inbox import Arrived
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_phone import FakePhone
from tests.messengers.echo import SECRET, straight


@asynccontextmanager
async def polling(
    dispatcher: Dispatcher, bot: Bot, pause: float = 0.01
) -> AsyncIterator[asyncio.Event]:
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        first = timedelta(seconds=pause)
        group.create_task(incoming.poll(straight(dispatcher, bot), bot, stop=stop, pause=first))
        yield stop
        stop.set()


async def test_a_conversation_by_polling(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher, anna: FakePhone
) -> None:
    async with polling(dispatcher, bot):
        await anna.say("привет")
        await fake.settled()
        assert anna.screen == "привет\n[Ещё]"
        await anna.press("Ещё")
        await fake.settled()
    assert anna.messages == ["Изменено"]
    assert anna.toasts == ["Готово"]


async def test_polling_survives_whatever_the_network_does(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher, anna: FakePhone
) -> None:
    fake.disconnect_next(method="deleteWebhook")
    fake.bad_gateway_next(method="getUpdates")
    fake.disconnect_next(method="getUpdates")
    fake.fail_next(500, method="getUpdates")
    fake.fail_next(200, b"\xff\xfe nonsense", method="getUpdates")
    async with polling(dispatcher, bot):
        await anna.say("слышно?")
        await fake.settled()
    assert anna.messages == ["слышно?"]


async def test_an_update_that_cannot_be_read_does_not_hide_the_others(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher, anna: FakePhone
) -> None:
    fake.updates.pending[0] = {"update_id": 0, "message": {"message_id": "nonsense"}}
    await anna.say("слышно?")
    async with polling(dispatcher, bot):
        await fake.settled()
    assert anna.messages == ["слышно?"]


async def test_a_conflict_is_explained_and_asked_about_more_and_more_seldom(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture
) -> None:
    fake.fail_next(409, "Conflict: terminated by other", times=4, method="getUpdates")
    async with polling(dispatcher, bot, pause=0.05):
        await asyncio.sleep(0.9)
    asked = [call.at for call in fake.calls_of("getUpdates")]
    pauses = [later - sooner for sooner, later in pairwise(asked[:4])]
    assert pauses == sorted(pauses)
    assert pauses[-1] > 3 * pauses[0]
    assert "another copy of the bot" in caplog.text


async def test_telegram_s_wish_to_wait_is_respected(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher
) -> None:
    fake.fail_next(429, retry_after=1, method="getUpdates")
    async with polling(dispatcher, bot):
        await asyncio.sleep(1.1)
    first, second = fake.calls_of("getUpdates")[:2]
    assert second.at - first.at >= 1.0


async def test_a_webhook_left_behind_is_taken_away_first(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher, anna: FakePhone
) -> None:
    await incoming.set_webhook(bot, "http://127.0.0.1:1/", SECRET)
    await anna.say("пока никого")
    assert fake.updates.answers == [0]
    async with polling(dispatcher, bot):
        await fake.settled()
    assert anna.messages == ["пока никого"]


async def test_the_end_is_prompt_and_what_was_taken_is_finished_and_confirmed(
    fake: FakeTelegram, bot: Bot, anna: FakePhone
) -> None:
    dispatcher, begun = Dispatcher(), asyncio.Event()

    async def slow(message: Message) -> None:
        begun.set()
        await asyncio.sleep(0.2)
        await message.answer("Успели")

    dispatcher.message.register(slow)
    async with polling(dispatcher, bot) as stop:
        await anna.say("успеете?")
        await begun.wait()
        stop.set()
    assert anna.messages == ["Успели"]
    assert not fake.updates.pending


async def test_a_long_poll_does_not_delay_the_end(
    fake: FakeTelegram, bot: Bot, dispatcher: Dispatcher
) -> None:
    async with polling(dispatcher, bot) as stop:
        while not fake.calls_of("getUpdates"):  # noqa: ASYNC110 - a server has no event for us
            await asyncio.sleep(0.01)
        stopped = time.monotonic()
        stop.set()
    assert time.monotonic() - stopped < 0.3


async def test_polling_asks_for_nothing_new_until_the_last_is_saved(
    fake: FakeTelegram, bot: Bot, anna: FakePhone
) -> None:
    tries = 0

    async def take(_: Sequence[Arrived]) -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise OSError("the disk is full")

    await anna.say("привет")
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(incoming.poll(take, bot, stop=stop, pause=timedelta(seconds=0.01)))
        await fake.settled()
        stop.set()
    assert tries == 3
    assert not fake.updates.pending
