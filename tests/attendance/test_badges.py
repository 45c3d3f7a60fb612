"""A badge shown and scanned: it marks once, only its keeper, only in time; on both databases."""

from datetime import timedelta

import pytest

from core.attendance import badges, bulk, use_cases
from core.attendance.badges import PREFIX, Badge
from core.attendance.model import BADGE_EARLY, EARLY, Way
from core.attendance.refusals import (
    BadgeEarly,
    BadgeForKeeper,
    BadgeNotNow,
    BadgeTooLate,
    BadgeUnknown,
    BadgeVoid,
    NotHeld,
)
from core.certificates import use_cases as certificates
from core.certificates.model import NotAttended
from core.errors import NotYours
from core.events import substitution
from core.events import use_cases as events
from core.events.model import EventId, EventState, Presence
from core.people import Person, Role
from storage.merging import absorb
from storage.work import Database, SqlWork
from tests import town
from tests.attendance.gathering import gather
from tests.events.holding import CODE
from tests.times import Clock
from tests.town import Town


async def shown(database: Database, event: int, me: Person) -> Badge:
    async with database.open_work() as work:
        return await badges.show(work, event, me=me)


async def marks(work: SqlWork, badge: Badge, me: Person) -> bool:
    return (await badges.scan(work, badge.word, me=me)).anew


async def test_the_same_badge_each_time_and_a_different_one_for_each(
    any_database: Database, event: int, anna: Person, olga: Person
) -> None:
    mine = await shown(any_database, event, anna)

    assert mine == await shown(any_database, event, anna)
    assert mine.token != (await shown(any_database, event, olga)).token
    assert (mine.ticket, len(mine.word)) == (1, len(PREFIX) + 22)
    assert badges.carries(mine.word)


async def test_whoever_keeps_the_event_marks_once(
    any_database: Database, event: int, boris: Person, anna: Person
) -> None:
    badge = await shown(any_database, event, anna)
    async with any_database.open_work() as work:
        assert await marks(work, badge, boris)
        assert await work.attendance.came(event, anna.id) is Way.QR
        assert not await marks(work, badge, boris)
        found = await badges.arrived(work, event, anna.id, me=boris)
    assert found.guest is not None
    assert (found.guest.name, found.guest.at, found.came, found.enrolled) == (
        "Анна",
        work.now,
        1,
        2,
    )


async def test_a_mark_taken_back_takes_the_certificate_and_is_set_again(
    any_database: Database, event: int, boris: Person, anna: Person
) -> None:
    badge = await shown(any_database, event, anna)
    async with any_database.open_work() as work:
        await marks(work, badge, boris)
        paper = await certificates.take(work, event, me=anna)
        for _ in range(2):
            await badges.unmark(work, event, anna.id, me=boris)
        with pytest.raises(NotAttended):
            await certificates.take(work, event, me=anna)
        assert await marks(work, badge, boris)
        assert (await certificates.take(work, event, me=anna)).number == paper.number


async def test_nobody_else_learns_whose_it_is(
    any_database: Database, here: Town, event: int, anna: Person, olga: Person
) -> None:
    badge = await shown(any_database, event, anna)
    async with any_database.open_work() as work:
        other = await town.methodist(work, "Дарья", here.district)
        far = await town.settle(work, "Глеб", here.far_school, roles=[Role.COORDINATOR])
        for stranger in (anna, olga, other, far):
            with pytest.raises(BadgeForKeeper):
                await badges.scan(work, badge.word, me=stranger)
            with pytest.raises(NotYours):
                await badges.arrived(work, event, anna.id, me=stranger)
            with pytest.raises(NotYours):
                await badges.unmark(work, event, anna.id, me=stranger)
        vera = await town.settle(work, "Вера", here.district, roles=[Role.COORDINATOR])
        assert await marks(work, badge, vera)


async def test_what_is_no_badge_is_unknown(
    any_database: Database, event: int, boris: Person
) -> None:
    async with any_database.open_work() as work:
        for word in (PREFIX, PREFIX + "x" * 22, "here", ""):
            with pytest.raises(BadgeUnknown):
                await badges.scan(work, word, me=boris)


