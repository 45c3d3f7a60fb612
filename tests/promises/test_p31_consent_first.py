"""P31: of whoever has not agreed nothing is stored, whatever they do first; a new text is asked.

What may stay of a stranger is the number of an update in the inbox, with the chat 0 and no body:
it says that a messenger has brought its update number so-and-so, and names nobody. While a
stranger's update is handled it lives in the memory of the process alone.

A new version of the text is asked about before anything else. Until then nothing new is stored of
the person: their update passes through the inbox (to them the earlier text still applies), and
once it has been answered its body is gone. Letters are not held back: an answer to a question
that was asked is what the earlier text was agreed to for.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram.types import (
    Chat,
    ChatMemberBanned,
    ChatMemberMember,
    ChatMemberUpdated,
    Update,
    User,
)

from bot.app import Service
from bot.demo import feeding
from bot.messengers.demo.people import DemoChat
from core.people import Role
from core.registration import use_cases as registration
from core.roles import use_cases as roles
from core.roles.invitations import Kind, Offer
from handlers import access
from handlers.registration import consent
from storage import door
from storage.inbox import Taken, UpdateRow
from storage.work import Database
from tests.conftest import REDIS, server
from tests.promises.results import Record
from tests.promises.scanning import in_redis, in_tables, tables
from tests.times import Clock
from tests.walks import agree, answer, ask, phone_of, register, tap
from tests.world import DemoWorld, demo_world

NUMBER = 7_777_777_001
SIGNS = (str(NUMBER), "Канарейк", "q7canary")
NAME = "Анна Канарейкина"


@pytest.fixture(params=["forms in the table", "forms in redis"])
def redis(request: pytest.FixtureRequest) -> str | None:
    if request.param == "forms in the table":
        return None
    server(REDIS)
    address: str = request.getfixturevalue("redis_url")
    return address


@asynccontextmanager
async def opened(world: DemoWorld) -> AsyncIterator[DemoWorld]:
    """With the inbox open, as the service runs."""
    await world.settle()
    async with world.service.inbox.open():
        yield world
    await world.service.dispatcher.storage.close()
    await world.bot.session.close()


@pytest.fixture
def seen(
    any_database: Database, redis: str | None, monkeypatch: pytest.MonkeyPatch
) -> list[object]:
    """What of the stranger was stored at the moments before and after each of their updates."""
    found: list[object] = []
    handle = Service.handle

    async def watched(service: Service, taken: Taken) -> None:
        found.extend(await traces(any_database, redis))
        if "поломка" in taken.arrived.raw:
            raise ZeroDivisionError("q7canary")
        await handle(service, taken)
        found.extend(await traces(any_database, redis))

    monkeypatch.setattr(Service, "handle", watched)
    return found


@pytest.fixture
async def world(
    any_database: Database, clock: Clock, redis: str | None, seen: list[object]
) -> AsyncIterator[DemoWorld]:
    async with opened(demo_world(any_database, clock, redis=redis)) as world:
        yield world


@pytest.fixture
def stranger(world: DemoWorld) -> DemoChat:
    return world.new_phone(NUMBER, NAME)


async def traces(database: Database, redis: str | None) -> Sequence[object]:
    """In every table and in Redis; the lock of an update in hand goes with the update."""
    kept = [key for key in in_redis(redis, *SIGNS) if not key.endswith(":lock")]
    return [*(await in_tables(database, *SIGNS)).items(), *kept]


async def invitation(world: DemoWorld) -> str:
    vera = await world.person("Лебедева Вера", Role.COORDINATOR)
    offer = Offer(kind=Kind.ROLE, unit=world.units["район"], role=Role.METHODIST)
    async with world.database.open_work() as work:
        return await roles.invite(work, offer, by=vera)


async def starts(stranger: DemoChat) -> None:
    await stranger.say("/start")


async def comes_by_an_invitation(stranger: DemoChat) -> None:
    await stranger.say("/start q7canaryInvitation")


async def writes(stranger: DemoChat) -> None:
    await stranger.say("Это Канарейкина, телефон +7 912 345-67-89")


async def sends_a_file(stranger: DemoChat) -> None:
    await stranger.send_file("Канарейкина.docx", b"q7canary", caption="q7canary")


async def sends_a_picture(stranger: DemoChat) -> None:
    await stranger.send_file("q7canary.jpg", b"q7canary", kind="photo")


async def presses_old_buttons(stranger: DemoChat) -> None:
    for data in ("menu", "ask", "profile", "consultation:1", "q7canary\x1dsend", "answer:1"):
        await stranger.press_raw(data)


async def tries_every_command(stranger: DemoChat) -> None:
    for command in ("/menu", "/ask", "/profile", "/privacy", "/help", "/cancel", "/q7canary"):
        await stranger.say(command)


async def reads_and_refuses(stranger: DemoChat) -> None:
    await stranger.say("/start")
    await tap(stranger, "Прочитать полностью", "Не сейчас")


async def meets_a_failure(stranger: DemoChat) -> None:
    await stranger.say("поломка q7canary")


KINDS = (
    starts,
    comes_by_an_invitation,
    writes,
    sends_a_file,
    sends_a_picture,
    presses_old_buttons,
    tries_every_command,
    reads_and_refuses,
    meets_a_failure,
)


@pytest.mark.parametrize("comes", KINDS, ids=lambda kind: kind.__name__)
async def test_of_a_stranger_nothing_is_stored_at_any_moment(
    world: DemoWorld,
    stranger: DemoChat,
    seen: list[object],
    comes: Callable[[DemoChat], Awaitable[None]],
    record: Record,
) -> None:
    await comes(stranger)
    await world.post()
    await world.service.reminders.put_due()

    assert seen == []
    assert await traces(world.database, world.redis) == []
    assert await world.joined(NUMBER) is None
    assert stranger.messages, "the stranger was answered"
    record("a first contact that leaves no trace")


async def test_an_invited_stranger_is_stored_only_with_their_consent(
    world: DemoWorld, stranger: DemoChat, seen: list[object]
) -> None:
    token = await invitation(world)
    before = await tables(world.database)
    await stranger.say(f"/start {token}")
    await stranger.press("Прочитать полностью")
    await stranger.press("Не сейчас")

    after = await tables(world.database)
    assert {name for name in before if before[name] != after[name]} <= {"inbox"}
    assert seen == []

    await agree(stranger, f"/start {token}")
    assert (await in_tables(world.database, *SIGNS))["accounts"] == 1
    assert len((await tables(world.database))["consents"]) == 2


async def test_whoever_blocks_or_unblocks_before_consent_is_not_stored(
    world: DemoWorld, stranger: DemoChat, seen: list[object]
) -> None:
    me = await world.bot.me()
    user = User(id=NUMBER, is_bot=False, first_name="q7canary")
    here, gone = ChatMemberMember(user=me), ChatMemberBanned(user=me, until_date=world.clock())
    changes: tuple[tuple[Any, Any], ...] = ((here, gone), (gone, here))
    for number, (was, now) in enumerate(changes, start=900):
        event = ChatMemberUpdated(
            chat=Chat(id=NUMBER, type="private"),
            from_user=user,
            date=world.clock(),
            old_chat_member=was,
            new_chat_member=now,
        )
        await feeding(world.service)(Update(update_id=number, my_chat_member=event))

    assert seen == []
    assert await traces(world.database, world.redis) == []


async def test_what_stays_in_the_inbox_is_a_number(world: DemoWorld, stranger: DemoChat) -> None:
    await writes(stranger)
    await world.service.inbox.take([])
    async with world.database.open_view() as work:
        assert await work.inbox.depth() == (0, None)
    await stranger.say("/start")

    assert all(", 0, ''," in row for row in (await tables(world.database))["inbox"])


async def quiet(world: DemoWorld) -> None:
    """Until everything taken in is handled: where the database is shared it is claimed first."""
    async with asyncio.timeout(10):
        while await waiting(world.database):  # noqa: ASYNC110 - nobody tells of the last one
            await asyncio.sleep(0.02)


async def waiting(database: Database) -> int:
    async with database.open_view() as work:
        return (await work.inbox.depth())[0]


async def test_a_new_text_is_asked_about_before_anything_else(
    any_database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = demo_world(any_database, clock)
    await world.settle()
    boris = await phone_of(world, "Громов Борис", Role.METHODIST)
    anna = world.new_phone(NUMBER, NAME)
    await register(anna, NAME)
    await ask(anna)
    await world.post()
    await answer(boris)
    for module in (access, consent, registration):
        if hasattr(module, "CONSENT_VERSION"):
            monkeypatch.setattr(module, "CONSENT_VERSION", "2027-01")
    before = await tables(any_database)

    await anna.say("q7canary")
    await anna.send_file("q7canary.docx", b"1")
    await anna.press_raw("ask")
    asked = anna.messages[-3:]
    after = await tables(any_database)

    assert all(said.startswith("Сначала нужно ваше согласие") for said in asked)
    assert {name for name in before if before[name] != after[name]} <= {"inbox"}
    assert await in_tables(any_database, "q7canary") == {}

    await world.post()
    assert "По критериям." in anna.last, "an answer that was asked for is not held back"
    await agree(anna)
    assert "редакция 2027-01" in anna.messages[-2]
    assert len((await tables(any_database))["consents"]) == len(before["consents"]) + 1
    await world.bot.session.close()


async def test_the_twin_whose_inbox_keeps_everybody_is_caught(
    world: DemoWorld, stranger: DemoChat, seen: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    note: Any = door._note  # noqa: SLF001 - as the door keeps what it has no words of
    monkeypatch.setattr(door, "_keep", lambda dialect: note(dialect).returning(UpdateRow.id))
    await writes(stranger)
    await quiet(world)

    assert dict(one for one in seen if isinstance(one, tuple)) == {"inbox": 1}


async def test_the_twin_that_takes_start_for_consent_is_caught(
    world: DemoWorld, stranger: DemoChat
) -> None:
    await agree(stranger)
    await quiet(world)

    assert "accounts" in await in_tables(world.database, *SIGNS)
