"""P21: a link cannot be guessed, is not kept, works once and not for long."""

import asyncio
import base64
import json
import math
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.messengers.demo.people import DemoChat
from core.errors import Refusal
from core.guessing import REMEMBERED, Guesses
from core.people import STAFF, Account, Person, Role
from core.roles import use_cases
from core.roles.invitations import (
    LASTS,
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
    Kind,
    Offer,
)
from core.tokens import fingerprint, new_token
from storage.base import Base
from storage.work import Database
from tests import town
from tests.promises.results import Record
from tests.times import MONDAY, Clock
from tests.town import Town
from tests.walks import phone_of
from tests.world import DemoWorld

SHORT, LONG = 300, 10_000
AT_ONCE = 50
UNKNOWN = "Эта ссылка не подходит: возможно, скопирована не полностью."
THROTTLED = "Слишком много попыток. Подождите минуту и попробуйте ещё раз."


@pytest.fixture
async def here(any_database: Database) -> Town:
    return await town.build(any_database)


@pytest.fixture
async def vera(any_database: Database, here: Town) -> Person:
    async with any_database.open_work() as work:
        return await town.settle(work, "Вера", here.district, roles=[Role.ADMINISTRATOR])


@pytest.fixture
async def offer(here: Town) -> Offer:
    return Offer(kind=Kind.ROLE, unit=here.district, role=Role.METHODIST)


async def invite(database: Database, offer: Offer, by: Person) -> str:
    async with database.open_work() as work:
        return await use_cases.invite(work, offer, by=by)


async def accept(database: Database, token: str, me: Person) -> type[Refusal] | None:
    try:
        async with database.open_work() as work:
            await use_cases.accept(work, token, me=me)
    except Refusal as refusal:
        return type(refusal)
    return None


