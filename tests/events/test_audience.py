"""Whom an event is for: who sees it and may take a seat, on both databases."""

import pytest

from core.audience import Audience
from core.errors import NotYours
from core.events import audience, organising, substitution, use_cases
from core.events.model import Event, Presence
from core.events.refusals import EventOver, NotForYou
from core.events.seats import Standing
from core.people import Person, Role
from core.tokens import fingerprint
from storage.work import Database
from tests import town
from tests.consultations.conftest import anna, boris, here, vera
from tests.times import Clock
from tests.town import Town, an_event

__all__ = ["anna", "boris", "here", "vera"]

ROOM = Presence.ROOM


@pytest.fixture
async def seminar(any_database: Database, here: Town, boris: Person) -> Event:
    """With one seat, opened by Boris for his district."""
    async with any_database.open_work() as work:
        return await town.event(work, here.district, boris.id, seats_room=1)


async def narrow(
    database: Database, event: Event, boris: Person, name: str, *values: object
) -> None:
    for value in values:
        async with database.open_work() as work:
            await audience.put(work, event.id, name, value, on=True, me=boris)  # type: ignore[arg-type]  # a value


async def calendar(database: Database, me: Person) -> list[int]:
    async with database.open_view() as work:
        return [one.id for one in (await use_cases.calendar(work, me=me, page=0)).events]


async def enrol(database: Database, event: Event, me: Person) -> Standing:
    async with database.open_work() as work:
        return (await use_cases.enrol(work, event.id, ROOM, me=me)).standing


async def test_whoever_does_not_fit_does_not_see_it_and_is_told_why(
    any_database: Database, here: Town, seminar: Event, boris: Person
) -> None:
    async with any_database.open_work() as work:
        maths = await town.settle(work, "Мария", here.school_5, subjects=[here.maths])
        physics = await town.settle(work, "Фёдор", here.school_15, subjects=[here.physics])
    await narrow(any_database, seminar, boris, "subject", here.maths)

    assert await calendar(any_database, maths) == [seminar.id]
    assert await calendar(any_database, physics) == []
    assert await calendar(any_database, boris) == [seminar.id], "its organiser"
    for attempt in (use_cases.look, enrol_in(ROOM)):
        with pytest.raises(NotForYou) as refused:
            async with any_database.open_work() as work:
                await attempt(work, seminar.id, me=physics)
        assert refused.value.facts == {"why": "subject"}
    assert await enrol(any_database, seminar, maths) is Standing.ENROLLED


def enrol_in(presence: Presence) -> object:
    async def attempt(work: object, number: object, *, me: Person) -> None:
        await use_cases.enrol(work, number, presence, me=me)  # type: ignore[arg-type]  # of a test

    return attempt


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("role", "methodist", "role"),
        ("experience", "under-3", "untold"),
        ("subject", 1, "subject"),
    ],
)
async def test_each_condition_has_its_reason(
    any_database: Database,
    seminar: Event,
    here: Town,
    boris: Person,
    name: str,
    value: object,
    why: str,
) -> None:
    async with any_database.open_work() as work:
        olga = await town.settle(work, "Ольга", here.school_5)
    await narrow(any_database, seminar, boris, name, value)
    with pytest.raises(NotForYou) as refused:
        async with any_database.open_view() as work:
            await use_cases.look(work, seminar.id, me=olga)
    assert refused.value.facts == {"why": why}


async def test_whoever_has_told_another_experience_hears_of_that(
    any_database: Database, seminar: Event, here: Town, boris: Person
) -> None:
    async with any_database.open_work() as work:
        olga = await town.settle(work, "Ольга", here.school_5)
        await work.registration.teach_since(olga.id, 1990)
        olga = await work.people.get(olga.id)
    await narrow(any_database, seminar, boris, "experience", "under-3")
    with pytest.raises(NotForYou) as refused:
        async with any_database.open_view() as work:
            await use_cases.look(work, seminar.id, me=olga)
    assert refused.value.facts == {"why": "experience"}


async def test_units_are_those_below_the_one_of_the_event(
    any_database: Database, here: Town, seminar: Event, boris: Person
) -> None:
    async with any_database.open_work() as work:
        near = await town.settle(work, "Нина", here.school_15)
        far = await town.settle(work, "Олег", here.school_5)
    await narrow(any_database, seminar, boris, "unit", here.school_15)
    assert await calendar(any_database, near) == [seminar.id]
    assert await calendar(any_database, far) == []
    for other in (here.region, here.far_school):
        with pytest.raises(NotYours):
            await narrow(any_database, seminar, boris, "unit", other)
    await narrow(any_database, seminar, boris, "unit", here.district)
    assert await calendar(any_database, far) == [seminar.id], "the whole district is everybody"


