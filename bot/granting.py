"""The verb ``grant``: the first administrator has to come from somewhere."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.importing import words_of
from bot.saying import Failed, say
from core.imports.cells import account_of
from core.imports.model import Kind
from core.imports.units import KnownUnit, Lookup
from core.people import STAFF, Person, Role
from core.roles import use_cases
from core.units import folded

if TYPE_CHECKING:
    from storage.work import Database, SqlWork


async def grant(database: "Database", role_words: str, *, unit: str, account: str) -> str:
    """Give the role and return the line that says so; ``Failed`` or a refusal otherwise."""
    role = _role(role_words)
    async with database.open_work() as work:
        person = await _person(work, account)
        place = await _unit(work, unit, await work.imports.units())
        await use_cases.grant(work, role, place.id, to=person, by=None)
    return say("cli-granted", role=role_words, name=person.name or account, unit=place.name)


def _role(words: str) -> Role:
    named = words_of(Kind.PEOPLE).roles.get(folded(words), words.lower())
    if named not in STAFF:
        raise Failed(say("cli-role-unknown", role=words))
    return Role(named)


async def _person(work: "SqlWork", words: str) -> Person:
    account = account_of(words)
    if account is None:
        raise Failed(say("cli-account-wrong", account=words))
    person = await work.people.at(account)
    if person is None:
        raise Failed(say("cli-account-unknown", account=str(account)))
    return person


async def _unit(work: "SqlWork", words: str, known: Sequence[KnownUnit]) -> KnownUnit:
    found = Lookup.of(known).find(words)
    if len(found) == 1:
        return found[0]
    if found:
        raise Failed(say("cli-unit-ambiguous", name=words))
    like = [f"«{unit.name}»" for unit in await work.units.find(words, limit=3)]
    if like:
        raise Failed(say("cli-unit-unknown", name=words, like=", ".join(like)))
    raise Failed(say("cli-unit-none", name=words))
