"""Events held in the made-up region, for conversations about them."""

from typing import Any

from core.events.model import Event
from core.people import PersonId
from tests import town
from tests.world import DemoWorld


async def held(
    world: DemoWorld, organiser: PersonId, *, over: str = "район", **other: Any
) -> Event:
    async with world.database.open_work() as work:
        return await town.event(work, world.units[over], organiser, **other)
