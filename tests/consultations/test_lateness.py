"""What is not answered in time goes up the ladder; what nobody has is looked at to the end."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from core.choices import choice_in, situation_in
from core.consultations import use_cases
from core.consultations.lateness import AnswerLate, QuestionLapsed, QuestionOverdue
from core.consultations.model import State, Words
from core.consultations.notices import (
    QuestionAsked,
    QuestionContinued,
    QuestionUnowned,
    QuestionWaits,
)
from core.ladder import End, How, Situation, Workload, choose
from core.people import Person
from core.promise import promised
from core.working_time import WorkingCalendar
from storage import consultations as storage_of_consultations
from storage.tenures import SqlRouting
from storage.work import Database
from tests import town
from tests.consultations.asking import ask, now_saved
from tests.times import ZONE, Clock
from tests.town import Town

ONE = Workload(ceiling=1)


async def tick(database: Database) -> None:
    async with database.open_work() as work:
        await use_cases.remind(work)
        await use_cases.remind_at_half(work)
    async with database.open_work() as work:
        await use_cases.escalate(work)
    walk = use_cases.Walk()
    while not walk.over:
        async with database.open_work() as work:
            await use_cases.give_unowned(work, walk)


async def test_the_promise_is_reminded_of_twice_then_the_next_step_has_it(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.region)
    question = await ask(any_database, here, anna)
    assert question.methodist == boris.id
    for _ in range(54):
        clock.wait(hours=1)
        await tick(any_database)
    reminders = await town.letters(any_database, QuestionWaits)
    assert [(one["to"], one["half"]) for one in reminders] == [
        (boris.id, True),
        (boris.id, False),
    ]

    for _ in range(2):
        clock.wait(hours=1)
        await tick(any_database)

    now = await now_saved(any_database, question.id)
    assert now is not None
    assert (now.methodist, now.due_at > clock()) == (galina.id, True)
    for kind, to in ((AnswerLate, anna), (QuestionLapsed, boris), (QuestionOverdue, vera)):
        assert [one["to"] for one in await town.letters(any_database, kind)] == [to.id]
    asked = await town.letters(any_database, QuestionAsked)
    assert [one["to"] for one in asked] == [boris.id, galina.id]


async def test_after_the_last_step_it_is_the_coordinators_and_never_goes_back(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    question = await ask(any_database, here, anna)
    clock.wait(days=3)
    for _ in range(3):
        await tick(any_database)

    now = await now_saved(any_database, question.id)
    assert now is not None
    assert now.methodist is None
    assert [one["to"] for one in await town.letters(any_database, QuestionUnowned)] == [vera.id]
    async with any_database.open_view() as work:
        [only] = await work.routing.tenures(question.id)
    assert (only.person, only.end) == (boris.id, End.LAPSED)


async def test_why_is_kept_and_gives_the_same_choice_again(
    any_database: Database, here: Town, anna: Person, boris: Person
) -> None:
    question = await ask(any_database, here, anna)
    async with any_database.open_view() as work:
        [tenure] = await work.routing.tenures(question.id)

    assert tenure.facts is not None
    assert tenure.how is How.ASKED
    assert choose(situation_in(tenure.facts)) == choice_in(tenure.facts)


async def test_who_frees_up_is_given_the_oldest(
    any_database: Database, here: Town, anna: Person
) -> None:
    waiting = [await ask(any_database, here, anna) for _ in range(2)]
    assert [one.methodist for one in waiting] == [None, None]
    async with any_database.open_work() as work:
        late = await town.methodist(work, "Галина", here.region)
        await work.rules.put_workload(late.id, ONE)
    await tick(any_database)

    owners = [await now_saved(any_database, one.id) for one in waiting]
    assert [one.methodist for one in owners if one] == [late.id, None]


async def test_a_late_reply_to_a_question_back_is_not_late_at_once(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    """The promise stands still while the teacher has the turn, and both see the new day."""
    question = await ask(any_database, here, anna)
    clock.wait(hours=1)
    async with any_database.open_work() as work:
        await use_cases.ask_back(work, question.id, Words("Какой класс?"), me=boris)
    clock.wait(hours=1)
    async with any_database.open_work() as work:
        await use_cases.ask_back(work, question.id, Words("И какой учебник?"), me=boris)
    clock.wait(days=9)
    await tick(any_database)
    async with any_database.open_work() as work:
        after = await use_cases.write_on(work, question.id, Words("Седьмой."), me=anna)
    await tick(any_database)

    assert (after.state, after.methodist) == (State.WAITING, boris.id)
    calendar = WorkingCalendar(ZONE)
    assert after.due_at == promised(clock(), 2, calendar)
    assert await now_saved(any_database, question.id) == after
    [more] = await town.letters(any_database, QuestionContinued)
    assert datetime.fromisoformat(str(more["due_at"])) == after.due_at
    assert await town.letters(any_database, QuestionWaits) == []

    clock.now = clock.now + (after.due_at - clock.now) / 2 + timedelta(minutes=1)
    await tick(any_database)
    [half] = await town.letters(any_database, QuestionWaits)
    assert (half["to"], half["half"]) == (boris.id, True)


async def test_more_words_do_not_move_what_was_not_standing_still(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person
) -> None:
    question = await ask(any_database, here, anna)
    clock.wait(days=1)
    async with any_database.open_work() as work:
        after = await use_cases.write_on(work, question.id, Words("И ещё."), me=anna)

    assert after.due_at == question.due_at
    [more] = await town.letters(any_database, QuestionContinued)
    assert more["due_at"] is None


async def test_those_at_the_end_of_the_queue_are_looked_at_too(
    any_database: Database, here: Town, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes answers for the last one alone; those before it nobody can have."""
    monkeypatch.setattr(storage_of_consultations, "MOST_LOST", 3)
    first = [await ask(any_database, here, anna) for _ in range(7)]
    async with any_database.open_work() as work:
        olga = await town.settle(work, "Ольга", here.far_school)
    last = await ask(any_database, here, olga)
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.far_district)
    await tick(any_database)

    now = await now_saved(any_database, last.id)
    assert now is not None
    assert now.methodist == galina.id
    saved = [await now_saved(any_database, one.id) for one in first]
    assert [one.methodist for one in saved if one] == [None] * 7


