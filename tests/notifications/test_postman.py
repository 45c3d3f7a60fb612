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
from core.letters import (
    Failure,
    Refused,
    Screen,
    Shown,
    TryLater,
    Uncertain,
    Unreachable,
)
from core.notices import Lane
from core.people import Account, Person
from notifications.delivery import IN_HAND, Postman
from notifications.fates import FIRST_WAIT, LONGEST_WAIT, MAX_ATTEMPTS, SPREAD
from storage.carrying import STANDS
from storage.letter_rows import LetterRow
from storage.work import Database
from tests import letters
from tests.times import Clock
from tests.world import DemoWorld

Fault = Exception | None


@dataclass
class Carrier:
    """``core.letters.Messenger`` that fails as it is told and looks whether the writer is free."""

    database: Database
    faults: list[Fault] = field(default_factory=list)
    """What happens to the next letters, in their order; nothing happens to the ones after."""
    always: Fault = None
    shown: list[tuple[Account, str]] = field(default_factory=list)
    corrected: list[tuple[str, Shown]] = field(default_factory=list)
    deleted: list[Shown] = field(default_factory=list)
    halted: timedelta = timedelta()
    at_once: int = 0
    most_at_once: int = 0

    async def show(self, screen: Screen, *, to: Account) -> Shown:
        await self._go(screen.text)
        self.shown.append((to, screen.text))
        return Shown(to, (str(len(self.shown)),))

    async def edit(self, screen: Screen, shown: Shown) -> Shown:
        await self._go(screen.text)
        self.corrected.append((screen.text, shown))
        return shown

    async def delete(self, shown: Shown) -> None:
        await self._go("")
        self.deleted.append(shown)

    async def _go(self, text: str) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        async with asyncio.timeout(2), self.database.open_work() as work:
            await work.people.mark_reachable(Account("nobody", 0))
        self.at_once -= 1
        fault = self.faults.pop(0) if self.faults else self.always
        if fault is not None:
            raise fault

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
                await work.outbox.put(self.notice(number))

    def notice(self, number: int, teacher: str = "Анна") -> ConsultationRated:
        return ConsultationRated(
            to=self.boris.id,
            sender=self.boris.id,
            consultation=number,
            teacher=teacher,
            outcome=Outcome.FULL,
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


async def test_a_letter_in_doubt_is_sent_once_more_and_then_called_unknown(
    office: Office, clock: Clock
) -> None:
    await office.put(12)
    office.carrier.always = Uncertain("no answer")
    for _ in range(4):
        await office.postman.deliver_all()
        clock.wait(minutes=1)

    [row] = await office.rows()
    assert (row.state, row.attempts, row.failure) == ("failed", 2, "unknown: no answer")


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
        held = await work.outbox.due(Lane.REPLIES, 10)
        await work.outbox.hold(held, until=clock.now + timedelta(hours=1))
    clock.wait(hours=1)

    assert await office.postman.deliver_all() == 1
    [text] = office.carrier.texts
    assert [f"№ {number}" in text for number in (12, 13, 14)] == [True] * 3
    assert [row.state for row in await office.rows()] == ["delivered"] * 4


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
        await office.postman.deliver_all()
        [row] = await office.rows()
        pauses.append(row.due_at - clock())
        clock.now = row.due_at

    for number, pause in enumerate(pauses):
        wait = min(FIRST_WAIT * 2**number, LONGEST_WAIT)
        assert abs(pause - wait) <= wait * SPREAD
    assert len({pause / FIRST_WAIT for pause in pauses[-8:]}) > 1, "not at the same moment"


async def test_after_the_last_attempt_the_letter_is_given_up_with_its_reason(
    office: Office, clock: Clock
) -> None:
    await office.put(12)
    office.carrier.always = TryLater("no answer")
    for _ in range(MAX_ATTEMPTS + 2):
        await office.postman.deliver_all()
        clock.wait(hours=2)

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
        await replace(office.postman, in_hand=1).deliver_all()
    assert office.told == ["12", "14"]
    assert [line["log_level"] for line in logs] == ["warning", "info"]

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
