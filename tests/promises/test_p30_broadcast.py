"""P30: what more than a hundred people get is seen first, and can be stopped for ten minutes.

Or a second person has agreed. Whatever coordinators do and whenever the service looks, no letter
of it exists before: tried with random deeds at random moments.
"""

from datetime import timedelta
from random import Random

import pytest

from bot.messengers.demo.people import DemoChat
from core.announcements import advancing, model, steering, use_cases
from core.announcements.model import MANY, WEEKLY, AnnouncementId, Content, Proposal
from core.audience import Audience
from core.errors import Refusal
from core.people import Person, Role
from storage.work import Database
from tests import town
from tests.promises.results import Record
from tests.times import Clock
from tests.town import Town
from tests.walks import phone_of, tap
from tests.world import DemoWorld

PROMISED = timedelta(minutes=5)
DEEDS = ("hasten", "edit", "pause", "resume", "cancel", "approve", "recall", "look", "wait")


async def crowd(database: Database, here: Town, people: int) -> tuple[Person, Person]:
    """The author, the second person, and so many in all."""
    async with database.open_work() as work:
        vera = await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])
        inna = await town.settle(work, "Инна", here.district, roles=[Role.ADMINISTRATOR])
        for number in range(people - 2):
            await town.settle(work, f"Учитель {number}", here.school_5)
    return vera, inna


async def broken(database: Database, clock: Clock, *, seed: int, walks: int = 3) -> list[str]:
    """Deeds after which a letter was there too early."""
    here = await town.build(database)
    vera, inna = await crowd(database, here, MANY + 1)
    chance = Random(seed)  # noqa: S311 - a walk, not a secret
    found = []
    for _ in range(walks):
        proposal = Proposal(
            unit=here.district,
            content=Content(text="Карта школы"),
            audience=Audience({"unit": (here.district,)}),
        )
        demanded = chance.random() < 0.3
        async with database.open_work() as work:
            await use_cases.set_approval(work, here.district, demanded=demanded, me=inna)
            one = await use_cases.submit(work, proposal, me=vera)
        since, agreed, done = clock(), False, []
        for _ in range(12):
            deed = chance.choice(DEEDS)
            done.append(deed)
            if deed == "wait":
                clock.wait(seconds=chance.randint(1, 400))
            elif await _do(database, deed, one.id, inna if deed == "approve" else vera):
                since = clock() if deed == "edit" else since
                agreed = deed == "approve" or (agreed and deed != "edit")
            left = await _has_left(database, one.id)
            if left and not agreed and clock() - since < PROMISED:
                found.append(" ".join(done))
            if left:
                break
    return found


async def _do(database: Database, deed: str, number: AnnouncementId, me: Person) -> bool:
    try:
        async with database.open_work() as work:
            if deed == "look":
                await advancing.advance(work, number, ceiling=WEEKLY)
            elif deed == "edit":
                await use_cases.edit(work, number, Content(text="Иначе"), me=me)
            else:
                home = steering if hasattr(steering, deed) else use_cases
                await getattr(home, deed)(work, number, me=me)
    except Refusal:
        return False
    return True


async def _has_left(database: Database, number: AnnouncementId) -> bool:
    async with database.open_view() as work:
        return (await work.announcements.span(number)).last > 0


@pytest.mark.parametrize("seed", [1, 2])
async def test_nothing_leaves_before_there_was_time_to_think_again(
    any_database: Database, clock: Clock, seed: int, record: Record
) -> None:
    assert await broken(any_database, clock, seed=seed, walks=6) == []
    record(f"{MANY + 1} people, random deeds: no letter within 5 minutes without a second person")


@pytest.mark.long
@pytest.mark.timeout(600)
async def test_nothing_leaves_early_in_many_walks(
    database: Database, clock: Clock, record: Record
) -> None:
    assert await broken(database, clock, seed=7, walks=150) == []
    record("150 random walks: no letter within 5 minutes without a second person")


async def test_without_the_time_to_think_again_something_leaves_early(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "UNDO", timedelta(0))
    monkeypatch.setattr(use_cases, "UNDO", timedelta(0))

    assert await broken(database, clock, seed=1, walks=12) != []


async def test_without_the_limit_of_people_something_leaves_early(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(use_cases, "MANY", MANY + 1)

    assert await broken(database, clock, seed=1, walks=25) != []


@pytest.fixture
async def vera(world: DemoWorld) -> DemoChat:
    return await phone_of(world, "Лебедева Вера", Role.COORDINATOR)


async def test_it_is_seen_as_others_will_see_it_before_it_can_be_sent(
    world: DemoWorld, vera: DemoChat
) -> None:
    """Every way to «Отправить» leads past the preview."""
    await vera.press_raw("announce")
    await vera.say("Карта школы")
    assert "Когда отправить" not in vera.buttons
    for title in ("Дальше", "Дальше"):
        await vera.press(title)
        assert not {"Когда отправить", "Отправить"} & set(vera.buttons)
    await vera.press("Посмотреть")
    assert "Объявление · Северный район\n\nКарта школы" in vera.last
    await tap(vera, "Когда отправить", "Сейчас")
    assert "Отправить" in vera.buttons
    await tap(vera, "← Назад", "← Назад")
    assert "Карта школы" in vera.last


async def test_whoever_comes_back_to_a_draft_begins_before_the_preview(
    world: DemoWorld, vera: DemoChat
) -> None:
    await vera.press_raw("announce")
    await vera.say("Карта школы")
    await tap(vera, "Дальше", "Дальше", "Посмотреть", "Когда отправить", "Сейчас")
    await vera.say("/menu")
    await vera.press("✏️ Закончить объявление")

    assert "Шаг 1 из 5" in vera.last


async def test_ten_minutes_are_there_to_cancel(
    world: DemoWorld, clock: Clock, vera: DemoChat
) -> None:
    await vera.press_raw("announce")
    await vera.say("Карта школы")
    await tap(vera, "Дальше", "Дальше", "Посмотреть", "Когда отправить", "Сейчас", "Отправить")
    clock.wait(minutes=9, seconds=59)
    await world.service.broadcasts.advance()
    await vera.press("Отменить")
    clock.wait(minutes=5)
    await world.service.broadcasts.advance()
    await world.post()

    assert "Отменено, никто его не получил" in vera.last
    assert not any(one.startswith("Объявление · ") for one in vera.messages)
