"""Every trouble has its words, every word its use, and headers are found as people write them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.importing import words_of
from core.imports.model import REQUIRED, Kind, understood
from texts import Texts

ROOT = Path(__file__).parents[2]
OURS = re.compile(r"(cli|doctor|settings|sheet|import)-[a-z0-9-]*[a-z0-9]")
SPEAKERS = [*(ROOT / "bot").glob("*.py"), *(ROOT / "bot" / "trial").glob("*.py")]


def said() -> Iterator[str]:
    for path in SPEAKERS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and OURS.fullmatch(str(node.value)):
                yield str(node.value)


def troubles() -> Iterator[str]:
    """Second arguments of ``trouble`` and values of ``key=``, in the rules of imports."""
    for path in (ROOT / "core" / "imports").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", "")
                given = node.args[1:2] if name == "trouble" else []
                given += [word.value for word in node.keywords if word.arg == "key"]
                given = [way for part in given for way in _ways(part)]
                yield from (
                    f"import-trouble-{way.value}" for way in given if isinstance(way, ast.Constant)
                )


def _ways(value: ast.expr) -> list[ast.expr]:
    return [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]


def test_whatever_the_command_line_says_has_words() -> None:
    texts = Texts()

    assert sorted(key for key in {*said(), *troubles()} if key not in texts) == []


def test_no_words_are_left_unsaid() -> None:
    files = [ROOT / "texts" / "ru" / name for name in ("cli.ftl", "imports.ftl")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    keys = set(re.findall(r"^([a-z][\w-]*) =", text, re.MULTILINE))
    referred = set(re.findall(r"\{ ([a-z][\w-]+) \}", text))
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in (
            *SPEAKERS,
            *(ROOT / "core" / "imports").glob("*.py"),
            ROOT / "storage" / "backup.py",
        )
    )

    unsaid = {
        key for key in keys - referred if f'"{key.removeprefix("import-trouble-")}"' not in sources
    }
    assert unsaid == set()


@pytest.mark.parametrize("kind", Kind)
def test_no_header_means_two_columns_and_every_required_one_has_words(kind: Kind) -> None:
    columns = words_of(kind).columns
    titles = [title.casefold() for names in columns.values() for title in names]

    assert len(titles) == len(set(titles))
    assert set(REQUIRED[kind]) <= set(columns)


def test_headers_are_found_as_people_write_them() -> None:
    table = understood(
        Kind.UNITS,
        ["  НАЗВАНИЕ ", "уровень:", "Примечание", ""],
        [(2, ["Школа", "школа"])],
        words_of(Kind.UNITS),
    )

    assert (table.rows[0]["name"], table.rows[0]["level"], table.rows[0]["code"]) == (
        "Школа",
        "школа",
        "",
    )
    assert (table.unused, table.troubles) == (("Примечание",), ())
