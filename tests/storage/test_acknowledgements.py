"""What the tables know of those who were to read: each once, as far as it has come with them."""

import pytest
from sqlalchemy import insert, update

from core.acknowledgements.model import Acknowledgement, AnnouncedId, Reader, Standing
from core.letters import Failure, LetterState
from core.people import Account, Person, Role
from core.units import UnitId
from storage.letter_rows import LetterRow
from storage.work import Database
from tests import town
from tests.accounts.brought import merged
from tests.acknowledgements.announcing import (
    ARRIVED,
    BLOCKED,
    EXPIRED,
    HELD,
    REFUSED,
    UNKNOWN,
    WAITS,
    a_letter,
    send,
)
from tests.times import MONDAY, Clock
from tests.town import Town

CORRECTED = {
    "state": LetterState.DUE,
    "errand": "edit",
    "shown": {"account": ["telegram", 1], "ids": ["7"], "texts": 1},
}
"""Delivered, and due once more to be corrected."""


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def vera(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])


async def settle(database: Database, unit: UnitId, *names: str) -> list[Person]:
    async with database.open_work() as work:
        return [await town.settle(work, name, unit) for name in names]


async def acknowledge(
    database: Database, number: AnnouncedId, *people: Person, messenger: str = "telegram"
) -> None:
    async with database.open_work() as work:
        for person in people:
            said = Acknowledgement(at=work.now, messenger=messenger)
            await work.acknowledgements.save(number, person.id, said)


async def everybody(database: Database, number: AnnouncedId) -> dict[str, Reader]:
    async with database.open_view() as work:
        return {one.name: one for one in await work.acknowledgements.everybody(number)}


async def test_what_has_become_of_a_letter_is_where_the_person_stands(
    any_database: Database, here: Town, vera: Person
) -> None:
    fates = [
        (ARRIVED, Standing.SILENT, ""),
        (CORRECTED, Standing.SILENT, ""),
        (WAITS, Standing.ON_ITS_WAY, ""),
        (HELD, Standing.ON_ITS_WAY, ""),
        (UNKNOWN, Standing.UNKNOWN, ""),
        (BLOCKED, Standing.UNDELIVERED, Failure.BLOCKED),
        (REFUSED, Standing.UNDELIVERED, Failure.REFUSED),
        (EXPIRED, Standing.UNDELIVERED, Failure.LATE),
    ]
    people = await settle(any_database, here.school_5, *"АБВГДЕЖЗ")
    number = await send(
        any_database,
        vera,
        here.district,
        {person: fate for person, (fate, *_) in zip(people, fates, strict=True)},
    )
    found = await everybody(any_database, number)

    assert [(one.standing, one.reason) for one in found.values()] == [
        (standing, reason) for _, standing, reason in fates
    ]
    async with any_database.open_view() as work:
        assert await work.acknowledgements.counted(number) == {
            Standing.SILENT: 2,
            Standing.ON_ITS_WAY: 2,
            Standing.UNKNOWN: 1,
            Standing.UNDELIVERED: 3,
        }


async def test_whoever_has_said_it_has_it_whatever_the_outbox_thinks(
    any_database: Database, here: Town, vera: Person
) -> None:
    [anna] = await settle(any_database, here.school_5, "Анна")
    number = await send(any_database, vera, here.district, {anna: UNKNOWN})
    await acknowledge(any_database, number, anna, messenger="max")

    [one] = (await everybody(any_database, number)).values()
    assert (one.standing, one.reason) == (Standing.ACKNOWLEDGED, "")
    assert one.acknowledgement == Acknowledgement(at=MONDAY, messenger="max")
    assert (one.school, one.position) == ("МБОУ СОШ № 5", "учитель")


async def test_schools_come_by_what_they_lack_and_eight_at_a_time(
    any_database: Database, here: Town, vera: Person
) -> None:
    to: dict[Person, object] = {}
    async with any_database.open_work() as work:
        for place in range(10):
            school = await work.units.add(
                name=f"Гимназия {place:02}", level="школа", parent=here.district
            )
            for name in range(3):
                to[await town.settle(work, f"Ж{place}{name}", school)] = ARRIVED
    number = await send(any_database, vera, here.district, to)  # type: ignore[arg-type]  # fates
    people = list(to)
    await acknowledge(any_database, number, *people[:3], people[3], people[27])

    async with any_database.open_view() as work:
        first = await work.acknowledgements.schools(number, page=0)
        last = await work.acknowledgements.schools(number, page=9)
    assert [(one.name[-2:], one.acknowledged, one.total) for one in first.lines] == [
        *((f"{place:02}", 0, 3) for place in range(2, 9)),
        ("01", 1, 3),
    ]
    assert [(one.name[-2:], one.acknowledged, one.total) for one in last.lines] == [
        ("09", 1, 3),
        ("00", 3, 3),
    ]
    assert ((first.number, first.pages), (last.number, last.pages)) == ((0, 2), (1, 2))


