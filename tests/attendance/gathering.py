"""An event that people are enrolled for, straight into the tables, past the rules."""

from datetime import datetime, timedelta

from core.attendance.checks import Tries
from core.attendance.model import WORD_LASTS, CodeWord, Way
from core.catalogue import EventKindId
from core.certificates import use_cases as certificates
from core.events.model import Details, EventId, EventState, Form, Level, Presence
from core.events.seats import Enrolment, Standing
from core.feedback.model import Answers, Applied, Pace, Useful
from core.imports.plan import Planned, PlannedChange
from core.materials.model import Piece
from core.people import Person, PersonId
from core.units import UnitId
from storage.event_rows import EventRow
from storage.work import SqlWork
from tests.applications import applying
from tests.world import DemoWorld

TITLE = "Как оценивать <проект> & прочее"


async def gather(
    work: SqlWork,
    unit: UnitId,
    organiser: PersonId,
    *people: PersonId,
    title: str = TITLE,
    starts_at: datetime | None = None,
    state: EventState = EventState.OPEN,
    number: int | None = None,
) -> int:
    """Begins in an hour and lasts three of them, if it is not said otherwise."""
    begins = starts_at or work.now + timedelta(hours=1)
    kinds = await work.catalogue.event_kinds()
    details = Details(
        title=title,
        kind=kinds[0].id if kinds else EventKindId(1),
        level=Level.MUNICIPAL,
        form=Form.ROOM,
        starts_at=begins,
        ends_at=begins + timedelta(hours=3),
        place="каб. 12",
    )
    event = await work.events.add(
        details, unit=unit, organiser=organiser, uid=f"u{organiser}-{begins}-{title}", at=work.now
    )
    row = await work.means.session.get(EventRow, event.id)
    assert row is not None
    row.state = state
    row.id = number or row.id
    await work.means.session.flush()
    for ticket, person in enumerate(people, start=1):
        await work.events.put(
            Enrolment(
                event=EventId(row.id),
                person=person,
                presence=Presence.ROOM,
                standing=Standing.ENROLLED,
                ticket=ticket,
                since=work.now,
            )
        )
    return row.id


async def was_there(work: SqlWork, unit: UnitId, person: Person, by: PersonId) -> None:
    """Marked by somebody, with a certificate and an opinion; and responsible for the next."""
    event = await gather(work, unit, by, person.id, title="Было")
    await work.attendance.mark(event, person.id, way=Way.LIST, by=by, at=work.now)
    await work.attendance.put_tries(event, person.id, Tries(1, work.now))
    await certificates.take(work, event, me=person)
    answers = Answers(useful=Useful.YES, applied=Applied.MAYBE, pace=Pace.FAST)
    await work.feedback.put(event, person.id, answers, at=work.now)
    await work.feedback.put_words(event, person.id, f"Понравилось. {person.name}")
    await applying.apply(work, unit, person, by)
    shelf = await work.materials.shelf(event)
    assert shelf is not None
    said = Piece(text=f"Запись. {person.name}")
    await work.materials.add(shelf, [said], author=person.id, at=work.now)
    await work.materials.put_told(shelf, [person.id], at=work.now)
    await work.events.add_inquiry(EventId(event), person.id, f"А где? {person.name}", at=work.now)
    answered = await work.events.add_inquiry(EventId(event), by, "Когда?", at=work.now)
    await work.events.answer_inquiry(answered, f"Там. {person.name}", by=person.id, at=work.now)
    line = Planned(
        code=None,
        title="Круглый стол",
        unit=unit,
        month=work.now.date(),
        day=None,
        responsible=person.id,
    )
    await work.imports.save_plan([PlannedChange(line=None, planned=line)])


async def going_on(world: DemoWorld, number: int, organiser: str, *people: str) -> None:
    """An event of the district that has just begun, where «берёза 482» was said."""
    async with world.database.open_work() as work:
        ids = [world.people[name].id for name in people]
        await gather(
            work,
            world.units["район"],
            world.people[organiser].id,
            *ids,
            starts_at=work.now,
            number=number,
        )
        await work.attendance.put_word(number, CodeWord("берёза 482", work.now + WORD_LASTS))
