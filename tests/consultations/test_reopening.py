"""Who has a question that is opened again: whoever had it, if they may and are there."""

from datetime import timedelta

from core.absence import Absence
from core.consultations import use_cases
from core.consultations.model import Consultation
from core.consultations.notices import ConsultationReopened, QuestionAsked, QuestionUnowned
from core.ladder import How
from core.people import Person
from core.roles import use_cases as roles
from storage.work import Database
from tests import town
from tests.consultations.asking import YES, ask
from tests.times import Clock
from tests.town import Town, letters


async def closed(database: Database, here: Town, anna: Person, methodist: Person) -> Consultation:
    asked = await ask(database, here, anna)
    assert asked.methodist == methodist.id
    async with database.open_work() as work:
        await use_cases.answer(work, asked.id, YES, me=methodist)
    async with database.open_work() as work:
        return await use_cases.close(work, asked.id, me=anna)


async def reopened(database: Database, question: Consultation, anna: Person) -> Consultation:
    async with database.open_work() as work:
        return await use_cases.reopen(work, question.id, me=anna)


async def test_a_methodist_of_a_leading_school_keeps_it(
    any_database: Database, here: Town, anna: Person
) -> None:
    async with any_database.open_work() as work:
        leader = await town.methodist(work, "Лидия", here.school_15)
        await work.rules.put_leading(here.district, here.school_15, None)
    question = await closed(any_database, here, anna, leader)
    after = await reopened(any_database, question, anna)

    assert after.methodist == leader.id
    [told] = await letters(any_database, ConsultationReopened)
    assert told["to"] == leader.id
    async with any_database.open_view() as work:
        tenures = await work.routing.tenures(question.id)
        await use_cases.see(work, question.id, me=leader)
    assert [(one.how, one.step) for one in tenures] == [(How.ASKED, 3), (How.REOPENED, 3)]


async def test_a_substitute_from_elsewhere_keeps_it_too(
    any_database: Database, clock: Clock, here: Town, anna: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        egor = await town.methodist(work, "Егор", here.far_district)
        today = work.now.date()
        await work.rules.put_absence(
            Absence(person=boris.id, first=today, last=today, substitute=egor.id)
        )
    question = await closed(any_database, here, anna, egor)
    clock.wait(days=2)

    assert (await reopened(any_database, question, anna)).methodist == egor.id


async def test_it_does_not_go_back_to_whoever_is_away(
    any_database: Database, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    question = await closed(any_database, here, anna, boris)
    async with any_database.open_work() as work:
        galina = await town.methodist(work, "Галина", here.region)
        today = work.now.date()
        await work.rules.put_absence(
            Absence(person=boris.id, first=today, last=today + timedelta(days=9))
        )
    after = await reopened(any_database, question, anna)

    assert after.methodist == galina.id
    assert [one["to"] for one in await letters(any_database, QuestionAsked)][-1] == galina.id
    assert await letters(any_database, ConsultationReopened) == []
    assert await letters(any_database, QuestionUnowned) == []
    async with any_database.open_view() as work:
        last = (await work.routing.tenures(question.id))[-1]
    assert (last.how, last.step, last.facts is None) == (How.REOPENED, 4, False)


async def test_when_nobody_is_there_the_coordinator_hears(
    any_database: Database, here: Town, anna: Person, boris: Person, vera: Person
) -> None:
    question = await closed(any_database, here, anna, boris)
    async with any_database.open_work() as work:
        [appointment] = [
            one for one in await work.roles.below([here.district]) if one.person == boris.id
        ]
        await roles.revoke(work, appointment.id, by=None)
    after = await reopened(any_database, question, anna)

    assert after.methodist is None
    assert [one["to"] for one in await letters(any_database, QuestionUnowned)] == [vera.id]
