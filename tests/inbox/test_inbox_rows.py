"""The table of the inbox: what is kept of whom, for how long, and who may take it."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.inbox import KEPT, NOT_KEPT, Arrived, UpdateRow
from storage.work import Database
from tests import town
from tests.times import Clock

ANNA, STRANGER = 101, 909


def update(number: int, chat: int = ANNA, messenger: str = "telegram") -> Arrived:
    return Arrived(messenger=messenger, number=number, chat=chat, raw=f'{{"update_id":{number}}}')


async def rows(database: Database) -> list[UpdateRow]:
    async with database.reader.connect() as connection:
        found = await connection.execute(select(UpdateRow.__table__).order_by(UpdateRow.id))
        return list(found)  # type: ignore[arg-type]  # rows have the same names


@pytest.fixture
async def base(any_database: Database) -> Database:
    """Anna has agreed in two messengers, nobody else."""
    async with any_database.open_work() as work:
        for messenger in ("telegram", "demo"):
            await town.newcomer(work, town.Account(messenger, ANNA))
    return any_database


async def receive(base: Database, *arrived: Arrived) -> list[int]:
    return [taken.id for taken in await base.at_door(lambda door: door.receive(arrived))]


async def test_updates_of_the_known_are_kept_in_the_order_they_came(base: Database) -> None:
    ids = await receive(base, update(7), update(3), update(5))

    assert [row.number for row in await rows(base)] == [7, 3, 5]
    assert ids == sorted(ids)


async def test_of_a_stranger_nothing_is_kept_but_a_number_afterwards(base: Database) -> None:
    assert await receive(base, update(1, STRANGER)) == [NOT_KEPT]
    assert await rows(base) == []

    await base.at_door(lambda door: door.met([update(1, STRANGER)]))

    [row] = await rows(base)
    assert (row.number, row.chat, row.raw) == (1, 0, "")
    assert await receive(base, update(1, STRANGER)) == []


async def test_one_number_from_two_messengers_is_two_updates(base: Database) -> None:
    assert len(await receive(base, update(1), update(1, messenger="demo"))) == 2
    assert await receive(base, update(1), update(1, messenger="demo")) == []


async def test_one_number_twice_in_one_batch_is_one_update(base: Database) -> None:
    assert len(await receive(base, update(1), update(1))) == 1
    assert await receive(base, update(2, STRANGER), update(2, STRANGER)) == [NOT_KEPT]


async def test_what_is_done_leaves_its_number_and_nothing_else(base: Database) -> None:
    ids = await receive(base, update(1))

    await base.at_door(lambda door: door.done(ids))

    [row] = await rows(base)
    assert (row.number, row.chat, row.raw) == (1, 0, "")
    assert await receive(base, update(1)) == []


async def test_numbers_are_forgotten_after_nine_days_and_not_before(
    base: Database, clock: Clock
) -> None:
    ids = await receive(base, update(1))
    await base.at_door(lambda door: door.done(ids))

    for days, known in ((8, 1), (2, 0)):
        now = clock.wait(days=days)
        async with base.open_aside() as work:
            await work.inbox.sweep(now - KEPT)
        assert len(await rows(base)) == known


async def test_what_waits_is_never_swept(base: Database, clock: Clock) -> None:
    await receive(base, update(1))

    now = clock.wait(days=90)
    async with base.open_aside() as work:
        await work.inbox.sweep(now - KEPT)

    assert len(await rows(base)) == 1


async def test_the_effect_of_an_update_is_marked_once(base: Database) -> None:
    [id_] = await receive(base, update(1))

    async with base.open_aside() as work:
        assert await work.inbox.save_effect(id_)
    async with base.open_aside() as work:
        assert not await work.inbox.save_effect(id_)


async def test_tries_are_counted_where_a_restart_finds_them(base: Database) -> None:
    [id_] = await receive(base, update(1))

    async with base.open_aside() as work:
        assert await work.inbox.failed(id_, "LookupError") == 1
        await work.inbox.begun(id_)
        assert await work.inbox.failed(id_, "LookupError", counted=True) == 2

    async with base.open_view() as work:
        [left] = await work.inbox.pending()
    assert (left.attempts, left.left) == (2, True)


async def test_what_is_set_aside_keeps_its_words_and_waits_no_more(base: Database) -> None:
    [id_] = await receive(base, update(1))

    async with base.open_aside() as work:
        await work.inbox.set_aside(id_)

    async with base.open_view() as work:
        assert await work.inbox.aside() == 1
        assert await work.inbox.depth() == (0, None)
    assert (await rows(base))[0].raw


async def test_the_depth_is_what_waits_and_since_when(base: Database, clock: Clock) -> None:
    began = clock.now
    await receive(base, update(1))
    clock.wait(minutes=1)
    await receive(base, update(2))

    async with base.open_view() as work:
        assert await work.inbox.depth() == (2, began)


async def test_a_chat_is_claimed_by_one_and_one_update_at_a_time(base: Database) -> None:
    first, second, other = await receive(base, update(1), update(2), update(3, messenger="demo"))

    async with base.open_aside() as work:
        assert [one.id for one in await work.inbox.claim(10)] == [first, other]
        assert await work.inbox.claim(10) == []
    await base.at_door(lambda door: door.done([first]))
    async with base.open_aside() as work:
        [next_] = await work.inbox.claim(10)
    assert (next_.id, next_.left) == (second, False)


async def test_what_the_dead_had_is_claimed_after_the_lease(base: Database, clock: Clock) -> None:
    await receive(base, update(1))
    lease = timedelta(seconds=10)
    async with base.open_aside() as work:
        [mine] = await work.inbox.claim(10, lease)
    clock.wait(seconds=9)
    async with base.open_aside() as work:
        await work.inbox.renew([mine.id], lease)
    clock.wait(seconds=9)
    async with base.open_aside() as work:
        assert await work.inbox.claim(10, lease) == []
    clock.wait(seconds=2)
    async with base.open_aside() as work:
        [theirs] = await work.inbox.claim(10, lease)

    assert (theirs.id, theirs.left) == (mine.id, True)


async def test_what_was_given_back_is_claimed_at_once_and_suspected_of_nothing(
    base: Database,
) -> None:
    await receive(base, update(1))
    async with base.open_aside() as work:
        [mine] = await work.inbox.claim(10)
        await work.inbox.give_back([mine.id])
        [theirs] = await work.inbox.claim(10)

    assert (theirs.id, theirs.left) == (mine.id, False)


async def test_what_is_just_being_done_holds_up_no_renewal(
    postgres_database: Database, clock: Clock
) -> None:
    """Who waits for one row with another in hand is waited for by whoever writes both."""
    async with postgres_database.open_work() as work:
        for account in (town.Account("telegram", ANNA), town.Account("telegram", STRANGER)):
            await town.newcomer(work, account)
    done, other = await receive(postgres_database, update(1), update(2, STRANGER))
    async with postgres_database.open_aside() as work:
        await work.inbox.claim(10)
    before = [row.leased_until for row in await rows(postgres_database)]
    clock.wait(seconds=9)

    async with postgres_database.open_aside() as writing, asyncio.timeout(5):
        await writing.inbox.set_aside(done)
        async with postgres_database.open_aside() as renewing:
            await renewing.inbox.renew([done, other])

    after = [row.leased_until for row in await rows(postgres_database)]
    assert after == [None, before[1] + timedelta(seconds=9)]


async def test_ten_who_claim_at_once_share_out_without_a_clash(
    postgres_database: Database,
) -> None:
    async with postgres_database.open_work() as work:
        for chat in range(50):
            await town.newcomer(work, town.Account("telegram", chat + 1))
    await receive(postgres_database, *(update(one, one % 50 + 1) for one in range(100)))

    async def claim() -> list[int]:
        async with postgres_database.open_aside() as work:
            return [taken.id for taken in await work.inbox.claim(7)]

    shares = await asyncio.gather(*(claim() for _ in range(10)))
    claimed = [id_ for share in shares for id_ in share]
    assert len(claimed) == len(set(claimed)) <= 50


async def test_erasure_reaches_what_waits_at_the_door(base: Database) -> None:
    await receive(base, update(1))

    async with base.open_work() as work:
        me = await work.people.at(town.Account("telegram", ANNA))
        assert me is not None
        await work.privacy.erase(me.id, at=work.now)

    [row] = await rows(base)
    assert (row.number, row.chat, row.raw) == (1, 0, "")
    assert row.done_at is not None
