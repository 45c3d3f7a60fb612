"""Carriage in both databases: the table, its cells, people by messenger, letters given up."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from core.carriage.model import Cargo, Carriage, Change, Choice, Extent
from core.consultations.model import Outcome
from core.consultations.notices import ConsultationRated
from core.letters import Failure
from core.people import Person
from core.units import UnitId
from storage.work import Database
from tests import letters, town
from tests.times import Clock

WEEK = timedelta(days=7)
MESSENGERS = ("max", "telegram")


async def put(database: Database, change: Choice | Change, table: Carriage | None = None) -> None:
    async with database.open_work() as work:
        after = (table or await work.carriage.get()).after(change, MESSENGERS)
        cell = (change.messenger, change.cargo) if isinstance(change, Change) else None
        await work.carriage.put(after, cell=cell)


async def kept(database: Database) -> Carriage:
    async with database.open_view() as work:
        return await work.carriage.get()


async def test_a_table_is_read_as_it_was_put_and_counts_at_once(any_database: Database) -> None:
    for choice in (Choice.OFFICIAL_IN_MAX, Choice.IMPERSONAL_IN_TELEGRAM, Choice.OPEN):
        await put(any_database, choice)

        assert await kept(any_database) == Carriage().after(choice, MESSENGERS)


async def test_two_administrators_do_not_undo_each_other(any_database: Database) -> None:
    """Both have read the table before either of them wrote."""
    before = await kept(any_database)
    await put(any_database, Change("telegram", Cargo.NOTICES, Extent.NONE), before)
    await put(any_database, Change("telegram", Cargo.DIALOGS, Extent.IMPERSONAL), before)

    table = await kept(any_database)
    assert table.of("telegram", Cargo.NOTICES) is Extent.NONE
    assert table.of("telegram", Cargo.DIALOGS) is Extent.IMPERSONAL
    assert table.of("telegram", Cargo.ANNOUNCEMENTS) is Extent.WHOLE


async def test_the_twin_that_writes_the_whole_table_undoes_the_other(
    any_database: Database,
) -> None:
    before = await kept(any_database)
    await put(any_database, Change("telegram", Cargo.NOTICES, Extent.NONE), before)
    async with any_database.open_work() as work:
        change = Change("telegram", Cargo.DIALOGS, Extent.IMPERSONAL)
        await work.carriage.put(before.after(change, MESSENGERS))

    assert (await kept(any_database)).of("telegram", Cargo.NOTICES) is Extent.WHOLE


async def test_what_cannot_be_read_forbids(any_database: Database) -> None:
    async with any_database.open_work() as work:
        await work.installation.put("carriage:telegram:dialogs", "everything, please")

    assert (await kept(any_database)).of("telegram", Cargo.DIALOGS) is Extent.NONE


async def test_links_are_remembered_by_messenger(any_database: Database) -> None:
    async with any_database.open_work() as work:
        await work.carriage.remember_link("max", "https://max.ru/old")
        await work.carriage.remember_link("max", "https://max.ru/new")

    async with any_database.open_view() as work:
        assert await work.carriage.links() == {"max": "https://max.ru/new"}


@pytest.fixture
async def boris(any_database: Database) -> tuple[Person, UnitId, UnitId]:
    """Somebody of a school, with the school and another."""
    here = await town.build(any_database)
    async with any_database.open_work() as work:
        person = await town.methodist(work, "Борис", here.school_5)
    return person, here.school_5, here.region


def a_notice(to: Person, number: int) -> ConsultationRated:
    return ConsultationRated(
        to=to.id, sender=to.id, consultation=number, teacher="Анна", outcome=Outcome.FULL
    )


async def give_up(database: Database, to: Person, *failures: str | None) -> None:
    async with database.open_work() as work:
        for number, _ in enumerate(failures):
            await work.outbox.put(a_notice(to, number))
    async with database.open_work() as work:
        taken = await letters.take(work, len(failures))
        for letter, failure in zip(taken, failures, strict=True):
            await letters.settle(work, letter, failure=failure)


async def counted(database: Database, *units: UnitId, unplaced: bool = False) -> Mapping[str, int]:
    async with database.open_view() as work:
        since = work.now - WEEK
        return await work.carriage.undelivered(units, since=since, unplaced=unplaced)


async def test_letters_given_up_are_counted_by_reason(
    any_database: Database, boris: tuple[Person, UnitId, UnitId]
) -> None:
    person, school, region = boris
    codes = [Failure.CARRIAGE, Failure.CARRIAGE, Failure.BLOCKED, "refused: so", "old words", None]
    await give_up(any_database, person, *codes)

    expected = {Failure.CARRIAGE: 2, Failure.BLOCKED: 1, Failure.REFUSED: 2}
    assert await counted(any_database, school) == expected
    assert await counted(any_database, region, school) == expected, "nobody is counted twice"
    assert await counted(any_database, UnitId(999)) == {}


async def test_old_failures_are_not_counted(
    any_database: Database, boris: tuple[Person, UnitId, UnitId], clock: Clock
) -> None:
    person, school, _ = boris
    await give_up(any_database, person, Failure.CARRIAGE)
    clock.wait(days=7)

    assert await counted(any_database, school) == {}


async def send_again(database: Database) -> int:
    async with database.open_work() as work:
        return await work.carriage.send_again(since=work.now - WEEK)


async def test_what_may_not_be_carried_keeps_its_words_and_is_sent_again_once(
    any_database: Database, boris: tuple[Person, UnitId, UnitId]
) -> None:
    await give_up(any_database, boris[0], Failure.CARRIAGE, Failure.BLOCKED)

    assert await send_again(any_database) == 1
    assert await send_again(any_database) == 0
    async with any_database.open_work() as work:
        [letter] = await letters.take(work, 10)
    assert (letter.payload["teacher"], letter.attempts) == ("Анна", 1)


async def test_after_a_week_its_words_are_gone(
    any_database: Database, boris: tuple[Person, UnitId, UnitId], clock: Clock
) -> None:
    await give_up(any_database, boris[0], Failure.CARRIAGE)
    clock.wait(days=7)
    async with any_database.open_work() as work:
        await work.outbox.sweep(work.now - WEEK)

    assert await send_again(any_database) == 0


async def test_whoever_is_erased_takes_it_along(
    any_database: Database, boris: tuple[Person, UnitId, UnitId]
) -> None:
    person, school, _ = boris
    await give_up(any_database, person, Failure.CARRIAGE)
    async with any_database.open_work() as work:
        await work.privacy.erase(person.id, at=work.now)

    assert await counted(any_database, school) == {}
    assert await send_again(any_database) == 0
