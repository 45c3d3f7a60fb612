"""P32: who withdraws is gone from everywhere at once, and an act with its log lines remains.

The scan looks into every row, every key of Redis and, on SQLite, the bytes of the file after a
checkpoint. Copies made by ``opora backup`` go by their own age, 30 days at most.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import storage.privacy
from bot.fsm import KeptElsewhere
from core.consultations.model import ConsultationId
from core.letters import Screen, Shown
from core.people import Account, Person
from core.privacy.model import ActId
from storage.work import Database
from tests.conftest import REDIS, server
from tests.promises.forgetting import NUMBER, SIGN, SIGNS, settle_canary
from tests.promises.results import Record
from tests.promises.scanning import in_file, in_redis, in_tables
from tests.times import Clock
from tests.walks import tap
from tests.world import DemoWorld, Telephone, demo_world

EVERYWHERE = {
    "accounts": 1,
    "attachments": 1,
    "consultations": 2,
    "inbox": 2,
    "message_parts": 4,
    "messages": 3,
    "outbox": 4,
    "people": 1,
}


@pytest.fixture(params=["forms in the table", "forms in redis"])
def redis(request: pytest.FixtureRequest) -> str | None:
    if request.param == "forms in the table":
        return None
    server(REDIS)
    address: str = request.getfixturevalue("redis_url")
    return address


@pytest.fixture
async def world(
    any_database: Database, clock: Clock, redis: str | None
) -> AsyncIterator[DemoWorld]:
    world = demo_world(any_database, clock, redis=redis)
    await world.settle()
    yield world
    await world.service.dispatcher.storage.close()
    await world.bot.session.close()


async def withdraw(phone: Telephone) -> None:
    await phone.say("/privacy")
    await tap(phone, "Отозвать согласие", "Удалить мои данные")


async def traces(world: DemoWorld) -> dict[str, int]:
    found = await in_tables(world.database, *SIGNS)
    if keys := in_redis(world.redis, SIGN, str(NUMBER)):
        found["redis"] = len(keys)
    return found


async def test_the_person_is_everywhere_before(world: DemoWorld) -> None:
    await settle_canary(world)
    found = await traces(world)

    forms = found.pop("redis", 0) + found.pop("sessions", 0)
    assert forms >= 2, "a draft and an open form"
    assert found == EVERYWHERE


async def test_who_withdraws_is_nowhere(world: DemoWorld, record: Record) -> None:
    person, vera = await settle_canary(world)
    await withdraw(vera)

    assert "Согласие отозвано, данные удалены.\nАкт № 1" in vera.last
    assert await traces(world) == {}
    if world.database.is_alone:
        assert await in_file(world.database, SIGN, "Канарейкина", NUMBER) == {}
    async with world.database.open_view() as work:
        extract = await work.privacy.extract(ActId(1))
        assert (await work.inbox.depth())[0] == 0
    assert extract is not None
    assert (extract.person, extract.lines[-1].what) == (person.id, "act 1")
    record("in tables, forms and what the door and the post hold: 0 hits at once, an act remains")


async def test_nothing_of_before_comes_back_with_the_person(world: DemoWorld) -> None:
    _, vera = await settle_canary(world)
    await withdraw(vera)
    await world.post()
    said = len(vera.messages)
    await vera.say("/start")
    await vera.press("Согласен(на)")

    assert await world.joined(NUMBER) is not None
    assert SIGN not in "".join(vera.messages[said:])
    assert await in_tables(world.database, SIGN) == {}


async def test_questions_go_on_without_the_person(world: DemoWorld) -> None:
    _, vera = await settle_canary(world)
    before = len(vera.messages)
    await withdraw(vera)
    after = len(vera.messages)
    await world.post()

    async with world.database.open_view() as work:
        asked = [await work.consultations.get(ConsultationId(number)) for number in (1, 2, 3)]
    assert [each and each.state for each in asked] == ["closed", "answered", "closed"]
    assert asked[1] is not None
    assert asked[1].methodist is None, "Anna's question waits for somebody else"
    assert len(vera.messages) == after > before, "no letter comes any more"
    assert SIGN not in world.new_phone(101, "Громов Борис").last


async def test_a_letter_in_the_hand_of_the_postman_is_not_carried_on(
    database: Database, clock: Clock
) -> None:
    """What was in his hand is read; what he has not taken yet is not there any more."""
    world = demo_world(database, clock)
    await world.settle()
    person, _ = await settle_canary(world)
    clock.wait(minutes=3)
    shown: list[str] = []

    class Slow:
        halted = timedelta()

        async def show(self, screen: Screen, *, to: Account) -> Shown:
            shown.append(screen.text)
            async with database.open_work() as work:
                await work.privacy.erase(person.id, at=work.now)
            return Shown(to, ())

        edit = delete = show

    postman = replace(world.service.postman, messengers={"demo": Slow()}, in_hand=1)
    async with asyncio.timeout(10):
        assert await postman.deliver_all() == 1
    assert len(shown) == 1
    await world.bot.session.close()


STEPS: dict[str, tuple[str, str]] = {
    "updates at the door": ("_unheard", "inbox"),
    "forms": ("_removed", "sessions"),
    "accounts": ("_removed", "accounts"),
    "files": ("_removed", "attachments"),
    "letters": ("_removed", "outbox"),
    "messages": ("_emptied", "messages"),
    "parts of messages": ("_removed", "message_parts"),
    "gists": ("_emptied", "consultations"),
    "the person": ("_emptied", "people"),
}
"""Steps of the erasure that leave a trace when they are left out."""


@pytest.mark.parametrize(("part", "table"), STEPS.values(), ids=STEPS)
async def test_the_twin_that_forgets_a_step_is_caught(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch, part: str, table: str
) -> None:
    world = demo_world(database, clock)
    await world.settle()
    person, _ = await settle_canary(world)
    whole: Callable[..., Any] = getattr(storage.privacy, part)

    def shortened(*args: Any) -> Any:
        made = whole(*args)
        if isinstance(made, tuple):
            return tuple(each for each in made if each.table.name != table)
        return made.where(made.table.c.id < 0)

    monkeypatch.setattr(storage.privacy, part, shortened)
    async with database.open_work() as work:
        await work.privacy.erase(person.id, at=work.now)

    assert set(await traces(world)) == {table}
    assert await in_file(database, SIGN, "Канарейкина", NUMBER) != {}
    await world.bot.session.close()


async def test_the_twin_that_forgets_redis_is_caught(
    database: Database, clock: Clock, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def idle(*_: object) -> None:
        return None

    monkeypatch.setattr(KeptElsewhere, "forget_all", idle)
    world = demo_world(database, clock, redis=redis_url)
    await world.settle()
    _, vera = await settle_canary(world)
    await withdraw(vera)

    assert set(await traces(world)) == {"redis"}
    await world.service.dispatcher.storage.close()
    await world.bot.session.close()


async def test_an_erased_person_is_not_erased_twice(world: DemoWorld) -> None:
    person, vera = await settle_canary(world)
    await withdraw(vera)
    await vera.say("/start")
    await vera.press("Согласен(на)")
    again: Person | None = await world.joined(NUMBER)

    assert again is not None
    assert again.id != person.id
