"""What a newcomer does, and what anybody may change later."""

from collections.abc import Sequence

from core.catalogue import SubjectId
from core.experience import Experience, since, year_of
from core.people import Account, Person
from core.registration.model import (
    CONSENT_VERSION,
    NotRegistered,
    name_of,
    position_of,
    subjects_of,
)
from core.registration.ports import RegistrationWork
from core.units import UnitId


async def agree(work: RegistrationWork, account: Account) -> Person:
    """The first thing that is ever stored about a person is that they have agreed to it."""
    person = await work.registration.agree(account, version=CONSENT_VERSION, at=work.now)
    return await work.people.get(person)


async def rename(work: RegistrationWork, words: str, *, me: Person) -> Person:
    await work.registration.rename(me.id, name_of(words))
    return await work.people.get(me.id)


async def place(work: RegistrationWork, unit: UnitId, *, me: Person) -> Person:
    await work.registration.place(me.id, (await work.units.get(unit)).id)
    return await work.people.get(me.id)


async def employ(work: RegistrationWork, words: str, *, me: Person) -> Person:
    await work.registration.employ(me.id, position_of(words))
    return await work.people.get(me.id)


async def teach(work: RegistrationWork, chosen: Sequence[SubjectId], *, me: Person) -> Person:
    """The subjects are the last thing asked: with them a complete profile is registered."""
    await work.registration.teach(me.id, subjects_of(chosen))
    person = await work.people.get(me.id)
    if person.missing not in {None, "subjects"}:
        raise NotRegistered
    if person.registered_at is None:
        await work.registration.finish(me.id, at=work.now)
        person = await work.people.get(me.id)
    return person


async def tell_experience(work: RegistrationWork, told: Experience | str, *, me: Person) -> Person:
    """The span that was chosen, or the year that was typed: since then one has been teaching."""
    this_year = work.now.astimezone(work.zone).year
    span = told if isinstance(told, Experience) else None
    year = since(span, this_year=this_year) if span else year_of(told, this_year=this_year)
    await work.registration.teach_since(me.id, year)
    return await work.people.get(me.id)
