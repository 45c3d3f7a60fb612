"""No token, phone number or word of people reaches a log; figures are counted apart."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.logs import QUIET, set_up
from bot.metrics import Metrics, make_routes

TOKEN = "1234567890:" + 7 * "AAEex"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The log as the operator sees it; the loggers are put back afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIET}
    stream = io.StringIO()
    set_up("INFO", ["hook-secret"], stream=stream)
    yield stream
    root.handlers = before
    root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    "secret",
    [
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        TOKEN,
        "hook-secret",
        "postgresql+asyncpg://opora:dbpass@db/opora",
        "+7 (912) 345-67-89",
        "89123456789",
        "+375291234567",
        "anna@school.ru",
    ],
)
def test_a_secret_is_scrubbed_wherever_it_stands(log: io.StringIO, secret: str) -> None:
    logging.getLogger("bot.app").info("asked %s, answered", secret)
    structlog.get_logger("bot.app").info(f"asked {secret}", where=secret, many=[secret])
    error = RuntimeError(secret)
    logging.getLogger("bot.app").error("failed", exc_info=error)

    lines = log.getvalue()
    assert "asked" in lines
    assert "RuntimeError" in lines
    for part in (secret, TOKEN, "dbpass", "9123456789", "345-67-89"):
        assert part not in lines


def test_words_of_people_are_only_counted(log: io.StringIO) -> None:
    structlog.get_logger().info("message", text="Помогите", update={"text": "Тайна", "id": 5})

    line = json.loads(log.getvalue())
    assert line["text"] == "[8]"
    assert line["update"] == {"text": "[5]", "id": 5}


def test_parameters_of_a_failed_query_are_words_of_people_too(log: io.StringIO) -> None:
    error = "locked\n[SQL: INSERT INTO messages]\n[parameters: ('Тайна',)]\n"
    logging.getLogger("bot").error("failed: %s", error)

    assert "Тайна" not in log.getvalue()
    assert "INSERT INTO messages" in log.getvalue()


def test_numbers_and_times_are_left_alone(log: io.StringIO) -> None:
    structlog.get_logger("bot").info("update 123456789 handled", update=81234567890, took=0.5)

    line = json.loads(log.getvalue())
    assert (line["update"], line["took"]) == (81234567890, 0.5)
    assert line["event"] == "update 123456789 handled"
    assert line["timestamp"].endswith("Z")
    assert line["logger"] == "bot"


@pytest.mark.parametrize("name", QUIET)
def test_talkative_libraries_are_quiet(log: io.StringIO, name: str) -> None:
    logging.getLogger(name).info("POST …")
    logging.getLogger(f"{name}.deeper").info("POST …")
    logging.getLogger(name).warning("careful")

    assert [json.loads(line)["event"] for line in log.getvalue().splitlines()] == ["careful"]


async def test_figures_and_health_are_served() -> None:
    metrics, health = Metrics(), [True]

    async def healthy() -> bool:
        return health[0]

    metrics.update("telegram", "message")
    metrics.handled("telegram", 0.02)
    metrics.letter("sent")
    metrics.error(ValueError("token"))
    metrics.outbox(3, timedelta(minutes=2))
    app = web.Application()
    app.add_routes(make_routes(metrics, healthy))
    async with TestClient(TestServer(app)) as client:
        page = await (await client.get("/metrics")).text()
        well = await client.get("/healthz")
        word = await well.text()
        health[0] = False
        ill = await client.get("/healthz")

    assert 'opora_updates_total{kind="message",messenger="telegram"} 1.0' in page
    assert 'opora_letters_total{result="sent"} 1.0' in page
    assert 'opora_errors_total{error="ValueError"} 1.0' in page
    assert "opora_outbox_letters 3.0" in page
    assert "opora_outbox_oldest_seconds 120.0" in page
    assert (well.status, word, ill.status) == (200, "ok", 503)


def test_two_services_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.letter("sent")

    assert b'result="sent"' in one.render()[0]
    assert b'result="sent"' not in other.render()[0]
