"""Events held in the made-up region, for conversations about them."""

from typing import Any

from core.events import use_cases
from core.events.model import Event, Presence
from core.people import PersonId
from core.tokens import fingerprint
from tests import town
from tests.world import DemoWorld

CODE = "48217735"


async def held(
    world: DemoWorld, organiser: PersonId, *, over: str = "район", **other: Any
) -> Event:
    async with world.database.open_work() as work:
        return await town.event(work, world.units[over], organiser, **other)


async def handed(world: DemoWorld, giver: str) -> Event:
    """The only seat is of somebody who has given ``CODE`` to their colleagues."""
    seminar = await held(world, world.people[giver].id, seats_room=1)
    async with world.database.open_work() as work:
        me = await work.people.get(world.people[giver].id)
        mine = await use_cases.enrol(work, seminar.id, Presence.ROOM, me=me)
        until = seminar.details.starts_at
        await work.events.put_code(mine, fingerprint(CODE), until=until, now=work.now)
    return seminar