async def test_a_narrower_audience_leaves_those_enrolled_and_waiting_as_they_are(
    any_database: Database, here: Town, seminar: Event, boris: Person, anna: Person, clock: Clock
) -> None:
    async with any_database.open_work() as work:
        olga = await town.settle(work, "Ольга", here.school_5)
    for person in (anna, olga):
        await enrol(any_database, seminar, person)
    await narrow(any_database, seminar, boris, "role", "methodist")

    assert await calendar(any_database, anna) == [seminar.id]
    async with any_database.open_work() as work:
        assert not (await use_cases.look(work, seminar.id, me=anna)).fits
        await use_cases.leave(work, seminar.id, me=anna)
    async with any_database.open_work() as work:
        await use_cases.accept(work, seminar.id, me=olga)
    assert await calendar(any_database, anna) == []
    async with any_database.open_view() as work:
        await use_cases.look(work, seminar.id, me=anna)  # told that they have left
    with pytest.raises(NotForYou):
        await enrol(any_database, seminar, anna)


async def test_a_colleague_who_comes_instead_fits_too(
    any_database: Database, here: Town, seminar: Event, boris: Person
) -> None:
    async with any_database.open_work() as work:
        maths = await town.settle(work, "Мария", here.school_5, subjects=[here.maths])
        physics = await town.settle(work, "Фёдор", here.school_5, subjects=[here.physics])
    await enrol(any_database, seminar, maths)
    async with any_database.open_work() as work:
        handed = await substitution.hand(work, seminar.id, me=maths)
    await narrow(any_database, seminar, boris, "subject", here.maths)
    for attempt in (substitution.find, substitution.take):
        with pytest.raises(NotForYou):
            async with any_database.open_work() as work:
                await attempt(work, fingerprint(handed.code), me=physics)


async def test_the_organiser_sees_it_and_takes_no_seat_that_is_for_others(
    any_database: Database, seminar: Event, boris: Person
) -> None:
    await narrow(any_database, seminar, boris, "role", "teacher")
    async with any_database.open_view() as work:
        seen = await use_cases.look(work, seminar.id, me=boris)
    assert (seen.answers_for, seen.fits) == (True, False)
    with pytest.raises(NotForYou):
        await enrol(any_database, seminar, boris)


async def test_a_coordinator_above_sees_it_in_the_calendar(
    any_database: Database, here: Town, seminar: Event, boris: Person
) -> None:
    await narrow(any_database, seminar, boris, "role", "teacher")
    async with any_database.open_work() as work:
        inna = await town.settle(work, "Инна", here.school_5, roles=[Role.METHODIST])
        zoya = await town.settle(work, "Зоя", here.district, roles=[Role.COORDINATOR])
    assert await calendar(any_database, inna) == []
    assert await calendar(any_database, zoya) == [seminar.id]


async def test_a_value_is_put_once_and_taken_back(
    any_database: Database, here: Town, seminar: Event, boris: Person, anna: Person
) -> None:
    await narrow(any_database, seminar, boris, "role", "teacher", "teacher", "coordinator")
    await narrow(any_database, seminar, boris, "unit", here.school_5)
    async with any_database.open_view() as work:
        meant = await audience.look(work, seminar.id, me=boris)
    assert meant.audience == Audience.of(
        {"unit": [here.school_5], "role": ["teacher", "coordinator"]}
    )
    async with any_database.open_work() as work:
        await audience.put(work, seminar.id, "role", "coordinator", on=False, me=boris)
        await audience.clear(work, seminar.id, "unit", me=boris)
        kept = await work.events.audience(seminar.id)
    assert kept == Audience.of({"role": ["teacher"]})
    for name, value in (("messenger", "max"), ("event", "1:came")):
        with pytest.raises(NotYours):
            await narrow(any_database, seminar, boris, name, value)
    with pytest.raises(NotYours):
        await narrow(any_database, seminar, anna, "role", "teacher")


async def test_of_an_event_that_is_over_nothing_is_decided_any_more(
    any_database: Database, seminar: Event, boris: Person, clock: Clock
) -> None:
    clock.now = seminar.details.ends_at
    with pytest.raises(EventOver):
        await narrow(any_database, seminar, boris, "role", "teacher")


async def test_it_is_counted_how_many_fit(
    any_database: Database, here: Town, seminar: Event, boris: Person
) -> None:
    async with any_database.open_work() as work:
        await town.settle(work, "Мария", here.school_5, subjects=[here.maths])
        await town.settle(work, "Марк", here.far_school, subjects=[here.maths])
        before = (await audience.look(work, seminar.id, me=boris)).people
    await narrow(any_database, seminar, boris, "subject", here.physics)
    async with any_database.open_view() as work:
        assert (await audience.look(work, seminar.id, me=boris)).people < before


async def test_events_for_others_are_no_clash(
    any_database: Database, here: Town, seminar: Event, boris: Person
) -> None:
    async with any_database.open_work() as work:
        other = await town.event(work, here.district, boris.id)
    for name, value, value_of_other, clash in (
        ("unit", here.school_5, here.school_15, False),
        ("unit", here.district, here.school_15, True),
        ("role", "teacher", "methodist", False),
        ("role", "methodist", "methodist", True),
    ):
        for event, one in ((seminar, value), (other, value_of_other)):
            async with any_database.open_work() as work:
                for each in ("unit", "role"):
                    await audience.clear(work, event.id, each, me=boris)
            await narrow(any_database, event, boris, name, one)
        async with any_database.open_view() as work:
            details = an_event(work.now)
            found = await organising.clashes(work, details, here.district, but=other.id)
        assert [one.id for one in found] == ([seminar.id] if clash else []), (name, value)
