"""A person sees everything kept about them, and after erasure no table remembers them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.absence import Absence
from core.audit import Deed
from core.consultations.model import Outcome, Question, State, Words
from core.consultations.notices import (
    ConsultationRated,
    QuestionAnswered,
    QuestionContinued,
)
from core.consultations.telling import tell_methodist, tell_teacher
from core.consultations.use_cases import remind
from core.errors import Gone
from core.expertise.model import Expertise
from core.files import Attachment, FileKind
from core.ladder import Workload
from core.people import Account, Grant, Person, PersonId, Role
from core.preferences.model import Preferences
from core.privacy.model import Dossier
from core.roles.invitations import Kind, Offer
from storage.base import Base
from storage.sessions import Form
from storage.work import Database, SqlWork
from tests import town
from tests.acknowledgements.announcing import read_and_announce
from tests.answers.bank import publishes_and_marks
from tests.attendance.gathering import was_there
from tests.storage.sections import IN_THE_DOSSIER
from tests.times import Clock
from tests.town import Town

CANARY = "Канарейка"
EXTERNAL = 7_777_777_001
DAY = date(2026, 9, 7)
ACCOUNT = Account("telegram", EXTERNAL)


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def canary(any_database: Database, here: Town) -> Person:
    """Somebody who has left a trace in every table: teacher and methodist at once."""
    async with any_database.open_work() as work:
        person = await town.settle(
            work, CANARY, here.school_5, account=ACCOUNT, subjects=[here.maths]
        )
        await work.registration.employ(person.id, f"учитель {CANARY}")
        grant = Grant(Role.METHODIST, here.district)
        await work.roles.grant(person.id, grant, by=person.id, at=work.now)
        expertise = Expertise(unit=here.district, subjects=frozenset({here.maths}))
        await work.expertise.replace(person.id, expertise)
        await work.preferences.put(person.id, Preferences(zone="Asia/Omsk"))
        await work.rules.put_workload(person.id, Workload(share=50))
        await work.rules.put_absence(Absence(person=person.id, first=DAY, last=DAY))
        await work.templates.add(f"Здравствуйте, я {CANARY}", person=person.id, unit=None)
        await work.colleagues.volunteer(person.id, willing=True)
        form = Form(key="form", owner=str(ACCOUNT), state="Ask:text", data={"text": CANARY})
        await work.sessions.put(form)
        await work.audit.note(Deed.LOOKED, by=person.id, about=person.id)
        await work.accounts.make(person.id, finder="7KM", sealed="s", link="l", at=work.now)
        await work.invitations.make(
            Offer(kind=Kind.PERSON, person=person.id),
            fingerprint="f",
            by=person.id,
            at=work.now,
            expires_at=work.now + timedelta(days=1),
        )
        person = await work.people.get(person.id)
        await asks_and_answers(work, here, person)
        await town.talk(work, teacher=person.id, methodist=person, words=CANARY)
        await town.enrolled(work, here.district, person)
        await was_there(work, here.district, person, person.id)
    await publishes_and_marks(any_database, here, person)
    await read_and_announce(any_database, here.district, person)
    return person


async def asks_and_answers(work: SqlWork, here: Town, canary: Person) -> None:
    """Every kind of letter that carries the person's name or words is on its way."""
    words = Words(
        f"{CANARY} спрашивает",
        (Attachment(kind=FileKind.PHOTO, messenger="telegram", file_id=CANARY, name=CANARY),),
    )
    question = Question(topic=here.attestation, subject=here.maths, words=words)
    anna = await town.settle(work, "Анна", here.school_15)
    boris = await town.methodist(work, "Борис", here.district)
    asked = await town.ask(
        work, question, teacher=canary, methodist=boris.id, due_at=work.now + timedelta(hours=1)
    )
    await work.copies.keep(words.attachments[0], into="max", copy=f"copy-{CANARY}")
    await tell_methodist(work, asked, words, handed_over=True)
    await remind(work)
    answered = await town.ask(work, town.a_question(here), teacher=anna, methodist=canary.id)
    await work.consultations.add(answered.id, words, author=canary.id, at=work.now)
    await tell_teacher(work, answered, methodist=canary.name)
    of_them = {"sender": canary.id, "consultation": asked.id}
    said = {"text": words.text, "attachments": words.attachments}
    for notice in (
        QuestionAnswered(to=anna.id, message=1, methodist=CANARY, **of_them, **said),
        QuestionContinued(to=boris.id, message=2, teacher=CANARY, **of_them, **said),
        ConsultationRated(to=boris.id, teacher=CANARY, outcome=Outcome.FULL, **of_them),
    ):
        await work.outbox.put(notice)


async def traces(database: Database, *signs: str) -> dict[str, list[str]]:
    """Every row of every table of the database in which one of the signs is seen."""
    async with database.reader.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        rows = {name: await every_row(connection, name) for name in names}
    seen = {
        name: [row for row in one if any(sign.lower() in row.lower() for sign in signs)]
        for name, one in rows.items()
    }
    return {name: one for name, one in seen.items() if one}


async def every_row(connection: AsyncConnection, table: str) -> list[str]:
    rows = await connection.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608 - its name
    return [readable(repr(tuple(row))) for row in rows]


