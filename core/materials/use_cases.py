"""Filling the shelf of an event, and looking at what is on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.errors import Gone, NotYours
from core.materials.model import (
    MOST,
    SETTLES,
    Material,
    MaterialId,
    Opens,
    Piece,
    SeenBy,
    Shelf,
    title_of,
)
from core.materials.ports import MaterialWork
from core.materials.refusals import TooManyMaterials
from core.people import Person

MOST_SHELVES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A shelf as one person sees it; ``keeps`` says that they answer for it."""

    shelf: Shelf
    materials: Sequence[Material]
    keeps: bool


async def look(work: MaterialWork, event: int, *, me: Person) -> Seen:
    """Everything on it, for whoever keeps it and for guests to whom it is open."""
    shelf = await work.materials.shelf(event)
    if shelf is None:
        raise Gone
    keeps = await _keeps(work, shelf, me)
    if not keeps:
        shelf.check_open_to(await work.materials.guest(event, me.id), work.now)
    return Seen(shelf=shelf, materials=await work.materials.listed(event), keeps=keeps)


async def is_offered(work: MaterialWork, event: int, *, me: Person) -> bool:
    """Whether the card of the event has something to open: a shelf to fill, or a full one."""
    shelf = await work.materials.shelf(event)
    if shelf is None:
        raise Gone
    if await _keeps(work, shelf, me):
        return not shelf.is_cancelled
    guest = await work.materials.guest(event, me.id)
    return shelf.is_open_to(guest, work.now) and await work.materials.count(event) > 0


async def keep(work: MaterialWork, event: int, *, me: Person) -> Seen:
    """For those alone who answer for it."""
    seen = await look(work, event, me=me)
    if not seen.keeps:
        raise NotYours
    return seen


async def mine(work: MaterialWork, *, me: Person) -> Sequence[Shelf]:
    return await work.materials.open_to(me.id, now=work.now, most=MOST_SHELVES)


def check_fit(count: int, pieces: Sequence[Piece]) -> None:
    if count + len(pieces) > MOST:
        raise TooManyMaterials(most=MOST, left=max(0, MOST - count))


async def add(work: MaterialWork, event: int, pieces: Sequence[Piece], *, me: Person) -> Shelf:
    """Whoever may see them hears of them once no more seem to follow, and the event is over."""
    shelf = (await _held(work, event, me=me)).check_filled()
    check_fit(await work.materials.count(event), pieces)
    await work.materials.add(shelf, pieces, author=me.id, at=work.now)
    await work.materials.look_at(event, work.now + SETTLES)
    return shelf


async def rename(work: MaterialWork, material: MaterialId, words: str, *, me: Person) -> None:
    await _held(work, await _where(work, material), me=me)
    await work.materials.rename(material, title_of(words))


async def remove(work: MaterialWork, material: MaterialId, *, me: Person) -> None:
    """A second press finds nothing to remove."""
    event = await work.materials.where(material)
    if event is not None:
        await _held(work, event, me=me)
        await work.materials.remove(material)


async def show_to(work: MaterialWork, event: int, seen_by: SeenBy, *, me: Person) -> None:
    """Whoever may see them from now on hears of them."""
    shelf = await _held(work, event, me=me)
    await work.materials.put_rules(event, replace(shelf.rules, seen_by=seen_by))
    await work.materials.look_at(event, work.now + SETTLES)


async def open_from(work: MaterialWork, event: int, opens: Opens, *, me: Person) -> None:
    shelf = await _held(work, event, me=me)
    await work.materials.put_rules(event, replace(shelf.rules, opens=opens))


async def _held(work: MaterialWork, event: int, *, me: Person) -> Shelf:
    shelf = await work.materials.hold(event)
    if shelf is None:
        raise Gone
    if not await _keeps(work, shelf, me):
        raise NotYours
    return shelf


async def _keeps(work: MaterialWork, shelf: Shelf, me: Person) -> bool:
    return shelf.answers(me, await work.units.lineage(shelf.unit))


async def _where(work: MaterialWork, material: MaterialId) -> int:
    event = await work.materials.where(material)
    if event is None:
        raise Gone
    return event
