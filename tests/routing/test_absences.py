"""Absences in both databases: who may write them down, who is told, who gets the questions."""

import asyncio
from datetime import date, timedelta

import pytest

from core.absence import Absence
from core.consultations import covering
from core.consultations.notices import QuestionAsked, QuestionTaken
from core.errors import Gone, NotYours
from core.ladder import End, How
from core.people import Person, PersonId, Role
from core.routing import use_cases
from core.routing.model import AbsenceId, Noted
from core.routing.notices import AbsenceNoted, StandingDown, StandingIn
from core.routing.refusals import AbsenceOver, AbsencesOverlap, NotAColleague, TooManyAbsences
from storage.rules import SqlRules
from storage.work import Database
from tests import town
from tests.consultations.asking import ask, now_saved
from tests.times import MONDAY, Clock
from tests.town import Town

TODAY = MONDAY.date()


def absence(of: Person, first: int = 0, last: int = 4, by: Person | None = None) -> Absence:
    """From so many days after today to so many."""
    return Absence(
        person=of.id,
        first=TODAY + timedelta(days=first),
        last=TODAY + timedelta(days=last),
        substitute=by.id if by else None,
    )


async def leave(database: Database, away: Absence, me: Person) -> Noted:
    async with database.open_work() as work:
        return await use_cases.leave(work, away, me=me)


async def kept(database: Database, whose: Person) -> list[tuple[date, date]]:
    async with database.open_view() as work:
        found = await work.rules.absences(whose.id, since=TODAY - timedelta(days=30))
    return [(one.absence.first, one.absence.last) for one in found]


async def test_new_questions_go_to_the_substitute_and_both_know(
    any_database: Database, here: Town, anna: Person, boris: Person, galina: Person
) -> None:
    await leave(any_database, absence(boris, by=galina), boris)
    question = await ask(any_database, here, anna)

    assert question.methodist == galina.id
    [letter] = await town.letters(any_database, StandingIn)
    assert (letter["to"], letter["name"]) == (galina.id, "Борис")
    assert await town.letters(any_database, AbsenceNoted) == []


async def test_a_coordinator_writes_it_down_for_whoever_is_ill(
    any_database: Database, here: Town, boris: Person, galina: Person, vera: Person
) -> None:
    noted = await leave(any_database, absence(boris, by=galina), vera)
    [told] = await town.letters(any_database, AbsenceNoted)
    assert (told["to"], told["substitute"], told["over"]) == (boris.id, "Галина", False)

    async with any_database.open_work() as work:
        await use_cases.come_back(work, noted.id, me=vera)
    assert [one["over"] for one in await town.letters(any_database, AbsenceNoted)] == [False, True]


