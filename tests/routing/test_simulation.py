"""A year of questions in a region: nobody's question is left, and the load is shared fairly."""

import random

import pytest

from core import ladder as model
from core.ladder import Candidate, Choice, Situation
from tests.routing import simulated
from tests.routing.simulated import Region, gini

FAIR = 0.15


def run(
    methodists: int, questions: int, *, municipalities: int, days: int
) -> tuple[Region, float]:
    region = simulated.build(methodists, municipalities, seed=1, days=days)
    left = simulated.run(region, questions, days=days, seed=2)
    assert left == [], "a question that nobody ever got"
    assert sum(one.given for one in region.everybody) == questions
    return region, unfairness(region, days=days)


def unfairness(region: Region, *, days: int) -> float:
    """Of load per share, in municipalities: the region only steps in."""
    of_each = [
        one.given / one.workload.share
        for unit, staff in region.staff.items()
        for one in staff
        if unit != simulated.REGION
    ]
    return gini(of_each)


def test_a_small_region_is_served_fairly() -> None:
    region, unfair = run(60, 2000, municipalities=3, days=60)

    assert unfair <= FAIR
    assert region.longest_wait <= 14


@pytest.mark.long
@pytest.mark.timeout(600)
def test_a_region_of_five_hundred_methodists_is_served_fairly() -> None:
    region, unfair = run(500, 20_000, municipalities=20, days=120)

    assert unfair <= FAIR
    assert region.longest_wait <= 14


@pytest.fixture
def by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: whoever fits, whatever they have already."""
    chance = random.Random(3)  # noqa: S311 - a simulation that can be run again

    def anybody(situation: Situation) -> Choice | None:
        def fits(one: Candidate) -> bool:
            return model.choose(_only(situation, one)) is not None

        fit = [one for one in situation.candidates if fits(one)]
        return model.choose(_only(situation, chance.choice(fit))) if fit else None

    monkeypatch.setattr(simulated, "choose", anybody)


def _only(situation: Situation, one: Candidate) -> Situation:
    return Situation(
        day=situation.day,
        until=situation.until,
        candidates=(one,),
        workers=situation.workers,
    )


@pytest.mark.usefixtures("by_chance")
def test_chance_would_not_be_fair() -> None:
    _, unfair = run(60, 2000, municipalities=3, days=60)

    assert unfair > FAIR
