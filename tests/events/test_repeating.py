"""A series from the first press to the last letter, on both databases."""

import asyncio
from datetime import date, timedelta

import pytest

from core.errors import NotYours
from core.events import deciding, organising, repeating
from core.events.copying import samples
from core.events.model import Event, EventId, EventState
from core.events.refusals import (
    BeginsTooFar,
    EventChanged,
    NoSeries,
    SeriesAlready,
    SeriesTooShort,
)
from core.events.repeating import Wanted
from core.events.series import MOST, Rhythm
from core.people import Person, Role
from storage.events import SqlEvents
from storage.work import Database
from tests import town
from tests.consultations.conftest import anna, boris, here, vera
from tests.events.test_use_cases import seminar
from tests.times import ZONE
from tests.town import Town, an_event

__all__ = ["anna", "boris", "here", "seminar", "vera"]

FOUR_WEEKS = Wanted(rhythm=Rhythm.WEEKLY, count=4)


async def repeat(
    database: Database,
    event: Event,
    me: Person,
    wanted: Wanted = FOUR_WEEKS,
    *,
    opens: bool = True,
) -> list[Event]:
    async with database.open_work() as work:
        made = await repeating.repeat(
            work, event.id, wanted, since=event.sequence, opens=opens, me=me
        )
    return [*made]


async def all_of(database: Database, event: Event) -> list[Event]:
    async with database.open_view() as work:
        now = await work.events.get(event.id)
        assert now is not None
        return [] if now.series is None else [*await work.events.of_series(now.series)]


@pytest.fixture
async def series(any_database: Database, seminar: Event, boris: Person) -> list[Event]:
    """Four weeks, with one seat each."""
    await repeat(any_database, seminar, boris)
    return await all_of(any_database, seminar)


async def test_a_series_is_the_same_event_week_by_week(
    any_database: Database, seminar: Event, series: list[Event]
) -> None:
    assert series[0].id == seminar.id
    week = timedelta(weeks=1)
    assert [one.details.starts_at - seminar.details.starts_at for one in series] == [
        place * week for place in range(4)
    ]
    assert {one.state for one in series} == {EventState.OPEN}
    assert len({one.uid for one in series}) == 4
    assert {(one.details.title, one.details.place, one.organiser) for one in series} == {
        (seminar.details.title, seminar.details.place, seminar.organiser)
    }


async def test_days_struck_out_are_left_out_and_drafts_stay_drafts(
    any_database: Database, seminar: Event, boris: Person, anna: Person
) -> None:
    first = seminar.details.starts_at.astimezone(ZONE).date()
    struck = frozenset({first + timedelta(weeks=1), first})
    wanted = Wanted(rhythm=Rhythm.WEEKLY, count=4, struck=struck)
    made = await repeat(any_database, seminar, boris, wanted, opens=False)
    assert len(made) == 3, "the event itself is not struck out"
    found = await all_of(any_database, seminar)
    assert [one.state for one in found] == [EventState.OPEN, *[EventState.DRAFT] * 2]
    assert first + timedelta(weeks=1) not in {
        one.details.starts_at.astimezone(ZONE).date() for one in found
    }
    async with any_database.open_view() as work:
        _, _, seen = await repeating.series_of(work, seminar.id, me=anna)
    assert [one.id for one in seen] == [seminar.id], "drafts are seen by those who answer for it"
    for count in (2, 0):
        async with any_database.open_work() as work:
            assert await repeating.open_all(work, seminar.id, me=boris) == count
    with pytest.raises(NotYours):
        async with any_database.open_work() as work:
            await repeating.open_all(work, seminar.id, me=anna)


async def test_a_draft_is_opened_with_all_of_its_series(
    any_database: Database, here: Town, boris: Person
) -> None:
    async with any_database.open_work() as work:
        draft = await organising.draw_up(work, an_event(work.now), unit=here.district, me=boris)
    await repeat(any_database, draft, boris)
    assert {one.state for one in await all_of(any_database, draft)} == {EventState.OPEN}


async def test_of_a_series_there_is_no_series(
    any_database: Database, series: list[Event], boris: Person
) -> None:
    for one in series[:2]:
        with pytest.raises(SeriesAlready):
            await repeat(any_database, one, boris)


async def test_all_or_nothing(any_database: Database, seminar: Event, boris: Person) -> None:
    """The last of them would be too far away."""
    with pytest.raises(BeginsTooFar):
        await repeat(any_database, seminar, boris, Wanted(rhythm=Rhythm.MONTHLY, count=MOST))
    assert await all_of(any_database, seminar) == []
    async with any_database.open_view() as work:
        assert await work.events.get(EventId(seminar.id + 1)) is None


