"""Who holds an event: named to everybody who may see it."""

from dataclasses import dataclass

from core.errors import Gone
from core.events.model import Event
from core.events.ports import EventWork
from core.events.seeing import ORGANISING
from core.people import Role
from core.units import UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """By the role in which they hold it; by their position where the role was taken back."""

    name: str
    role: Role | None
    position: str
    unit: str


async def host_of(work: EventWork, event: Event) -> Host | None:
    """Nobody once they are erased."""
    try:
        person = await work.people.get(event.organiser)
    except Gone:
        return None
    lineage = list(await work.units.lineage(event.unit))
    held = [one for one in person.grants if one.role in ORGANISING and one.unit in lineage]
    if held:
        nearest = min(held, key=lambda one: lineage.index(one.unit))
        role, unit = nearest.role, await _name(work, nearest.unit)
        return Host(name=person.name, role=role, position="", unit=unit)
    unit = "" if person.unit is None else await _name(work, person.unit)
    return Host(name=person.name, role=None, position=person.position, unit=unit)


async def _name(work: EventWork, unit: UnitId) -> str:
    return (await work.units.get(unit)).name
