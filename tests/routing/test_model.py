"""The ladder as pure rules: whatever the facts are, the choice keeps its promises."""

import random
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.choices import choice_in, facts_of, situation_in
from core.ladder import Candidate, Choice, Situation, Worker, Workload, choose
from core.people import PersonId
from core.units import UnitId

MONDAY = date(2026, 9, 14)
WEDNESDAY = date(2026, 9, 16)

people = st.integers(1, 8).map(PersonId)
workers = st.builds(
    Worker,
    person=people,
    workload=st.builds(
        Workload,
        share=st.sampled_from([25, 50, 100, 150]),
        ceiling=st.integers(1, 4),
        days=st.sets(st.integers(0, 4), min_size=1).map(lambda days: tuple(sorted(days))),
    ),
    load=st.integers(0, 5),
    recent=st.integers(0, 9),
    absent=st.booleans(),
    substitute=st.none() | people,
)
candidates = st.builds(
    Candidate,
    person=people,
    unit=st.integers(1, 5).map(UnitId),
    step=st.integers(0, 4),
    subject=st.booleans(),
    topic=st.booleans(),
)
situations = st.builds(
    Situation,
    day=st.just(MONDAY),
    until=st.just(WEDNESDAY),
    candidates=st.lists(candidates, max_size=10).map(tuple),
    workers=st.lists(workers, max_size=8, unique_by=lambda one: one.person).map(
        lambda found: {one.person: one for one in found}
    ),
    lowest=st.integers(0, 3),
    barred=st.frozensets(people, max_size=3),
)


@given(situations, st.randoms(use_true_random=False))
def test_the_same_facts_give_the_same_person_in_whatever_order(
    situation: Situation, chance: random.Random
) -> None:
    mixed = list(situation.candidates)
    chance.shuffle(mixed)
    workers = dict(sorted(situation.workers.items(), reverse=True))

    assert choose(situation) == choose(
        replace(situation, candidates=tuple(mixed), workers=workers)
    )


@given(situations)
def test_nobody_is_chosen_who_must_not_be(situation: Situation) -> None:
    """Barred are the teacher and whoever let the question lapse."""
    choice = choose(situation)
    if choice is None:
        return
    worker = situation.workers[choice.person]

    assert choice.person not in situation.barred
    assert choice.instead_of not in situation.barred
    assert not worker.absent
    assert worker.load < worker.workload.ceiling
    assert choice.step >= situation.lowest


@given(situations)
def test_a_question_is_without_somebody_only_when_nobody_fits(situation: Situation) -> None:
    if choose(situation) is not None:
        return
    for candidate in situation.candidates:
        worker = situation.workers.get(candidate.person)
        assert (
            worker is None
            or worker.absent
            or candidate.person in situation.barred
            or candidate.step < situation.lowest
            or worker.load >= worker.workload.ceiling
            or not (
                worker.works(situation.day) or worker.works_until(situation.day, situation.until)
            )
        )


@given(situations)
def test_the_nearest_step_on_which_somebody_works_is_chosen(situation: Situation) -> None:
    choice = choose(situation)
    for candidate in situation.candidates:
        worker = situation.workers.get(candidate.person)
        if (
            worker is not None
            and not worker.absent
            and worker.works(situation.day)
            and worker.load < worker.workload.ceiling
            and candidate.person not in situation.barred
            and candidate.step >= situation.lowest
        ):
            assert choice is not None
            assert not choice.later
            assert choice.step <= candidate.step


@given(situations)
def test_escalation_goes_up_the_ladder_and_ends(situation: Situation) -> None:
    steps = []
    while (choice := choose(situation)) is not None:
        steps.append(choice.step)
        situation = replace(
            situation, lowest=choice.step + 1, barred=situation.barred | {choice.person}
        )

    assert steps == sorted(set(steps))


@given(situations)
def test_the_choice_can_be_made_again_from_what_was_kept(situation: Situation) -> None:
    choice = choose(situation)
    facts = facts_of(situation, choice)

    assert choice_in(facts) == choice
    assert choose(situation_in(facts)) == choice


def equals(*workers: Worker) -> Choice | None:
    return choose(
        Situation(
            day=MONDAY,
            until=WEDNESDAY,
            candidates=tuple(
                Candidate(person=one.person, unit=UnitId(1), step=2) for one in workers
            ),
            workers={one.person: one for one in workers},
        )
    )


def worker(person: int, *, load: int = 0, share: int = 100) -> Worker:
    return Worker(person=PersonId(person), load=load, workload=Workload(share=share))


def test_of_equals_the_least_loaded_for_their_share_is_chosen() -> None:
    choice = equals(worker(1, load=2), worker(2, load=1, share=50), worker(3, load=3, share=200))

    assert choice is not None
    assert (choice.person, choice.among) == (3, 3)


def test_a_substitute_stands_in_and_a_circle_of_them_leads_nowhere() -> None:
    away = replace(worker(1), absent=True, substitute=PersonId(2))
    circle = replace(worker(2), absent=True, substitute=PersonId(1))

    alone = Situation(
        day=MONDAY,
        until=WEDNESDAY,
        candidates=(Candidate(person=PersonId(1), unit=UnitId(1), step=2),),
        workers={PersonId(1): away, PersonId(2): worker(2)},
    )
    choice = choose(alone)

    assert choice is not None
    assert (choice.person, choice.instead_of) == (2, 1)
    assert choose(replace(alone, workers={PersonId(1): away, PersonId(2): circle})) is None
