"""A service in two messengers, Telegram and MAX by name, and a choice made for them."""

from collections.abc import AsyncIterator

import pytest

from bot.messengers.demo.people import DemoChat
from core.carriage.model import Cargo, Carriage, Change, Choice, Extent
from core.people import Account, Role
from storage.people import AccountRow
from storage.work import Database
from tests.times import Clock
from tests.walks import phone_of
from tests.world import DemoWorld, demo_world

LINK = "https://max.ru/opora_bot"


@pytest.fixture
async def both(database: Database, clock: Clock) -> AsyncIterator[DemoWorld]:
    """The region in MAX and in Telegram; the address of the bot in MAX is known."""
    world = demo_world(database, clock, beside=["max", "telegram"])
    await world.settle()
    async with database.open_work() as work:
        await work.carriage.remember_link("max", LINK)
    yield world
    await world.close()


async def choose(world: DemoWorld, change: Choice | Change) -> None:
    """Past the rights: as if an administrator had chosen so."""
    async with world.database.open_work() as work:
        now: Carriage = await work.carriage.get()
        await work.carriage.put(now.after(change, ["demo", "max", "telegram"]))


async def closed(world: DemoWorld) -> None:
    await choose(world, Choice.IMPERSONAL_IN_TELEGRAM)


async def notices(world: DemoWorld, extent: Extent, *messengers: str) -> None:
    for messenger in messengers:
        await choose(world, Change(messenger, Cargo.NOTICES, extent))


async def in_telegram(
    world: DemoWorld, name: str, role: Role | None = None, *, over: str = "район"
) -> DemoChat:
    return await phone_of(world, name, role, over=over, messenger="telegram")


async def also_in(world: DemoWorld, name: str, messenger: str) -> DemoChat:
    """A second account of somebody who is here already, joined a moment later."""
    account = Account(messenger, world.new_number())
    row = AccountRow(
        messenger=messenger,
        external=account.external,
        person_id=world.people[name].id,
        joined_at=world.clock.wait(seconds=1),
    )
    async with world.database._writing.begin() as session:  # noqa: SLF001 - the world's own
        session.add(row)
    return world.new_phone(account.external, name, messenger)