async def test_it_is_shown_from_the_day_before_until_the_end_to_those_enrolled(
    any_database: Database, here: Town, clock: Clock, boris: Person, anna: Person, olga: Person
) -> None:
    async with any_database.open_work() as work:
        starts_at = work.now + BADGE_EARLY + timedelta(minutes=1)
        ahead = await gather(work, here.district, boris.id, anna.id, starts_at=starts_at)
        off = await gather(
            work, here.district, boris.id, anna.id, title="Нет", state=EventState.CANCELLED
        )
    async with any_database.open_work() as work:
        with pytest.raises(BadgeEarly):
            await badges.show(work, ahead, me=anna)
        with pytest.raises(NotHeld):
            await badges.show(work, off, me=anna)
    clock.wait(minutes=1)
    async with any_database.open_work() as work:
        badge = await badges.show(work, ahead, me=anna)
        with pytest.raises(NotYours):
            await badges.show(work, ahead, me=olga)
        with pytest.raises(BadgeNotNow):
            await marks(work, badge, boris)
    clock.wait(seconds=(BADGE_EARLY - EARLY).total_seconds())
    async with any_database.open_work() as work:
        assert await marks(work, badge, boris)
    clock.wait(days=2)
    async with any_database.open_work() as work:
        with pytest.raises(NotHeld):
            await badges.show(work, ahead, me=anna)
        with pytest.raises(BadgeTooLate):
            await marks(work, badge, boris)


async def test_of_a_cancelled_event_it_marks_nobody(
    any_database: Database, event: int, boris: Person, anna: Person
) -> None:
    badge = await shown(any_database, event, anna)
    async with any_database.open_work() as work:
        held = await work.events.get(EventId(event))
        assert held is not None
        await work.events.save(held.cancelled("Болезнь", at=work.now), before=held)
        with pytest.raises(NotHeld):
            await marks(work, badge, boris)


@pytest.fixture
async def tomorrow(
    any_database: Database, here: Town, boris: Person, anna: Person
) -> tuple[int, Badge]:
    """An event that Anna has a badge for and may leave still."""
    async with any_database.open_work() as work:
        number = await gather(work, here.district, boris.id, anna.id)
        return number, await badges.show(work, number, me=anna)


async def test_given_back_it_is_void_and_a_new_seat_has_another(
    any_database: Database, clock: Clock, tomorrow: tuple[int, Badge], boris: Person, anna: Person
) -> None:
    number, badge = tomorrow
    async with any_database.open_work() as work:
        await events.leave(work, EventId(number), me=anna)
    clock.wait(minutes=40)
    async with any_database.open_work() as work:
        with pytest.raises(BadgeVoid):
            await marks(work, badge, boris)
        await events.enrol(work, EventId(number), Presence.ROOM, me=anna)
        another = await badges.show(work, number, me=anna)
        assert another.token != badge.token
        with pytest.raises(BadgeVoid):
            await marks(work, badge, boris)
        assert await marks(work, another, boris)


async def test_passed_to_a_colleague_it_is_void(
    any_database: Database,
    here: Town,
    clock: Clock,
    tomorrow: tuple[int, Badge],
    boris: Person,
    anna: Person,
) -> None:
    number, badge = tomorrow
    async with any_database.open_work() as work:
        galya = await town.settle(work, "Галя", here.school_5)
        code = await substitution.hand(work, EventId(number), me=anna)
        await substitution.take(work, substitution.read(code.code), me=galya)
    clock.wait(minutes=40)
    async with any_database.open_work() as work:
        with pytest.raises(BadgeVoid):
            await marks(work, badge, boris)
    assert code.code != CODE


async def test_erased_it_is_void(
    any_database: Database, clock: Clock, tomorrow: tuple[int, Badge], boris: Person, anna: Person
) -> None:
    _number, badge = tomorrow
    async with any_database.open_work() as work:
        await work.privacy.erase(anna.id, at=work.now)
    clock.wait(minutes=40)
    async with any_database.open_work() as work:
        with pytest.raises(BadgeVoid):
            await marks(work, badge, boris)


async def test_two_records_of_one_person_leave_no_badge_to_somebody_else(
    any_database: Database,
    here: Town,
    clock: Clock,
    event: int,
    boris: Person,
    anna: Person,
    olga: Person,
) -> None:
    """Olga's was the last number: whoever comes next has it, and not her badge."""
    badge = await shown(any_database, event, olga)
    async with any_database.open_work() as work:
        await absorb(work.means.session, olga.id, into=anna.id, at=work.now)
        galya = await town.settle(work, "Галя", here.school_5)
        await work.attendance.seat(event, galya.id, at=work.now)
        guest = await work.attendance.guest(event, galya.id)
        assert guest is not None
        assert guest.ticket == badge.ticket
        with pytest.raises(BadgeUnknown):
            await marks(work, badge, boris)


async def test_word_badge_number_and_list_mark_once(
    any_database: Database, event: int, boris: Person, anna: Person
) -> None:
    badge = await shown(any_database, event, anna)
    async with any_database.open_work() as work:
        word = await use_cases.new_word(work, event, ["берёза"], me=boris)
        await use_cases.say_word(work, event, word.words, me=anna)
        assert not await marks(work, badge, boris)
        assert (await bulk.tick_numbers(work, event, "1", me=boris)).known == [1]
        assert await bulk.tick_all(work, event, me=boris) == 1
        assert await work.attendance.came(event, anna.id) is Way.WORD
