"""A command line that knows no setting of this machine, on a database of its own."""

import logging
import os
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot import logs
from tests.cli.typing_in import SAMPLES, Opora, typed


@pytest.fixture(autouse=True)
def _environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[None]:
    """No setting of the machine; the log is put back, for a verb sets up its own."""
    for name in [name for name in os.environ if name.startswith("OPORA_") and "TEST" not in name]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    handlers, level, show = root.handlers[:], root.level, warnings.showwarning
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield
    root.handlers = handlers
    root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
    logging.captureWarnings(capture=False)
    warnings.showwarning = show
    structlog.reset_defaults()


@pytest.fixture
def opora(any_url: str, monkeypatch: pytest.MonkeyPatch) -> Opora:
    """The command line on a migrated database; the subjects and topics are the usual ones."""
    monkeypatch.setenv("OPORA_DATABASE", any_url)
    assert typed("migrate").exit_code == 0
    return typed


@pytest.fixture
def with_units(opora: Opora) -> Opora:
    assert opora("import", "units", SAMPLES / "units.csv").exit_code == 0
    return opora


@pytest.fixture
def with_people(with_units: Opora) -> Opora:
    words = ("import", "people", SAMPLES / "people.csv", "--invitations", "letters.csv")
    assert with_units(*words).exit_code == 0
    return with_units