def readable(row: str) -> str:
    """JSON that the driver gives as text hides Russian letters behind backslashes."""
    escaped = CANARY.lower().encode("unicode_escape").decode()
    capital = CANARY.encode("unicode_escape").decode()
    for hidden in (escaped, capital):
        row = row.replace(hidden.replace("\\", "\\\\"), CANARY).replace(hidden, CANARY)
    return row


async def dossier_of(database: Database, person: PersonId) -> Dossier:
    async with database.open_view() as work:
        return await work.privacy.dossier(person)


async def test_the_trace_is_everywhere_before_erasure(
    any_database: Database, canary: Person
) -> None:
    """The twin of the test below: a search that finds nothing must be able to find."""
    found = await traces(any_database, CANARY, str(EXTERNAL))

    assert {name: len(rows) for name, rows in found.items()} == {
        "accounts": 1,
        "application_files": 1,
        "applications": 1,
        "attachments": 2,
        "certificates": 1,
        "consultations": 1,
        "copies": 2,
        "inquiries": 2,
        "materials": 1,
        "messages": 2,
        "opinions": 1,
        "outbox": 6,
        "people": 1,
        "sessions": 1,
        "slots": 1,
        "talks": 1,
        "templates": 1,
    }


async def test_after_erasure_no_table_remembers_the_person(
    any_database: Database, canary: Person
) -> None:
    async with any_database.open_work() as work:
        erasure = await work.privacy.erase(canary.id, at=work.now)

    assert await traces(any_database, CANARY, str(EXTERNAL)) == {}
    assert erasure.rows > 0
    async with any_database.open_view() as work:
        assert await work.people.at(ACCOUNT) is None
        with pytest.raises(Gone):
            await work.people.get(canary.id)


async def test_after_erasure_what_is_counted_still_adds_up(
    any_database: Database, canary: Person, clock: Clock
) -> None:
    before = await dossier_of(any_database, canary.id)
    async with any_database.open_work() as work:
        await work.privacy.erase(canary.id, at=work.now)
    after = await dossier_of(any_database, canary.id)

    assert len(after.sections["consultations"]) == len(before.sections["consultations"]) == 1
    assert after.sections["consultations"][0]["state"] == State.CLOSED
    assert len(after.sections["consents"]) == 1
    assert after.sections["consents"][0]["withdrawn_at"] == clock.now
    assert after.sections["roles"][0]["revoked_at"] == clock.now
    assert {message["text"] for message in after.sections["messages"]} == {""}
    assert after.sections["accounts"] == after.sections["subjects"] == []
    assert before.sections["codes"] != after.sections["codes"] == []


async def test_questions_of_an_erased_methodist_wait_for_somebody_else(
    any_database: Database, here: Town, canary: Person
) -> None:
    async with any_database.open_work() as work:
        await work.privacy.erase(canary.id, at=work.now)

    async with any_database.open_view() as work:
        page = await work.consultations.unowned([here.district], page=0)
        assert [line.teacher for line in page.lines] == ["Анна"]
        assert await work.consultations.methodists(here.school_5, but=[]) != []
        assert canary.id not in await work.people.staff_over(here.school_5, Role.METHODIST)


async def test_whoever_was_erased_may_come_back_as_a_stranger(
    any_database: Database, canary: Person
) -> None:
    async with any_database.open_work() as work:
        await work.privacy.erase(canary.id, at=work.now)
    async with any_database.open_work() as work:
        again = await work.registration.agree(ACCOUNT, version="2026-11", at=work.now)

    assert again != canary.id


async def test_others_are_left_as_they_were(any_database: Database, canary: Person) -> None:
    found = await traces(any_database, "Анна", "Борис")
    async with any_database.open_work() as work:
        await work.privacy.erase(canary.id, at=work.now)

    assert (await traces(any_database, "Анна", "Борис"))["people"] == found["people"]


async def test_the_dossier_shows_everything_that_is_kept(
    any_database: Database, here: Town, canary: Person
) -> None:
    sections = (await dossier_of(any_database, canary.id)).sections

    assert set(sections) == set(IN_THE_DOSSIER.values())
    assert all(sections.values())
    assert sections["profile"][0]["name"] == CANARY
    assert sections["accounts"][0]["external"] == EXTERNAL
    assert [row["text"] for row in sections["messages"]] == [f"{CANARY} спрашивает"] * 2
    assert {row["file"] for row in sections["messages"]} == {CANARY}


async def test_a_dossier_tells_nothing_of_others(any_database: Database, canary: Person) -> None:
    assert "Анна" not in repr((await dossier_of(any_database, canary.id)).sections)


async def test_an_act_of_erasure_names_nobody(any_database: Database, canary: Person) -> None:
    async with any_database.open_work() as work:
        erasure = await work.privacy.erase(canary.id, at=work.now)

    async with any_database.reader.connect() as connection:
        [row] = await connection.execute(select(Base.metadata.tables["erasures"]))
    assert (row.id, row.person_id, row.at, row.rows) == (
        erasure.act,
        canary.id,
        erasure.at,
        erasure.rows,
    )


async def test_consents_are_shown_with_their_dates(
    any_database: Database, canary: Person, clock: Clock
) -> None:
    later = clock.wait(days=1)
    async with any_database.open_work() as work:
        await work.registration.agree(ACCOUNT, version="2027-01", at=work.now)
        consents = await work.privacy.consents(canary.id)
    assert [one.version for one in consents] == ["2026-11", "2027-01"]
    assert all(one.messenger == "telegram" and not one.withdrawn_at for one in consents)
    assert consents[1].given_at == later