def test_a_token_has_128_bits_that_are_all_random() -> None:
    tokens = [base64.urlsafe_b64decode(new_token() + "==") for _ in range(2000)]
    ones = [sum(token[bit // 8] >> bit % 8 & 1 for token in tokens) for bit in range(128)]

    assert {len(token) for token in tokens} == {16}
    assert len(set(tokens)) == len(tokens)
    far = 6 * math.sqrt(len(tokens)) / 2
    assert all(abs(count - len(tokens) / 2) < far for count in ones)


async def test_only_the_hash_of_a_token_is_kept(
    any_database: Database, offer: Offer, vera: Person
) -> None:
    token = await invite(any_database, offer, vera)
    kept = await everything(any_database)

    assert token not in kept
    assert fingerprint(token) in kept


async def everything(database: Database) -> str:
    values: list[object] = []
    async with database.reader.connect() as connection:
        for table in Base.metadata.sorted_tables:
            for row in await connection.execute(select(table)):
                values.extend(row)
    return json.dumps(values, ensure_ascii=False, default=str)


async def test_of_fifty_who_come_at_once_one_gets_the_role(
    any_database: Database, here: Town, offer: Offer, vera: Person
) -> None:
    token = await invite(any_database, offer, vera)
    async with any_database.open_work() as work:
        people = [
            await town.settle(work, f"Анна {number}", here.school_5) for number in range(AT_ONCE)
        ]
    outcomes = await asyncio.gather(*(accept(any_database, token, one) for one in people))
    async with any_database.open_view() as work:
        methodists = await work.roles.count(Role.METHODIST)

    assert methodists == 1
    assert outcomes.count(None) == 1
    assert outcomes.count(InvitationUsed) == AT_ONCE - 1


@pytest.mark.parametrize("role", STAFF)
async def test_a_link_to_a_role_lasts_an_hour_at_most(
    any_database: Database, here: Town, vera: Person, clock: Clock, role: Role
) -> None:
    assert LASTS[Kind.ROLE] <= timedelta(hours=1)
    token = await invite(any_database, Offer(kind=Kind.ROLE, unit=here.district, role=role), vera)
    clock.wait(hours=1)
    async with any_database.open_work() as work:
        anna = await town.settle(work, "Анна", here.school_5)

    assert await accept(any_database, token, anna) is InvitationExpired


@pytest.mark.parametrize(
    "times",
    [SHORT, pytest.param(LONG, marks=[pytest.mark.long, pytest.mark.timeout(900)])],
)
async def test_no_guess_hits(database: Database, times: int, record: Record) -> None:
    """Nobody throttles here: it is the token alone that holds."""
    here = await town.build(database)
    async with database.open_work() as work:
        vera = await town.settle(work, "Вера", here.district, roles=[Role.ADMINISTRATOR])
        anna = await town.settle(work, "Анна", here.school_5)
    offer = Offer(kind=Kind.ROLE, unit=here.district, role=Role.METHODIST)
    right = await invite(database, offer, vera)
    guesses = [*near(right), *(new_token() for _ in range(times))][:times]
    outcomes = {await accept(database, guess, anna) for guess in guesses}

    assert outcomes == {InvitationUnknown}
    assert await accept(database, right, anna) is None
    if times == LONG:
        record(f"{len(guesses):,} guesses: none hits")


def near(token: str) -> list[str]:
    """As like the right one as can be: a sign changed, left out, put in, in another case."""
    changed = [
        f"{token[:at]}{'_' if token[at] != '_' else '-'}{token[at + 1 :]}" for at in range(20)
    ]
    shorter = [token[:at] + token[at + 1 :] for at in range(len(token))]
    longer = [token + more for more in ("=", "==", " ", "A", "\x00")]
    return [*changed, *shorter, *longer, token.swapcase(), token[::-1], ""]


async def said_to(phone: DemoChat, token: str) -> str:
    await phone.say(f"/start {token}")
    return phone.last


@pytest.fixture
async def anna(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Соколова Анна")


async def right_token(world: DemoWorld) -> str:
    vera = await world.person("Волкова Вера", Role.ADMINISTRATOR)
    offer = Offer(kind=Kind.ROLE, unit=world.units["район"], role=Role.METHODIST)
    return await invite(world.database, offer, vera)


async def is_methodist(world: DemoWorld, phone: DemoChat) -> bool:
    me = await world.joined(phone.external)
    return me is not None and me.holds(Role.METHODIST)


async def test_after_five_unknown_links_a_right_one_waits_a_minute_too(
    world: DemoWorld, anna: DemoChat, clock: Clock
) -> None:
    token = await right_token(world)
    for _ in range(5):
        assert (await said_to(anna, new_token())).startswith(UNKNOWN)
        clock.wait(seconds=5)
    assert await said_to(anna, new_token()) == THROTTLED
    assert await said_to(anna, token) == THROTTLED
    assert anna.buttons == ["Дальше"]
    assert not await is_methodist(world, anna)

    clock.wait(seconds=60)
    await said_to(anna, token)
    assert await is_methodist(world, anna)


async def test_nobody_else_waits_for_the_one_who_guesses(world: DemoWorld, anna: DemoChat) -> None:
    token = await right_token(world)
    for _ in range(6):
        await said_to(anna, new_token())
    olga = await phone_of(world, "Орлова Ольга")
    await said_to(olga, token)

    assert await is_methodist(world, olga)


async def test_while_one_waits_no_token_is_looked_up(
    world: DemoWorld, anna: DemoChat, monkeypatch: pytest.MonkeyPatch, record: Record
) -> None:
    assert await looked_up(world, anna, monkeypatch) == 5
    record("of 20 guesses at once 5 are looked up")


async def test_without_the_throttle_every_guess_is_looked_up(
    world: DemoWorld, anna: DemoChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.service.dispatcher["guesses"] = Guesses(most=1000)

    assert await looked_up(world, anna, monkeypatch) == 20


async def looked_up(world: DemoWorld, anna: DemoChat, monkeypatch: pytest.MonkeyPatch) -> int:
    seen = []
    read = use_cases.read

    async def counted(work: object, token: str) -> object:
        seen.append(token)
        return await read(work, token)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(use_cases, "read", counted)
    for _ in range(20):
        await said_to(anna, new_token())
    return len(seen)


def test_what_is_remembered_of_guesses_does_not_grow_without_end() -> None:
    guesses = Guesses()
    for number in range(REMEMBERED + 500):
        miss(guesses, Account("demo", number))
    assert len(guesses) == REMEMBERED


def test_misses_of_long_ago_do_not_count() -> None:
    guesses = Guesses()
    anna = Account("demo", 1)
    for minute in range(20):
        assert miss(guesses, anna, minutes=minute) is InvitationUnknown
    assert miss(guesses, anna, minutes=19) is InvitationUnknown


def miss(guesses: Guesses, account: Account, *, minutes: int = 0) -> type[Refusal]:
    with (
        pytest.raises(Refusal) as refused,
        guesses.counted(account, MONDAY + timedelta(minutes=minutes)),
    ):
        raise InvitationUnknown
    return refused.type
