"""How an administrator decides what messengers carry, and who sees what was not delivered."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from core.audit import Deed
from core.carriage.model import Cargo, Carriage, Change, Choice, LeftOut, left_out
from core.carriage.ports import CarriageWork
from core.errors import NotYours
from core.people import COORDINATING, Person, Role

LOOKED_BACK = timedelta(days=7)
"""How far the report reaches, and how long a refused letter may be sent again."""


async def look(work: CarriageWork, *, by: Person) -> Carriage:
    """The table as it is, for those who may change it."""
    if not await answers_for_all(work, by):
        raise NotYours
    return await work.carriage.get()


async def foresee(
    work: CarriageWork, change: Choice | Change, *, by: Person, messengers: Collection[str]
) -> Mapping[Cargo, LeftOut]:
    """Whom the table would leave out if it were changed so. Nothing is changed."""
    after = (await look(work, by=by)).after(change, messengers)
    holders = await work.carriage.holders()
    return {cargo: left_out(after, holders, cargo) for cargo in Cargo}


async def change(
    work: CarriageWork, change: Choice | Change, *, by: Person, messengers: Collection[str]
) -> None:
    """Counts from the next message on, in every process."""
    after = (await look(work, by=by)).after(change, messengers)
    cell = (change.messenger, change.cargo) if isinstance(change, Change) else None
    await work.carriage.put(after, cell=cell)
    await work.audit.note(Deed.CHOSE, by=by.id, what=f"carriage {change}")


async def undelivered(work: CarriageWork, *, by: Person) -> Mapping[str, int]:
    """Letters of the last days that did not arrive, to people whom the person answers for."""
    units = by.units_as(*COORDINATING)
    if not units:
        raise NotYours
    since = work.now - LOOKED_BACK
    unplaced = await answers_for_all(work, by)
    return await work.carriage.undelivered(units, since=since, unplaced=unplaced)


async def send_again(work: CarriageWork, *, by: Person) -> int:
    """What no messenger was allowed to carry is tried once more."""
    await look(work, by=by)
    sent = await work.carriage.send_again(since=work.now - LOOKED_BACK)
    if sent:
        await work.audit.note(Deed.CHOSE, by=by.id, what=f"carriage send-again={sent}")
    return sent


async def answers_for_all(work: CarriageWork, person: Person) -> bool:
    """Whether the person is an administrator of a root of the tree."""
    roots = [root.id for root in await work.units.roots()]
    return person.holds(Role.ADMINISTRATOR, over=roots)
