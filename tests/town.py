"""A small made-up region and its people, for tests that need somebody somewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from core.catalogue import EventKindId, SubjectId, TopicId
from core.consultations.model import Consultation, Question, Words
from core.events import use_cases as events
from core.events.model import Details, Event, Form, Level, Presence
from core.expertise.model import Expertise
from core.notices import Notice
from core.people import Account, Grant, Person, PersonId, Role
from core.slots.model import SlotState, Times
from core.tokens import fingerprint, new_token
from core.units import UnitId
from storage.outbox import LetterRow
from storage.work import Database, SqlWork

_accounts = count(1001)


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A region of two districts; the first has two schools, the second has one."""

    region: UnitId
    district: UnitId
    school_5: UnitId
    school_15: UnitId
    far_district: UnitId
    far_school: UnitId
    maths: SubjectId
    physics: SubjectId
    attestation: TopicId
    contests: TopicId


async def build(database: Database) -> Town:
    async with database.open_work() as work:
        await work.catalogue.begin_with()
        subjects = {subject.name: subject.id for subject in await work.catalogue.subjects()}
        topics = [topic.id for topic in await work.catalogue.topics()]
        add = work.units.add
        region = await add(name="Северная область", level="регион", parent=None)
        district = await add(name="Озёрный район", level="район", parent=region)
        far = await add(name="Лесной район", level="район", parent=region)
        return Town(
            region=region,
            district=district,
            school_5=await add(name="МБОУ СОШ № 5", level="школа", parent=district),
            school_15=await add(name="МБОУ СОШ № 15", level="школа", parent=district),
            far_district=far,
            far_school=await add(name="МБОУ Гимназия № 1", level="школа", parent=far),
            maths=subjects["Математика"],
            physics=subjects["Физика"],
            attestation=topics[0],
            contests=topics[1],
        )


def an_account() -> Account:
    return Account("telegram", next(_accounts))


async def newcomer(work: SqlWork, account: Account | None = None) -> Person:
    """Somebody who has agreed and said nothing more."""
    person = await work.registration.agree(account or an_account(), version="2026-11", at=work.now)
    return await work.people.get(person)


async def settle(
    work: SqlWork,
    name: str,
    unit: UnitId,
    *,
    account: Account | None = None,
    subjects: Sequence[SubjectId] = (),
    roles: Sequence[Role] = (),
) -> Person:
    """A registered person; the roles are held for their unit."""
    person = (await newcomer(work, account)).id
    await work.registration.rename(person, name)
    await work.registration.place(person, unit)
    await work.registration.employ(person, "учитель")
    await work.registration.teach(person, subjects)
    await work.registration.finish(person, at=work.now)
    for role in roles:
        await work.roles.grant(person, Grant(role, unit), by=None, at=work.now)
    return await work.people.get(person)


async def methodist(
    work: SqlWork, name: str, unit: UnitId, *, expertise: Expertise | None = None
) -> Person:
    """Answers for everything in the unit, or for what is said."""
    person = await settle(work, name, unit, roles=[Role.METHODIST])
    if expertise is not None:
        await work.expertise.replace(person.id, expertise)
    return person


def a_question(town: Town, text: str = "Как оценивать проект?") -> Question:
    return Question(topic=town.attestation, subject=town.maths, words=Words(text))


async def ask(
    work: SqlWork,
    question: Question,
    *,
    teacher: Person,
    methodist: PersonId | None = None,
    due_at: datetime | None = None,
) -> Consultation:
    """Straight into the tables, past the routing."""
    assert teacher.unit is not None
    return await work.consultations.open(
        question,
        teacher=teacher.id,
        unit=teacher.unit,
        methodist=methodist,
        at=work.now,
        due_at=due_at or work.now + timedelta(days=2),
    )


async def talk(work: SqlWork, *, teacher: PersonId, methodist: Person, words: str = "") -> None:
    """Straight into the tables, past the rules."""
    assert methodist.unit is not None
    times = Times(work.now + timedelta(days=3), work.now + timedelta(days=3, hours=1))
    await work.slots.open(methodist.id, methodist.unit, [times], place=words)
    slot = (await work.slots.free_of(methodist.id, since=work.now))[-1]
    await work.slots.change(slot.id, before=[SlotState.FREE], to=SlotState.BOOKED)
    await work.slots.book(
        slot, uid=f"u{slot.id}", teacher=teacher, about=words, consultation=None, at=work.now
    )


def an_event(now: datetime, **other: Any) -> Details:
    """A seminar in a room in ten days, for everybody and as many as come."""
    usual: dict[str, Any] = {
        "title": "Семинар по проектам",
        "kind": EventKindId(1),
        "level": Level.MUNICIPAL,
        "form": Form.ROOM,
        "starts_at": now + timedelta(days=10),
        "ends_at": now + timedelta(days=10, hours=2),
        "place": "Школа № 5, актовый зал",
    }
    return Details(**usual | other)


async def event(work: SqlWork, unit: UnitId, organiser: PersonId, **other: Any) -> Event:
    """An open one, straight into the tables."""
    details = an_event(work.now, **other)
    uid = new_token()
    draft = await work.events.add(details, unit=unit, organiser=organiser, uid=uid, at=work.now)
    opened = draft.opened(at=work.now)
    assert await work.events.save(opened, before=draft)
    return opened


async def enrolled(work: SqlWork, unit: UnitId, person: Person) -> None:
    """The person organises an event, is enrolled for it and reads their calendar elsewhere."""
    held = await event(work, unit, person.id)
    await events.enrol(work, held.id, Presence.ROOM, me=person)
    await work.events.subscribe(person.id, fingerprint(f"{person.id}"), at=work.now)


async def letters(database: Database, kind: type[Notice]) -> list[dict[str, object]]:
    """What waits in the outbox: to whom, and what is said. Nothing is taken out."""

    async with database.writer.connect() as connection:
        rows = await connection.execute(
            select(LetterRow.to_id, LetterRow.payload)
            .where(LetterRow.kind == kind.__name__, LetterRow.settled_at.is_(None))
            .order_by(LetterRow.id)
        )
        return [{"to": row.to_id, **row.payload} for row in rows]
