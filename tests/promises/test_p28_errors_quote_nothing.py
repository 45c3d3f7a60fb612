"""P28: an error is logged with its kind and its way, without the words it has stumbled over."""

import io
import logging
from collections.abc import Callable, Iterator

import orjson
import pytest
import structlog
from asyncpg import DataError  # type: ignore[import-untyped]  # asyncpg has no types
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.exc import DBAPIError

from bot import logs, traces
from core.letters import Refused
from tests.promises.canaries import QUESTION, TOKEN, found


def _pydantic() -> None:
    TypeAdapter(dict[str, int]).validate_python({"text": QUESTION})


def _orjson() -> None:
    orjson.dumps({"text": object(), QUESTION: "\ud800"})


def _lookup() -> None:
    dict[str, int]()[QUESTION]


def _number() -> None:
    int(QUESTION)


def _ours() -> None:
    raise RuntimeError(f"cannot do it with {QUESTION}")


def _chained() -> None:
    try:
        _pydantic()
    except ValidationError as error:
        raise ValueError(QUESTION) from error


def _group() -> None:
    raise ExceptionGroup(QUESTION, [ValueError(QUESTION), KeyError(QUESTION)])


def _postgres() -> None:
    origin = DataError(f"invalid input for query argument $1: {QUESTION!r}")
    raise DBAPIError("INSERT INTO people VALUES ($1)", {"name": QUESTION}, origin)


def _unique() -> None:
    words = f'duplicate key violates "uq"\nDETAIL: Key (name)=({QUESTION}) already exists.'
    raise DBAPIError("INSERT INTO people VALUES ($1)", {}, DataError(words))


def _messenger() -> None:
    raise Refused(f'can\'t parse entities: unsupported start tag "{QUESTION}"')


KINDS = (
    _pydantic, _orjson, _lookup, _number, _ours, _chained, _group, _postgres, _unique, _messenger,
)  # fmt: skip


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The log as the operator sees it; the loggers are put back afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    stream = io.StringIO()
    logs.set_up("DEBUG", [TOKEN], stream=stream)
    yield stream
    root.handlers, root.level = before, level
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def log_in_every_way(fails: Callable[[], None]) -> type[Exception]:
    try:
        fails()
    except Exception as error:
        logging.getLogger("aiohttp.server").exception("Error handling request")
        structlog.get_logger("bot").warning("update failed", exc_info=error)
        structlog.get_logger("bot").warning("update failed", error=error, why=[error])
        event = f"Task: <Task finished exception={error!r}>"
        structlog.get_logger("asyncio").warning(event)
        return type(error)
    raise AssertionError("it was to fail")


@pytest.mark.parametrize("fails", KINDS, ids=lambda fails: fails.__name__)
def test_an_error_is_told_without_what_it_quotes(
    log: io.StringIO, fails: Callable[[], None]
) -> None:
    kind = log_in_every_way(fails)

    assert found(log.getvalue()) == {}
    assert log.getvalue().count(kind.__name__) >= 3
    assert fails.__name__ in log.getvalue(), "the way to the error is told"


@pytest.mark.parametrize("fails", KINDS, ids=lambda fails: fails.__name__)
def test_the_twin_without_the_scrubber_tells_it_all(
    log: io.StringIO, fails: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "trace_instead_of_error", structlog.processors.format_exc_info)
    monkeypatch.setattr(logs.Scrubber, "__call__", lambda _self, _logger, _method, event: event)
    logs.set_up("DEBUG", [TOKEN], stream=log)
    log_in_every_way(fails)

    assert "q7canary" in log.getvalue() or "\\ud800" in log.getvalue()


def test_words_put_together_by_a_machine_are_kept() -> None:
    locked = DBAPIError("UPDATE inbox", {}, Exception("database is locked"))

    assert traces.told(OSError(28, "No space left on device")).endswith("left on device")
    assert traces.told(locked) == "DBAPIError: database is locked [SQL: UPDATE inbox]"
    assert traces.told(Refused("chat not found")) == "Refused: chat not found"
