"""Calendars that programs read, as somebody else's parser and a browser see them."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import vobject
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.feeds import MOST_UNKNOWN, make_routes
from core.events import feeds, memos, organising, use_cases
from core.events.model import Event, Form, Level, Presence
from core.people import Person
from storage.work import Database
from tests import town
from tests.consultations.conftest import anna, boris, here
from tests.times import Clock
from tests.town import Town, an_event
from tests.world import TEXTS

__all__ = ["anna", "boris", "here"]

LINK = "https://meet.example.ru/1"
Web = TestClient[web.Request, web.Application]


@pytest.fixture
async def browser(any_database: Database) -> AsyncIterator[Web]:
    app = web.Application()
    app.add_routes(make_routes(any_database, TEXTS))
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
async def webinar(any_database: Database, here: Town, boris: Person) -> Event:
    async with any_database.open_work() as work:
        return await town.event(
            work, here.district, boris.id, form=Form.HYBRID, link=LINK, title="Читаем; вместе, <b>"
        )


async def read(browser: Web, path: str) -> list[vobject.base.Component]:
    answer = await browser.get(path)
    assert (answer.status, answer.content_type) == (200, "text/calendar")
    calendar = vobject.readOne(await answer.text())
    return list(calendar.contents.get("vevent", ()))


async def subscribe(database: Database, me: Person) -> str:
    async with database.open_work() as work:
        return f"/calendar/{await feeds.subscribe(work, me=me)}.ics"


async def enrol(database: Database, event: Event, me: Person, presence: Presence) -> None:
    async with database.open_work() as work:
        await use_cases.enrol(work, event.id, presence, me=me)


async def test_ones_own_calendar_follows_every_change(
    any_database: Database, browser: Web, webinar: Event, anna: Person, boris: Person, clock: Clock
) -> None:
    path = await subscribe(any_database, anna)
    assert await read(browser, path) == []
    await enrol(any_database, webinar, anna, Presence.ONLINE)
    [first] = await read(browser, path)
    assert first.summary.value == "Семинар: Читаем; вместе, <b>"
    assert first.url.value == LINK
    assert first.dtstart.value == webinar.details.starts_at

    starts = webinar.details.starts_at + timedelta(days=1)
    async with any_database.open_work() as work:
        later = an_event(work.now, starts_at=starts, ends_at=starts + timedelta(hours=1))
        await organising.change(work, webinar.id, later, me=boris)
    async with any_database.open_work() as work:
        await organising.cancel(work, webinar.id, "Так вышло", me=boris)
    [last] = await read(browser, path)
    assert last.uid.value == first.uid.value
    assert int(last.sequence.value) > int(first.sequence.value)
    assert (last.dtstart.value, last.status.value) == (starts, "CANCELLED")


async def test_a_memo_is_in_the_calendars_of_those_alone_whom_it_is_for(
    any_database: Database, browser: Web, webinar: Event, anna: Person, boris: Person
) -> None:
    path = await subscribe(any_database, anna)
    await enrol(any_database, webinar, anna, Presence.ONLINE)
    async with any_database.open_work() as work:
        await memos.write(work, webinar.id, Presence.ROOM, "Сменная обувь", me=boris)
        await memos.write(work, webinar.id, Presence.ONLINE, "Включите камеру", me=boris)
    [own] = await read(browser, path)
    assert own.description.value == "Памятка участника\nВключите камеру"
    [public] = await read(browser, "/calendar.ics")
    assert "Памятка" not in public.serialize()


async def test_an_address_given_back_or_made_anew_reads_nothing(
    any_database: Database, browser: Web, anna: Person
) -> None:
    old = await subscribe(any_database, anna)
    new = await subscribe(any_database, anna)
    assert [(await browser.get(path)).status for path in (old, new)] == [404, 200]
    async with any_database.open_work() as work:
        await feeds.unsubscribe(work, me=anna)
    assert (await browser.get(new)).status == 404


async def test_whoever_guesses_has_to_wait(browser: Web) -> None:
    found = [(await browser.get(f"/calendar/{n}.ics")).status for n in range(MOST_UNKNOWN + 1)]
    assert found == [404] * MOST_UNKNOWN + [429]


async def test_the_public_calendar_says_nothing_of_anybody_and_nothing_of_one_school(
    any_database: Database, browser: Web, webinar: Event, here: Town, anna: Person, boris: Person
) -> None:
    await enrol(any_database, webinar, anna, Presence.ROOM)
    async with any_database.open_work() as work:
        await town.event(work, here.school_5, boris.id, title="Педсовет", level=Level.SCHOOL)
        await town.event(work, here.far_district, boris.id, title="Далеко")
    both = await read(browser, "/calendar.ics")
    ours = await read(browser, f"/calendar.ics?unit={here.school_5}")
    assert {one.summary.value for one in both} == {
        "Семинар: Читаем; вместе, <b>",
        "Семинар: Далеко",
    }
    assert [one.summary.value for one in ours] == ["Семинар: Читаем; вместе, <b>"]
    page = await browser.get(f"/calendar?unit={here.district}")
    said = await page.text() + str([one.serialize() for one in both])
    assert "Читаем; вместе, &lt;b&gt;" in said
    assert "frame-ancestors *" in page.headers["Content-Security-Policy"]
    for secret in (LINK, "Анна", "Борис", "Педсовет"):
        assert secret not in said


@pytest.mark.parametrize("unit", ["999999", "abc", "-1", "9" * 40, "²"])
async def test_a_unit_that_is_none_has_no_calendar(browser: Web, unit: str) -> None:
    for path in ("/calendar.ics", "/calendar"):
        assert (await browser.get(path, params={"unit": unit})).status == 404
