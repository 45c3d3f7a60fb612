"""A region in memory: methodists with shares and holidays, and questions day after day."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from core.ladder import Candidate, Situation, Worker, Workload, choose, step_of
from core.people import PersonId
from core.units import UnitId
from core.working_time import WorkingCalendar

REGION = UnitId(1)
START = date(2026, 9, 1)
LOOKED_BACK = 28
ANSWERED_A_DAY = 5
"""By a full post."""


@dataclass(slots=True)
class Somebody:
    person: PersonId
    workload: Workload
    absences: tuple[tuple[date, date], ...]
    load: int = 0
    given: int = 0
    days: list[date] = field(default_factory=list)

    def absent(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.absences)

    def worker(self, day: date) -> Worker:
        since = day - timedelta(days=LOOKED_BACK)
        back = [since + timedelta(days=one) for one in range(LOOKED_BACK)]
        back = [one for one in back if one >= START] or [day]
        there = sum(not self.absent(one) for one in back)
        self.days = [one for one in self.days if one >= since]
        last = datetime.combine(self.days[-1], time(12), UTC) if self.days else None
        return Worker(
            person=self.person,
            workload=self.workload,
            load=self.load,
            recent=len(self.days),
            present=100 * there // len(back),
            last=last,
            absent=self.absent(day),
        )


@dataclass(slots=True)
class Region:
    """Municipalities of many methodists each, and some of the region above them all."""

    staff: dict[UnitId, list[Somebody]]
    unowned: int = 0
    longest_wait: int = 0

    @property
    def everybody(self) -> Sequence[Somebody]:
        return [one for staff in self.staff.values() for one in staff]


def build(methodists: int, municipalities: int, *, seed: int, days: int) -> Region:
    chance = random.Random(seed)  # noqa: S311 - a simulation that can be run again
    staff: dict[UnitId, list[Somebody]] = defaultdict(list)
    for number in range(1, methodists + 1):
        unit = UnitId(2 + number % municipalities)
        if number % 20 == 0:
            unit = REGION
        gone = START + timedelta(days=chance.randrange(days))
        absences = ((gone, gone + timedelta(days=chance.choice([3, 7, 14]))),)
        share = chance.choice([25, 50, 100, 100, 100, 150])
        staff[unit].append(
            Somebody(
                PersonId(number),
                Workload(share=share, ceiling=max(4, share // 5)),
                absences if chance.random() < 0.4 else (),
            )
        )
    return Region(staff)


def run(region: Region, questions: int, *, days: int, seed: int) -> list[date]:
    """Questions of municipalities, as many a day as there are to be; who is left waits until
    somebody is free, the oldest first. Returns the days of those that nobody has at the end."""
    chance = random.Random(seed)  # noqa: S311 - a simulation that can be run again
    calendar = WorkingCalendar(UTC)
    day, left = START, questions
    waiting: list[tuple[date, UnitId]] = []
    municipalities = sorted(unit for unit in region.staff if unit != REGION)
    working = 0
    while left or (waiting and working < 2 * days):
        if calendar.is_working(day):
            working += 1
            for one in region.everybody:
                if not one.absent(day):
                    one.load = max(
                        0, one.load - max(1, ANSWERED_A_DAY * one.workload.share // 100)
                    )
            fresh = min(left, questions // days + 1)
            left -= fresh
            waiting += [(day, chance.choice(municipalities)) for _ in range(fresh)]
            waiting = _given(region, waiting, day, calendar)
        day += timedelta(days=1)
    return [since for since, _ in waiting]


def _given(
    region: Region, waiting: list[tuple[date, UnitId]], day: date, calendar: WorkingCalendar
) -> list[tuple[date, UnitId]]:
    workers = {one.person: one.worker(day) for one in region.everybody}
    people = {one.person: one for one in region.everybody}
    until = calendar.working_day_after(calendar.working_day_after(day))
    kept = []
    for since, unit in waiting:
        candidates = tuple(
            Candidate(person=one.person, unit=where, step=step_of(depth))
            for depth, where in enumerate((unit, REGION), start=1)
            for one in region.staff[where]
        )
        choice = choose(Situation(day=day, until=until, candidates=candidates, workers=workers))
        if choice is None:
            region.unowned += 1
            kept.append((since, unit))
            continue
        region.longest_wait = max(region.longest_wait, (day - since).days)
        chosen = people[choice.person]
        chosen.load += 1
        chosen.given += 1
        chosen.days.append(day)
        workers[choice.person] = chosen.worker(day)
    return kept


def gini(values: Sequence[float]) -> float:
    """0: everybody has the same; 1: one has it all."""
    ordered = sorted(values)
    total, many = sum(ordered), len(ordered)
    if not total:
        return 0.0
    weighted = sum(place * value for place, value in enumerate(ordered, start=1))
    return 2 * weighted / (many * total) - (many + 1) / many