async def test_dates_that_were_looked_over_are_those_that_count(
    any_database: Database, seminar: Event, boris: Person
) -> None:
    """Somebody has moved the event between the look and the press."""
    async with any_database.open_work() as work:
        later = an_event(work.now, seats_room=1, place="Школа № 1")
        await organising.change(work, seminar.id, later, me=boris)
    with pytest.raises(EventChanged):
        await repeat(any_database, seminar, boris)


async def test_who_may_not_change_an_event_does_not_repeat_it(
    any_database: Database, here: Town, seminar: Event, anna: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        near = await town.settle(work, "Дина", here.district, roles=[Role.METHODIST])
    for me in (anna, near):
        with pytest.raises(NotYours):
            await repeat(any_database, seminar, me)
    with pytest.raises(NoSeries):
        async with any_database.open_view() as work:
            await repeating.series_of(work, seminar.id, me=anna)
    with pytest.raises(SeriesTooShort):
        await repeat(any_database, seminar, boris, Wanted(rhythm=Rhythm.WEEKLY, count=1))


async def test_days_off_are_marked(any_database: Database, seminar: Event, boris: Person) -> None:
    """The seventeenth of September is a Thursday, and so is the thirty-first of December."""
    wanted = Wanted(rhythm=Rhythm.WEEKLY, count=17)
    async with any_database.open_view() as work:
        seen = await repeating.outlook(work, seminar.id, wanted, me=boris)
    assert seen.days_off == {date(2027, 1, 7)}


async def test_terms_come_along(any_database: Database, seminar: Event, boris: Person) -> None:
    async with any_database.open_work() as work:
        more = an_event(work.now, seats_room=10)
        await organising.change(work, seminar.id, more, me=boris)
        await deciding.agree(work, seminar.id, 5, timedelta(days=2), me=boris)
    await repeat(any_database, seminar, boris)
    async with any_database.open_view() as work:
        found = [await work.events.quorum(one.id) for one in await all_of(any_database, seminar)]
    starts = [one.details.starts_at for one in await all_of(any_database, seminar)]
    assert [one and (one.least, one.ask_at) for one in found] == [
        (5, at - timedelta(days=2)) for at in starts
    ]


async def test_samples_are_ones_own_and_those_of_ones_units_by_their_titles(
    any_database: Database, here: Town, series: list[Event], boris: Person, vera: Person
) -> None:
    async with any_database.open_work() as work:
        await town.event(work, here.far_district, vera.id, title="Далёкий семинар")
        await organising.draw_up(
            work, an_event(work.now, title="Набросок"), unit=here.district, me=vera
        )
        far = await town.methodist(work, "Глеб", here.far_district)

    async def found(me: Person, words: str = "") -> list[str]:
        async with any_database.open_view() as work:
            page, _, _ = await samples(work, words=words, page=0, me=me)
        return [one.title for one in page]

    assert await found(boris) == ["Семинар по проектам"], "a whole series is one sample"
    assert await found(boris, "ПРОЕКТАМ семинар") == ["Семинар по проектам"]
    assert await found(boris, "вебинар") == []
    assert await found(far) == ["Далёкий семинар"]
    assert sorted(await found(vera)) == ["Далёкий семинар", "Набросок", "Семинар по проектам"]


class Unlocked(SqlEvents):
    """Leaves the event to others too, and both look before either writes."""

    both_have_looked = asyncio.Barrier(2)

    async def hold(self, event: EventId) -> Event | None:
        found = await self.get(event)
        if found is not None and found.series is None and found.is_open:
            await self.both_have_looked.wait()
        return found


async def press_twice(database: Database, seminar: Event, me: Person, how: type[SqlEvents]) -> int:
    """How many series came of it."""

    async def press() -> None:
        async with database.open_work() as work:
            work.events = how(work.means.session)  # type: ignore[assignment]  # in place of the part
            await repeating.repeat(work, seminar.id, FOUR_WEEKS, since=0, opens=False, me=me)

    ends = await asyncio.gather(press(), press(), return_exceptions=True)
    assert {type(one) for one in ends} <= {type(None), SeriesAlready}
    return ends.count(None)


async def test_of_two_presses_at_once_one_makes_the_series(
    any_database: Database, seminar: Event, boris: Person
) -> None:
    assert await press_twice(any_database, seminar, boris, SqlEvents) == 1
    assert len(await all_of(any_database, seminar)) == 4


async def test_the_twin_without_the_lock_makes_two(
    any_url: str, any_database: Database, seminar: Event, boris: Person
) -> None:
    if any_url.startswith("sqlite"):
        pytest.skip("SQLite has one writer, whose transaction begins with the lock")
    assert await press_twice(any_database, seminar, boris, Unlocked) == 2
