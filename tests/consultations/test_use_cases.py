"""A question finds its methodist, is answered, continued, closed and rated."""

from datetime import timedelta

import pytest

from core.consultations import use_cases
from core.consultations.model import (
    Outcome,
    Question,
    State,
    Words,
)
from core.consultations.notices import (
    ConsultationRated,
    QuestionAnswered,
    QuestionAsked,
    QuestionContinued,
    QuestionUnowned,
    QuestionWaits,
)
from core.consultations.refusals import (
    NotClosedYet,
    NothingSaid,
)
from core.expertise.model import Expertise
from core.people import Person, Role
from core.working_time import WorkingCalendar, end_of_working_day
from storage.work import Database
from tests import town
from tests.consultations.asking import YES, ask, now_saved
from tests.times import MONDAY, ZONE, Clock
from tests.town import Town, letters


async def test_a_question_goes_to_the_nearest_methodist_who_knows_the_subject(
    any_database: Database, here: Town, anna: Person
) -> None:
    maths = Expertise(unit=here.district, subjects=frozenset({here.maths}))
    async with any_database.open_work() as work:
        await town.methodist(work, "Галина", here.region)
        await town.methodist(work, "Дарья", here.district)
        boris = await town.methodist(work, "Борис", here.district, expertise=maths)

    asked = await ask(any_database, here, anna)

    assert asked.methodist == boris.id
    assert asked.due_at == end_of_working_day(MONDAY, days=2, calendar=WorkingCalendar(ZONE))
    [letter] = await letters(any_database, QuestionAsked)
    assert letter["to"] == boris.id
    assert (letter["teacher"], letter["unit"]) == ("Анна", "МБОУ СОШ № 5")
    assert (letter["text"], letter["subject"]) == ("Как оценивать проект?", "Математика")
    assert not letter["handed_over"]


async def test_a_question_nobody_answers_for_is_told_to_the_nearest_coordinators(
    any_database: Database, here: Town, anna: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        await town.settle(work, "Галина", here.region, roles=[Role.COORDINATOR])
        galina = await town.settle(work, "Галина", here.district, roles=[Role.COORDINATOR])

    asked = await ask(any_database, here, anna)

    assert asked.methodist is None
    told = await letters(any_database, QuestionUnowned)
    assert {letter["to"] for letter in told} == {vera.id, galina.id}
    assert await letters(any_database, QuestionAsked) == []


async def test_a_question_is_kept_even_where_nobody_coordinates(
    any_database: Database, here: Town, anna: Person
) -> None:
    asked = await ask(any_database, here, anna)

    assert await now_saved(any_database, asked.id) == asked


async def test_a_methodist_does_not_get_their_own_question(
    any_database: Database, here: Town, boris: Person
) -> None:
    assert (await ask(any_database, here, boris)).methodist is None


async def test_questions_are_shared_out_evenly(
    any_database: Database, here: Town, anna: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.district)

    owners = [(await ask(any_database, here, anna)).methodist for _ in range(4)]

    assert owners == [boris.id, galina.id, boris.id, galina.id]


async def test_silence_is_not_a_question_nor_an_answer(
    any_database: Database, here: Town, anna: Person, boris: Person
) -> None:
    asked = await ask(any_database, here, anna)
    silent = Question(topic=here.attestation, subject=None, words=Words(" \n"))
    async with any_database.open_work() as work:
        with pytest.raises(NothingSaid):
            await use_cases.ask(work, silent, me=anna)
        with pytest.raises(NothingSaid):
            await use_cases.answer(work, asked.id, Words(), me=boris)
        with pytest.raises(NothingSaid):
            await use_cases.write_on(work, asked.id, Words(), me=anna)


async def test_a_teacher_asks_a_methodist_answers_and_the_teacher_rates_it(
    any_database: Database, here: Town, anna: Person, boris: Person, clock: Clock
) -> None:
    asked = await ask(any_database, here, anna)
    answered_at = clock.wait(hours=3)
    async with any_database.open_work() as work:
        await use_cases.answer(work, asked.id, YES, me=boris)
    clock.wait(hours=1)
    async with any_database.open_work() as work:
        await use_cases.write_on(work, asked.id, Words("А если работа в паре?"), me=anna)
    async with any_database.open_work() as work:
        await use_cases.answer(work, asked.id, Words("Так же."), me=boris)
    closed_at = clock.wait(days=1)
    async with any_database.open_work() as work:
        await use_cases.close(work, asked.id, me=anna)
        await use_cases.rate(work, asked.id, Outcome.FULL, me=anna)

    after = await now_saved(any_database, asked.id)
    assert after is not None
    assert (after.state, after.outcome) == (State.CLOSED, Outcome.FULL)
    assert (after.answered_at, after.closed_at) == (answered_at, closed_at)
    answers = await letters(any_database, QuestionAnswered)
    assert [(one["to"], one["text"]) for one in answers] == [
        (anna.id, YES.text),
        (anna.id, "Так же."),
    ]
    [more] = await letters(any_database, QuestionContinued)
    assert (more["to"], more["text"]) == (boris.id, "А если работа в паре?")
    [rated] = await letters(any_database, ConsultationRated)
    assert (rated["to"], rated["outcome"]) == (boris.id, "full")


async def test_a_mark_may_be_changed_and_the_methodist_hears_once(
    any_database: Database, here: Town, anna: Person, boris: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        with pytest.raises(NotClosedYet):
            await use_cases.rate(work, asked.id, Outcome.FULL, me=anna)
    async with any_database.open_work() as work:
        await use_cases.close(work, asked.id, me=anna)
    for outcome in (Outcome.FULL, Outcome.NONE):
        async with any_database.open_work() as work:
            await use_cases.rate(work, asked.id, outcome, me=anna)

    after = await now_saved(any_database, asked.id)
    assert after is not None
    assert after.outcome is Outcome.NONE
    assert len(await letters(any_database, ConsultationRated)) == 1


async def test_a_methodist_is_reminded_a_day_before_and_once(
    any_database: Database, here: Town, anna: Person, boris: Person, clock: Clock
) -> None:
    asked = await ask(any_database, here, anna)
    answered = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        await use_cases.answer(work, answered.id, YES, me=boris)
    told = []
    clock.now = asked.due_at - timedelta(days=1)
    for wait in (timedelta(), timedelta(seconds=1), timedelta(hours=1), timedelta(days=3)):
        clock.now += wait
        async with any_database.open_work() as work:
            told.append(await use_cases.remind(work))

    assert told == [0, 1, 0, 0]
    [letter] = await letters(any_database, QuestionWaits)
    assert (letter["to"], letter["teacher"]) == (boris.id, "Анна")
