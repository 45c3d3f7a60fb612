"""The yearly plan of events from a spreadsheet; the same line again brings it up to date."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.imports.cells import cell_troubles
from core.imports.matching import KnownPerson
from core.imports.model import Kind, Plan, Row, Trouble, Words, plan_of
from core.imports.units import KnownUnit, Lookup
from core.people import PersonId
from core.units import UnitId, folded
from core.written_days import Unclear, When, when_of

SCHOOL_YEAR = 9
"""The month in which it begins: what was before it, and before this year, is no plan any more."""
YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A line of the plan. ``month`` is its first day; ``day`` is ``None`` while it is not set."""

    code: str | None
    title: str
    unit: UnitId
    month: date
    day: date | None
    audience: str = ""
    responsible: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlanned:
    """``wanting`` says that nothing has been done about it yet."""

    line: int
    planned: Planned
    wanting: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedChange:
    """A line to make (``line`` is ``None``) or to bring up to date."""

    line: int | None
    planned: Planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Everything a file of the plan is compared with."""

    units: Sequence[KnownUnit]
    people: Sequence[KnownPerson]
    known: Sequence[KnownPlanned]
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPlan(Plan[PlannedChange]):
    """``past`` of the lines written are of months that are over. ``missing`` are lines still to
    come, of the units and the time that the file speaks of, which it does not have."""

    past: int = 0
    missing: tuple[Planned, ...] = ()


def plan_events(rows: Sequence[Row], agenda: Agenda, words: Words) -> YearPlan:
    """A line is the same by its code, else by unit, title and month.

    Where a unit has one line with that title, in the file and before, it is the same whatever
    its month: it was put off.
    """
    reader = _Reader(agenda, words)
    read = {row.number: (row, planned) for row in rows if (planned := reader.read(row))}
    troubles = [*reader.troubles, *_doubles(read.values())]
    if troubles:
        return YearPlan(troubles=plan_of([], 0, troubles).troubles)
    matcher = _Matcher(agenda.known, [planned for _, planned in read.values()])
    changes, unchanged = [], 0
    for _, planned in read.values():
        known = matcher.known_as(planned)
        if known is not None and known.planned == planned:
            unchanged += 1
        else:
            changes.append(PlannedChange(line=known.line if known else None, planned=planned))
    this_month = agenda.today.replace(day=1)
    return YearPlan(
        changes=tuple(changes),
        unchanged=unchanged,
        past=sum(one.planned.month < this_month for one in changes),
        missing=tuple(_missing(agenda, [each for _, each in read.values()], matcher.met)),
    )


def _missing(agenda: Agenda, read: Sequence[Planned], met: Collection[int]) -> Iterable[Planned]:
    """What is past or settled is missed by nobody."""
    units = {one.unit for one in read}
    last = max((one.month for one in read), default=date.min)
    first = max(min((one.month for one in read), default=date.max), agenda.today.replace(day=1))
    for one in agenda.known:
        inside = one.planned.unit in units and first <= one.planned.month <= last
        if inside and one.wanting and one.line not in met:
            yield one.planned


def _doubles(read: Iterable[tuple[Row, Planned]]) -> Iterable[Trouble]:
    seen: dict[object, int] = {}
    for row, planned in read:
        key = planned.code or (planned.unit, folded(planned.title), planned.month, planned.day)
        if key in seen:
            yield row.trouble("code" if planned.code else "title", "plan-double", first=seen[key])
        seen.setdefault(key, row.number)


class _Matcher:
    """Which known line a line of the file means; none is meant twice."""

    def __init__(self, known: Sequence[KnownPlanned], planned: Sequence[Planned]) -> None:
        self._by_code = {one.planned.code: one for one in known if one.planned.code}
        codes = {one.code for one in planned}
        self._by_title: dict[object, list[KnownPlanned]] = defaultdict(list)
        for one in known:
            if one.planned.code not in codes or one.planned.code is None:
                self._by_title[_title(one.planned)].append(one)
        self._times: dict[object, int] = defaultdict(int)
        for each in planned:
            self._times[_title(each)] += 1
        self.met: set[int] = set()

    def known_as(self, planned: Planned) -> KnownPlanned | None:
        found = self._found(planned)
        if found is not None:
            self.met.add(found.line)
        return found

    def _found(self, planned: Planned) -> KnownPlanned | None:
        if planned.code in self._by_code:
            return self._by_code[planned.code]
        alike = self._by_title[_title(planned)]
        if len(alike) == 1 and self._times[_title(planned)] == 1:
            return alike[0]
        same = [one for one in alike if one.planned.month == planned.month]
        same = [one for one in same if one.planned.day == planned.day] or same
        found = same[0] if same else None
        if found is not None:
            alike.remove(found)
        return found


def _title(planned: Planned) -> tuple[UnitId, str]:
    return planned.unit, folded(planned.title)


class _Reader:
    """Turns a row into a line; what cannot be read becomes a trouble."""

    def __init__(self, agenda: Agenda, words: Words) -> None:
        self.troubles: list[Trouble] = []
        self._units = Lookup.of(agenda.units)
        self._months = words.months
        self._today = agenda.today
        began = agenda.today.year - (agenda.today.month < SCHOOL_YEAR)
        school = date(began, SCHOOL_YEAR, 1)
        self._earliest = min(school, agenda.today.replace(month=1, day=1))
        self._latest = date(agenda.today.year + YEARS_AHEAD, 12, 31)
        self._people: Mapping[str, list[KnownPerson]] = _found_by(agenda.people)

    def read(self, row: Row) -> Planned | None:
        before = len(self.troubles)
        self.troubles += cell_troubles(Kind.PLAN, row)
        month, day = self._when(row) if row["date"] else (None, None)
        unit = self._units.one(row, "unit") if row["unit"] else None
        if isinstance(unit, Trouble):
            self.troubles.append(unit)
        responsible = self._responsible(row)
        if len(self.troubles) > before or not isinstance(unit, KnownUnit) or month is None:
            return None
        return Planned(
            code=row["code"] or None,
            title=row["title"],
            unit=unit.id,
            month=month,
            day=day,
            audience=row["audience"],
            responsible=responsible,
        )

    def _when(self, row: Row) -> When | tuple[None, None]:
        """The month and, if it is named, the day."""
        when = when_of(row["date"], months=self._months, today=self._today)
        key = None
        if when is Unclear.YEAR:
            key = "plan-year-unclear"
        elif isinstance(when, Unclear):
            key = "plan-date-wrong"
        elif when[0] < self._earliest:
            key = "plan-date-past"
        elif when[0] > self._latest:
            key = "plan-date-far"
        if key is None and not isinstance(when, Unclear):
            return when
        self.troubles.append(row.trouble("date", key or "", value=row["date"]))
        return None, None

    def _responsible(self, row: Row) -> PersonId | None:
        """Of several namesakes none is guessed."""
        words = row["responsible"]
        found = self._people.get(words.lower()) or self._people.get(folded(words), [])
        if not words or len(found) == 1:
            return found[0].id if words else None
        key = "person-ambiguous" if found else "plan-person-unknown"
        self.troubles.append(row.trouble("responsible", key, name=words))
        return None


def _found_by(people: Sequence[KnownPerson]) -> Mapping[str, list[KnownPerson]]:
    """By code and account as they are written, in small letters, and by name."""
    found: dict[str, list[KnownPerson]] = defaultdict(list)
    for person in people:
        if person.code:
            found[person.code.lower()].append(person)
        for account in person.accounts:
            found[str(account)].append(person)
        found[folded(person.name)].append(person)
    return found
