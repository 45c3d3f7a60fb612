"""The ladder and the choice on it: the same facts always give the same person. Pure rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from core.people import PersonId
from core.units import UnitId

FULL_SHARE = 100
USUAL_CEILING = 10
SHARES, CEILINGS = range(10, 201), range(1, 201)
"""What may be said of a methodist: percent of a full post, questions that wait at once."""
WORKWEEK = (0, 1, 2, 3, 4)
"""Monday to Friday, as ``date.weekday`` counts them."""

LOOKED_BACK = timedelta(days=28)
"""For so long it counts how many questions somebody was given."""
LEAST_PRESENT = 10
"""Percent. Whoever comes back after long is not given everything at once."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class How(StrEnum):
    """How a question came to somebody."""

    ASKED = "asked"
    FREED = "freed"
    LAPSED = "lapsed"
    PASSED = "passed"
    HANDED = "handed"
    TAKEN = "taken"
    REOPENED = "reopened"


class End(StrEnum):
    """Why somebody has it no longer."""

    LAPSED = "lapsed"
    PASSED = "passed"
    HANDED = "handed"
    LOST = "lost"


def step_of(depth: int, *, leading: bool = False) -> int:
    """Where on the ladder a unit so many levels above the teacher's own stands.

    A leading school stands right above the unit whose schools it serves: the school is 0, its
    municipality 2, the leading school of that 3, the region 4.
    """
    return 2 * depth + leading


def is_leading(step: int) -> bool:
    return step % 2 == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What a methodist may be given: share of a full post in percent, ceiling, working days."""

    share: int = FULL_SHARE
    ceiling: int = USUAL_CEILING
    days: tuple[int, ...] = WORKWEEK


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A methodist on the day of the choice.

    ``load`` is how many questions wait for their answer, ``recent`` how many they were given
    lately, ``present`` how many percent of that time they were not absent.
    """

    person: PersonId
    workload: Workload = field(default_factory=Workload)
    load: int = 0
    recent: int = 0
    present: int = 100
    last: datetime | None = None
    absent: bool = False
    substitute: PersonId | None = None

    def works(self, day: date) -> bool:
        """A weekend that the Government has made a working day is one for everybody."""
        return day.weekday() in self.workload.days or day.weekday() not in WORKWEEK

    def works_until(self, day: date, last: date) -> bool:
        """On one of the days after ``day``, up to the last."""
        ahead = range(1, min((last - day).days, 7) + 1)
        return any((day + timedelta(days=one)).weekday() in self.workload.days for one in ahead)

    @property
    def burden(self) -> Fraction:
        """With one question more, for their share and for the time they were there."""
        asked = self.load + self.recent + 1
        return Fraction(asked, self.workload.share * max(self.present, LEAST_PRESENT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who answers for a question, and where on the ladder.

    ``subject`` and ``topic``: whether they answer for just these, or only because they answer
    for any.
    """

    person: PersonId
    unit: UnitId
    step: int
    subject: bool = False
    topic: bool = False

    @property
    def generality(self) -> int:
        return (not self.subject) + (not self.topic)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything that a choice depends on.

    ``day`` is the working day that counts, ``until`` the last one of the promise. Nobody below
    the step ``lowest`` is asked, and none of the ``barred``.
    """

    day: date
    until: date
    candidates: tuple[Candidate, ...]
    workers: Mapping[PersonId, Worker]
    lowest: int = 0
    barred: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who gets the question, and why: it is worded in ``texts``.

    ``instead_of`` is the absent one whose place they take; ``later`` says that they do not work
    on the day itself; ``among`` is out of how many they were chosen on their step.
    """

    person: PersonId
    unit: UnitId
    step: int
    subject: bool
    topic: bool
    load: int
    recent: int
    share: int
    ceiling: int
    among: int = 1
    instead_of: PersonId | None = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A candidate's place on the ladder and who would stand there."""

    candidate: Candidate
    worker: Worker

    @property
    def instead_of(self) -> PersonId | None:
        mine = self.candidate.person == self.worker.person
        return None if mine else self.candidate.person

    @property
    def order(self) -> tuple[object, ...]:
        """Nearest; of equals the specialist; of those the least loaded for their share, who
        waited longest for a question, the eldest here."""
        return (
            self.candidate.step,
            self.candidate.generality,
            self.worker.burden,
            self.worker.last or LONG_AGO,
            self.worker.person,
            self.instead_of or 0,
            self.candidate.unit,
            not self.candidate.subject,
        )


def choose(situation: Situation) -> Choice | None:
    """The nearest who fits and works that day; else the nearest who works before the promise is
    over; else nobody, and the question waits for a coordinator."""
    places = list(_places(situation))
    for later in (False, True):
        fit = [place for place in places if _is_there(place.worker, situation, later=later)]
        if fit:
            best = min(fit, key=lambda place: place.order)
            return _choice(best, fit, later=later)
    return None


def _places(situation: Situation) -> Iterator[_Place]:
    """Whoever is above their ceiling has no place."""
    for candidate in situation.candidates:
        worker = stand_in(candidate.person, situation.workers)
        if (
            worker is not None
            and candidate.step >= situation.lowest
            and not {candidate.person, worker.person} & situation.barred
            and worker.load < worker.workload.ceiling
        ):
            yield _Place(candidate, worker)


def stand_in(person: PersonId, workers: Mapping[PersonId, Worker]) -> Worker | None:
    """Whoever is there in the place of the person: themselves, or the end of the chain of
    substitutes, which leads nowhere when it leads back."""
    seen: set[PersonId] = set()
    at: PersonId | None = person
    while at is not None and at not in seen:
        worker = workers.get(at)
        if worker is None or not worker.absent:
            return worker
        seen.add(at)
        at = worker.substitute
    return None


def _is_there(worker: Worker, situation: Situation, *, later: bool) -> bool:
    if later:
        return worker.works_until(situation.day, situation.until)
    return worker.works(situation.day)


def _choice(best: _Place, fit: list[_Place], *, later: bool) -> Choice:
    candidate, worker = best.candidate, best.worker
    return Choice(
        person=worker.person,
        unit=candidate.unit,
        step=candidate.step,
        subject=candidate.subject,
        topic=candidate.topic,
        load=worker.load,
        recent=worker.recent,
        share=worker.workload.share,
        ceiling=worker.workload.ceiling,
        among=len({each.worker.person for each in fit if each.candidate.step == candidate.step}),
        instead_of=best.instead_of,
        later=later,
    )
