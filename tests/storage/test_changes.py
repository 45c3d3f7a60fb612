"""The service remembers what it has read while no row has changed, and no longer."""

import pytest

from storage.work import Database


async def test_whoever_finds_nothing_to_do_has_changed_nothing(database: Database) -> None:
    await database.at_door(repr)
    before = database.changes
    async with database.open_work() as work:
        assert await work.installation.get("colour") is None
    assert database.changes == before

    async with database.open_work() as work:
        await work.installation.put("colour", "green")
    assert database.changes > before


async def test_what_was_taken_back_counts_as_changed(database: Database) -> None:
    await database.at_door(repr)
    before = database.changes
    with pytest.raises(LookupError):
        await _put_and_fail(database)
    assert database.changes > before


async def test_before_the_door_was_opened_everything_counts(database: Database) -> None:
    before = database.changes
    async with database.open_work() as work:
        await work.installation.get("colour")
    assert database.changes > before


async def _put_and_fail(database: Database) -> None:
    async with database.open_work() as work:
        await work.installation.put("colour", "green")
        raise LookupError
