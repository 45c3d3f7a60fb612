"""What comes along to an event that is drawn up after another, and what stays behind."""

from dataclasses import replace
from datetime import timedelta

from core.applications.calls import Admission, Terms
from core.audience import ROLE, UNIT, Audience
from core.events.copying import copy_terms
from core.events.model import Event, EventId, Presence
from core.events.seats import Quota
from core.people import Role
from storage.work import Database, SqlWork
from tests import town
from tests.town import Town

ROOM, ONLINE = Presence.ROOM, Presence.ONLINE
LATER = timedelta(days=7)


async def filled(work: SqlWork, here: Town, organiser: int) -> Event:
    event = await town.event(work, here.district, organiser, seats_room=10)
    audience = Audience.of({UNIT: [here.school_5], ROLE: [Role.TEACHER]})
    await work.events.put_audience(event.id, audience)
    await work.events.put_quota(event.id, Quota(presence=ROOM, unit=here.school_5, seats=4))
    day = event.details.starts_at.date() - timedelta(days=2)
    await work.events.put_release_day(event.id, day)
    await work.events.put_memo(event.id, ROOM, "Возьмите ноутбук")
    deadline = event.details.starts_at - timedelta(days=1)
    await work.applications.put_terms(
        event.id,
        Terms(admission=Admission.CONTEST, deadline=deadline, prompt="О чём?", sequence=3),
    )
    return event


async def another(work: SqlWork, like: Event, unit: int, **other: object) -> Event:
    details = replace(
        like.details,
        starts_at=like.details.starts_at + LATER,
        ends_at=like.details.ends_at + LATER,
        **other,  # type: ignore[arg-type]  # some of the details
    )
    return await work.events.add(
        details, unit=unit, organiser=like.organiser, uid=f"{like.uid}2", at=work.now
    )


async def test_everything_decided_comes_along_as_much_later(any_database: Database) -> None:
    here = await town.build(any_database)
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        event = await filled(work, here, boris.id)
        other = await another(work, event, here.district)
        await copy_terms(work, event.id, other)

        assert await work.events.audience(other.id) == await work.events.audience(event.id)
        assert await work.events.quotas(other.id) == await work.events.quotas(event.id)
        days = [await work.events.release_day(one) for one in (event.id, other.id)]
        assert days[0]
        assert days[1] == days[0] + LATER
        assert await work.events.memos([other.id]) == {(other.id, ROOM): "Возьмите ноутбук"}
        before, after = [await terms(work, one) for one in (event.id, other.id)]
        assert before.deadline
        assert after == replace(before, deadline=before.deadline + LATER, sequence=0)


async def test_what_does_not_fit_stays_behind(any_database: Database) -> None:
    here = await town.build(any_database)
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        event = await filled(work, here, boris.id)
        smaller = await another(work, event, here.district, seats_room=3)
        await copy_terms(work, event.id, smaller)

        assert await work.events.quotas(smaller.id) == []


async def test_a_unit_that_does_not_see_it_is_not_kept_in_mind(any_database: Database) -> None:
    here = await town.build(any_database)
    async with any_database.open_work() as work:
        boris = await town.methodist(work, "Борис", here.district)
        event = await filled(work, here, boris.id)
        own = await another(work, event, here.school_5)
        await copy_terms(work, event.id, own)

        assert await work.events.quotas(own.id) == [], "everything is for the school already"
        elsewhere = await work.units.add(name="Школа № 7", level="школа", parent=here.district)
        far = replace(own, id=EventId(own.id + 1), unit=elsewhere)
        assert (await work.events.audience(event.id)).units == (here.school_5,)
        await copy_terms(work, event.id, await another_of(work, far))
        assert (await work.events.audience(EventId(own.id + 1))).units == ()


async def another_of(work: SqlWork, event: Event) -> Event:
    return await work.events.add(
        event.details,
        unit=event.unit,
        organiser=event.organiser,
        uid=f"{event.uid}3",
        at=work.now,
    )


async def terms(work: SqlWork, event: int) -> Terms:
    call = await work.applications.call(event)
    assert call is not None
    return call.terms
