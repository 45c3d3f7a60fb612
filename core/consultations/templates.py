"""Templates: words that answers begin with, with places for what differs."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NewType, Protocol

from core.consultations.ports import ConsultationWork
from core.consultations.refusals import NothingSaid, TemplateTooLong, TooManyTemplates
from core.errors import Gone, NotYours
from core.people import Person, PersonId, Role
from core.units import UnitId
from core.words import units

TemplateId = NewType("TemplateId", int)

LONGEST_TEMPLATE = 2500
MOST_TEMPLATES = 50
FIELD = re.compile(r"\{([^{}\n]{1,40})\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Of one person, or of everybody who answers in the ``unit`` and below it."""

    id: TemplateId
    text: str
    unit: UnitId | None = None

    def is_kept_by(self, person: Person) -> bool:
        """Of whoever sees it."""
        return self.unit is None or person.holds(Role.METHODIST, over=[self.unit])


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in the places of their names in braces; what is no name stays as it is."""
    return FIELD.sub(lambda found: values.get(found[1].strip().lower(), found[0]), text)


def check_text(text: str) -> None:
    if not text.strip():
        raise NothingSaid
    if (length := units(text)) > LONGEST_TEMPLATE:
        raise TemplateTooLong(most=LONGEST_TEMPLATE, length=length)


class Templates(Protocol):
    async def of(self, person: PersonId, units: Collection[UnitId]) -> Sequence[Template]:
        """The person's own, then those of the units, the newest last."""

    async def add(self, text: str, *, person: PersonId, unit: UnitId | None) -> None: ...

    async def reword(self, template: TemplateId, text: str) -> bool:
        """``False`` when it is there no longer."""

    async def remove(self, template: TemplateId) -> None: ...


class TemplateWork(ConsultationWork, Protocol):
    @property
    def templates(self) -> Templates: ...


async def templates_of(work: TemplateWork, *, me: Person) -> Sequence[Template]:
    """What the person may begin an answer with."""
    return await work.templates.of(me.id, await _around(work, me))


async def template(work: TemplateWork, number: TemplateId, *, me: Person) -> Template:
    for one in await templates_of(work, me=me):
        if one.id == number:
            return one
    raise Gone


async def make_template(work: TemplateWork, text: str, *, unit: UnitId | None, me: Person) -> None:
    """For oneself, or for a unit that one answers in."""
    check_text(text)
    if not me.holds(Role.METHODIST, over=None if unit is None else [unit]):
        raise NotYours
    if len(await templates_of(work, me=me)) >= MOST_TEMPLATES:
        raise TooManyTemplates(most=MOST_TEMPLATES)
    await work.templates.add(text, person=me.id, unit=unit)


async def kept_template(work: TemplateWork, number: TemplateId, *, me: Person) -> Template:
    """One's own, or one of a unit that one answers in; not one from above it."""
    one = await template(work, number, me=me)
    if not one.is_kept_by(me):
        raise NotYours
    return one


async def reword_template(
    work: TemplateWork, number: TemplateId, text: str, *, me: Person
) -> None:
    """It stays the same template, of the same people, in the same place of the list."""
    check_text(text)
    await kept_template(work, number, me=me)
    if not await work.templates.reword(number, text):
        raise Gone


async def drop_template(work: TemplateWork, number: TemplateId, *, me: Person) -> None:
    await kept_template(work, number, me=me)
    await work.templates.remove(number)


async def _around(work: TemplateWork, me: Person) -> set[UnitId]:
    return {
        above for unit in me.units_as(Role.METHODIST) for above in await work.units.lineage(unit)
    }
