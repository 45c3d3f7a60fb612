"""What people want, in both databases, and the zone that counts for each of them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select

from core.imports.units import KnownUnit, NewUnit, UnitChange
from core.people import Person, PersonId
from core.preferences.model import Mode, Preferences
from core.units import UnitId
from storage.people import PersonRow
from storage.preferences import PreferencesRow, moment_in
from storage.units import UnitRow
from storage.work import Database
from tests import town
from tests.times import MONDAY, ZONE
from tests.town import Town

ALL_CHOSEN = Preferences(
    zone="Asia/Omsk",
    reminders=Mode.OFF,
    announcements=Mode.DIGEST,
    digest_hour=12,
    quiet_until=MONDAY,
)


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def anna(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Анна", here.school_5)


async def put(database: Database, person: PersonId, preferences: Preferences) -> None:
    async with database.open_work() as work:
        await work.preferences.put(person, preferences)


async def zone_of(database: Database, person: PersonId) -> str:
    async with database.open_view() as work:
        return str((await work.preferences.of_many([person]))[person][1])


async def test_whoever_has_chosen_nothing_has_what_everybody_has(
    any_database: Database, anna: Person
) -> None:
    async with any_database.open_view() as work:
        assert await work.preferences.of(anna.id) == Preferences()
        assert await work.preferences.of_many([anna.id]) == {anna.id: (Preferences(), ZONE)}


async def test_what_was_chosen_is_kept_and_may_be_chosen_anew(
    any_database: Database, anna: Person
) -> None:
    for chosen in (ALL_CHOSEN, Preferences()):
        await put(any_database, anna.id, chosen)
        async with any_database.open_view() as work:
            assert await work.preferences.of(anna.id) == chosen


async def test_what_was_just_chosen_is_seen_in_the_same_work(
    any_database: Database, anna: Person
) -> None:
    async with any_database.open_work() as work:
        await work.preferences.put(anna.id, Preferences())
        assert await work.preferences.of(anna.id) == Preferences()
        await work.preferences.put(anna.id, ALL_CHOSEN)
        assert await work.preferences.of(anna.id) == ALL_CHOSEN


async def test_many_are_asked_about_in_one_statement(
    any_database: Database, here: Town, anna: Person
) -> None:
    async with any_database.open_work() as work:
        others = [await town.settle(work, f"Анна {n}", here.school_15) for n in range(5)]
    await put(any_database, anna.id, ALL_CHOSEN)
    statements: list[str] = []

    def count(*said: object) -> None:
        statements.append(str(said[2]))

    async with any_database.open_view() as work:
        event.listen(any_database.reader.sync_engine, "before_cursor_execute", count)
        found = await work.preferences.of_many([anna.id, *(one.id for one in others)])
        event.remove(any_database.reader.sync_engine, "before_cursor_execute", count)

    assert len(statements) == 1
    assert found[anna.id] == (ALL_CHOSEN, ZoneInfo("Asia/Omsk"))
    assert [found[one.id] for one in others] == [(Preferences(), ZONE)] * 5


# --- the zone that counts


def change(known: KnownUnit, zone: str | None) -> UnitChange:
    return UnitChange(
        unit=known.id,
        code=known.code,
        name=known.name,
        level=known.level,
        parent=known.parent,
        zone=zone,
    )


async def give(database: Database, **zones: tuple[UnitId, str | None]) -> None:
    async with database.open_work() as work:
        known = {unit.id: unit for unit in await work.imports.units()}
        await work.imports.save_units([change(known[unit], zone) for unit, zone in zones.values()])


async def test_the_nearest_says_the_zone_and_the_person_before_all(
    any_database: Database, here: Town, anna: Person
) -> None:
    assert await zone_of(any_database, anna.id) == str(ZONE)
    await give(any_database, region=(here.region, "Asia/Omsk"))
    assert await zone_of(any_database, anna.id) == "Asia/Omsk"
    await give(any_database, district=(here.district, "Asia/Magadan"))
    assert await zone_of(any_database, anna.id) == "Asia/Magadan"
    await give(any_database, school=(here.school_15, "Asia/Yakutsk"))
    assert await zone_of(any_database, anna.id) == "Asia/Magadan"
    await put(any_database, anna.id, Preferences(zone="Europe/Samara"))
    assert await zone_of(any_database, anna.id) == "Europe/Samara"

    await put(any_database, anna.id, Preferences())
    await give(any_database, district=(here.district, None))
    assert await zone_of(any_database, anna.id) == "Asia/Omsk"
    await give(any_database, region=(here.region, None))
    assert await zone_of(any_database, anna.id) == str(ZONE)


async def test_a_unit_that_is_moved_has_the_zone_of_its_new_place(
    any_database: Database, here: Town, anna: Person
) -> None:
    await give(
        any_database, one=(here.district, "Asia/Omsk"), other=(here.far_district, "Asia/Chita")
    )
    async with any_database.open_work() as work:
        [school] = [unit for unit in await work.imports.units() if unit.id == here.school_5]
        moved = UnitChange(
            unit=school.id,
            code=None,
            name=school.name,
            level=school.level,
            parent=here.far_district,
        )
        await work.imports.save_units([moved])

    assert await zone_of(any_database, anna.id) == "Asia/Chita"


async def test_a_unit_that_is_new_has_the_zone_of_the_one_above(
    any_database: Database, here: Town
) -> None:
    await give(any_database, region=(here.region, "Asia/Omsk"))
    new = UnitChange(unit=NewUnit(2), code=None, name="Лицей", level="школа", parent=here.district)
    async with any_database.open_work() as work:
        await work.imports.save_units([new])
        added = await work.units.add(name="Сад", level="сад", parent=here.district)
        own = await work.units.add(name="Сад", level="сад", parent=added, zone="Asia/Chita")
        [lyceum] = await work.units.find("Лицей")
        people = [(await town.settle(work, "Анна", unit)).id for unit in (lyceum.id, added, own)]

    assert [await zone_of(any_database, one) for one in people] == [
        "Asia/Omsk",
        "Asia/Omsk",
        "Asia/Chita",
    ]


async def test_many_get_the_moment_of_their_zones_in_one_statement(
    any_database: Database, here: Town, anna: Person
) -> None:
    """As an announcement is spread: one moment a zone, joined in the database."""
    await give(any_database, far=(here.far_district, "Asia/Omsk"))
    async with any_database.open_work() as work:
        vera = await town.settle(work, "Вера", here.far_school)
        inna = await town.settle(work, "Инна", here.far_school)
        nowhere = await town.newcomer(work)
        await work.preferences.put(inna.id, Preferences(zone="Asia/Magadan"))
        zones = sorted(await work.preferences.zones())
    assert zones == ["Asia/Magadan", "Asia/Omsk"]

    moments = {zone: MONDAY + timedelta(hours=n) for n, zone in enumerate(zones, start=1)}
    for given in (moments, {}):
        statement = (
            select(PersonRow.id, moment_in(given, otherwise=MONDAY))
            .outerjoin(PreferencesRow, PreferencesRow.person_id == PersonRow.id)
            .outerjoin(UnitRow, UnitRow.id == PersonRow.unit_id)
        )
        async with any_database.reader.connect() as connection:
            told = {row[0]: row[1] for row in await connection.execute(statement)}
        assert told == {
            anna.id: MONDAY,
            nowhere.id: MONDAY,
            vera.id: given.get("Asia/Omsk", MONDAY),
            inna.id: given.get("Asia/Magadan", MONDAY),
        }
