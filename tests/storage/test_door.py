"""What every update writes, beside everything else that is written: all of it or nothing."""

import asyncio

import pytest

from storage.door import SqlDoor
from storage.sessions import Form
from storage.work import Database

FORM = Form(key="a", owner="telegram:101", state="Ask:text", data={"text": "слова"})


async def kept(database: Database) -> set[str]:
    async with database.open_view() as work:
        return set(await work.sessions.of(FORM.owner))


async def test_what_could_not_be_written_whole_is_not_written(any_database: Database) -> None:
    def falls(door: SqlDoor) -> None:
        door.keep([FORM])
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        await any_database.at_door(falls)
    assert await kept(any_database) == set()

    await any_database.at_door(lambda door: door.keep([FORM]))
    assert await kept(any_database) == {"a"}


@pytest.mark.parametrize("yields", range(8))
async def test_whoever_goes_away_leaves_the_turn_to_others(
    database: Database, yields: int
) -> None:
    async with asyncio.TaskGroup() as group:
        writing = group.create_task(database.at_door(lambda door: door.keep([FORM])))
        for _ in range(yields):
            await asyncio.sleep(0)
        writing.cancel()

    async with database.open_work() as work:
        await work.installation.put("next", "yes")
    async with database.open_view() as work:
        assert await work.installation.get("next") == "yes"
    assert await kept(database) in (set(), {"a"})


async def test_the_door_and_all_other_work_take_turns(any_database: Database) -> None:
    def form(number: int) -> Form:
        return Form(key=f"form {number}", owner=FORM.owner, state="Ask:text", data={})

    async def work_at_length(number: int) -> None:
        async with any_database.open_work() as work:
            await work.installation.put(f"begun {number}", "yes")
            await asyncio.sleep(0)
            await work.sessions.put(form(number))

    async with asyncio.TaskGroup() as group:
        for number in range(0, 40, 2):
            group.create_task(work_at_length(number))
            group.create_task(
                any_database.at_door(lambda door, number=number + 1: door.keep([form(number)]))
            )

    assert await kept(any_database) == {f"form {number}" for number in range(40)}
