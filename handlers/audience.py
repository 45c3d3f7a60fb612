"""Whom something is for, in words, and what may be chosen for it."""

from collections.abc import Sequence
from typing import Protocol

from aiogram_dialog import DialogManager

from core.audience import UNIT, Value
from core.catalogue import Catalogue
from core.experience import Experience
from core.people import Role
from core.units import UnitId, Units
from core.work import Work
from handlers.context import Here, here
from texts import Texts

NAMED = 5
"""Of longer lists the first are named, the others counted."""


class AudienceWork(Work, Protocol):
    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def units(self) -> Units: ...


async def options(manager: DialogManager, name: str) -> list[tuple[Value, str]]:
    """Every value that a role, a subject, an experience or a messenger may have, and its name."""
    we: Here[AudienceWork] = here(manager)
    match name:
        case "role":
            return [(str(role), we.texts.raw("audience-role", role=role)) for role in Role]
        case "subject":
            async with we.open_view() as work:
                return [(one.id, one.name) for one in await work.catalogue.subjects()]
        case "experience":
            return [(str(span), we.texts.raw("experience", span=span)) for span in Experience]
    connected = sorted(manager.middleware_data["messengers"])
    return [(one, we.texts.raw("messenger", name=one)) for one in connected]


async def named(manager: DialogManager, name: str, values: Sequence[Value]) -> list[str]:
    if name == UNIT:
        we: Here[AudienceWork] = here(manager)
        async with we.open_view() as work:
            return [(await work.units.get(UnitId(int(value)))).name for value in values]
    called = dict(await options(manager, name))
    return [called.get(value, str(value)) for value in values]


def phrase(texts: Texts, name: str, names: Sequence[str]) -> str:
    """«Предмет: Математика, Физика», as one condition limits it."""
    return texts("audience-phrase", condition=name, values=listed(texts, names))


def listed(texts: Texts, names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    more = texts.raw("audience-more", count=len(names) - NAMED)
    return f"{', '.join(names[:NAMED])} {more}"
