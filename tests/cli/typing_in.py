"""Typing a command, with a spreadsheet at hand."""

from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner, Result

from bot.cli import app

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "docs" / "samples"

Opora = Callable[..., Result]


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def table(name: str, text: str) -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path
