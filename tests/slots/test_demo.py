"""In the demo a talk can be booked at once."""

from bot.messengers.demo.region import settle
from core.slots.model import SlotState
from storage.slot_rows import SlotRow
from storage.work import Database


async def test_the_demo_has_free_times(database: Database) -> None:
    async with database.open_work() as work:
        await work.catalogue.begin_with()
    await settle(database)
    async with database.open_view() as work:
        slot = await work.means.session.get(SlotRow, 1)
    assert slot is not None
    assert (slot.state, slot.place != "") == (SlotState.FREE, True)
