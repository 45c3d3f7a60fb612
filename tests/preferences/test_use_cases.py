"""What a person says of their letters is kept, each choice apart from the others."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from core.errors import Gone
from core.notices import Lane
from core.people import Person
from core.preferences import use_cases
from core.preferences.model import Mode, Preferences
from core.preferences.use_cases import Wanted
from storage.work import Database
from tests import town
from tests.times import MONDAY, ZONE, Clock


@pytest.fixture
async def anna(database: Database) -> Person:
    here = await town.build(database)
    async with database.open_work() as work:
        return await town.settle(work, "Анна", here.school_5)


async def wanted(database: Database, me: Person) -> Wanted:
    async with database.open_view() as work:
        return await use_cases.look(work, me=me)


async def test_one_choice_leaves_the_others(database: Database, anna: Person) -> None:
    async with database.open_work() as work:
        await use_cases.choose_mode(work, Lane.REMINDERS, Mode.OFF, me=anna)
        await use_cases.choose_mode(work, Lane.ANNOUNCEMENTS, Mode.DIGEST, me=anna)
        await use_cases.choose_hour(work, 12, me=anna)
        await use_cases.choose_zone(work, "asia/omsk", me=anna)
        await use_cases.be_quiet(work, 7, me=anna)

    said = await wanted(database, anna)
    assert said.preferences == Preferences(
        zone="Asia/Omsk",
        reminders=Mode.OFF,
        announcements=Mode.DIGEST,
        digest_hour=12,
        quiet_until=MONDAY + timedelta(days=7),
    )
    assert said.zone == ZoneInfo("Asia/Omsk")


async def test_peace_is_over_on_the_morning_after_and_then_not_spoken_of(
    database: Database, anna: Person, clock: Clock
) -> None:
    """From Monday the 7th for a week: on Tuesday the 15th at eight, by Moscow's clock."""
    async with database.open_work() as work:
        await use_cases.be_quiet(work, 7, me=anna)

    end = (await wanted(database, anna)).quiet_end
    assert end is not None
    assert end.astimezone(ZONE).strftime("%d.%m %H:%M") == "15.09 08:00"
    clock.now = end
    assert (await wanted(database, anna)).quiet_end is None


async def test_peace_may_be_ended_and_the_zone_given_back(
    database: Database, anna: Person
) -> None:
    for days, zone in ((30, "Asia/Omsk"), (0, None)):
        async with database.open_work() as work:
            await use_cases.be_quiet(work, days, me=anna)
            await use_cases.choose_zone(work, zone, me=anna)

    assert (await wanted(database, anna)).preferences == Preferences()


async def test_what_is_not_offered_is_not_done(database: Database, anna: Person) -> None:
    async with database.open_work() as work:
        for refused in (
            use_cases.choose_mode(work, Lane.REPLIES, Mode.OFF, me=anna),
            use_cases.choose_mode(work, Lane.DIGESTS, Mode.OFF, me=anna),
            use_cases.choose_hour(work, 7, me=anna),
            use_cases.choose_hour(work, 21, me=anna),
            use_cases.choose_zone(work, "Mars/Olympus", me=anna),
            use_cases.be_quiet(work, 3650, me=anna),
        ):
            with pytest.raises(Gone):
                await refused
        assert await work.preferences.of(anna.id) == Preferences()