async def test_people_of_a_school_come_silent_first_and_eight_at_a_time(
    any_database: Database, here: Town, vera: Person
) -> None:
    people = await settle(any_database, here.school_5, *"АБВГДЕЖЗИК")
    others = await settle(any_database, here.school_15, "Другой")
    nowhere = await _without_a_place(any_database)
    number = await send(
        any_database, vera, here.district, dict.fromkeys([*people, *others, nowhere], ARRIVED)
    )
    await acknowledge(any_database, number, people[0], people[4])

    async with any_database.open_view() as work:
        readers = work.acknowledgements.readers
        first = await readers(number, unit=here.school_5, page=0)
        last = await readers(number, unit=here.school_5, page=1)
        unplaced = await readers(number, unit=None, page=0)
        schools = await work.acknowledgements.schools(number, page=0)
    assert "".join(one.name for one in (*first.lines, *last.lines)) == "БВГЕЖЗИКАД"
    assert (len(first.lines), first.pages, last.number) == (8, 2, 1)
    assert [one.name for one in unplaced.lines] == ["Нигде"]
    assert {(one.unit, one.name) for one in schools.lines} == {
        (here.school_5, "МБОУ СОШ № 5"),
        (here.school_15, "МБОУ СОШ № 15"),
        (None, ""),
    }


async def _without_a_place(database: Database) -> Person:
    async with database.open_work() as work:
        person = await town.newcomer(work)
        await work.registration.rename(person.id, "Нигде")
        return await work.people.get(person.id)


async def test_nobody_was_sent_an_announcement_of_no_letters(
    any_database: Database, here: Town, vera: Person
) -> None:
    number = await send(any_database, vera, here.district, {})

    async with any_database.open_view() as work:
        schools = await work.acknowledgements.schools(number, page=0)
        assert (list(schools.lines), schools.pages) == ([], 1)
        assert await work.acknowledgements.counted(number) == {}
        assert await work.acknowledgements.everybody(number) == []


async def test_a_message_is_known_by_where_it_was_shown(
    any_database: Database, here: Town, vera: Person
) -> None:
    anna, boris = await settle(any_database, here.school_5, "Анна", "Борис")
    account = Account("telegram", 42)
    shown = {"account": ["telegram", 42], "ids": ["7", "8"], "texts": 1}
    number = await send(
        any_database, vera, here.district, {anna: {**ARRIVED, "shown": shown}, boris: ARRIVED}
    )
    later = await send(any_database, vera, here.district, {anna: {**ARRIVED, "shown": shown}})

    async with any_database.open_view() as work:
        answered = work.acknowledgements.answered
        assert await answered(anna.id, account=account, message="8") == later > number
        assert await answered(anna.id, account=account, message="9") is None
        assert await answered(anna.id, account=Account("max", 42), message="7") is None
        assert await answered(boris.id, account=account, message="7") is None


async def test_two_records_made_one_have_read_it_the_first_time(
    any_database: Database, here: Town, vera: Person, clock: Clock
) -> None:
    anna, other = await settle(any_database, here.school_5, "Анна", "Анна А.")
    fates = {anna: BLOCKED, other: ARRIVED}
    both, one, none = [await send(any_database, vera, here.district, fates) for _ in range(3)]
    await acknowledge(any_database, both, other)
    clock.wait(days=1)
    await acknowledge(any_database, both, anna)
    await acknowledge(any_database, one, other)
    await merged(any_database, anna, other)

    async with any_database.open_view() as work:
        get = work.acknowledgements.get
        assert (await get(both, anna.id)) == Acknowledgement(at=MONDAY, messenger="telegram")
        assert (await get(one, anna.id)) is not None
        assert (await get(both, other.id), await get(none, anna.id)) == (None, None)
    assert [one.standing for one in (await everybody(any_database, none)).values()] == [
        Standing.SILENT
    ], "two letters, one person: that which has arrived counts"


async def test_who_was_erased_is_in_no_report_and_has_said_nothing(
    any_database: Database, here: Town, vera: Person
) -> None:
    anna, boris = await settle(any_database, here.school_5, "Анна", "Борис")
    number = await send(any_database, vera, here.district, {anna: ARRIVED, boris: ARRIVED})
    await acknowledge(any_database, number, anna)
    async with any_database.open_work() as work:
        dossier = await work.privacy.dossier(anna.id)
        await work.privacy.erase(anna.id, at=work.now)

    assert dossier.sections["acknowledgements"] == [
        {"number": number, "at": MONDAY, "messenger": "telegram"}
    ]
    assert list(await everybody(any_database, number)) == ["Борис"]
    async with any_database.open_view() as work:
        assert await work.acknowledgements.get(number, anna.id) is None
        assert await work.acknowledgements.counted(number) == {Standing.SILENT: 1}


async def test_letters_of_other_announcements_are_not_counted(
    any_database: Database, here: Town, vera: Person
) -> None:
    [anna] = await settle(any_database, here.school_5, "Анна")
    number = await send(any_database, vera, here.district, {anna: WAITS})
    other = await send(any_database, vera, here.district, {})
    row = a_letter(number, anna, ARRIVED, MONDAY) | {"once": "x", "announcement_id": None}
    async with any_database.writer.begin() as connection:
        await connection.execute(insert(LetterRow).values(row))
        await connection.execute(update(LetterRow).values(attempts=1))

    assert await everybody(any_database, other) == {}
    [one] = (await everybody(any_database, number)).values()
    assert one.standing is Standing.ON_ITS_WAY
