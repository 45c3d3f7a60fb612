"""Who could answer a question, in both databases: near before far, specialists before others."""

import pytest

from core.absence import Absence
from core.expertise.model import Expertise
from core.ladder import Choice, Workload, choose
from core.people import Grant, PersonId, Role
from core.promise import Term
from core.tenures import Asked
from core.units import UnitId
from storage.work import Database
from tests import town
from tests.times import MONDAY
from tests.town import Town

DAY = MONDAY.date()


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


async def candidates(
    database: Database, here: Town, unit: UnitId, *but: PersonId, subject: bool = True
) -> list[Choice]:
    """Who could answer about mathematics and attestation, the first choice first."""
    maths = here.maths if subject else None
    barred = set(but)
    in_order: list[Choice] = []
    async with database.open_view() as work:
        asked = Asked(unit=unit, subject=maths, topic=here.attestation)
        while True:
            situation = await work.routing.situation(
                asked, at=work.now, day=DAY, until=DAY, barred=barred
            )
            if (best := choose(situation)) is None:
                return in_order
            in_order.append(best)
            barred.add(best.person)


async def test_the_district_answers_before_the_region(any_database: Database, here: Town) -> None:
    async with any_database.open_work() as work:
        far = await town.methodist(work, "Вера", here.region)
        near = await town.methodist(work, "Борис", here.district)
        await town.methodist(work, "Галина", here.far_district)

    found = await candidates(any_database, here, here.school_5)

    assert [(one.person, one.step) for one in found] == [(near.id, 2), (far.id, 4)]


async def test_a_specialist_answers_before_whoever_answers_for_everything(
    any_database: Database, here: Town
) -> None:
    def covering(subjects: set[int], topics: set[int]) -> Expertise:
        return Expertise(
            unit=here.district,
            subjects=frozenset(subjects),  # type: ignore[arg-type]  # ids are plain numbers here
            topics=frozenset(topics),  # type: ignore[arg-type]  # ids are plain numbers here
        )

    async with any_database.open_work() as work:

        async def of(name: str, expertise: Expertise | None) -> PersonId:
            return (await town.methodist(work, name, here.district, expertise=expertise)).id

        silent = await of("Анна", None)
        everything = await of("Борис", covering(set(), set()))
        subject = await of("Вера", covering({here.maths, here.physics}, set()))
        both = await of("Галина", covering({here.maths}, {here.attestation, here.contests}))
        await of("Дарья", covering({here.physics}, set()))
        await of("Егор", covering({here.maths}, {here.contests}))

    found = await candidates(any_database, here, here.school_5)

    assert [(one.person, (not one.subject) + (not one.topic)) for one in found] == [
        (both, 0),
        (subject, 1),
        (silent, 2),
        (everything, 2),
    ]


async def test_of_equals_the_least_busy_answers(any_database: Database, here: Town) -> None:
    async with any_database.open_work() as work:
        anna = await town.settle(work, "Анна", here.school_5)
        busy = await town.methodist(work, "Борис", here.district)
        free = await town.methodist(work, "Вера", here.district)
        for methodist in (busy, free, busy):
            opened = await town.ask(
                work, town.a_question(here), teacher=anna, methodist=methodist.id
            )
        await work.consultations.save(opened.closed(by=anna.id, at=work.now), before=opened)
        await town.ask(work, town.a_question(here), teacher=anna, methodist=busy.id)

    found = await candidates(any_database, here, here.school_5)
    async with any_database.open_view() as work:
        everybody = await work.consultations.methodists(here.school_5, but=[])

    assert [(one.person, one.load) for one in found] == [(free.id, 1), (busy.id, 2)]
    assert everybody == [(busy.id, "Борис", 2), (free.id, "Вера", 1)]


