"""Rules of routing of a made-up region: shares, absences, terms, leading schools."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from core.catalogue import TopicId
from core.ladder import WORKWEEK

SHARES, CEILINGS = (25, 50, 50, 100, 100, 100), (5, 10, 10, 15)
AWAY = 0.1
"""Which part of the methodists is away."""
LONGEST_AWAY = 14
TERM, LONG_TERM = 2, 5
"""Working days: as a rule, and for the topic that takes longer."""

Row = Mapping[str, object]


class Rules:
    def __init__(self, methodists: Sequence[tuple[int, int]], chance: Random, day: date) -> None:
        self._methodists = methodists
        self._chance = chance
        self._day = day

    def workloads(self) -> Iterator[Row]:
        for person, _ in self._methodists:
            yield {
                "person_id": person,
                "share": self._chance.choice(SHARES),
                "ceiling": self._chance.choice(CEILINGS),
                "days": "".join(map(str, WORKWEEK)),
            }

    def absences(self) -> Iterator[Row]:
        """Now, with a colleague of the same unit in their place where there is one."""
        for person, unit in self._methodists:
            if self._chance.random() >= AWAY:
                continue
            near = [one for one, where in self._methodists if where == unit]
            others = [one for one in near if one != person]
            yield {
                "person_id": person,
                "first": self._day - timedelta(days=self._chance.randrange(LONGEST_AWAY)),
                "last": self._day + timedelta(days=self._chance.randrange(LONGEST_AWAY)),
                "substitute_id": self._chance.choice(others) if others else None,
            }

    def terms(self, region: int, topics: Sequence[TopicId]) -> Iterator[Row]:
        yield {"unit_id": region, "topic_id": None, "days": TERM}
        if topics:
            yield {"unit_id": region, "topic_id": topics[-1], "days": LONG_TERM}

    def leading(self, schools: Sequence[tuple[int, int]]) -> Iterator[Row]:
        for municipality, school in schools:
            yield {"unit_id": municipality, "school_id": school, "subject_id": None}
