"""What methodists answer for, from a spreadsheet; a row replaces what was said of that unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.catalogue import SubjectId, TopicId
from core.imports.cells import IdT, cell_troubles, named
from core.imports.matching import KnownPerson
from core.imports.methodists import Methodists
from core.imports.model import Kind, Plan, Row, Trouble, Words, plan_of
from core.imports.units import KnownUnit, Lookup
from core.people import PersonId
from core.units import UnitId, folded


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertiseChange:
    """Every one of the subjects with every one of the topics; an empty set means any."""

    person: PersonId
    unit: UnitId
    subjects: frozenset[SubjectId] = frozenset()
    topics: frozenset[TopicId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything a file of expertise is compared with."""

    units: Sequence[KnownUnit]
    people: Sequence[KnownPerson]
    subjects: Mapping[str, SubjectId]
    topics: Mapping[str, TopicId]
    known: Sequence[ExpertiseChange]


def plan_expertise(rows: Sequence[Row], scene: Scene, words: Words) -> Plan[ExpertiseChange]:
    reader = _Reader(scene, words)
    known = {(each.person, each.unit): each for each in scene.known}
    seen: dict[tuple[PersonId, UnitId], int] = {}
    changes: list[ExpertiseChange] = []
    unchanged = 0
    for row in rows:
        change = reader.read(row)
        if change is None:
            continue
        key = change.person, change.unit
        if key in seen:
            reader.troubles.append(row.trouble("person", "expertise-double", first=seen[key]))
        elif known.get(key) == change:
            unchanged += 1
        else:
            changes.append(change)
        seen.setdefault(key, row.number)
    return plan_of(changes, unchanged, reader.troubles)


class _Reader:
    def __init__(self, scene: Scene, words: Words) -> None:
        self.troubles: list[Trouble] = []
        self._scene = scene
        self._words = words
        self._units = Lookup.of(scene.units)
        self._methodists = Methodists(scene.units, scene.people)

    def read(self, row: Row) -> ExpertiseChange | None:
        before = len(self.troubles)
        self.troubles += cell_troubles(Kind.EXPERTISE, row)
        if len(self.troubles) > before:
            return None
        unit = self._units.one(row, "unit")
        subjects = self._chosen(row, "subjects", self._scene.subjects, key="subject-unknown")
        topics = self._chosen(row, "topics", self._scene.topics, key="topic-unknown")
        if isinstance(unit, Trouble):
            self.troubles.append(unit)
            return None
        person = self._methodists.of(row, unit.id)
        if isinstance(person, Trouble):
            self.troubles.append(person)
            return None
        if len(self.troubles) > before:
            return None
        return ExpertiseChange(person=person.id, unit=unit.id, subjects=subjects, topics=topics)

    def _chosen(
        self, row: Row, column: str, known: Mapping[str, IdT], *, key: str
    ) -> frozenset[IdT]:
        if folded(row[column]) in self._words.everything:
            return frozenset()
        found, troubles = named(row, column, known, key=key)
        if not found and not troubles:
            troubles.append(row.trouble(column, "cell-empty"))
        self.troubles += troubles
        return frozenset(found)
