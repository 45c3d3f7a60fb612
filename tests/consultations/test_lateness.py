"""What is not answered in time goes up the ladder; two who look at once move it once."""

import asyncio

import pytest

from core.choices import choice_in, situation_in
from core.consultations import use_cases
from core.consultations.lateness import AnswerLate, QuestionLapsed, QuestionOverdue
from core.consultations.model import Consultation
from core.consultations.notices import QuestionAsked, QuestionUnowned, QuestionWaits
from core.ladder import End, How, Workload, choose
from core.people import Person
from storage.consultations import SqlConsultations
from storage.work import Database
from tests import town
from tests.consultations.asking import ask, now_saved
from tests.times import Clock
from tests.town import Town

ONE = Workload(ceiling=1)


async def tick(database: Database) -> None:
    async with database.open_work() as work:
        await use_cases.remind(work)
        await use_cases.remind_at_half(work)
    async with database.open_work() as work:
        await use_cases.escalate(work)
    async with database.open_work() as work:
        await use_cases.give_unowned(work)


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


async def both_at_once(database: Database, question: Consultation) -> int:
    """Two ticks have seen the same overdue question before either has moved it."""
    async with database.open_view() as work:
        seen = await work.consultations.overdue(work.now)
    assert [one.id for one in seen] == [question.id]
    together = pytest.MonkeyPatch()
    try:

        async def as_it_was(_self: object, _moment: object) -> list[Consultation]:
            return list(seen)

        together.setattr(SqlConsultations, "overdue", as_it_was)
        moved = []
        for _ in range(2):
            async with asyncio.timeout(20), database.open_work() as work:
                moved.append(await use_cases.escalate(work))
    finally:
        together.undo()
    return sum(moved)


async def test_two_ticks_move_it_once(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person
) -> None:
    question = await ask(any_database, here, anna)
    clock.wait(days=3)

    assert await both_at_once(any_database, question) == 1


async def test_without_the_look_at_what_it_was_it_would_move_twice(
    any_database: Database,
    clock: Clock,
    here: Town,
    anna: Person,
    boris: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def trusting(*_: object, **__: object) -> bool:
        return True

    question = await ask(any_database, here, anna)
    clock.wait(days=3)
    monkeypatch.setattr(SqlConsultations, "save", trusting)

    assert await both_at_once(any_database, question) == 2
