"""What comes from MAX by a webhook: strangers stay outside, nonsense harms nobody."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import pytest
from aiohttp import web

from bot.messengers.door import LARGEST_BODY
from bot.messengers.max import incoming
from bot.messengers.max.arrivals import arrived_of
from bot.messengers.max.incoming import SECRET_HEADER, UPDATE_TYPES
from storage.inbox import Arrived
from storage.work import Database
from tests.fakes.max_phone import MaxPhone
from tests.max_world import SECRET, MaxWorld, max_world
from tests.messengers.test_max_updates import raw
from tests.messengers.test_telegram_webhook import knock as knock_at
from tests.times import Clock

MEGABYTE = 1_000_000


@pytest.fixture
async def world(database: Database, clock: Clock) -> AsyncIterator[MaxWorld]:
    async with max_world(database, clock, polls=False) as world:
        await world.settle()
        yield world


@pytest.fixture
async def anna(world: MaxWorld) -> MaxPhone:
    person = await world.person("Анна Соколова")
    return world.new_phone(await world.number_of(person.id), person.name)


async def knock(world: MaxWorld, body: bytes, secret: bytes | None = SECRET.encode()) -> int:
    [url] = world.fake.updates.subscriptions
    host, port = url.split("/")[2].split(":")
    headers = {} if secret is None else {SECRET_HEADER: secret}
    return await knock_at((host, int(port)), body, headers, path="/max")


def said(phone: MaxPhone, text: str, seq: int = 1 << 57) -> bytes:
    """As if the person had written it; MAX brings it with nobody's help."""
    update = raw("message_created.text")
    message = update["message"]
    message["sender"]["user_id"] = phone.external
    message["body"] = {"mid": f"mid.{seq}", "seq": seq, "text": text}
    return json.dumps(update).encode()


async def quiet(world: MaxWorld, phone: MaxPhone) -> None:
    await world.service.inbox.served("max", phone.external)


