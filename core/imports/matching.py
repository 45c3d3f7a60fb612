"""Which of the known people a row means, so that a second import updates and never doubles."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.catalogue import SubjectId
from core.imports.model import Row, Trouble
from core.people import Account, Grant, PersonId
from core.units import UnitId, folded


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """``invited`` says that a personal invitation still waits for them."""

    id: PersonId
    code: str | None = None
    name: str
    unit: UnitId | None
    position: str = ""
    subjects: tuple[SubjectId, ...] = ()
    accounts: tuple[Account, ...] = ()
    grants: frozenset[Grant] = frozenset()
    consent: date | None = None
    invited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a row says of a person."""

    code: str | None
    name: str
    unit: UnitId
    position: str
    subjects: tuple[SubjectId, ...]
    account: Account | None
    grants: tuple[Grant, ...]
    consent: date


class Matcher:
    """Who of the known a row means; nobody is meant by two rows."""

    def __init__(self, people: Sequence[KnownPerson]) -> None:
        self._by_code = {person.code: person for person in people if person.code}
        self._by_account = {account: person for person in people for account in person.accounts}
        self._by_name: dict[tuple[str, UnitId | None], list[KnownPerson]] = defaultdict(list)
        for person in people:
            self._by_name[folded(person.name), person.unit].append(person)
        self._claims: dict[PersonId, list[Row]] = defaultdict(list)
        self._codes: frozenset[str] = frozenset()

    def doubles(self, read: Mapping[int, tuple[Row, Profile]]) -> Iterator[Trouble]:
        """Rows of the file that repeat one another."""
        self._codes = frozenset(profile.code for _, profile in read.values() if profile.code)
        seen: dict[object, int] = {}
        keyed = sorted(read.values(), key=lambda both: (not _has_key(both[1]), both[0].number))
        for row, profile in keyed:
            place = (folded(profile.name), profile.unit)
            keys: list[tuple[str, object]] = [("code", profile.code), ("account", profile.account)]
            if not _has_key(profile):
                keys.append(("name", place))
            for column, key in keys:
                if key is not None and key in seen:
                    yield row.trouble(column, "double", first=seen[key])
            for _, key in (*keys, ("name", place)):
                seen.setdefault(key, row.number)

    def match(self, row: Row, profile: Profile) -> KnownPerson | Trouble | None:
        found = self._found(row, profile)
        if isinstance(found, KnownPerson):
            self._claims[found.id].append(row)
        return found

    def _found(self, row: Row, profile: Profile) -> KnownPerson | Trouble | None:
        by_code = self._by_code.get(profile.code or "")
        by_account = self._by_account.get(profile.account) if profile.account else None
        if by_account and by_code and by_account.id != by_code.id:
            return row.trouble("account", "account-taken")
        if by_code:
            return by_code
        if by_account:
            if profile.code and by_account.code:
                return row.trouble("account", "account-taken")
            return by_account
        return self._by_place(row, profile)

    def _by_place(self, row: Row, profile: Profile) -> KnownPerson | Trouble | None:
        """By name and unit, when neither code nor account say that it is somebody else."""
        same = [
            person
            for person in self._by_name.get((folded(profile.name), profile.unit), ())
            if not (profile.code and person.code) and person.code not in self._codes
        ]
        if len(same) > 1:
            return row.trouble("name", "person-ambiguous", name=profile.name)
        if same and profile.account and same[0].accounts and not profile.code:
            return row.trouble("account", "person-has-account", name=profile.name)
        if same and profile.account and same[0].accounts:
            return None
        return same[0] if same else None

    def claimed_twice(self) -> Iterator[Trouble]:
        for rows in self._claims.values():
            for row in rows[1:]:
                yield row.trouble("name", "double", first=rows[0].number)


def _has_key(profile: Profile) -> bool:
    return bool(profile.code or profile.account)
