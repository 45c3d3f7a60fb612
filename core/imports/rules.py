"""Rules of routing from a spreadsheet: a row is a term, a leading school or a methodist's load."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.catalogue import SubjectId, TopicId
from core.imports.cells import IdT, cell_troubles, named
from core.imports.matching import KnownPerson
from core.imports.methodists import Methodists
from core.imports.model import Kind, Plan, Row, Trouble, Words, plan_of
from core.imports.units import KnownUnit, Lookup
from core.ladder import CEILINGS, SHARES, Workload
from core.people import PersonId
from core.promise import TERMS, Term
from core.units import UnitId, folded

TERM, LEADING, LOAD = "term", "leading", "load"

USED: Mapping[str, tuple[str, ...]] = {
    TERM: ("unit", "topic", "days"),
    LEADING: ("unit", "school", "subject"),
    LOAD: ("person", "share", "ceiling"),
}
"""Columns of each rule; the others of its row are empty."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    TERM: ("unit", "days"),
    LEADING: ("unit", "school"),
    LOAD: ("person",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadingRule:
    """The school helps all of the unit; no subject is any subject."""

    unit: UnitId
    school: UnitId
    subject: SubjectId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRule:
    person: PersonId
    workload: Workload


Rule = Term | LeadingRule | LoadRule


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRules:
    """What is ruled already."""

    terms: Sequence[Term] = ()
    leading: Sequence[LeadingRule] = ()
    loads: Sequence[LoadRule] = ()

    def by_key(self) -> Mapping[object, Rule]:
        rules: tuple[Rule, ...] = (*self.terms, *self.leading, *self.loads)
        return {key_of(one): one for one in rules}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Everything a file of rules is compared with."""

    units: Sequence[KnownUnit]
    people: Sequence[KnownPerson]
    subjects: Mapping[str, SubjectId]
    topics: Mapping[str, TopicId]
    known: KnownRules


def key_of(rule: Rule) -> object:
    """Two rules with the same key are the same rule: the second one replaces the first."""
    if isinstance(rule, Term):
        return TERM, rule.unit, rule.topic
    if isinstance(rule, LeadingRule):
        return LEADING, rule
    return LOAD, rule.person


def plan_rules(rows: Sequence[Row], rulebook: Rulebook, words: Words) -> Plan[Rule]:
    reader = _Reader(rulebook, words)
    known = rulebook.known.by_key()
    seen: dict[object, int] = {}
    changes: list[Rule] = []
    unchanged = 0
    for row in rows:
        rule = reader.read(row)
        if rule is None:
            continue
        key = key_of(rule)
        if key in seen:
            reader.troubles.append(row.trouble("rule", "rule-double", first=seen[key]))
        elif known.get(key) == rule:
            unchanged += 1
        else:
            changes.append(rule)
        seen.setdefault(key, row.number)
    return plan_of(changes, unchanged, reader.troubles)


class _Reader:
    def __init__(self, rulebook: Rulebook, words: Words) -> None:
        self.troubles: list[Trouble] = []
        self._book = rulebook
        self._words = words
        self._units = Lookup.of(rulebook.units)
        self._methodists = Methodists(rulebook.units, rulebook.people)
        self._loads = {one.person: one.workload for one in rulebook.known.loads}

    def read(self, row: Row) -> Rule | None:
        """``None`` when something is wrong with the row; all of that is among the troubles."""
        before = len(self.troubles)
        self.troubles += cell_troubles(Kind.RULES, row)
        if len(self.troubles) > before:
            return None
        rule = self._words.rules.get(folded(row["rule"]))
        if rule is None:
            self.troubles.append(row.trouble("rule", "rule-unknown", value=row["rule"]))
            return None
        self._check_cells(row, rule)
        reads = {TERM: self._term, LEADING: self._leading, LOAD: self._load}
        found = reads[rule](row)
        return found if len(self.troubles) == before else None

    def _check_cells(self, row: Row, rule: str) -> None:
        for column in NEEDED[rule]:
            if not row[column]:
                self.troubles.append(row.trouble(column, "cell-empty"))
        for column, words in row.cells.items():
            if words and column != "rule" and column not in USED[rule]:
                self.troubles.append(row.trouble(column, "rule-alien"))

    def _term(self, row: Row) -> Term | None:
        unit = self._unit(row, "unit")
        topic = self._one_of(row, "topic", self._book.topics, key="topic-unknown")
        days = self._number(row, "days", TERMS)
        if unit is None or days is None:
            return None
        return Term(unit=unit, topic=topic, days=days)

    def _leading(self, row: Row) -> LeadingRule | None:
        unit, school = self._unit(row, "unit"), self._unit(row, "school")
        subject = self._one_of(row, "subject", self._book.subjects, key="subject-unknown")
        if unit is None or school is None:
            return None
        if school == unit or unit not in self._methodists.lineage(school):
            self.troubles.append(row.trouble("school", "school-outside", name=row["school"]))
        return LeadingRule(unit=unit, school=school, subject=subject)

    def _load(self, row: Row) -> LoadRule | None:
        """What is not said stays as it is."""
        share = self._number(row, "share", SHARES)
        ceiling = self._number(row, "ceiling", CEILINGS)
        if not row["share"] and not row["ceiling"]:
            self.troubles.append(row.trouble("share", "load-empty"))
        if not row["person"]:
            return None
        person = self._methodists.anywhere(row)
        if isinstance(person, Trouble):
            self.troubles.append(person)
            return None
        workload = self._loads.get(person.id, Workload())
        if share is not None:
            workload = replace(workload, share=share)
        if ceiling is not None:
            workload = replace(workload, ceiling=ceiling)
        return LoadRule(person=person.id, workload=workload)

    def _unit(self, row: Row, column: str) -> UnitId | None:
        if not row[column]:
            return None
        found = self._units.one(row, column)
        if isinstance(found, Trouble):
            self.troubles.append(found)
            return None
        return found.id

    def _one_of(self, row: Row, column: str, known: Mapping[str, IdT], *, key: str) -> IdT | None:
        """Nothing said is any, as «все» is."""
        if not row[column] or folded(row[column]) in self._words.everything:
            return None
        found, troubles = named(row, column, known, key=key)
        if len(found) > 1:
            troubles = [row.trouble(column, "one-of-them")]
        self.troubles += troubles
        return found[0] if found else None

    def _number(self, row: Row, column: str, allowed: range) -> int | None:
        """Spreadsheets write «50», «50,0» and «50 %» for the same."""
        if not row[column]:
            return None
        found = re.fullmatch(r"(\d{1,6})(?:[.,]0+)?\s*%?", row[column], re.ASCII)
        if found is None or int(found[1]) not in allowed:
            limits = {"least": allowed[0], "most": allowed[-1]}
            self.troubles.append(row.trouble(column, "number-wrong", value=row[column], **limits))
            return None
        return int(found[1])
