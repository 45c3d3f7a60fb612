"""Terms, leading schools and shares in both databases: within one's units, and nowhere else."""

import pytest

from core.audit import Deed
from core.consultations import use_cases as consultations
from core.errors import Gone, NotYours
from core.ladder import Workload
from core.people import Person, Role
from core.promise import Term
from core.routing import ruling, use_cases
from core.routing.model import LeadingId, TermId
from core.routing.refusals import LeadsAlready, NotInside, NoWorkingDays, OutsideLimits
from storage.audit import AuditRow
from storage.work import Database
from tests import town
from tests.times import Clock
from tests.town import Town


@pytest.fixture
async def far(any_database: Database, here: Town) -> Person:
    """The coordinator of the other district."""
    async with any_database.open_work() as work:
        return await town.settle(work, "Юрий", here.far_district, roles=[Role.COORDINATOR])


async def ruled(database: Database) -> list[str]:
    async with database.reader.connect() as connection:
        rows = await connection.execute(
            AuditRow.__table__.select().where(AuditRow.deed == Deed.RULED).order_by(AuditRow.id)
        )
        return [row.what for row in rows]


async def test_a_term_is_set_changed_and_taken_away(
    any_database: Database, here: Town, clock: Clock, anna: Person, boris: Person, vera: Person
) -> None:
    for days in (5, 3):
        async with any_database.open_work() as work:
            term = Term(unit=here.district, topic=here.attestation, days=days)
            await ruling.set_term(work, term, me=vera)
    async with any_database.open_work() as work:
        question = await consultations.ask(work, town.a_question(here), me=anna)
        [known] = await work.rules.terms([here.region])
        assert known.term.days == 3
        assert (question.due_at - clock()).days == 3
        await ruling.drop_term(work, known.id, me=vera)
        assert await work.routing.term(here.school_5, here.attestation) == 2

    assert await ruled(any_database) == [
        f"term {here.attestation}@{here.district}: 5",
        f"term {here.attestation}@{here.district}: 3",
        f"term {here.attestation}@{here.district}: no more",
    ]


@pytest.mark.parametrize("days", [0, -1, 21, 10_000])
async def test_a_term_has_limits(
    any_database: Database, here: Town, vera: Person, days: int
) -> None:
    term = Term(unit=here.district, topic=None, days=days)
    with pytest.raises(OutsideLimits):
        async with any_database.open_work() as work:
            await ruling.set_term(work, term, me=vera)
    assert await ruled(any_database) == []


async def test_a_leading_school_is_of_the_unit_and_named_once(
    any_database: Database, here: Town, vera: Person
) -> None:
    async with any_database.open_work() as work:
        await ruling.lead(work, here.district, here.school_15, here.maths, me=vera)
        await ruling.lead(work, here.district, here.school_15, None, me=vera)
    for school, refusal in (
        (here.school_15, LeadsAlready),
        (here.far_school, NotInside),
        (here.district, NotInside),
    ):
        with pytest.raises(refusal):
            async with any_database.open_work() as work:
                await ruling.lead(work, here.district, school, here.maths, me=vera)
    async with any_database.open_work() as work:
        first, second = await work.rules.leading([here.district])
        await ruling.stop_leading(work, first.id, me=vera)
        assert await work.rules.leading([here.region]) == [second]
        assert await work.rules.leading([here.far_district]) == []


async def test_rules_of_others_are_nobodys_business(
    any_database: Database, here: Town, boris: Person, vera: Person, far: Person, anna: Person
) -> None:
    async with any_database.open_work() as work:
        await ruling.set_term(work, Term(unit=here.district, topic=None, days=4), me=vera)
        await ruling.lead(work, here.district, here.school_15, None, me=vera)
        [term] = await work.rules.terms([here.district])
        [leading] = await work.rules.leading([here.district])
    for me in (far, boris, anna):
        for attempt in (
            lambda work, me: ruling.set_term(
                work, Term(unit=here.school_5, topic=None, days=1), me=me
            ),
            lambda work, me: ruling.look_at_term(work, term.id, me=me),
            lambda work, me: ruling.drop_term(work, term.id, me=me),
            lambda work, me: ruling.lead(work, here.district, here.school_5, None, me=me),
            lambda work, me: ruling.look_at_leading(work, leading.id, me=me),
            lambda work, me: ruling.stop_leading(work, leading.id, me=me),
            lambda work, me: use_cases.charge(work, boris.id, share=10, me=me),
        ):
            with pytest.raises(NotYours):
                async with any_database.open_work() as work:
                    await attempt(work, me)
    for above in (
        lambda work: ruling.set_term(work, Term(unit=here.region, topic=None, days=1), me=vera),
        lambda work: ruling.lead(work, here.region, here.school_5, None, me=vera),
    ):
        with pytest.raises(NotYours):
            async with any_database.open_work() as work:
                await above(work)
    for gone in (
        lambda work: ruling.drop_term(work, TermId(999), me=vera),
        lambda work: ruling.stop_leading(work, LeadingId(999), me=vera),
    ):
        with pytest.raises(Gone):
            async with any_database.open_work() as work:
                await gone(work)
    async with any_database.open_view() as work:
        assert await work.rules.terms([here.region]) == [term]
        assert await work.rules.workload(boris.id) == Workload()


async def test_a_coordinator_gives_share_and_ceiling_the_methodist_chooses_the_days(
    any_database: Database, here: Town, boris: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        await use_cases.charge(work, boris.id, share=50, me=vera)
        await use_cases.work_on(work, [4, 1, 1], me=boris)
        await use_cases.charge(work, boris.id, ceiling=3, me=vera)
        await use_cases.charge(work, boris.id, ceiling=3, me=vera)
        assert await work.rules.workload(boris.id) == Workload(share=50, ceiling=3, days=(1, 4))
    assert len(await ruled(any_database)) == 3
    for said in ({"share": 9}, {"share": 201}, {"ceiling": 0}, {"ceiling": 201}):
        with pytest.raises(OutsideLimits):
            async with any_database.open_work() as work:
                await use_cases.charge(work, boris.id, **said, me=vera)
    with pytest.raises(NoWorkingDays):
        async with any_database.open_work() as work:
            await use_cases.work_on(work, [], me=boris)
    with pytest.raises(NotYours):
        async with any_database.open_work() as work:
            await use_cases.work_on(work, [1], me=vera)