async def test_for_what_nobody_was_found_nobody_is_looked_for_twice(
    any_database: Database, here: Town, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with any_database.open_work() as work:
        egor = await town.settle(work, "Егор", here.school_5)
    for one in (anna, egor, anna):
        await ask(any_database, here, one)
    looks = 0
    situation = SqlRouting.situation

    async def counted(*args: Any, **more: Any) -> Situation:
        nonlocal looks
        looks += 1
        return await situation(*args, **more)

    monkeypatch.setattr(SqlRouting, "situation", counted)
    await tick(any_database)

    assert looks == 1


async def test_who_cannot_have_their_own_question_does_not_stand_in_the_way(
    any_database: Database, here: Town, anna: Person
) -> None:
    """Nobody could be found for the only methodist: they are found for everybody else."""
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.district)
    own = await ask(any_database, here, galina)
    async with any_database.open_work() as work:
        unowned = await town.ask(work, town.a_question(here), teacher=anna)
        await work.consultations.mark_announced(unowned.id, at=work.now)
        await work.consultations.mark_announced(own.id, at=work.now)
    await tick(any_database)

    now = await now_saved(any_database, unowned.id)
    assert now is not None
    assert now.methodist == galina.id


async def test_a_promise_that_lasts_longer_is_looked_at_for_itself(
    any_database: Database, here: Town, anna: Person
) -> None:
    """Whoever works on Thursdays alone is in time for the one that is promised until Friday."""
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.district)
        await work.rules.put_workload(galina.id, Workload(days=(3,)))
        asked = [
            await town.ask(
                work,
                town.a_question(here),
                teacher=anna,
                due_at=work.now + timedelta(days=days),
            )
            for days in (2, 4)
        ]
        for one in asked:
            await work.consultations.mark_announced(one.id, at=work.now)
    await tick(any_database)

    owners = [await now_saved(any_database, one.id) for one in asked]
    assert [one.methodist for one in owners if one] == [None, galina.id]