@pytest.mark.parametrize("secret", [None, b"", b"wrong", b"a-secret", "секрет".encode(), b"\xff"])
async def test_who_does_not_know_the_secret_is_not_let_in(
    world: MaxWorld, anna: MaxPhone, secret: bytes | None
) -> None:
    assert await knock(world, said(anna, "/menu"), secret) == 401
    assert anna.messages == []
    assert await knock(world, said(anna, "/menu")) == 200
    assert anna.messages != []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"update_type": "message_liked", "timestamp": 1}',
        b'{"update_type": 7}',
        b'{"update_type": "message_created", "timestamp": 1, "user_locale": "ru"}',
        b'{"update_type": "message_created", "message": {"sender": {"user_id": "x"}}}',
        b'{"update_type": "message_callback", "timestamp": 1}',
        b'{"update_type": "bot_started", "user": {"user_id": 99999999999999999999}}',
        b'{"a":' * 900 + b"1" + b"}" * 900,
    ],
)
async def test_what_cannot_be_read_is_logged_counted_and_answered_with_200(
    world: MaxWorld, anna: MaxPhone, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    caplog.set_level(logging.WARNING)

    assert await knock(world, body) == 200
    assert len(world.unread) == 1
    assert "cannot be read" in caplog.text
    await anna.say("/menu")
    assert anna.last.startswith("Анна Соколова, чем помочь?")


async def test_a_message_without_its_id_is_set_aside_and_its_writer_is_told(
    world: MaxWorld, anna: MaxPhone
) -> None:
    update = raw("message_created.text")
    update["message"]["sender"]["user_id"] = anna.external
    del update["message"]["body"]

    async with world.service.inbox.open():
        assert await knock(world, json.dumps(update).encode()) == 200
        await quiet(world, anna)
    async with world.database.open_view() as work:
        assert await work.inbox.aside() == 1
    assert "У нас не получилось" in anna.last


async def test_a_voice_that_max_loses_harms_nobody(world: MaxWorld, anna: MaxPhone) -> None:
    await anna.send_voice_that_max_loses()
    assert world.fake.updates.answers == [200]
    assert len(world.unread) == 1

    known = raw("message_created.lost_voice") | {"user": raw("bot_started")["user"]}
    known["user"]["user_id"] = anna.external
    assert await knock(world, json.dumps(known).encode()) == 200
    assert "голосовыми" in anna.last
    assert "Напишите словами" in anna.last


async def test_the_same_event_brought_twice_acts_once(world: MaxWorld, anna: MaxPhone) -> None:
    body = said(anna, "/menu")
    for _ in range(3):
        assert await knock(world, body) == 200

    assert len(anna.messages) == 1
    assert await knock(world, said(anna, "/menu", seq=(1 << 57) + 1)) == 200
    assert len(anna.messages) == 2


async def test_a_stranger_s_event_brought_twice_acts_once(world: MaxWorld) -> None:
    stranger = world.new_phone(9_000_500, "Пётр")
    body = said(stranger, "здравствуйте")
    for _ in range(2):
        assert await knock(world, body) == 200

    assert len(stranger.messages) == 1


async def test_what_was_saved_before_a_fall_is_answered_after_the_restart(
    world: MaxWorld, anna: MaxPhone
) -> None:
    body = said(anna, "/menu")
    arrived = arrived_of(json.loads(body))
    await world.database.at_door(lambda door: door.receive(arrived))
    async with world.service.inbox.open():
        await quiet(world, anna)
        assert await knock(world, body) == 200
        await quiet(world, anna)

    assert len(anna.messages) == 1


def test_a_bot_s_words_are_nobody_s() -> None:
    update = raw("message_created.text")
    update["message"]["sender"]["is_bot"] = True

    assert arrived_of(update) == ()


async def test_deleting_the_dialog_is_heard_twice_and_undone_by_starting_again(
    world: MaxWorld, anna: MaxPhone
) -> None:
    async def unreachable() -> bool:
        me = await world.joined(anna.external)
        assert me is not None
        return me.unreachable

    await anna.block()
    assert world.fake.updates.answers == [200, 200]
    assert await unreachable()
    await anna.unblock()
    assert not await unreachable()


async def test_a_text_of_a_megabyte_is_taken_and_answered(world: MaxWorld, anna: MaxPhone) -> None:
    assert await knock(world, said(anna, "a" * MEGABYTE)) == 200
    assert anna.messages != []
    assert world.unread == []


async def test_a_body_above_the_limit_is_not_read(world: MaxWorld, anna: MaxPhone) -> None:
    assert await knock(world, said(anna, "a" * LARGEST_BODY)) == 413
    await anna.say("/menu")
    assert anna.last.startswith("Анна Соколова, чем помочь?")


async def test_what_cannot_be_saved_is_brought_again(world: MaxWorld, anna: MaxPhone) -> None:
    saves = world.service.inbox.take
    tries = 0

    async def take(arrived: Sequence[Arrived]) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise OSError("the disk is full")
        await saves(arrived)

    handler = incoming.make_webhook_handler(take, SECRET, world.count_unread)
    app = web.Application()
    app.router.add_post("/max", handler)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    body, headers = said(anna, "/menu"), {SECRET_HEADER: SECRET.encode()}
    answers = [await knock_at(runner.addresses[0], body, headers, path="/max") for _ in range(2)]
    await runner.cleanup()

    assert answers == [503, 200]
    assert len(anna.messages) == 1


async def test_the_webhook_is_looked_after(world: MaxWorld) -> None:
    fake, api = world.fake, world.session.max
    [url] = fake.updates.subscriptions
    fake.updates.subscriptions["http://127.0.0.1:9/old"] = {"url": "http://127.0.0.1:9/old"}
    stop = asyncio.Event()
    soon = timedelta(milliseconds=10)
    fake.fail_next(500, method="GET /subscriptions")

    async with asyncio.TaskGroup() as group:
        looking = incoming.stay_subscribed(api, url, SECRET, stop=stop, every=soon, pause=soon)
        group.create_task(looking)
        await _until(lambda: list(fake.updates.subscriptions) == [url])
        fake.updates.subscriptions.clear()  # after eight hours without an answer MAX does this
        await _until(lambda: list(fake.updates.subscriptions) == [url])
        fake.updates.subscriptions[url]["update_types"] = ["bot_started"]
        await _until(lambda: fake.updates.subscriptions[url]["update_types"] == list(UPDATE_TYPES))
        stop.set()
    assert fake.updates.subscriptions[url]["secret"] == SECRET


async def _until(true: object) -> None:
    assert callable(true)
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 - the fake has no event for us
            await asyncio.sleep(0.01)
