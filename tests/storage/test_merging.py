"""Two records made into one: nothing is lost, held twice or left behind, in both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, update

from core.absence import Absence
from core.accounts import use_cases
from core.accounts.model import Joining, MergeOver, State
from core.acknowledgements.model import Acknowledgement
from core.answers.model import AnswerId, Mark
from core.audit import Deed
from core.errors import Gone
from core.expertise.model import Expertise
from core.ladder import Workload
from core.people import Grant, Person, PersonId, Role
from core.preferences.model import Preferences
from core.roles.invitations import Kind, Offer
from core.roles.notices import RoleGranted
from core.tenures import How, Tenure
from storage.base import Base
from storage.people import GrantRow, PersonRow
from storage.work import Database
from tests import town
from tests.accounts.brought import a_code, bring, merged
from tests.acknowledgements.announcing import send
from tests.answers.bank import publishes_and_marks
from tests.attendance.gathering import was_there
from tests.town import Town


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def anna(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Анна", here.school_5, subjects=[here.maths])


@pytest.fixture
async def vera(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Вера", here.school_15, subjects=[here.maths])


async def test_after_a_merge_no_table_names_the_other(
    any_database: Database, here: Town, anna: Person, vera: Person
) -> None:
    """Every foreign key to people is filled in with the other first; but the log keeps it."""
    await _everywhere(any_database, here, vera, anna)
    await publishes_and_marks(any_database, here, vera)
    before = await _named(any_database, vera.id)
    assert set(before) == {*_foreign_keys()}, "each column holds the other before the merge"

    await merged(any_database, anna, vera)

    assert set(await _named(any_database, vera.id)) == {("audit", "by_id"), ("audit", "about_id")}


def _foreign_keys() -> list[tuple[str, str]]:
    people = PersonRow.__table__.c.id
    return [
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.references(people)
    ]


async def _named(database: Database, person: PersonId) -> dict[tuple[str, str], int]:
    """How many rows of which column name the person."""
    found = {}
    async with database.reader.connect() as connection:
        for table, column in _foreign_keys():
            of = Base.metadata.tables[table]
            count = await connection.scalar(
                select(func.count()).select_from(of).where(of.c[column] == person)
            )
            found[table, column] = count
    return {key: count for key, count in found.items() if count}


async def _everywhere(database: Database, here: Town, person: Person, other: Person) -> None:
    """Whatever no use case leads to by itself is put into the tables by hand."""
    number = await send(database, person, here.region, {})
    async with database.open_work() as work:
        await work.roles.grant(person.id, Grant(Role.METHODIST, here.region), by=None, at=work.now)
        await work.expertise.replace(person.id, Expertise(unit=here.region))
        await work.preferences.put(person.id, Preferences(digest_hour=12))
        await work.templates.add("Здравствуйте", person=person.id, unit=None)
        await work.colleagues.volunteer(person.id, willing=True)
        await work.rules.put_workload(person.id, Workload(share=50))
        today = work.now.date()
        away = Absence(person=person.id, first=today, last=today, substitute=person.id)
        await work.rules.put_absence(away)
        await work.audit.note(Deed.LOOKED, by=person.id, about=person.id)
        await town.ask(work, town.a_question(here), teacher=person, methodist=other.id)
        asked = await town.ask(work, town.a_question(here), teacher=other, methodist=person.id)
        tenure = Tenure(
            person=person.id, step=0, how=How.ASKED, given_at=work.now, end=None, facts=None
        )
        await work.routing.begin(asked.id, tenure, remind_at=None)
        await town.talk(work, teacher=other.id, methodist=person)
        await town.talk(work, teacher=person.id, methodist=other)
        await town.enrolled(work, here.district, person)
        await was_there(work, here.district, person, person.id)
        await work.outbox.put(
            RoleGranted(to=person.id, role=Role.METHODIST, unit="Район", granted_at="now")
        )
        await work.invitations.make(
            Offer(kind=Kind.PERSON, person=person.id),
            fingerprint="f",
            by=person.id,
            at=work.now,
            expires_at=work.now + timedelta(days=1),
        )
        read = Acknowledgement(at=work.now, messenger="telegram")
        await work.acknowledgements.save(number, person.id, read)
        await use_cases.make_code(work, me=person)
        session = work.accounts._session  # noqa: SLF001 - past the use cases
        acts = Base.metadata.tables["erasures"]
        await session.execute(insert(acts).values(person_id=person.id, at=work.now, rows=0))
        masks = Base.metadata.tables["masks"]
        await session.execute(insert(masks).values(mask_id=person.id, wearer_id=person.id))
        for table, column in _foreign_keys():
            of = Base.metadata.tables[table]
            if table != "audit" and "id" in of.c and of.c[column].nullable:
                first = select(func.min(of.c.id)).scalar_subquery()
                await session.execute(
                    update(of).where(of.c.id == first).values({column: person.id})
                )


async def test_what_both_hold_is_held_once_and_what_is_theirs_stays(
    any_database: Database, here: Town, anna: Person, vera: Person
) -> None:
    both = Grant(Role.METHODIST, here.district)
    async with any_database.open_work() as work:
        for person in (anna, vera):
            await work.roles.grant(person.id, both, by=None, at=work.now)
            await work.expertise.replace(
                person.id, Expertise(unit=here.district, subjects=frozenset({here.maths}))
            )
        await work.roles.grant(vera.id, Grant(Role.COORDINATOR, here.region), by=None, at=work.now)

    await merged(any_database, anna, vera)

    async with any_database.open_view() as work:
        one = await work.people.get(anna.id)
        [expertise] = await work.expertise.of(anna.id)
        with pytest.raises(Gone):
            await work.people.get(vera.id)
    assert sorted(one.grants, key=str) == sorted(
        (both, Grant(Role.COORDINATOR, here.region)), key=str
    )
    assert (one.name, one.unit) == ("Анна", here.school_5)
    assert expertise.subjects == {here.maths}
    async with any_database.reader.connect() as connection:
        held = await connection.scalar(select(func.count()).select_from(GrantRow))
    assert held == 2


async def test_the_code_of_a_spreadsheet_goes_along(
    any_database: Database, anna: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        await work.accounts._session.execute(  # noqa: SLF001 - an import is not what this is about
            update(PersonRow).where(PersonRow.id == vera.id).values(code="Т-7")
        )

    await merged(any_database, anna, vera)

    async with any_database.open_view() as work:
        assert await work.privacy.coded("Т-7") == anna.id


async def test_questions_between_the_two_are_nobodys_and_closed_ones_stay(
    any_database: Database, here: Town, anna: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        await work.roles.grant(vera.id, Grant(Role.METHODIST, here.region), by=None, at=work.now)
        await town.ask(work, town.a_question(here), teacher=anna, methodist=vera.id)
        closed = await town.ask(work, town.a_question(here), teacher=anna, methodist=vera.id)
        await work.consultations.save(closed.closed(by=anna.id, at=work.now), before=closed)

    await merged(any_database, anna, vera)

    async with any_database.open_view() as work:
        assert [one.methodist for one in await work.consultations.lost()] == [None]
        kept = await work.consultations.get(closed.id)
    assert kept is not None
    assert kept.methodist == kept.teacher == anna.id


async def test_whatever_else_either_has_begun_ends_with_the_merge(
    any_database: Database, here: Town, anna: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        galya = await town.settle(work, "Галя", here.school_5)
    of_galya = await bring(any_database, await a_code(any_database, galya), me=vera)
    of_vera = await a_code(any_database, vera)
    await merged(any_database, anna, vera)

    assert of_galya is not None
    async with any_database.open_work() as work:
        with pytest.raises(MergeOver):
            await use_cases.confirm(work, of_galya.id, me=galya)
    assert await bring(any_database, of_vera) is None


class ThePowerIsOut(Exception):
    """Everything of the merge has been written, and nothing is committed."""


async def _confirmed_until_the_power_is_out(
    database: Database, joining: Joining, me: Person
) -> None:
    async with database.open_work() as work:
        await use_cases.confirm(work, joining.id, me=me)
        raise ThePowerIsOut


async def test_a_merge_that_fails_half_way_has_changed_nothing(
    any_database: Database, anna: Person, vera: Person
) -> None:
    joining = await bring(any_database, await a_code(any_database, anna), me=vera)
    assert joining is not None

    with pytest.raises(ThePowerIsOut):
        await _confirmed_until_the_power_is_out(any_database, joining, anna)

    async with any_database.open_view() as work:
        assert (await work.people.get(vera.id)).name == "Вера"
        assert (await work.accounts.get(joining.id)).state is State.PROPOSED  # type: ignore[union-attr]  # it is there


async def test_the_log_leads_from_the_other_to_the_person(
    any_database: Database, anna: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        await work.audit.note(Deed.LOOKED, by=None, about=vera.id, what="before")
    await merged(any_database, anna, vera)

    async with any_database.open_view() as work:
        looks = (await work.privacy.dossier(anna.id)).sections["looks"]
        assert (await work.audit.verify()).is_whole
    assert [(row["deed"], row["what"]) for row in looks] == [
        ("looked", "before"),
        ("merged", "joining 1"),
    ]


@pytest.mark.parametrize(("chosen", "counts"), [(True, 9), (False, 12)])
async def test_what_the_person_has_chosen_counts_or_else_what_the_other_has(
    any_database: Database,
    anna: Person,
    vera: Person,
    chosen: bool,  # noqa: FBT001 - a table
    counts: int,
) -> None:
    async with any_database.open_work() as work:
        await work.preferences.put(vera.id, Preferences(digest_hour=12))
        if chosen:
            await work.preferences.put(anna.id, Preferences(digest_hour=9))

    await merged(any_database, anna, vera)

    async with any_database.open_view() as work:
        assert (await work.preferences.of(anna.id)).digest_hour == counts


async def test_what_one_person_has_found_useful_twice_counts_once(
    any_database: Database, here: Town, anna: Person, vera: Person
) -> None:
    await publishes_and_marks(any_database, here, vera)
    async with any_database.open_work() as work:
        await work.answers.mark(AnswerId(1), Mark.USEFUL, by=anna.id, at=work.now)

    await merged(any_database, anna, vera)

    async with any_database.open_view() as work:
        answer = await work.answers.get(AnswerId(1))
        assert answer is not None
        assert (answer.useful, answer.published_by) == (1, anna.id)
        assert await work.answers.has_marked(AnswerId(1), Mark.USEFUL, by=anna.id)
