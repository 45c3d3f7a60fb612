"""How the postman goes round: how many at once, what first, and what is put right later."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from core.letters import (
    Refused,
    Screen,
    Shown,
)
from core.people import Account
from notifications.delivery import IN_HAND
from storage.carrying import STANDS
from storage.letter_rows import LetterRow
from tests import letters
from tests.notifications.office import Carrier, Office
from tests.times import Clock


async def test_letters_are_carried_in_their_order(office: Office) -> None:
    await office.put(*range(1, 21))
    one_by_one = replace(office.postman, in_hand=1)

    assert await one_by_one.deliver_all() == 20
    assert office.told == [str(number) for number in range(1, 21)]
    assert await office.postman.deliver_all() == 0


async def test_no_more_than_eight_are_on_their_way_at_once(office: Office) -> None:
    await office.put(*range(1, 41))

    assert await office.postman.deliver_all() == 40
    assert sorted(map(int, office.told)) == list(range(1, 41))
    assert office.carrier.most_at_once == IN_HAND


async def test_a_letter_that_takes_long_holds_up_nobody(office: Office) -> None:
    await office.put(1)
    hanging = asyncio.Event()

    class Hanging(Carrier):
        async def show(self, screen: Screen, *, to: Account) -> Shown:
            if "№ 1:" in screen.text:
                await hanging.wait()
            return await super().show(screen, to=to)

    carrier = Hanging(office.world.database)
    postman = replace(office.postman, messengers={"demo": carrier})
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        carrying = group.create_task(postman.deliver_all())
        await asyncio.sleep(0)
        await office.put(2)
        while len(carrier.shown) < 1:  # noqa: ASYNC110 - the carrier tells nothing
            await asyncio.sleep(0.01)
        assert "№ 2:" in carrier.texts[0]
        hanging.set()
    assert carrying.result() == 2


async def test_nothing_leaves_while_somebody_else_is_elected(office: Office) -> None:
    await office.put(12)

    assert await replace(office.postman, term=lambda: None).deliver_all() == 0
    assert office.told == []


async def test_told_to_stop_the_office_finishes_what_it_has_in_hand(office: Office) -> None:
    await office.put(*range(1, 41))
    stop = asyncio.Event()
    carrier = office.carrier
    postman = replace(office.postman, counted=lambda _: stop.set())

    assert await postman.deliver_all(stop) < 40
    assert all(row.state in {"due", "delivered"} for row in await office.rows())
    assert len(carrier.shown) == [row.state for row in await office.rows()].count("delivered")


async def test_a_messenger_that_wants_to_be_left_alone_is(office: Office) -> None:
    await office.put(12)
    office.carrier.halted = timedelta(seconds=5)
    assert await office.postman.deliver_all() == 0
    assert [row.attempts for row in await office.rows()] == [0]

    office.carrier.halted = timedelta()
    assert await office.postman.deliver_all() == 1


async def test_where_it_was_shown_a_letter_is_corrected_and_taken_back(office: Office) -> None:
    await office.put(12)
    await office.postman.deliver_all()
    async with office.world.database.open_work() as work:
        assert await work.outbox.amend(office.notice(12, "Вера"))
    await office.postman.deliver_all()

    [(text, shown)] = office.carrier.corrected
    assert "Вера" in text
    assert shown.ids == ("1",)
    assert len(office.carrier.shown) == 1

    async with office.world.database.writer.begin() as connection:
        await connection.execute(update(LetterRow).values(state="due", errand="delete"))
    await office.postman.deliver_all()
    assert office.carrier.deleted == [shown]
    assert [(row.state, row.shown) for row in await office.rows()] == [("delivered", None)]


async def test_a_correction_that_fails_leaves_the_letter_delivered(office: Office) -> None:
    await office.put(12)
    await office.postman.deliver_all()
    async with office.world.database.open_work() as work:
        await work.outbox.amend(office.notice(12, "Вера"))
    office.carrier.always = Refused("message to edit not found")
    await office.postman.deliver_all()

    assert [(row.state, row.failure) for row in await office.rows()] == [("delivered", None)]


async def test_what_was_held_comes_in_one_message(office: Office, clock: Clock) -> None:
    await office.put(12, 13, 14)
    async with office.world.database.open_work() as work:
        held = await work.outbox.due(10)
        await work.outbox.hold(held, until=clock.now + timedelta(hours=1))
    clock.wait(hours=1)

    assert await office.postman.deliver_all() == 1
    [text] = office.carrier.texts
    assert [f"№ {number}" in text for number in (12, 13, 14)] == [True] * 3
    assert [row.state for row in await office.rows()] == ["delivered"] * 4


async def test_letters_in_hand_at_a_power_cut_are_carried_under_the_next_term(
    office: Office, clock: Clock
) -> None:
    await office.put(12, 13)
    async with office.world.database.open_work() as work:
        await letters.take(work, 1)
    await office.postman.deliver_all()
    assert office.told == ["13"]

    after = replace(office.postman, term=lambda: 2)
    await after.deliver_all()
    clock.now += STANDS
    await after.deliver_all()
    assert office.told == ["13", "12"]


async def test_the_carrier_would_notice_a_transaction_left_open(office: Office) -> None:
    """All tests above look, at every letter, whether others may write meanwhile."""
    boris = Account("demo", 1)
    async with office.world.database.open_work() as work:
        await work.people.mark_reachable(boris)
        with pytest.raises(TimeoutError):
            await office.carrier.show(Screen("занято"), to=boris)
