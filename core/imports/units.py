"""The tree from a spreadsheet: rows in any order, parents among them or known already."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from core.imports.cells import cell_troubles
from core.imports.model import Kind, Plan, Row, Trouble, plan_of
from core.units import UnitId, folded
from core.zones import zone_named


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    id: UnitId
    code: str | None
    name: str
    level: str
    parent: UnitId | None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that has no id yet; found by the row that makes it."""

    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChange:
    """A unit to make (``unit`` is new) or to bring up to date. Parents come before children.

    ``zone`` is its own, an IANA name; ``None`` for that of the unit above.
    """

    unit: UnitId | NewUnit
    code: str | None
    name: str
    level: str
    parent: UnitId | NewUnit | None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Lookup:
    """Units by code and by name; the code wins, and one name may mean several units."""

    by_code: Mapping[str, KnownUnit]
    by_name: Mapping[str, Sequence[KnownUnit]]

    @classmethod
    def of(cls, known: Sequence[KnownUnit]) -> "Lookup":
        by_name = defaultdict(list)
        for unit in known:
            by_name[folded(unit.name)].append(unit)
        return cls({unit.code: unit for unit in known if unit.code}, by_name)

    def find(self, words: str) -> Sequence[KnownUnit]:
        by_code = self.by_code.get(words)
        return (by_code,) if by_code else self.by_name.get(folded(words), ())

    def one(self, row: Row, column: str) -> KnownUnit | Trouble:
        """The unit that a cell names, or why it cannot be told."""
        found = self.find(row[column])
        if len(found) == 1:
            return found[0]
        key = "unit-ambiguous" if found else "unit-unknown"
        return row.trouble(column, key, name=row[column])


Node = TypeVar("Node", bound=Hashable)


def on_cycles(parents: Mapping[Node, Node | None]) -> set[Node]:
    """Those from whom the way up leads back to themselves."""
    cyclic: set[Node] = set()
    settled: set[Node] = set()
    for start in parents:
        path: dict[Node, None] = {}
        node: Node | None = start
        while node is not None and node not in settled and node not in path:
            path[node] = None
            node = parents.get(node)
        if node is not None and node in path:
            steps = list(path)
            cyclic.update(steps[steps.index(node) :])
        settled.update(path)
    return cyclic


def plan_units(
    rows: Sequence[Row], known: Sequence[KnownUnit], *, moscow: Collection[str] = ()
) -> Plan[UnitChange]:
    """A unit is the same when its code is; without a code, when its name and parent are.

    ``moscow``: how people call its time when they count from it, «МСК+2».
    """
    draft = _Draft(rows, known, moscow)
    draft.check_cells()
    draft.find_parents()
    draft.identify()
    draft.refuse_doubles()
    draft.refuse_cycles()
    if draft.troubles:
        return plan_of([], 0, draft.troubles)
    changes = [draft.change(row) for row in draft.parents_first]
    needed = [change for change in changes if not draft.changes_nothing(change)]
    return plan_of(needed, len(changes) - len(needed), [])


