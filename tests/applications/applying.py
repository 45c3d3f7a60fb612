"""People who apply, straight through the use cases, and events that take applications."""

from datetime import timedelta
from typing import Any

from core.applications import deciding, settling, use_cases
from core.applications.calls import Admission, Terms
from core.applications.model import Application, Entry, State
from core.events.model import Event
from core.files import Attachment, FileKind
from core.people import Person, PersonId
from core.units import UnitId
from handlers.applications.one import seat_in
from storage.application_rows import ApplicationTermsRow
from storage.work import Database, SqlWork
from tests import town
from tests.attendance import gathering
from tests.world import DemoWorld

WORDS = Entry(text="Веду проекты с 2020 года.")


def a_file(name: str = "работа.pdf", size: int = 1000) -> Attachment:
    return Attachment(
        kind=FileKind.DOCUMENT, messenger="demo", file_id=f"id {name}", name=name, size=size
    )


async def called(
    work: SqlWork,
    unit: UnitId,
    organiser: PersonId,
    admission: Admission = Admission.APPROVAL,
    *,
    files: bool = False,
    **other: Any,
) -> Event:
    """An open event in ten days that takes applications until it begins."""
    event = await town.event(work, unit, organiser, **other)
    me = await work.people.get(organiser)
    await settling.admit_by(work, event.id, admission, me=me)
    await settling.want_files(work, event.id, wanted=files, me=me)
    return event


async def send(
    database: Database, event: Event, me: Person, entry: Entry = WORDS, presence: str = "room"
) -> Application:
    async with database.open_work() as work:
        return await use_cases.send(work, event.id, entry, presence=presence, me=me)


async def approve(database: Database, event: Event, person: Person, *, me: Person) -> bool:
    async with database.open_work() as work:
        found = await work.applications.of(event.id, person.id)
        assert found is not None
        return await deciding.approve(
            work, event.id, person.id, revision=found.revision, seat=seat_in(work), me=me
        )


async def state(database: Database, event: Event, *people: Person) -> list[State | None]:
    async with database.open_view() as work:
        found = [await work.applications.of(event.id, one.id) for one in people]
    return [one and one.state for one in found]


async def calling(world: DemoWorld, number: int, organiser: str, *people: str) -> None:
    """An event of the district in ten days, which the people have applied for."""
    async with world.database.open_work() as work:
        by, starts_at = world.people[organiser].id, work.now + timedelta(days=10)
        unit = world.units["район"]
        await gathering.gather(work, unit, by, starts_at=starts_at, number=number)
        await work.applications.put_terms(number, Terms(admission=Admission.APPROVAL))
        for name in people:
            me = world.people[name]
            await use_cases.send(work, number, WORDS, presence="room", me=me)


async def apply(work: SqlWork, unit: UnitId, person: Person, by: PersonId) -> None:
    """The person has applied for an event of somebody's, and decides about applications too.

    Straight into the tables, past the rules.
    """
    event = await town.event(work, unit, by)
    row = ApplicationTermsRow(
        event_id=event.id, admission=Admission.APPROVAL, prompt="", files=False, sequence=0
    )
    work.means.session.add(row)
    await work.means.session.flush()
    file = a_file(f"{person.name}.docx")
    sent = Application(
        event=event.id,
        person=person.id,
        state=State.SENT,
        since=work.now,
        presence="room",
        ticket=1,
        revision=1,
        entry=Entry(text=f"Прошу принять. {person.name}", files=(file,)),
        reason=f"Дополните. {person.name}",
        decided_by=person.id,
    )
    await work.applications.put(sent)
    await work.copies.keep(file, into="max", copy=f"copy-{person.name}")
