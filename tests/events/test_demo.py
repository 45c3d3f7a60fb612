"""In the demo there is something to enrol for, and something to wait for."""

from datetime import timedelta

from bot.messengers.demo.region import MESSENGER, settle
from core.events import use_cases
from core.events.model import EventId, Presence
from core.people import Account
from storage.work import Database


async def test_the_demo_has_events_with_and_without_free_seats(database: Database) -> None:
    async with database.open_work() as work:
        await work.catalogue.begin_with()
    await settle(database)
    async with database.open_view() as work:
        anna = await work.people.at(Account(MESSENGER, 101))
        assert anna is not None
        page = await use_cases.calendar(work, me=anna, page=0)
        seats = [await work.events.seats(one, Presence.ROOM) for one in page.events]
        full = await use_cases.look(work, EventId(2), me=anna)
        contest = await work.admissions.is_needed(EventId(6))
    assert len(page.events) == 6
    assert all(one.details.starts_at > work.now + timedelta(hours=20) for one in page.events)
    assert [one.free for one in seats] == [0, 20, None, 15, 60, None]
    assert full.enrolment is None
    assert contest