class _Draft:
    """One reading of a file: who is whose parent, and which rows are known units."""

    def __init__(
        self, rows: Sequence[Row], known: Sequence[KnownUnit], moscow: Collection[str]
    ) -> None:
        self._moscow = moscow
        self.troubles: list[Trouble] = []
        self.parents_first: list[Row] = []
        self._rows = {row.number: row for row in rows}
        self._by_id = {unit.id: unit for unit in known}
        self._by_code = {unit.code: unit for unit in known if unit.code}
        self._row_codes: dict[str, int] = {}
        self._row_names: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            if row["code"]:
                self._row_codes.setdefault(row["code"], row.number)
            self._row_names[folded(row["name"])].append(row.number)
        # A unit whose code is in the file may be renamed by it: only its new name counts.
        self._lookup = Lookup.of([unit for unit in known if unit.code not in self._row_codes])
        self._siblings: dict[tuple[str, UnitId | None], list[KnownUnit]] = defaultdict(list)
        for unit in known:
            self._siblings[folded(unit.name), unit.parent].append(unit)
        self._parent_row: dict[int, int | None] = {}
        self._parent_known: dict[int, UnitId] = {}
        self._identity: dict[int, UnitId | NewUnit] = {}

    def check_cells(self) -> None:
        for row in self._rows.values():
            self.troubles += cell_troubles(Kind.UNITS, row)
            if row["code"] and self._row_codes[row["code"]] != row.number:
                first = self._row_codes[row["code"]]
                self.troubles.append(row.trouble("code", "double", first=first))
            if row["zone"] and self._zone(row) is None:
                self.troubles.append(row.trouble("zone", "zone-unknown", value=row["zone"]))

    def _zone(self, row: Row) -> str | None:
        return zone_named(row["zone"], moscow=self._moscow)

    def find_parents(self) -> None:
        """Codes win over names, and the file's own rows over what is known already."""
        for row in self._rows.values():
            self._parent_row[row.number] = None
            if row["parent"]:
                self._find_parent(row)
        cyclic = on_cycles(self._parent_row)
        for number in sorted(cyclic):
            self.troubles.append(self._rows[number].trouble("parent", "unit-cycle"))
            self._parent_row[number] = None

    def _find_parent(self, row: Row) -> None:
        words = row["parent"]
        by_code = self._row_codes.get(words)
        if by_code is None and words in self._by_code:
            self._parent_known[row.number] = self._by_code[words].id
            return
        found = [by_code] if by_code is not None else self._row_names.get(folded(words), [])
        if len(found) == 1:
            self._parent_row[row.number] = found[0]
        elif found:
            self.troubles.append(row.trouble("parent", "unit-ambiguous", name=words))
        else:
            known = self._lookup.one(row, "parent")
            if isinstance(known, Trouble):
                self.troubles.append(known)
            else:
                self._parent_known[row.number] = known.id

    def identify(self) -> None:
        """Parents first: without a code a unit is known only under its parent."""
        depth: dict[int, int] = {}
        for number in self._rows:
            way = [number]
            while (above := self._parent_row[way[-1]]) is not None and above not in depth:
                way.append(above)
            for step in reversed(way):
                above = self._parent_row[step]
                depth[step] = 0 if above is None else depth[above] + 1
        ordered = sorted(self._rows.values(), key=lambda row: (depth[row.number], row.number))
        self.parents_first = ordered
        for row in ordered:
            self._identity[row.number] = self._known_as(row) or NewUnit(row.number)

    def _known_as(self, row: Row) -> UnitId | None:
        if row["code"] in self._by_code:
            return self._by_code[row["code"]].id
        parent = self._parent(row)
        if isinstance(parent, NewUnit):
            return None
        same = self._siblings.get((folded(row["name"]), parent), [])
        if row["code"]:  # a unit imported without a code gets one later, if it is plain which
            same = [unit for unit in same if not unit.code]
            return same[0].id if len(same) == 1 and not self._has_twin(row) else None
        same = [unit for unit in same if unit.code not in self._row_codes]
        if len(same) > 1:
            self.troubles.append(row.trouble("name", "unit-ambiguous", name=row["name"]))
        return same[0].id if same else None

    def _has_twin(self, row: Row) -> bool:
        twins = self._row_names[folded(row["name"])]
        return (
            sum(folded(self._rows[twin]["parent"]) == folded(row["parent"]) for twin in twins) > 1
        )

    def _parent(self, row: Row) -> UnitId | NewUnit | None:
        above = self._parent_row[row.number]
        if above is not None:
            return self._identity[above]
        return self._parent_known.get(row.number)

    def refuse_doubles(self) -> None:
        """Two rows about one unit: of one known, or of the same name under the same parent."""
        seen: dict[object, int] = {}
        for row in sorted(self._rows.values(), key=lambda row: (not row["code"], row.number)):
            if self._row_codes.get(row["code"], row.number) != row.number:
                continue  # told of already: the code itself is there twice
            identity = self._identity[row.number]
            place = (folded(row["name"]), self._parent(row))
            first = seen.get(identity) or (None if row["code"] else seen.get(place))
            if first is not None and row["name"]:
                self.troubles.append(row.trouble("name", "double", first=first))
            seen.setdefault(identity, row.number)
            seen.setdefault(place, row.number)

    def refuse_cycles(self) -> None:
        """A known unit moved below one of its own: seen only in the tree as it would become."""
        tree: dict[UnitId | NewUnit, UnitId | NewUnit | None] = {
            unit.id: unit.parent for unit in self._by_id.values()
        }
        for row in self._rows.values():
            tree[self._identity[row.number]] = self._parent(row)
        cyclic = on_cycles(tree)
        self.troubles += [
            row.trouble("parent", "unit-cycle")
            for row in self._rows.values()
            if self._identity[row.number] in cyclic
        ]

    def change(self, row: Row) -> UnitChange:
        identity = self._identity[row.number]
        known = None if isinstance(identity, NewUnit) else self._by_id[identity]
        return UnitChange(
            unit=identity,
            code=row["code"] or (known.code if known else None),
            name=row["name"],
            level=row["level"],
            parent=self._parent(row),
            # A file without the column leaves it; an empty cell takes it away.
            zone=self._zone(row) if "zone" in row.cells else known.zone if known else None,
        )

    def changes_nothing(self, change: UnitChange) -> bool:
        if isinstance(change.unit, NewUnit):
            return False
        known = self._by_id[change.unit]
        return (known.code, known.name, known.level, known.parent, known.zone) == (
            change.code,
            change.name,
            change.level,
            change.parent,
            change.zone,
        )
