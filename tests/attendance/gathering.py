"""An event that people are enrolled for, straight into the tables, past the rules."""

from datetime import datetime, timedelta

from core.catalogue import EventKindId
from core.events.model import Details, EventState, Form, Level, Presence
from core.events.seats import Enrolment, Standing
from core.people import PersonId
from core.units import UnitId
from storage.event_rows import EventRow
from storage.work import SqlWork

TITLE = "Как оценивать <проект> & прочее"


async def gather(
    work: SqlWork,
    unit: UnitId,
    organiser: PersonId,
    *people: PersonId,
    title: str = TITLE,
    starts_at: datetime | None = None,
    state: EventState = EventState.OPEN,
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
    for ticket, person in enumerate(people, start=1):
        await work.events.put(
            Enrolment(
                event=event.id,
                person=person,
                presence=Presence.ROOM,
                standing=Standing.ENROLLED,
                ticket=ticket,
                since=work.now,
            )
        )
    return int(event.id)
