"""Fixtures shared by all tests: time that moves when told, and databases to work with."""

import fcntl
import gc
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir

import pytest
from redis import Redis

import bot  # noqa: F401 - before aiogram is loaded
from storage.work import Database
from tests import servers
from tests.promises.results import pytest_configure, record  # noqa: F401 - the page of promises
from tests.times import ZONE, Clock
from tests.world import two_messengers, world  # noqa: F401 - fixtures of every conversation

POSTGRES = "OPORA_TEST_POSTGRES"
REDIS = "OPORA_TEST_REDIS"
EXAMPLES = {
    POSTGRES: "postgresql+asyncpg://postgres@127.0.0.1/test",
    REDIS: "redis://127.0.0.1:6379/9",
}


def server(variable: str) -> str:
    """The server that the variable names; without one the test is skipped and says why."""
    address = os.environ.get(variable)
    if not address:
        pytest.skip(f"set {variable} to run it, for example {EXAMPLES[variable]}")
    return address


MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes folders of its own in it
ROOM = 4 * 1024**3
"""Bytes. In a container there may be hardly any."""


def pytest_sessionstart(session: pytest.Session) -> None:
    """A sample may lie in memory: on a disk each commit waits for some milliseconds, and nobody
    pulls the plug. Full counts are taken on the disk."""
    sample = session.config.getoption("markexpr") == "not long"
    if sample and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Groups are run by one process from the beginning to the end: begun last, they would keep
    everybody waiting."""
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)


def pytest_collection_finish() -> None:
    """What was imported stays for ever: without it in the way, collecting a test's garbage is
    quick. A quarter of the time of every conversation went there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, made once: a copy costs a test nothing."""
    path = tmp_path_factory.mktemp("template") / "opora.db"
    servers.run_apart(servers.migrated(servers.sqlite_url(path)))
    return path


@pytest.fixture(scope="session")
def postgres_name(worker_id: str) -> str:
    """Of this process alone, so that workers and neighbours do not meet."""
    return f"opora_test_{worker_id}_{os.getpid()}"


@pytest.fixture(scope="session")
def postgres_template(postgres_name: str) -> Iterator[str]:
    """The database of this process, migrated once and emptied before each test."""
    with servers.throw_away(server(POSTGRES), postgres_name) as url:
        servers.run_apart(servers.migrated(url))
        yield url


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "opora.db"
    shutil.copyfile(sqlite_template, path)
    return servers.sqlite_url(path)


@pytest.fixture
def postgres_url(postgres_template: str) -> str:
    servers.run_apart(servers.emptied(postgres_template))
    return postgres_template


@pytest.fixture(params=["sqlite", "postgresql"])
def any_url(request: pytest.FixtureRequest) -> str:
    """The test runs once for each kind of database."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    url: str = request.getfixturevalue(fixture)
    return url


@pytest.fixture
async def database(sqlite_url: str, clock: Clock) -> AsyncIterator[Database]:
    """SQLite, migrated and empty."""
    database = Database(sqlite_url, clock=clock, zone=ZONE)
    yield database
    await database.close()


@pytest.fixture
async def postgres_database(postgres_url: str, clock: Clock) -> AsyncIterator[Database]:
    """PostgreSQL, migrated and empty, for what only it can do."""
    database = Database(postgres_url, clock=clock, zone=ZONE)
    yield database
    await database.close()


@pytest.fixture
async def any_database(any_url: str, clock: Clock) -> AsyncIterator[Database]:
    """SQLite and, where there is a server, PostgreSQL: migrated and empty."""
    database = Database(any_url, clock=clock, zone=ZONE)
    yield database
    await database.close()


@pytest.fixture
def redis_url() -> Iterator[str]:
    """A Redis database that is empty before the test and after it, one test at a time."""
    address = server(REDIS)
    with alone("opora-test-redis"), Redis.from_url(address) as redis:
        redis.flushdb()
        try:
            yield address
        finally:
            redis.flushdb()


@contextmanager
def alone(name: str) -> Iterator[None]:
    """One process of this machine at a time is inside."""
    with (Path(gettempdir()) / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
