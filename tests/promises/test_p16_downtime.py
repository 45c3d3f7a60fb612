"""P16: after hours of downtime what is still of use is said once, what is not is never said."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

import pytest

from bot.messengers.demo.people import DemoChat
from core.letters import Screen, Shown
from core.notices import Lane, Notice
from core.people import Account, Person, Role
from notifications.delivery import Postman
from notifications.wording import Wordings
from storage.work import Database
from tests import town
from tests.promises.results import Record
from tests.times import Clock
from tests.walks import ask, phone_of
from tests.world import TEXTS, DemoWorld
from texts import Texts

DOWN = timedelta(hours=2)
SHORT, LONG = 60, 2000
"""Reminders, one every so often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begins(Notice):
    """Something begins at this moment: from then on nobody needs to be told."""

    lane: ClassVar[Lane] = Lane.REMINDERS

    number: int
    at: datetime

    @property
    def once(self) -> str:
        return f"begins/{self.number}"

    @property
    def last_moment(self) -> datetime:
        return self.at


class Endless(Begins):
    """The twin: nobody has said when it is of no use any more."""

    __slots__ = ()

    @property
    def last_moment(self) -> None:  # type: ignore[override]  # that is the fault
        return None


wordings = Wordings()


@wordings.of(Endless)
@wordings.of(Begins)
def begins(notice: Begins, texts: Texts) -> Screen:
    return Screen(f"{notice.number}")


@dataclass
class Told:
    """``core.letters.Messenger`` that notes what is said and when."""

    clock: Clock
    said: Counter[int] = field(default_factory=Counter)
    at: dict[int, datetime] = field(default_factory=dict)
    halted: timedelta = timedelta()

    async def show(self, screen: Screen, *, to: Account) -> Shown:
        number = int(screen.text)
        self.said[number] += 1
        self.at[number] = self.clock()
        return Shown(to, ("1",))

    async def edit(self, screen: Screen, shown: Shown) -> Shown:
        raise NotImplementedError

    async def delete(self, shown: Shown) -> None:
        raise NotImplementedError


@pytest.fixture
async def boris(any_database: Database) -> Person:
    here = await town.build(any_database)
    async with any_database.open_work() as work:
        return await town.settle(work, "Борис", here.school_5)


def postman_of(database: Database, told: Told) -> Postman:
    return Postman(database.open_work, {"telegram": told}, wordings, TEXTS)


async def put(
    database: Database, boris: Person, reminders: int, kind: type[Begins] = Begins
) -> dict[int, datetime]:
    """One for every moment of four hours; it is due an hour before what it speaks of."""
    moments = {}
    async with database.open_work() as work:
        for number in range(reminders):
            due = work.now + timedelta(hours=4) * number / reminders
            moments[number] = due + timedelta(hours=1)
            notice = kind(to=boris.id, number=number, at=moments[number])
            await work.outbox.put(notice, not_before=due)
    return moments


async def down_for_two_hours(
    database: Database,
    clock: Clock,
    boris: Person,
    reminders: int,
    kind: type[Begins] = Begins,
) -> tuple[Told, dict[int, datetime]]:
    """Then the service ticks again every minute, and is started twice in between."""
    moments, told = await put(database, boris, reminders, kind), Told(clock)
    clock.wait(seconds=DOWN.total_seconds())
    for tick in range(4 * 60):
        if tick % 60 in {0, 1}:
            postman = postman_of(database, told)
        await postman.deliver_all()
        clock.wait(minutes=1)
    return told, moments


def as_promised(told: Told, moments: dict[int, datetime], back: datetime) -> tuple[int, int]:
    """How many were said and how many were of no use any more."""
    late = {number for number, moment in moments.items() if moment <= back}
    assert set(told.said.values()) == {1}
    assert set(told.said) == set(moments) - late
    assert all(told.at[number] < moments[number] for number in told.said)
    return len(told.said), len(late)


async def test_after_two_hours_each_reminder_of_use_is_said_once(
    any_database: Database, clock: Clock, boris: Person
) -> None:
    back = clock() + DOWN
    told, moments = await down_for_two_hours(any_database, clock, boris, SHORT)

    said, late = as_promised(told, moments, back)
    assert said
    assert late


@pytest.mark.long
async def test_two_thousand_reminders_and_two_hours(
    any_database: Database, clock: Clock, boris: Person, record: Record
) -> None:
    back = clock() + DOWN
    told, moments = await down_for_two_hours(any_database, clock, boris, LONG)

    said, late = as_promised(told, moments, back)
    record(f"{LONG:,} reminders, 2 h down: {said:,} said once, {late:,} too late and never said")


async def test_the_twin_without_a_last_moment_speaks_of_what_has_begun(
    any_database: Database, clock: Clock, boris: Person
) -> None:
    back = clock() + DOWN
    told, moments = await down_for_two_hours(any_database, clock, boris, SHORT, Endless)

    assert any(moments[number] <= back for number in told.said)


async def test_a_clock_put_back_after_the_downtime_says_nothing_twice(
    any_database: Database, clock: Clock, boris: Person
) -> None:
    moments, told = await put(any_database, boris, SHORT), Told(clock)
    postman = postman_of(any_database, told)
    clock.wait(hours=1)
    await postman.deliver_all()
    before = Counter(told.said)
    clock.wait(hours=-1)
    await postman.deliver_all()
    assert told.said == before, "they were said"
    clock.wait(hours=4)
    await postman.deliver_all()
    clock.wait(hours=2)
    await postman.deliver_all()

    assert set(told.said.values()) == {1}
    assert all(told.at[number] < moments[number] for number in told.said)
    assert max(told.said) == SHORT - 1, "and the others at their time"


async def test_what_became_due_while_nobody_looked_is_found_once(
    world: DemoWorld, clock: Clock
) -> None:
    """The schedule's own reminders: looked for at a tick, whenever that is."""
    anna: DemoChat = await phone_of(world, "Соколова Анна")
    boris: DemoChat = await phone_of(world, "Громов Борис", Role.METHODIST)
    await ask(anna)
    await world.post()
    clock.wait(days=1, hours=6)
    clock.wait(hours=2)
    for _ in range(3):
        await world.service.reminders.put_due()
        await world.post()
        clock.wait(minutes=1)
    assert sum("ждёт ответа" in message for message in boris.messages) == 1
