"""Writing to the people of an event: whom, by whom and at which hour; on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.announcements import guests, use_cases
from core.announcements.model import WEEKLY, AnnouncementId, State
from core.attendance.model import Way
from core.audience import Audience, Guests, Part
from core.errors import Gone, NotYours
from core.events.model import EventId
from core.events.seats import Standing
from core.notices import Lane
from core.people import Person
from core.roles import use_cases as roles
from storage.work import SqlWork
from tests import town
from tests.announcements.conftest import Office
from tests.attendance.gathering import gather

SATURDAY_NIGHT = {"days": 5, "hours": 12}


@pytest.fixture
async def boris(office: Office) -> Person:
    async with office.database.open_work() as work:
        return await town.methodist(work, "Борис", office.town.district)


async def hold(office: Office, boris: Person, *, days: float = 10) -> tuple[int, list[Person]]:
    """Anna came, Maria did not, Olga waits, Inna was offered a seat, Lidia has left."""
    people = await office.people(5)
    standings = [Standing.ENROLLED, Standing.ENROLLED, Standing.WAITING]
    standings += [Standing.OFFERED, Standing.LEFT]
    async with office.database.open_work() as work:
        event = await gather(
            work,
            office.town.district,
            boris.id,
            *(one.id for one in people),
            starts_at=office.clock() + timedelta(days=days),
        )
        for person, standing in zip(people, standings, strict=True):
            await put(work, event, person, standing)
        at = office.clock()
        await work.attendance.mark(event, people[0].id, way=Way.LIST, by=boris.id, at=at)
    return event, people


async def put(work: SqlWork, event: int, person: Person, standing: Standing) -> None:
    enrolment = await work.events.enrolment(EventId(event), person.id)
    assert enrolment is not None
    until = work.now + timedelta(days=1) if standing is Standing.OFFERED else None
    await work.events.put(replace(enrolment, standing=standing, offered_until=until))


def to(event: int, *parts: Part) -> Audience:
    return Audience.of({"event": [str(Guests(event, part)) for part in parts or (Part.ENROLLED,)]})


@pytest.mark.parametrize(
    ("parts", "who"),
    [
        ((Part.ENROLLED,), {0, 1}),
        ((Part.WAITING,), {2, 3}),
        ((Part.CAME,), {0}),
        ((Part.MISSED,), {1}),
        ((Part.MISSED, Part.WAITING), {1, 2, 3}),
    ],
)
async def test_a_part_of_the_guests_is_who_it_says(
    office: Office, boris: Person, parts: tuple[Part, ...], who: set[int]
) -> None:
    event, people = await hold(office, boris)
    one = await office.send(me=boris, audience=to(event, *parts))

    assert {each.to_id for each in await office.letters(one.id)} == {
        people[number].id for number in who
    }


async def test_the_organiser_writes_to_guests_of_their_event_and_to_nobody_else(
    office: Office, boris: Person
) -> None:
    event, _ = await hold(office, boris)
    async with office.database.open_work() as work:
        pavel = await town.methodist(work, "Павел", office.town.district)
        others = await gather(work, office.town.district, pavel.id, title="Чужое")
    district = (office.town.district,)
    for refused in (
        {"audience": Audience({"unit": district})},
        {"audience": to(others)},
        {"audience": Audience.of({"event": [f"{event}:enrolled", f"{others}:enrolled"]})},
        {"audience": to(event), "unit": office.town.region},
        {"audience": to(event), "unit": office.town.school_5},
    ):
        with pytest.raises(NotYours):
            await office.submit(boris, **refused)
    with pytest.raises(NotYours):
        await office.submit(pavel, audience=to(event))
    with pytest.raises(Gone):
        await office.submit(boris, audience=to(999))
    assert (await office.submit(boris, audience=to(event))).state is State.WAITING
    assert (await office.submit(office.vera, audience=to(event))).state is State.WAITING


async def test_what_the_organiser_has_written_is_theirs_to_stop_and_not_a_colleagues(
    office: Office, boris: Person
) -> None:
    event, _ = await hold(office, boris)
    async with office.database.open_work() as work:
        pavel = await town.methodist(work, "Павел", office.town.district)
    one = await office.submit(boris, audience=to(event))
    by_vera = await office.submit(office.vera, audience=to(event))
    with pytest.raises(NotYours):
        await stop(office, one.id, pavel)
    with pytest.raises(NotYours):
        await stop(office, by_vera.id, boris)
    await stop(office, one.id, boris)

    assert (await office.get(one.id)).state is State.CANCELLED


async def stop(office: Office, number: AnnouncementId, me: Person) -> None:
    async with office.database.open_work() as work:
        await use_cases.cancel(work, number, me=me)


async def test_whoever_is_of_the_staff_no_more_writes_no_more(
    office: Office, boris: Person
) -> None:
    event, _ = await hold(office, boris)
    one = await office.submit(boris, audience=to(event))
    async with office.database.open_work() as work:
        staff = await work.roles.below([office.town.district])
        (held,) = [one for one in staff if one.name == "Борис"]
        await roles.revoke(work, held.id, by=None)
    office.clock.wait(minutes=10)
    await office.advance(one.id)

    assert (await office.get(one.id)).state is State.CANCELLED
    assert await office.letters(one.id) == []


async def test_at_night_it_waits_for_the_morning(office: Office, boris: Person) -> None:
    event, _ = await hold(office, boris)
    office.clock.wait(**SATURDAY_NIGHT)
    one = await office.send(me=boris, audience=to(event))

    letters = await office.letters(one.id)
    assert {each.lane for each in letters} == {Lane.ANNOUNCEMENTS}
    assert all(each.due_at > office.clock() + timedelta(hours=30) for each in letters)


@pytest.mark.parametrize(("days", "near"), [(5.9, True), (5.4, True), (6.6, False), (5.2, False)])
async def test_a_day_before_the_event_and_while_it_lasts_it_comes_at_night_too(
    office: Office, boris: Person, days: float, *, near: bool
) -> None:
    """The event lasts for three hours."""
    event, _ = await hold(office, boris, days=days)
    office.clock.wait(**SATURDAY_NIGHT)
    one = await office.send(me=boris, audience=to(event))

    letters = await office.letters(one.id)
    assert {each.lane for each in letters} == {Lane.REPLIES if near else Lane.ANNOUNCEMENTS}
    assert all((each.due_at == office.clock()) is near for each in letters)


@pytest.mark.parametrize(("days", "apart"), [(0.5, True), (10, False)])
async def test_near_the_event_nobody_has_it_in_a_digest(
    office: Office, boris: Person, days: float, *, apart: bool
) -> None:
    event, _ = await hold(office, boris, days=days)
    for _ in range(WEEKLY):
        await office.send(audience=Audience({"unit": (office.town.school_5,)}))
        await office.carry()
    one = await office.send(me=boris, audience=to(event))

    letters = await office.letters(one.id)
    assert [each.payload for each in letters] == [{} if apart else {"digest": True}] * 2


async def test_where_two_have_to_agree_a_coordinator_agrees(office: Office, boris: Person) -> None:
    event, _ = await hold(office, boris)
    async with office.database.open_work() as work:
        await use_cases.set_approval(work, office.town.district, demanded=True, me=office.inna)
    one = await office.submit(boris, audience=to(event))
    assert one.state is State.AWAITING
    async with office.database.open_work() as work:
        await use_cases.approve(work, one.id, me=office.vera)

    assert (await office.get(one.id)).state is State.WAITING


async def test_earlier_letters_are_listed_to_those_who_answer_for_them(
    office: Office, boris: Person
) -> None:
    event, _ = await hold(office, boris)
    async with office.database.open_work() as work:
        others = await gather(work, office.town.district, boris.id, title="Другое")
    first = await office.send(me=boris, audience=to(event))
    by_vera = await office.submit(office.vera, audience=to(event, Part.CAME))
    by_inna = await office.submit(office.inna, audience=to(event), unit=office.town.region)
    await office.submit(office.vera)
    async with office.database.open_view() as work:
        found = {
            me.name: [one.id for one, _ in await use_cases.written(work, event, me=me)]
            for me in (boris, office.vera, office.inna)
        }
        ((_, progress),) = await use_cases.written(work, event, me=boris)
        assert await use_cases.written(work, others, me=boris) == []
    assert found == {
        boris.name: [first.id],
        office.vera.name: [by_vera.id, first.id],
        office.inna.name: [by_inna.id, by_vera.id, first.id],
    }
    assert progress.left + progress.sent + progress.held == 2


async def test_events_to_choose_are_those_of_the_unit_and_below_not_long_over(
    office: Office, boris: Person
) -> None:
    event, _ = await hold(office, boris)
    async with office.database.open_work() as work:
        over = await gather(
            work,
            office.town.school_5,
            boris.id,
            title="Было",
            starts_at=work.now - guests.LOOKED_BACK,
        )
        await gather(
            work,
            office.town.district,
            boris.id,
            title="Давно",
            starts_at=work.now - guests.LOOKED_BACK - timedelta(hours=4),
        )
    async with office.database.open_view() as work:
        for unit, expected in (
            (office.town.region, [over, event]),
            (office.town.district, [over, event]),
            (office.town.school_5, [over]),
        ):
            found = await guests.gatherings(work, unit)
            assert [one.event for one in found] == expected


def test_what_is_no_part_of_guests_is_not_read() -> None:
    for value in ("17", "17:friends", "all:came", ""):
        with pytest.raises(ValueError, match=r".*"):
            Audience.of({"event": [value]})


def test_it_is_kept_and_read_again_as_it_was() -> None:
    audience = to(17, Part.CAME)
    assert Audience.of(audience.kept()) == audience
    assert audience.events == (17,)
