"""The postman's bad days: people who have gone, a messenger that is down, a crash in between."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from sqlalchemy import Row, select, update
from structlog.testing import capture_logs

from core.consultations.model import Outcome
from core.consultations.notices import ConsultationRated
from core.letters import Failure, Refused, Screen, TryLater, Unreachable
from core.people import Account, Person
from notifications.delivery import BATCH, MAX_ATTEMPTS, Postman
from storage.outbox import LEASE, LetterRow
from storage.work import Database
from tests.times import Clock
from tests.world import DemoWorld

Fault = BaseException | None


class PowerCut(BaseException):
    """Nothing catches it: the process is gone."""


@dataclass
class Carrier:
    """``core.letters.Messenger`` that fails as it is told and looks whether the writer is free."""

    database: Database
    faults: list[Fault] = field(default_factory=list)
    """What happens to the next letters, in their order; nothing happens to the ones after."""
    always: Fault = None
    shown: list[tuple[Account, str]] = field(default_factory=list)

    async def show(self, screen: Screen, *, to: Account) -> None:
        async with asyncio.timeout(2), self.database.open_work() as work:
            await work.people.mark_reachable(Account("nobody", 0))
        fault = self.faults.pop(0) if self.faults else self.always
        if fault is not None:
            raise fault
        self.shown.append((to, screen.text))

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.shown]


@dataclass
class Office:
    """A postman, the carrier he has, and Boris to whom the letters go."""

    world: DemoWorld
    carrier: Carrier
    postman: Postman
    boris: Person

    async def put(self, *numbers: int) -> None:
        async with self.world.database.open_work() as work:
            for number in numbers:
                await work.outbox.put(
                    ConsultationRated(
                        to=self.boris.id,
                        sender=self.boris.id,
                        consultation=number,
                        teacher="Анна",
                        outcome=Outcome.FULL,
                    )
                )

    async def rows(self) -> Sequence[Row[tuple[object, ...]]]:
        async with self.world.database.reader.connect() as connection:
            return (await connection.execute(select(LetterRow.__table__))).all()

    @property
    def told(self) -> list[str]:
        """Numbers of the questions Boris has heard of."""
        return [text.split("№ ")[1].split(":")[0] for text in self.carrier.texts]


@pytest.fixture
async def office(world: DemoWorld) -> Office:
    carrier = Carrier(world.database)
    postman = replace(world.service.postman, messengers={"demo": carrier})
    return Office(world, carrier, postman, await world.person("Громов Борис"))


async def test_letters_are_carried_in_their_order(office: Office) -> None:
    await office.put(*range(1, BATCH + 3))

    assert await office.postman.deliver_due() == BATCH
    assert await office.postman.deliver_all() == 2
    assert office.told == [str(number) for number in range(1, BATCH + 3)]
    assert await office.postman.deliver_all() == 0


async def test_nobody_hears_the_same_thing_twice(office: Office) -> None:
    await office.put(12, 12)
    await office.postman.deliver_all()
    await office.put(12)
    await office.postman.deliver_all()

    assert office.told == ["12"]


async def test_the_test_above_would_see_a_second_letter(office: Office) -> None:
    """The same notice under another ``once`` is another letter."""
    await office.put(12, 13)
    await office.postman.deliver_all()

    assert office.told == ["12", "13"]


async def test_whoever_has_blocked_the_bot_is_marked_and_the_failure_is_kept(
    office: Office,
) -> None:
    number = await office.world.number_of(office.boris.id)
    await office.put(12, 13)
    office.carrier.always = Unreachable("Forbidden: bot was blocked by the user")
    await office.postman.deliver_all()

    boris = await office.world.joined(number)
    assert boris
    assert boris.unreachable
    assert [row.failure for row in await office.rows()] == [Failure.BLOCKED] * 2
    assert all(row.settled_at for row in await office.rows())


async def test_whoever_writes_again_is_written_to_again(office: Office) -> None:
    number = await office.world.number_of(office.boris.id)
    await office.put(12)
    office.carrier.faults = [Unreachable("blocked")]
    await office.postman.deliver_all()
    await office.world.new_phone(number, "Громов Борис").say("/menu")
    await office.put(13)
    await office.postman.deliver_all()

    boris = await office.world.joined(number)
    assert boris
    assert not boris.unreachable
    assert office.told == ["13"]


async def test_a_messenger_that_asks_to_wait_gets_the_letter_later(
    office: Office, clock: Clock
) -> None:
    await office.put(12)
    office.carrier.faults = [TryLater("Flood control", timedelta(seconds=90))]
    await office.postman.deliver_all()
    clock.wait(seconds=89)
    assert await office.postman.deliver_all() == 0

    clock.wait(seconds=1)
    await office.postman.deliver_all()
    assert office.told == ["12"]
    assert [row.failure for row in await office.rows()] == [None]


async def test_a_messenger_that_is_down_is_tried_more_and_more_rarely(
    office: Office, clock: Clock
) -> None:
    await office.put(12)
    office.carrier.always = TryLater("no answer")
    pauses = []
    for _ in range(MAX_ATTEMPTS - 1):
        await office.postman.deliver_due()
        [row] = await office.rows()
        pauses.append(row.due_at - clock())
        clock.now = row.due_at

    assert pauses == sorted(pauses)
    assert pauses[0] <= timedelta(seconds=10)
    assert pauses[-1] == timedelta(hours=1)


async def test_after_the_last_attempt_the_letter_is_given_up_with_its_reason(
    office: Office, clock: Clock
) -> None:
    await office.put(12)
    office.carrier.always = TryLater("no answer")
    for _ in range(MAX_ATTEMPTS + 2):
        await office.postman.deliver_due()
        clock.wait(hours=1)

    [row] = await office.rows()
    assert (row.attempts, row.failure) == (MAX_ATTEMPTS, "late: no answer")
    assert row.settled_at is not None


async def test_a_letter_the_messenger_will_never_take_is_not_tried_again(
    office: Office, clock: Clock
) -> None:
    await office.put(12)
    office.carrier.faults = [Refused("can't parse entities")]
    await office.postman.deliver_all()
    clock.wait(days=1)

    assert await office.postman.deliver_all() == 0
    assert [row.failure for row in await office.rows()] == ["refused: can't parse entities"]


async def test_one_bad_letter_does_not_stop_the_others(office: Office, clock: Clock) -> None:
    await office.put(12, 13, 14)
    office.carrier.faults = [None, ZeroDivisionError("a bug of ours")]
    with capture_logs() as logs:
        await office.postman.deliver_all()
    assert office.told == ["12", "14"]
    assert [line["event"] for line in logs] == ["letter"]

    clock.wait(minutes=1)
    await office.postman.deliver_all()
    assert office.told == ["12", "14", "13"]


async def test_a_letter_that_cannot_be_worded_does_not_stop_the_others(office: Office) -> None:
    await office.put(12, 13)
    async with office.world.database.writer.begin() as connection:
        first = select(LetterRow.id).order_by(LetterRow.id).limit(1).scalar_subquery()
        await connection.execute(
            update(LetterRow).where(LetterRow.id == first).values(kind="OfAnotherVersion")
        )
    with capture_logs():
        await office.postman.deliver_all()

    assert office.told == ["13"]


async def test_letters_in_hand_at_a_power_cut_are_carried_after_the_lease(
    office: Office, clock: Clock
) -> None:
    await office.put(12, 13)
    office.carrier.faults = [None, PowerCut()]
    with pytest.raises(PowerCut):
        await office.postman.deliver_all()
    clock.now += LEASE - timedelta(seconds=1)
    assert await office.postman.deliver_all() == 0

    clock.wait(seconds=1)
    await office.postman.deliver_all()
    assert office.told == ["12", "13"]


async def test_a_letter_to_somebody_of_another_messenger_is_given_up(office: Office) -> None:
    postman = replace(office.postman, messengers={"telegram": office.carrier})
    await office.put(12)
    await postman.deliver_all()

    assert office.carrier.shown == []
    assert [row.failure for row in await office.rows()] == [Failure.BLOCKED]


async def test_the_carrier_would_notice_a_transaction_left_open(office: Office) -> None:
    """All tests above look, at every letter, whether others may write meanwhile."""
    boris = Account("demo", 1)
    async with office.world.database.open_work() as work:
        await work.people.mark_reachable(boris)
        with pytest.raises(TimeoutError):
            await office.carrier.show(Screen("занято"), to=boris)
