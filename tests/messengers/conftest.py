"""The same small service through each of the messengers."""

from collections.abc import AsyncIterator

import pytest

from storage.work import Database
from tests.max_world import max_world
from tests.messengers.demo_page import page, service  # noqa: F401 - fixtures
from tests.messengers.echo import anna, bot, dispatcher, fake  # noqa: F401 - fixtures
from tests.telegram_world import telegram_world
from tests.times import Clock
from tests.world import World, demo_world


@pytest.fixture(
    params=["demo", "telegram-webhook", "telegram-polling", "max-webhook", "max-polling"]
)
async def any_world(
    request: pytest.FixtureRequest, database: Database, clock: Clock
) -> AsyncIterator[World]:
    if request.param == "demo":
        world = demo_world(database, clock)
        await world.settle()
        yield world
        await world.bot.session.close()
        return
    messenger, _, way = request.param.partition("-")
    opened = max_world if messenger == "max" else telegram_world
    async with opened(database, clock, polls=way == "polling") as world:
        await world.settle()
        yield world
