"""The postman's bad days: people who have gone, a messenger that is down, bugs of ours."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select, update
from structlog.testing import capture_logs

from core.letters import (
    Failure,
    Refused,
    TryLater,
    Uncertain,
    Unreachable,
)
from notifications.fates import FIRST_WAIT, LONGEST_WAIT, MAX_ATTEMPTS, SPREAD
from storage.letter_rows import LetterRow
from tests.notifications.office import Office
from tests.times import Clock


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


async def test_a_letter_to_somebody_of_another_messenger_is_given_up(office: Office) -> None:
    postman = replace(office.postman, messengers={"telegram": office.carrier})
    await office.put(12)
    await postman.deliver_all()

    assert office.carrier.shown == []
    assert [row.failure for row in await office.rows()] == [Failure.BLOCKED]
