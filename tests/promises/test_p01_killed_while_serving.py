"""P1: kill -9 at any moment of serving loses nothing and does nothing twice."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from storage.work import Database
from tests.fakes.telegram import FakeTelegram
from tests.promises.crowd import Crowd, Feeder, Json, crowd, free_port
from tests.promises.results import Record
from tests.promises.serving import Plan, running
from tests.times import ZONE, Clock

SHORT, LONG = (150, 5), (2000, 200)
"""Updates and kills."""

TWINS_KILLS = 15

LONGEST = 1.5
"""Seconds that a process lives. Whoever is killed five times with the same update in hand is told
to give it up, so the time is enough for one on a busy machine."""

LEASE = timedelta(seconds=0.5)
"""Where the database is shared: nobody waits a minute for the dead."""

PAUSE = 0.2
"""Seconds between updates that one connection of the messenger brings."""


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def chance() -> random.Random:
    return random.Random(1)  # noqa: S311 - when to kill, not a secret


def half_presses(them: Crowd) -> list[Json]:
    """Every second person sends what was typed, the others speak to a handler of one row."""
    return [
        them.say(external, f"№ {external}") if external % 2 else them.press(external)
        for external in them.people
    ]


async def killed_again_and_again(
    plan: Plan,
    them: Crowd,
    updates: list[Json],
    chance: random.Random,
    *,
    kills: int,
    pause: float = PAUSE,
    longest: float = LONGEST,
) -> None:
    """While updates come; the last process is let be until nothing waits."""
    feeder = Feeder(them.fake, plan.port)
    async with asyncio.timeout(60 + kills * 6), asyncio.TaskGroup() as group:
        feeding = group.create_task(feeder.feed(updates, pause=pause))
        for _ in range(kills):
            with running(plan):
                await asyncio.sleep(chance.uniform(0, longest))
        with running(plan):
            await feeding
            await them.drained(60 + len(updates) / 10)


async def nothing_is_lost(plan: Plan, them: Crowd, chance: random.Random, *, kills: int) -> None:
    await killed_again_and_again(plan, them, half_presses(them), chance, kills=kills)

    effects = await them.effects()
    done = {person for person, _ in effects}
    assert set(them.people.values()) - done == set(), "lost"
    assert [effect for effect, times in effects.items() if times > 1] == [], "done twice"
    assert sum(effects.values()) == len(them.people)
    assert await them.aside() == 0
    presses = [external for external in them.people if not external % 2]
    assert await them.open_forms() == len(them.people) - len(presses), "of those who only spoke"
    for external in presses:
        texts = [m.get("text", "") for m in them.fake.chats.get(external).messages.values()]
        assert any("Вопрос №" in text for text in texts), "they are told that it is sent"


@pytest.fixture
async def base(any_url: str) -> AsyncIterator[Database]:
    database = Database(any_url, clock=Clock(), zone=ZONE)
    yield database
    await database.close()


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_a_service_killed_again_and_again_loses_nothing(
    any_url: str, base: Database, fake: FakeTelegram, chance: random.Random, way: str
) -> None:
    updates, kills = SHORT
    them = await crowd(base, fake, updates)
    port = free_port() if way == "webhook" else 0
    plan = Plan(url=any_url, api=fake.url, port=port, lease=LEASE)

    await nothing_is_lost(plan, them, chance, kills=kills)


async def test_a_fall_after_the_question_is_saved_does_not_offer_to_send_it_again(
    any_url: str, base: Database, fake: FakeTelegram
) -> None:
    them = await crowd(base, fake, 1)
    plan = Plan(url=any_url, api=fake.url, takes_in=False, lease=LEASE)
    fake.hang_next(method="editMessageText")
    await them.put([them.press(next(iter(them.people)))])
    with running(plan):
        async with asyncio.timeout(10):
            while not await them.effects():  # noqa: ASYNC110 - rows of another process tell nothing
                await asyncio.sleep(0.01)
    assert await them.waiting() == 1

    with running(plan):
        await them.drained()

    assert sum((await them.effects()).values()) == 1
    assert await them.open_forms() == 0


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.xdist_group("killed many times")
@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_a_service_killed_many_times_loses_nothing(
    any_url: str,
    base: Database,
    fake: FakeTelegram,
    chance: random.Random,
    way: str,
    record: Record,
) -> None:
    """One after another: beside another of its kind nobody would finish within five kills."""
    updates, kills = LONG
    them = await crowd(base, fake, updates)
    port = free_port() if way == "webhook" else 0
    plan = Plan(url=any_url, api=fake.url, port=port, lease=LEASE)

    await nothing_is_lost(plan, them, chance, kills=kills)
    record(f"{way}, {updates:,} updates, {kills} kills: lost 0, done twice 0")


async def until_it_fails(plan: Plan, database: Database, fake: FakeTelegram) -> Counter[int]:
    """Effects of each update of people who only speak, the guard off."""
    them = await crowd(database, fake, 60)
    chance = random.Random(1)  # noqa: S311 - when to kill, not a secret
    updates = [them.say(external, f"№ {external}") for external in them.people]
    await killed_again_and_again(
        plan, them, updates, chance, kills=TWINS_KILLS, pause=0.3, longest=0.3
    )
    found = Counter(dict.fromkeys(them.people.values(), 0))
    for (person, _), times in (await them.effects()).items():
        found[person] += times
    return found


async def test_the_twin_that_confirms_before_it_saves_loses(
    sqlite_url: str, database: Database, fake: FakeTelegram
) -> None:
    plan = Plan(url=sqlite_url, api=fake.url, port=free_port(), hasty=True)

    assert 0 in (await until_it_fails(plan, database, fake)).values()


async def test_the_twin_whose_effect_and_mark_are_apart_does_it_twice(
    sqlite_url: str, database: Database, fake: FakeTelegram
) -> None:
    plan = Plan(url=sqlite_url, api=fake.url, port=free_port(), torn=True)

    assert max((await until_it_fails(plan, database, fake)).values()) > 1