async def test_a_methodist_without_the_role_answers_nothing(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:
        expertise = Expertise(unit=here.district, subjects=frozenset({here.maths}))
        await town.methodist(work, "Борис", here.district, expertise=expertise)
        await town.methodist(work, "Вера", here.district)
        for appointment in await work.roles.below([here.region]):
            await work.roles.revoke(appointment.id, by=None, at=work.now)

    assert await candidates(any_database, here, here.school_5) == []
    async with any_database.open_view() as work:
        assert await work.consultations.methodists(here.school_5, but=[]) == []


async def test_nobody_is_asked_their_own_question(any_database: Database, here: Town) -> None:
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)

    assert await candidates(any_database, here, here.school_5, boris.id) == []


async def test_a_question_without_a_subject_goes_to_whoever_knows_the_topic(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:
        maths = Expertise(unit=here.district, subjects=frozenset({here.maths}))
        topic = Expertise(unit=here.district, topics=frozenset({here.attestation}))
        await town.methodist(work, "Борис", here.district, expertise=maths)
        vera = await town.methodist(work, "Вера", here.district, expertise=topic)

    found = await candidates(any_database, here, here.school_5, subject=False)

    assert [one.person for one in found] == [vera.id]


async def test_whoever_is_a_methodist_of_two_levels_is_one_candidate_at_the_nearest(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.region)
        await work.roles.grant(
            boris.id, Grant(Role.METHODIST, here.district), by=None, at=work.now
        )

    [only] = await candidates(any_database, here, here.school_5)
    assert (only.person, only.step) == (boris.id, 2)


async def test_an_expertise_counts_in_its_own_unit_only(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:
        elsewhere = Expertise(unit=here.far_district, subjects=frozenset({here.maths}))
        await town.methodist(work, "Борис", here.region, expertise=elsewhere)

    assert await candidates(any_database, here, here.school_5) == []
    assert len(await candidates(any_database, here, here.far_school)) == 1


async def test_a_leading_school_stands_between_its_district_and_the_region(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:
        region = await town.methodist(work, "Вера", here.region)
        school = await town.methodist(work, "Галина", here.school_15)
        district = await town.methodist(work, "Борис", here.district)
        await work.rules.put_leading(here.district, here.school_15, here.maths)

    found = await candidates(any_database, here, here.school_5)
    no_subject = await candidates(any_database, here, here.school_5, subject=False)

    assert [(one.person, one.step) for one in found] == [
        (district.id, 2),
        (school.id, 3),
        (region.id, 4),
    ]
    assert school.id not in [one.person for one in no_subject]


async def test_whoever_is_away_or_full_is_passed_over(any_database: Database, here: Town) -> None:
    async with any_database.open_work() as work:
        away = await town.methodist(work, "Борис", here.district)
        full = await town.methodist(work, "Вера", here.district)
        deputy = await town.methodist(work, "Галина", here.far_district)
        anna = await town.settle(work, "Анна", here.school_5)
        await work.rules.put_absence(
            Absence(person=away.id, first=DAY, last=DAY, substitute=deputy.id)
        )
        await work.rules.put_workload(full.id, Workload(ceiling=1))
        await town.ask(work, town.a_question(here), teacher=anna, methodist=full.id)

    [only] = await candidates(any_database, here, here.school_5)

    assert (only.person, only.instead_of) == (deputy.id, away.id)


async def test_whoever_has_lost_the_role_stands_in_for_nobody(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:
        away = await town.methodist(work, "Борис", here.district)
        deputy = await town.methodist(work, "Галина", here.region)
        await work.rules.put_absence(
            Absence(person=away.id, first=DAY, last=DAY, substitute=deputy.id)
        )
        [grant] = [one for one in await work.roles.below([here.region]) if one.person == deputy.id]
        await work.roles.revoke(grant.id, by=None, at=work.now)

    assert await candidates(any_database, here, here.school_5) == []


async def test_the_nearest_term_counts_and_its_topic_before_all_topics(
    any_database: Database, here: Town
) -> None:
    async with any_database.open_work() as work:

        async def term() -> int:
            return await work.routing.term(here.school_5, here.attestation)

        assert await term() == 2
        for unit, topic, days in (
            (here.region, here.attestation, 5),
            (here.district, None, 3),
            (here.district, here.attestation, 1),
        ):
            await work.rules.put_term(Term(unit=unit, topic=topic, days=days))
            assert await term() == days
