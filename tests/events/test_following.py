"""Enrolled for a whole series; this and the following changed or called off; one letter each."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from core.events import organising, repeating
from core.events.model import Event, EventState, Form, Presence
from core.events.notices import EventAltered, EventCancelled, SeriesAltered, SeriesCancelled
from core.events.refusals import EventOver
from core.events.seats import Standing
from core.people import Person
from storage.work import Database
from tests import town
from tests.consultations.conftest import anna, boris, here, vera
from tests.events.test_repeating import all_of, series
from tests.events.test_use_cases import enrol, seminar, standing, told
from tests.times import Clock
from tests.town import an_event

__all__ = ["anna", "boris", "here", "seminar", "series", "vera"]

ROOM, ONLINE = Presence.ROOM, Presence.ONLINE


async def test_one_tap_enrols_for_all_each_by_its_own_rules(
    any_database: Database, series: list[Event], anna: Person, vera: Person, boris: Person
) -> None:
    await enrol(any_database, series[1], vera)
    async with any_database.open_work() as work:
        await organising.cancel(work, series[2].id, "Праздник", me=boris)
    async with any_database.open_work() as work:
        outcomes = await repeating.enrol_in_all(work, series[3].id, ROOM, me=anna)
    assert [(one.event.id, one.enrolment and one.enrolment.standing) for one in outcomes] == [
        (series[0].id, Standing.ENROLLED),
        (series[1].id, Standing.WAITING),
        (series[3].id, Standing.ENROLLED),
    ]
    async with any_database.open_work() as work:
        again = await repeating.enrol_in_all(work, series[0].id, ROOM, me=anna)
    assert [one.enrolment for one in again] == [one.enrolment for one in outcomes]


async def test_where_one_is_held_in_another_way_one_takes_part_so(
    any_database: Database, series: list[Event], anna: Person, boris: Person
) -> None:
    async with any_database.open_work() as work:
        details = series[1].details
        online = an_event(
            work.now,
            starts_at=details.starts_at,
            ends_at=details.ends_at,
            form=Form.ONLINE,
            place="",
            link="https://a.example/1",
        )
        await organising.change(work, series[1].id, online, me=boris)
    async with any_database.open_work() as work:
        outcomes = await repeating.enrol_in_all(work, series[0].id, ROOM, me=anna)
    assert [one.enrolment and one.enrolment.presence for one in outcomes] == [
        *(ROOM, ONLINE, ROOM, ROOM)
    ]


async def test_all_seats_are_given_back_with_one_tap(
    any_database: Database, series: list[Event], anna: Person, vera: Person, clock: Clock
) -> None:
    for me in (anna, vera):
        async with any_database.open_work() as work:
            await repeating.enrol_in_all(work, series[0].id, ROOM, me=me)
    clock.now = series[0].details.starts_at
    async with any_database.open_work() as work:
        assert await repeating.leave_all(work, series[0].id, me=anna) == 3
    assert await standing(any_database, series[0], anna, vera) == ["enrolled", "waiting"]
    for one in series[1:]:
        assert await standing(any_database, one, anna, vera) == ["left", "offered"]


async def test_when_all_is_over_nobody_enrols(
    any_database: Database, series: list[Event], anna: Person, clock: Clock
) -> None:
    clock.now = series[-1].details.starts_at
    with pytest.raises(EventOver):
        async with any_database.open_work() as work:
            await repeating.enrol_in_all(work, series[0].id, ROOM, me=anna)


async def test_a_change_of_this_and_the_following_is_one_letter_to_each(
    any_database: Database, series: list[Event], anna: Person, vera: Person, boris: Person
) -> None:
    for one in series:
        await enrol(any_database, one, anna)
    await enrol(any_database, series[3], vera)
    this = series[1]
    by = timedelta(days=1, hours=2)
    async with any_database.open_work() as work:
        moved = an_event(
            work.now,
            seats_room=2,
            place="Библиотека",
            starts_at=this.details.starts_at + by,
            ends_at=this.details.ends_at + by,
        )
        await repeating.change_following(work, this.id, moved, since=this.sequence, me=boris)

    after = await all_of(any_database, series[0])
    assert [
        new.details.starts_at - old.details.starts_at
        for new, old in zip(after, series, strict=True)
    ] == [
        timedelta(0),
        *[by] * 3,
    ]
    assert [one.details.place for one in after] == [
        "Школа № 5, актовый зал",
        *["Библиотека"] * 3,
    ]
    letters = await town.letters(any_database, SeriesAltered)
    assert [(one["to"], len(one["times"])) for one in letters] == [(anna.id, 3), (vera.id, 1)]  # type: ignore[arg-type]  # a list
    assert letters[0]["changes"] == ["times", "place"]
    assert await told(any_database, EventAltered) == []
    assert await standing(any_database, series[3], vera) == ["offered"], "there are more seats"


async def test_what_nobody_needs_to_hear_of_is_told_to_nobody(
    any_database: Database, series: list[Event], anna: Person, boris: Person
) -> None:
    await enrol(any_database, series[1], anna)
    async with any_database.open_work() as work:
        details = series[0].details
        more = an_event(
            work.now,
            seats_room=9,
            starts_at=details.starts_at,
            ends_at=details.ends_at,
        )
        await repeating.change_following(work, series[0].id, more, since=0, me=boris)
    assert await told(any_database, SeriesAltered) == []
    assert {one.details.seats_room for one in await all_of(any_database, series[0])} == {9}


async def test_this_alone_is_changed_alone(
    any_database: Database, series: list[Event], anna: Person, boris: Person
) -> None:
    for one in series:
        await enrol(any_database, one, anna)
    async with any_database.open_work() as work:
        details = series[1].details
        other = an_event(
            work.now,
            seats_room=1,
            place="Библиотека",
            starts_at=details.starts_at,
            ends_at=details.ends_at,
        )
        await organising.change(work, series[1].id, other, me=boris)
    after = await all_of(any_database, series[0])
    assert [one.details.place == "Библиотека" for one in after] == [False, True, False, False]
    assert await told(any_database, EventAltered) == [anna.id]


async def test_this_and_the_following_are_cancelled_with_one_letter_to_each(
    any_database: Database,
    series: list[Event],
    anna: Person,
    vera: Person,
    boris: Person,
    clock: Clock,
) -> None:
    for one in series:
        await enrol(any_database, one, anna)
    await enrol(any_database, series[1], vera)
    clock.now = series[0].details.starts_at + timedelta(minutes=5)
    async with any_database.open_work() as work:
        await repeating.cancel_following(work, series[1].id, "Ремонт", me=boris)
    after = await all_of(any_database, series[0])
    assert [one.state for one in after] == [EventState.OPEN, *[EventState.CANCELLED] * 3]
    letters = await town.letters(any_database, SeriesCancelled)
    assert [(one["to"], len(one["times"])) for one in letters] == [(anna.id, 3), (vera.id, 1)]  # type: ignore[arg-type]  # a list
    assert await told(any_database, EventCancelled) == []
    with pytest.raises(EventOver):
        async with any_database.open_work() as work:
            await repeating.cancel_following(work, series[1].id, "Ремонт", me=boris)


async def test_what_has_begun_is_not_changed_with_the_others(
    any_database: Database, series: list[Event], boris: Person, clock: Clock
) -> None:
    clock.now = series[0].details.starts_at
    with pytest.raises(EventOver):
        async with any_database.open_work() as work:
            await repeating.change_following(
                work, series[0].id, series[0].details, since=0, me=boris
            )


async def test_two_who_enrol_for_all_at_once_get_each_seat_once(
    any_database: Database, series: list[Event], anna: Person, vera: Person
) -> None:
    """From both ends of the series, and nobody waits for the other for ever."""

    async def press(me: Person, one: Event) -> None:
        async with any_database.open_work() as work:
            await repeating.enrol_in_all(work, one.id, ROOM, me=me)

    await asyncio.gather(press(anna, series[0]), press(vera, series[-1]))
    for one in series:
        assert sorted(map(str, await standing(any_database, one, anna, vera))) == [
            "enrolled",
            "waiting",
        ]


async def test_of_two_who_change_what_follows_the_second_is_told(
    any_database: Database, series: list[Event], anna: Person, boris: Person, vera: Person
) -> None:
    """While a teacher enrols for all: each waits for the others, nobody for ever."""

    async def change(me: Person, title: str) -> None:
        async with any_database.open_work() as work:
            details = replace(series[1].details, title=title)
            await repeating.change_following(work, series[1].id, details, since=0, me=me)

    async def enter() -> None:
        async with any_database.open_work() as work:
            await repeating.enrol_in_all(work, series[3].id, ROOM, me=anna)

    ends = await asyncio.gather(
        change(boris, "Первое"), enter(), change(vera, "Второе"), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in ends) == ["EventChanged", "NoneType", "NoneType"]
    titles = {one.details.title for one in (await all_of(any_database, series[0]))[1:]}
    assert len(titles) == 1
    assert titles <= {"Первое", "Второе"}
    assert await standing(any_database, series[3], anna) == ["enrolled"]
