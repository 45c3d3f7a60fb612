"""The postman chooses among a person's messengers, and says why when none may be chosen."""

import pytest
from sqlalchemy import select

from core.carriage.model import Cargo, Change, Extent
from core.letters import Failure
from core.people import Role
from core.roles.notices import RoleGranted
from storage.outbox import LetterRow
from tests.carriage.conftest import also_in, choose, in_telegram, notices
from tests.world import DemoWorld

NAME = "Соколова Анна"
WHOLE = "Вас назначили методистом: Школа № 5."
HINT = "Ваши роли в службе изменились."


async def post(world: DemoWorld) -> str | None:
    """A letter to Anna is carried; what became of it."""
    async with world.database.open_work() as work:
        await work.outbox.put(
            RoleGranted(
                to=world.people[NAME].id, role=Role.METHODIST, unit="Школа № 5", granted_at="now"
            )
        )
    await world.post()
    async with world.database.reader.connect() as connection:
        [row] = await connection.execute(select(LetterRow.failure, LetterRow.settled_at))
    assert row.settled_at is not None
    failure: str | None = row.failure
    return failure


async def test_the_account_joined_last_is_preferred(both: DemoWorld) -> None:
    telegram = await in_telegram(both, NAME)
    in_max = await also_in(both, NAME, "max")

    assert await post(both) is None
    assert (telegram.messages, in_max.last) == ([], WHOLE)


@pytest.mark.parametrize("extent", [Extent.IMPERSONAL, Extent.NONE])
async def test_a_messenger_that_may_carry_all_of_it_comes_before_the_preferred_one(
    both: DemoWorld,
    extent: Extent,
) -> None:
    telegram = await in_telegram(both, NAME)
    in_max = await also_in(both, NAME, "max")
    await notices(both, extent, "max")

    assert await post(both) is None
    assert (telegram.last, in_max.messages) == (WHOLE, [])


async def test_when_that_one_is_blocked_the_other_gets_a_hint(both: DemoWorld) -> None:
    telegram = await in_telegram(both, NAME)
    in_max = await also_in(both, NAME, "max")
    await notices(both, Extent.IMPERSONAL, "telegram")
    in_max.block()

    assert await post(both) is None
    assert telegram.last == f"{HINT} Откройте меню."
    assert telegram.buttons == ["Меню"]


async def test_a_letter_that_nobody_may_carry_says_so(both: DemoWorld) -> None:
    telegram = await in_telegram(both, NAME)
    await notices(both, Extent.NONE, "telegram", "max")

    assert await post(both) == Failure.CARRIAGE
    assert telegram.messages == []


async def test_the_kind_of_message_decides(both: DemoWorld) -> None:
    """A notice is no announcement: what is official only in MAX does not stop it."""
    telegram = await in_telegram(both, NAME)
    await choose(both, Change("telegram", Cargo.ANNOUNCEMENTS, Extent.NONE))

    assert await post(both) is None
    assert telegram.last == WHOLE


async def test_blocked_and_absent_are_told_apart(both: DemoWorld) -> None:
    telegram = await in_telegram(both, NAME)
    telegram.block()

    assert await post(both) == Failure.BLOCKED
