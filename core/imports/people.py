"""People from a spreadsheet: nobody twice, and nobody without a consent on paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.catalogue import SubjectId
from core.imports.cells import account_of, cell_troubles, listed, named
from core.imports.matching import KnownPerson, Matcher, Profile
from core.imports.model import Kind, Plan, Row, Trouble, Words, plan_of
from core.imports.units import KnownUnit, Lookup
from core.people import (
    LONGEST_NAME,
    LONGEST_POSITION,
    SHORTEST_NAME,
    STAFF,
    Grant,
    PersonId,
    Role,
)
from core.units import folded
from core.written_days import day_of

LAW_SINCE = 2006
"""The year of the law on personal data: a consent before it is a slip of the pen."""

MOST_SUBJECTS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """A person to remember (``person`` is ``None``) or to bring up to date.

    ``edited`` is false when the only thing left to do is a fresh invitation. Roles are only
    added: to take one away is a deed of its own, not a side effect of a file.
    """

    person: PersonId | None
    profile: Profile
    new_grants: tuple[Grant, ...] = ()
    invite: bool = False
    edited: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Everything a file of people is compared with."""

    units: Sequence[KnownUnit]
    people: Sequence[KnownPerson]
    subjects: Mapping[str, SubjectId]
    today: date


def plan_people(rows: Sequence[Row], around: Surroundings, words: Words) -> Plan[PersonChange]:
    """A person is the same by code, else by account, else by name within a unit."""
    reader = _Reader(around, words)
    profiles = {row.number: (row, reader.profile(row)) for row in rows}
    read = {number: (row, profile) for number, (row, profile) in profiles.items() if profile}
    matcher = Matcher(around.people)
    troubles = [*reader.troubles, *matcher.doubles(read)]
    changes: list[PersonChange] = []
    for row, profile in read.values():
        match matcher.match(row, profile):
            case Trouble() as trouble:
                troubles.append(trouble)
            case known:
                changes.append(_change(profile, known))
    troubles += matcher.claimed_twice()
    needed = [change for change in changes if change.edited or change.invite]
    return plan_of(needed, len(changes) - len(needed), troubles)


def _change(profile: Profile, known: KnownPerson | None) -> PersonChange:
    if known is None:
        return PersonChange(
            person=None,
            profile=profile,
            new_grants=profile.grants,
            invite=profile.account is None,
        )
    profile = replace(
        profile,
        code=profile.code or known.code,
        position=profile.position or known.position,
        subjects=profile.subjects or known.subjects,
        consent=max(profile.consent, known.consent or profile.consent),
    )
    new_grants = tuple(grant for grant in profile.grants if grant not in known.grants)
    before = (known.code, known.name, known.unit, known.position, known.subjects, known.consent)
    after = (
        profile.code,
        profile.name,
        profile.unit,
        profile.position,
        profile.subjects,
        profile.consent,
    )
    new_account = profile.account is not None and profile.account not in known.accounts
    return PersonChange(
        person=known.id,
        profile=profile,
        new_grants=new_grants,
        invite=not known.accounts and profile.account is None and not known.invited,
        edited=before != after or bool(new_grants) or new_account,
    )


class _Reader:
    """Turns a row into a profile; what cannot be read becomes a trouble."""

    def __init__(self, around: Surroundings, words: Words) -> None:
        self.troubles: list[Trouble] = []
        self._around = around
        self._words = words
        self._units = Lookup.of(around.units)

    def profile(self, row: Row) -> Profile | None:
        before = len(self.troubles)
        self.troubles += cell_troubles(Kind.PEOPLE, row)
        self.troubles += _lengths(row)
        unit = self._units.one(row, "unit") if row["unit"] else None
        if isinstance(unit, Trouble):
            self.troubles.append(unit)
        account = account_of(row["account"])
        if row["account"] and account is None:
            self.troubles.append(row.trouble("account", "account-wrong", value=row["account"]))
        subjects = self._subjects(row)
        roles = self._roles(row)
        consent = self._consent(row)
        if len(self.troubles) > before or not isinstance(unit, KnownUnit) or consent is None:
            return None
        return Profile(
            code=row["code"] or None,
            name=row["name"],
            unit=unit.id,
            position=row["position"],
            subjects=subjects,
            account=account,
            grants=tuple(Grant(role, unit.id) for role in roles if role in STAFF),
            consent=consent,
        )

    def _subjects(self, row: Row) -> tuple[SubjectId, ...]:
        found, troubles = named(row, "subjects", self._around.subjects, key="subject-unknown")
        if len(found) > MOST_SUBJECTS:
            troubles.append(row.trouble("subjects", "subjects-too-many", most=MOST_SUBJECTS))
        self.troubles += troubles
        return found

    def _roles(self, row: Row) -> list[Role]:
        roles = []
        for word in listed(row["role"]):
            role = self._words.roles.get(folded(word))
            if role is None:
                self.troubles.append(row.trouble("role", "role-unknown", value=word))
            else:
                roles.append(Role(role))
        return list(dict.fromkeys(roles))

    def _consent(self, row: Row) -> date | None:
        if not row["consent"]:
            return None  # told of already: the cell is empty
        given = day_of(row["consent"])
        if given is None:
            key = "consent-wrong"
        elif given > self._around.today:
            key = "consent-ahead"
        elif given.year < LAW_SINCE:
            key = "consent-too-old"
        else:
            return given
        self.troubles.append(row.trouble("consent", key, value=row["consent"]))
        return None


def _lengths(row: Row) -> Iterator[Trouble]:
    """The same bounds that the bot keeps to when it asks."""
    if row["name"] and sum(sign.isalpha() for sign in row["name"]) < SHORTEST_NAME:
        yield row.trouble("name", "name-wrong", value=row["name"])
    for column, most in (("name", LONGEST_NAME), ("position", LONGEST_POSITION)):
        if most < len(row[column]):
            yield row.trouble(column, "cell-too-long", most=most)
