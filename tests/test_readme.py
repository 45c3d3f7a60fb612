"""What the documents promise is there: features, settings, commands, links and pictures."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from typer.main import get_command

from bot.cli import app
from bot.settings import PREFIX, Settings
from tests.sources import ROOT, read, shown

README = ROOT / "README.md"
DOCUMENTS = [
    path
    for pattern in ("*.md", "docs/**/*.md", "tests/*.md")
    for path in sorted(ROOT.glob(pattern))
]
SETTINGS = {f"{PREFIX}{field}".upper() for field in Settings.model_fields}

LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def table(heading: str) -> list[list[str]]:
    """Rows of the first table under the heading, without its head."""
    section = read(README).split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("| ").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def code(cell: str) -> str:
    """What stands in the cell between backticks."""
    return cell.split("`")[1]


def test_the_map_of_features_is_that_of_the_core() -> None:
    nouns = [code(noun) for _, noun, _ in table("Что уже есть")]

    assert sorted(nouns) == sorted(path.parent.name for path in ROOT.glob("core/*/__init__.py"))


def test_what_to_open_first_is_there_and_belongs_to_the_feature() -> None:
    for _, noun, first in table("Что уже есть"):
        assert (ROOT / code(first)).is_file()
        assert code(noun) in code(first)


def test_every_setting_is_described_and_no_other() -> None:
    described = [code(name) for name, *_ in table("Настройки")]
    sample = set(re.findall(rf"^#? ?({PREFIX}\w+)=", read(ROOT / ".env.example"), re.MULTILINE))

    assert (sorted(described), sample) == (sorted(SETTINGS), SETTINGS)


def test_what_a_setting_is_by_itself_is_told_as_it_is() -> None:
    told = {code(name): default for name, default, _ in table("Настройки")}

    for field, about in Settings.model_fields.items():
        default = told[f"{PREFIX}{field}".upper()]
        if about.default in (None, ()):
            assert default == "нет" or field == "database"
        elif field == "listen":
            assert code(default) == ":".join(map(str, about.default))
        else:
            assert code(default) == str(about.default)


def test_every_command_is_described_and_no_other() -> None:
    described = {code(name).split()[1] for name, _ in table("Команды")}

    assert described == set(get_command(app).commands)  # type: ignore[attr-defined]  # a group


def test_every_make_target_that_is_named_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))
    named = {name for path in DOCUMENTS for name in re.findall(r"`make ([a-z-]+)`", read(path))}

    assert {"run", "test"} | named <= targets


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for link in LINK.findall(FENCED.sub("", read(path))):
        file, _, heading = unquote(link).partition("#")
        if re.match(r"[a-z]+:", file):
            continue
        target = (path.parent / file) if file else path
        if not target.exists() or (heading and heading not in headings(target)):
            broken.append(link)

    assert broken == []


def headings(path: Path) -> set[str]:
    """Headings as they are linked to."""
    titles = re.findall(r"^#+ (.+)$", FENCED.sub("", read(path)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
