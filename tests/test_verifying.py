"""The page behind the code: what it says of a true number, of a withdrawn one and of none."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import verifying
from core.attendance.model import Filter
from core.certificates import use_cases
from core.people import Person
from storage.work import Database
from tests import town
from tests.attendance.gathering import gather
from tests.certificates.papers import NUMBER
from tests.times import Clock
from tests.world import TEXTS

Browser = TestClient[web.Request, web.Application]


@pytest.fixture
async def browser(any_database: Database) -> AsyncIterator[Browser]:
    app = web.Application()
    app.add_routes(verifying.make_routes(any_database, TEXTS))
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
async def anna(any_database: Database) -> Person:
    here = await town.build(any_database)
    async with any_database.open_work() as work:
        return await town.settle(work, "Соколова <Анна> Петровна", here.school_5)


@pytest.fixture
async def number(any_database: Database, anna: Person) -> str:
    """Of the certificate that Anna has."""
    assert anna.unit is not None
    async with any_database.open_work() as work:
        starts_at = datetime(2026, 9, 10, 12, tzinfo=UTC)
        event = await gather(
            work, anna.unit, anna.id, anna.id, title="Урок «Проект» & <b>", starts_at=starts_at
        )
        await work.attendance.mark_all(event, only=Filter(), by=anna.id, at=work.now)
        return (await use_cases.take(work, event, me=anna)).number


async def read(browser: Browser, path: str, **headers: str) -> tuple[int, str]:
    answer = await browser.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    return answer.status, await answer.text()


async def test_a_true_one_says_what_it_confirms_and_no_more(browser: Browser, number: str) -> None:
    status, page = await read(browser, f"/c/{number.lower().replace('-', '')}")

    assert status == 200
    assert "Сертификат настоящий" in page
    assert (
        "Соколова &lt;. П. – участник мероприятия «Урок „Проект“ &amp; &lt;b&gt;», "
        "которое прошло 10 сентября 2026 года."
    ) in page
    assert "Анна" not in page
    assert number in page


async def test_an_unknown_one_says_so(browser: Browser, anna: Person) -> None:
    for words in (NUMBER, "<script>", "x" * 5000, "%00", "..%2f"):
        status, page = await read(browser, f"/c/{words}")
        assert status == 404
        assert "Такого сертификата нет" in page
        assert "<script>" not in page


async def test_it_can_be_typed(browser: Browser, number: str) -> None:
    status, page = await read(browser, "/c/")
    assert (status, "введите номер" in page) == (200, True)

    assert (await read(browser, f"/c/?number={number}"))[0] == 200
    assert (await read(browser, "/c/?number=7"))[0] == 404


async def test_after_erasure_it_confirms_nothing(
    browser: Browser, number: str, anna: Person, any_database: Database
) -> None:
    async with any_database.open_work() as work:
        await work.privacy.erase(anna.id, at=work.now)
    status, page = await read(browser, f"/c/{number}")

    assert status == 410
    assert "больше не действует" in page
    assert "Соколова" not in page


async def test_whoever_guesses_waits_and_others_do_not(
    browser: Browser, number: str, clock: Clock
) -> None:
    guesser, other = "203.0.113.7", "203.0.113.8"
    for _ in range(verifying.MOST_UNKNOWN):
        assert (await read(browser, "/c/7", X_Forwarded_For=guesser))[0] == 404

    assert (await read(browser, f"/c/{number}", X_Forwarded_For=guesser))[0] == 429
    assert (await read(browser, f"/c/{number}", X_Forwarded_For=f"{guesser}, {other}"))[0] == 200
    clock.wait(minutes=2)
    assert (await read(browser, f"/c/{number}", X_Forwarded_For=guesser))[0] == 200


async def test_a_page_is_kept_nowhere_and_runs_nothing(browser: Browser, number: str) -> None:
    answer = await browser.get(f"/c/{number}")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["X-Robots-Tag"] == "noindex"