async def test_absences_of_others_are_nobodys_business(
    any_database: Database, here: Town, boris: Person, galina: Person, gleb: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        far = await town.settle(work, "Юрий", here.far_district, roles=[Role.COORDINATOR])
        teacher = await town.settle(work, "Ольга", here.school_5)
    noted = await leave(any_database, absence(boris), boris)
    for me, of in ((far, boris), (gleb, boris), (teacher, teacher), (vera, galina), (vera, vera)):
        with pytest.raises(NotYours):
            await leave(any_database, absence(of, 20, 21), me)
    for me in (far, gleb, teacher, galina):
        for attempt in (
            lambda work, me: use_cases.look(work, noted.id, me=me),
            lambda work, me: use_cases.come_back(work, noted.id, me=me),
            lambda work, me: use_cases.appoint(work, noted.id, None, me=me),
        ):
            with pytest.raises(NotYours):
                async with any_database.open_work() as work:
                    await attempt(work, me)
    with pytest.raises(Gone):
        async with any_database.open_work() as work:
            await use_cases.look(work, AbsenceId(999), me=boris)
    assert len(await kept(any_database, boris)) == 1


async def test_only_a_colleague_who_is_there_stands_in(
    any_database: Database, here: Town, boris: Person, galina: Person, gleb: Person
) -> None:
    async with any_database.open_work() as work:
        near = await town.methodist(work, "Дарья", here.district)
    await leave(any_database, absence(near, 3, 3), near)
    async with any_database.open_view() as work:
        found = await work.rules.colleagues(boris.id, first=TODAY, last=TODAY + timedelta(days=4))
        later = await work.rules.colleagues(boris.id, first=TODAY, last=TODAY)

    assert [person for person, _ in found] == [galina.id]
    assert [person for person, _ in later] == [near.id, galina.id]
    for substitute in (gleb, near, boris):
        with pytest.raises(NotAColleague):
            await leave(any_database, absence(boris, by=substitute), boris)
    assert await kept(any_database, boris) == []


async def test_one_that_is_cancelled_never_was_and_one_that_has_begun_ends_yesterday(
    any_database: Database, here: Town, clock: Clock, boris: Person, galina: Person
) -> None:
    coming = await leave(any_database, absence(boris, 10, 14, galina), boris)
    now = await leave(any_database, absence(boris, 0, 4, galina), boris)
    clock.wait(days=2)
    async with any_database.open_work() as work:
        await use_cases.come_back(work, coming.id, me=boris)
        await use_cases.come_back(work, now.id, me=boris)

    assert await kept(any_database, boris) == [(TODAY, TODAY + timedelta(days=1))]
    assert len(await town.letters(any_database, StandingDown)) == 2
    with pytest.raises(AbsenceOver):
        async with any_database.open_work() as work:
            await use_cases.come_back(work, now.id, me=boris)


async def test_days_that_are_over_may_be_named_again_and_the_list_stays_short(
    any_database: Database, here: Town, clock: Clock, boris: Person
) -> None:
    ill = await leave(any_database, absence(boris, 0, 4), boris)
    clock.wait(days=2)
    async with any_database.open_work() as work:
        await use_cases.come_back(work, ill.id, me=boris)
    await leave(any_database, absence(boris, 0, 9), boris)
    for day in range(10, 17):
        await leave(any_database, absence(boris, day, day), boris)
    with pytest.raises(TooManyAbsences):
        await leave(any_database, absence(boris, 20, 21), boris)


async def test_another_substitute_is_told_and_the_first_one_too(
    any_database: Database, here: Town, boris: Person, galina: Person
) -> None:
    async with any_database.open_work() as work:
        near = await town.methodist(work, "Дарья", here.district)
    noted = await leave(any_database, absence(boris, by=galina), boris)
    async with any_database.open_work() as work:
        await use_cases.appoint(work, noted.id, near.id, me=boris)
        await use_cases.appoint(work, noted.id, near.id, me=boris)

    assert [one["to"] for one in await town.letters(any_database, StandingDown)] == [galina.id]
    assert [one["to"] for one in await town.letters(any_database, StandingIn)] == [
        galina.id,
        near.id,
    ]


async def test_open_questions_are_passed_with_their_promise(
    any_database: Database, here: Town, clock: Clock, anna: Person, boris: Person, galina: Person
) -> None:
    first = await ask(any_database, here, anna)
    async with any_database.open_work() as work:
        own = await town.ask(work, town.a_question(here), teacher=galina, methodist=boris.id)
    assert first.methodist == boris.id
    async with any_database.open_work() as work:
        passed = await covering.pass_all(work, boris.id, to=galina.id, me=boris)

    assert [one.id for one in passed] == [first.id]
    now, left = [await now_saved(any_database, one.id) for one in (first, own)]
    assert now is not None
    assert left is not None
    assert (now.methodist, now.due_at, left.methodist) == (galina.id, first.due_at, boris.id)
    async with any_database.open_view() as work:
        had = await work.routing.tenures(first.id)
        assert await work.routing.has(first.id, galina.id)
    assert [(one.person, one.how, one.end) for one in had] == [
        (boris.id, How.ASKED, End.PASSED),
        (galina.id, How.PASSED, None),
    ]
    assert {one.step for one in had} == {2}
    assert [one["to"] for one in await town.letters(any_database, QuestionAsked)] == [
        boris.id,
        galina.id,
    ]
    assert [one["to"] for one in await town.letters(any_database, QuestionTaken)] == [anna.id]


async def test_a_coordinator_passes_what_is_asked_in_their_units_only(
    any_database: Database, here: Town, galina: Person, boris: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        here_asked = await town.settle(work, "Ольга", here.school_5)
        far_asked = await town.settle(work, "Инна", here.far_school)
        teachers = (here_asked, far_asked)
        near, _ = [
            await town.ask(work, town.a_question(here), teacher=one, methodist=galina.id)
            for one in teachers
        ]
        passed = await covering.pass_all(work, galina.id, to=boris.id, me=vera)
        assert [one.id for one in passed] == [near.id]
        assert await covering.pass_all(work, galina.id, to=boris.id, me=far_asked) == []
        with pytest.raises(NotYours):
            await covering.pass_all(work, galina.id, to=here_asked.id, me=galina)


class Unguarded(SqlRules):
    """Lets two write at once."""

    async def hold(self, person: PersonId) -> None:
        """Nobody waits."""


async def _race(database: Database, boris: Person, kind: type[SqlRules]) -> int:
    """Two forms of one methodist are sent at once, each in a work of its own."""
    both_look = asyncio.Barrier(2)

    class Slow(kind):  # type: ignore[misc, valid-type]  # the kind is given
        async def absences(self, person: PersonId, *, since: date) -> list[Noted]:
            found = list(await super().absences(person, since=since))
            try:
                async with asyncio.timeout(0.5):
                    await both_look.wait()
            except (TimeoutError, asyncio.BrokenBarrierError):
                pass
            return found

    async def run() -> bool:
        async with database.open_work() as work:
            work.__dict__["rules"] = Slow(work.means.session)
            try:
                await use_cases.leave(work, absence(boris), me=boris)
            except AbsencesOverlap:
                return False
            return True

    return sum(await asyncio.gather(run(), run()))


async def test_of_two_forms_sent_at_once_one_counts(
    postgres_database: Database,
) -> None:
    here = await town.build(postgres_database)
    async with postgres_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)

    assert await _race(postgres_database, boris, SqlRules) == 1
    assert len(await kept(postgres_database, boris)) == 1


async def test_without_the_guard_both_would_count(postgres_database: Database) -> None:
    here = await town.build(postgres_database)
    async with postgres_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)

    assert await _race(postgres_database, boris, Unguarded) == 2
