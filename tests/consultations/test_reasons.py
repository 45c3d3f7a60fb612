"""«Почему мне»: what is told is what was, and the kept facts give the same choice again."""

import json

import pytest
from hypothesis import given

from core.choices import choice_in, facts_of, situation_in
from core.consultations import use_cases
from core.consultations.reasons import Nearer, Reason, reason_in, why
from core.consultations.refusals import NobodyHasIt
from core.errors import NotYours
from core.ladder import Choice, How, Situation, choose, is_leading, stand_in
from core.people import Person
from core.roles import use_cases as roles
from storage.work import Database
from tests import town
from tests.consultations.asking import ask
from tests.routing.test_model import situations
from tests.times import Clock
from tests.town import Town


def reason_of(situation: Situation) -> Reason | None:
    """As it is read from the database."""
    return reason_in(json.loads(json.dumps(facts_of(situation, choose(situation)))))


def chosen_from(situation: Situation) -> list[Choice]:
    """Everybody whom the ladder would have chosen, had each one before them not been there."""
    found = []
    barred = situation.barred
    while True:
        without = Situation(
            day=situation.day,
            until=situation.until,
            candidates=situation.candidates,
            workers=situation.workers,
            lowest=situation.lowest,
            barred=barred,
        )
        if (choice := choose(without)) is None:
            return found
        found.append(choice)
        barred |= {choice.person}


@given(situations)
def test_the_kept_facts_give_the_reason_and_the_same_choice(situation: Situation) -> None:
    choice = choose(situation)
    kept = json.loads(json.dumps(facts_of(situation, choice)))

    assert choose(situation_in(kept)) == choice_in(kept) == choice
    reason = reason_in(kept)
    assert (reason is None) == (choice is None)
    assert reason is None or reason.choice == choice


@given(situations)
def test_what_the_reason_says_of_others_is_true(situation: Situation) -> None:
    if (reason := reason_of(situation)) is None:
        return
    choice = reason.choice
    there = [one for one in chosen_from(situation) if one.later == choice.later]

    assert all(one.step >= choice.step for one in there)
    assert (reason.nearer is Nearer.PASSED) == (situation.lowest > 0)
    assert reason.nearer is not Nearer.NEAREST or choice.step == 0
    assert reason.leading == is_leading(choice.step)
    same = [one for one in there if one.step == choice.step]
    assert choice.among >= 1
    assert len({one.person for one in same}) <= choice.among


@given(situations)
def test_what_the_reason_says_of_the_chosen_is_true(situation: Situation) -> None:
    if (reason := reason_of(situation)) is None:
        return
    choice = reason.choice
    worker = situation.workers[choice.person]

    assert (choice.load, choice.recent) == (worker.load, worker.recent)
    assert (choice.share, choice.ceiling) == (worker.workload.share, worker.workload.ceiling)
    assert choice.later != worker.works(situation.day)
    stands_for = choice.instead_of or choice.person
    stands = stand_in(stands_for, situation.workers)
    assert stands == worker
    assert any(
        (one.person, one.unit, one.step) == (stands_for, choice.unit, choice.step)
        for one in situation.candidates
    )


async def test_the_methodist_and_the_coordinator_learn_why(
    any_database: Database, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    question = await ask(any_database, here, anna)
    async with any_database.open_view() as work:
        for one in (boris, vera):
            answerer = await why(work, question.id, me=one)
            assert (answerer.how, answerer.name) == (How.ASKED, "Борис")
            assert answerer.unit == "Озёрный район"
            assert answerer.reason is not None
            assert answerer.reason.nearer is Nearer.NOBODY
        with pytest.raises(NotYours):
            await why(work, question.id, me=anna)


async def test_what_was_taken_by_hand_says_so(
    any_database: Database, here: Town, anna: Person, vera: Person
) -> None:
    question = await ask(any_database, here, anna)
    async with any_database.open_view() as work:
        with pytest.raises(NobodyHasIt):
            await why(work, question.id, me=vera)
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        await use_cases.take(work, question.id, me=boris)
    async with any_database.open_view() as work:
        answerer = await why(work, question.id, me=boris)

    assert (answerer.how, answerer.reason) == (How.TAKEN, None)


async def test_after_a_lapse_the_reason_is_of_the_new_one(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.region)
    question = await ask(any_database, here, anna)
    clock.wait(days=3)
    async with any_database.open_work() as work:
        await use_cases.escalate(work)
    async with any_database.open_view() as work:
        answerer = await why(work, question.id, me=galina)
        with pytest.raises(NotYours):
            await why(work, question.id, me=boris)

    assert (answerer.how, answerer.unit) == (How.LAPSED, "Северная область")
    assert answerer.reason is not None
    assert answerer.reason.nearer is Nearer.PASSED


async def test_whoever_has_lost_the_role_is_told_nothing_more(
    any_database: Database, here: Town, anna: Person, boris: Person
) -> None:
    question = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        [appointment] = await work.roles.below([here.district])
        await roles.revoke(work, appointment.id, by=None)
        after = await work.people.get(boris.id)
    async with any_database.open_view() as work:
        with pytest.raises(NotYours):
            await why(work, question.id, me=after)
