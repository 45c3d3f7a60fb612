"""A question is passed on: to a person or up the ladder, with a reason, and everybody hears."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from core.absence import Absence
from core.consultations import use_cases
from core.consultations.lateness import QuestionPassed
from core.consultations.model import State, Words
from core.consultations.notices import QuestionAsked, QuestionTaken, QuestionUnowned
from core.consultations.refusals import AlreadyTaken, NothingSaid
from core.consultations.words import Kind
from core.errors import NotYours
from core.ladder import End, How
from core.people import Person
from core.promise import LEAST_WORKING_DAYS, promised
from core.tenures import Tenure
from core.working_time import WorkingCalendar
from storage.work import Database
from tests import town
from tests.consultations.asking import ask, now_saved
from tests.times import ZONE, Clock
from tests.town import Town, letters

WHY = Words("Это к юристу.")


async def tenures(database: Database, number: int) -> Sequence[Tenure]:
    async with database.open_view() as work:
        return await work.routing.tenures(number)


async def notes(database: Database, number: int) -> list[tuple[int, str]]:
    async with database.open_view() as work:
        said = await work.consultations.thread(number, notes=True)  # type: ignore[arg-type]  # a number
    return [(one.author, one.words.text) for one in said if one.kind is Kind.NOTE]


async def test_a_methodist_passes_it_to_a_colleague_and_says_why(
    any_database: Database, here: Town, anna: Person, boris: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.region)
    async with any_database.open_work() as work:
        with pytest.raises(NothingSaid):
            await use_cases.hand_over(work, asked.id, galina.id, me=boris)
    async with any_database.open_work() as work:
        await use_cases.hand_over(work, asked.id, galina.id, me=boris, words=WHY)

    now = await now_saved(any_database, asked.id)
    assert now is not None
    assert (now.methodist, now.state) == (galina.id, State.WAITING)
    assert await notes(any_database, asked.id) == [(boris.id, WHY.text)]
    given = (await letters(any_database, QuestionAsked))[-1]
    assert (given["to"], given["by"], given["reason"]) == (galina.id, "Борис", WHY.text)
    [told] = await letters(any_database, QuestionTaken)
    assert (told["to"], told["methodist"]) == (anna.id, "Галина")
    assert await letters(any_database, QuestionPassed) == []  # whoever passes it on knows
    first, second = await tenures(any_database, asked.id)
    assert (first.person, first.end) == (boris.id, End.PASSED)
    assert (second.person, second.how, second.step) == (galina.id, How.PASSED, 4)


async def test_up_it_goes_to_whoever_the_ladder_chooses_there(
    any_database: Database, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        await town.methodist(work, "Дарья", here.district)
        galina = await town.methodist(work, "Галина", here.region)
    async with any_database.open_view() as work:
        found = await use_cases.receivers(work, asked.id, me=boris)
    assert (found.above, found.must_explain) == ("Галина", True)
    assert [one.name for one in found.people] == ["Дарья", "Галина"]
    async with any_database.open_work() as work:
        await use_cases.pass_up(work, asked.id, WHY, me=boris)

    _, second = await tenures(any_database, asked.id)
    assert (second.person, second.how, second.step) == (galina.id, How.PASSED, 4)
    assert second.facts is not None
    assert await letters(any_database, QuestionUnowned) == []


async def test_when_nobody_is_above_it_is_the_coordinators_and_does_not_come_back(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        await use_cases.pass_up(work, asked.id, WHY, me=boris)
    clock.wait(minutes=1)
    walk = use_cases.Walk()
    async with any_database.open_work() as work:
        await use_cases.give_unowned(work, walk)

    assert walk.given == 0
    now = await now_saved(any_database, asked.id)
    assert now is not None
    assert now.methodist is None
    assert [one["to"] for one in await letters(any_database, QuestionUnowned)] == [vera.id]
    [told] = await letters(any_database, QuestionTaken)
    assert (told["to"], told["methodist"]) == (anna.id, "")


async def test_the_one_who_had_it_hears_that_a_coordinator_has_moved_it(
    any_database: Database, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.district)
        await use_cases.hand_over(work, asked.id, galina.id, me=vera)
    async with any_database.open_work() as work:
        with pytest.raises(AlreadyTaken):
            await use_cases.hand_over(work, asked.id, galina.id, me=vera)

    [passed] = await letters(any_database, QuestionPassed)
    assert (passed["to"], passed["methodist"], passed["by"]) == (boris.id, "Галина", "Вера")
    assert await notes(any_database, asked.id) == []
    first, second = await tenures(any_database, asked.id)
    assert (first.end, second.how, second.step) == (End.HANDED, How.HANDED, 2)


async def test_what_was_given_by_hand_goes_up_from_where_it_is(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    """Handed to the region and late there, it does not go down to the district again."""
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        await town.methodist(work, "Дарья", here.district)
        galina = await town.methodist(work, "Галина", here.region)
        await use_cases.hand_over(work, asked.id, galina.id, me=vera)
    clock.wait(days=3)
    async with any_database.open_work() as work:
        assert await use_cases.escalate(work) == 1

    now = await now_saved(any_database, asked.id)
    assert now is not None
    assert now.methodist is None


async def test_a_leading_school_may_be_given_it_and_stands_on_its_own_step(
    any_database: Database, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        leader = await town.methodist(work, "Лидия", here.school_15)
        far = await town.methodist(work, "Егор", here.far_district)
        await work.rules.put_leading(here.district, here.school_15, None)
    async with any_database.open_work() as work:
        with pytest.raises(NotYours):
            await use_cases.hand_over(work, asked.id, far.id, me=vera)
        found = await use_cases.receivers(work, asked.id, me=vera)
        assert [one.name for one in found.people] == ["Лидия"]
        await use_cases.hand_over(work, asked.id, leader.id, me=vera)

    assert (await tenures(any_database, asked.id))[-1].step == 3
    async with any_database.open_view() as work:
        await use_cases.see(work, asked.id, me=leader)


async def test_whoever_gets_it_late_has_a_working_day_and_the_teacher_hears(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.district)
    clock.now = asked.due_at - timedelta(minutes=5)
    async with any_database.open_work() as work:
        await use_cases.hand_over(work, asked.id, galina.id, me=vera)

    calendar = WorkingCalendar(ZONE)
    now = await now_saved(any_database, asked.id)
    assert now is not None
    assert now.due_at == promised(clock(), LEAST_WORKING_DAYS, calendar) > asked.due_at
    [told] = await letters(any_database, QuestionTaken)
    assert told["due_at"] is not None


async def test_who_is_away_stands_last_and_is_said_to_be(
    any_database: Database, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    asked = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        await town.methodist(work, "Яна", here.district)
        away = await town.methodist(work, "Галина", here.district)
        day = work.now.date()
        await work.rules.put_absence(Absence(person=away.id, first=day, last=day))
    async with any_database.open_view() as work:
        found = await use_cases.receivers(work, asked.id, me=vera)

    assert [(one.name, one.absent) for one in found.people] == [("Яна", False), ("Галина", True)]
