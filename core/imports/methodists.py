"""Which methodist a cell means: by code, by account or by name."""

from collections import defaultdict
from collections.abc import Sequence

from core.imports.cells import account_of
from core.imports.matching import KnownPerson
from core.imports.model import Row, Trouble
from core.imports.units import KnownUnit
from core.people import Role
from core.units import UnitId, folded


class Methodists:
    def __init__(self, units: Sequence[KnownUnit], people: Sequence[KnownPerson]) -> None:
        self._parents = {unit.id: unit.parent for unit in units}
        self._by_code = {person.code: person for person in people if person.code}
        self._by_account = {
            str(account): person for person in people for account in person.accounts
        }
        self._by_name: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in people:
            self._by_name[folded(person.name)].append(person)

    def of(self, row: Row, unit: UnitId) -> KnownPerson | Trouble:
        """Of several namesakes the one who is a methodist there is meant."""
        return self._one(row, self.lineage(unit), key="not-methodist")

    def anywhere(self, row: Row) -> KnownPerson | Trouble:
        """Whoever is a methodist at all."""
        return self._one(row, set(self._parents), key="nowhere-methodist")

    def _one(self, row: Row, units: set[UnitId], *, key: str) -> KnownPerson | Trouble:
        named_so = self._people(row["person"])
        if not named_so:
            return row.trouble("person", "person-unknown", name=row["person"])
        fitting = [
            person
            for person in named_so
            if any(grant.role is Role.METHODIST and grant.unit in units for grant in person.grants)
        ]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return row.trouble("person", "person-ambiguous", name=row["person"])
        return row.trouble("person", key, name=row["person"])

    def _people(self, words: str) -> Sequence[KnownPerson]:
        account = account_of(words)
        single = self._by_account.get(str(account)) if account else self._by_code.get(words)
        return [single] if single else self._by_name.get(folded(words), [])

    def lineage(self, unit: UnitId) -> set[UnitId]:
        """The unit itself and everything above it."""
        lineage: set[UnitId] = set()
        above: UnitId | None = unit
        while above is not None and above not in lineage:
            lineage.add(above)
            above = self._parents.get(above)
        return lineage
