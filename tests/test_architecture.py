"""Rules of the house that no linter knows: sizes, floors, languages, and when to speak."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sources import (
    PACKAGES,
    ROOT,
    calls,
    comments,
    docstrings,
    functions,
    imported,
    read,
    shown,
    sources,
    strings,
    tree,
)

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
SOURCES = sources()
TESTS = sorted((ROOT / "tests").rglob("*.py"))
STATIC = sorted((ROOT / "bot" / "messengers" / "demo" / "static").iterdir())

RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
QUOTED = re.compile("«[^«»]{1,60}»")
GLOSSARY = re.compile(r"Glossary \(ru\):.*", re.DOTALL)
"""Russian is allowed where code speaks of it: the last paragraph of a feature's docstring is its
glossary, and a docstring or a comment may name a screen, a button or a word in «quotes». What
the program works with holds none, save for single letters written as escapes."""

SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore)\b")
GIVEN_REASON = re.compile(
    r"#\s*noqa: [A-Z0-9, ]+ - \w.*|#\s*type:\s*ignore\[[\w, -]+\]\s+#\s*\w.*"
)

FEATURES = {
    "accounts": {"handlers", "storage", "notifications", "texts", "tests"},
    "acknowledgements": {"handlers", "storage", "notifications", "texts", "tests"},
    "announcements": {"handlers", "storage", "notifications", "texts", "tests"},
    "answers": {"handlers", "storage", "notifications", "texts", "tests"},
    "applications": {"handlers", "storage", "notifications", "texts", "tests"},
    "attendance": {"handlers", "storage", "notifications", "texts", "tests"},
    "carriage": {"handlers", "storage", "texts", "tests"},
    "certificates": {"handlers", "storage", "texts", "tests"},
    "consultations": {"handlers", "storage", "notifications", "texts", "tests"},
    "events": {"handlers", "storage", "notifications", "texts", "tests"},
    "expertise": {"handlers", "storage", "texts", "tests"},
    "feedback": {"handlers", "storage", "texts", "tests"},
    "imports": {"storage", "texts", "tests"},  # its door is the command line, bot/importing.py
    "materials": {"handlers", "storage", "notifications", "texts", "tests"},
    "plan": {"handlers", "storage", "notifications", "texts", "tests"},
    "preferences": {"handlers", "storage", "texts", "tests"},
    "privacy": {"handlers", "storage", "texts", "tests"},
    "registration": {"handlers", "storage", "texts", "tests"},
    "roles": {"handlers", "storage", "notifications", "texts", "tests"},
    "routing": {"handlers", "storage", "notifications", "texts", "tests"},
    "slots": {"handlers", "storage", "notifications", "texts", "tests"},
}
"""On which floors, besides the core, a feature has its noun."""

WITHOUT_AIOGRAM = (
    "texts",
    "console",
    "bot.cli",
    "bot.doctor",
    "bot.granting",
    "bot.importing",
    "bot.trial",
    "bot.messengers.max.mids",
    "bot.messengers.max.outgoing",
    "bot.messengers.max.uploads",
    "bot.messengers.telegram.outgoing",
    *(
        shown(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in sources("core", "notifications", "storage")
        if path.name != "env.py"  # alembic alone may import it
    ),
)
"""Its import alone takes seconds, and the post and the command line have no need of it."""

NOBODY_ELSES_BUSINESS = re.compile("|".join(("pypi" + r"\.", "python" + "hosted", "/wo" + "rk/")))
"""Addresses of package indexes and of one machine's folders: each has its own."""


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_a_file_is_short_and_says_what_it_is_for(path: Path) -> None:
    too_long = [
        function.name
        for function in functions(tree(path))
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    ]

    assert read(path).count("\n") <= LONGEST_FILE
    assert too_long == []
    assert ast.get_docstring(tree(path)), "a module says in a sentence what it is for"


@pytest.mark.parametrize("path", TESTS, ids=shown)
def test_a_file_of_tests_is_short_too(path: Path) -> None:
    assert read(path).count("\n") <= LONGEST_FILE


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_code_holds_keys_and_no_russian_words(path: Path) -> None:
    said = [text for text in map(as_written(path), strings(path)) if RUSSIAN.search(text)]
    explained = [(node.lineno, str(node.value)) for node in docstrings(path).values()]
    unquoted = [
        (line, text)
        for line, text in (*explained, *comments(path))
        if RUSSIAN.search(QUOTED.sub("", GLOSSARY.sub("", text)))
    ]
    names = [
        node.id
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name) and RUSSIAN.search(node.id)
    ]

    assert (said, unquoted, names) == ([], [], [])


def as_written(path: Path) -> Callable[[ast.Constant], str]:
    """An escaped letter is not a word: ``"\\u0451"`` may be compared with."""
    return lambda node: ast.get_source_segment(read(path), node) or ""


@pytest.mark.parametrize("path", STATIC, ids=shown)
def test_the_page_of_the_demo_gets_its_words_from_texts(path: Path) -> None:
    assert not RUSSIAN.search(read(path))


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=shown)
def test_a_rule_is_suppressed_with_a_reason(path: Path) -> None:
    without_reason = [
        (line, comment)
        for line, comment in comments(path)
        if SUPPRESSION.search(comment) and not GIVEN_REASON.search(comment)
    ]

    assert without_reason == []


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_only_storage_speaks_sql(path: Path) -> None:
    here = [name for _, name in imported(path) if name.split(".")[0] in {"sqlalchemy", "alembic"}]
    hand_written = [
        node.value
        for node in strings(path)
        if re.match(r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA)\s", node.value)
    ]

    if shown(path).split("/")[0] != "storage":
        assert (here, hand_written) == ([], [])


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_only_the_clock_asks_the_machine_for_the_date(path: Path) -> None:
    asked = [
        ast.unparse(call.func)
        for call in calls(tree(path))
        if re.search(r"(date(time)?\.(now|utcnow|today)|^time\.time)$", ast.unparse(call.func))
    ]

    assert asked == (["datetime.now"] if shown(path) == "bot/clock.py" else [])


def features() -> list[str]:
    return sorted(path.parent.name for path in (ROOT / "core").glob("*/__init__.py"))


def test_the_table_of_features_is_whole() -> None:
    assert sorted(FEATURES) == features()


@pytest.mark.parametrize("feature", features())
def test_a_feature_has_its_noun_on_every_floor_it_is_on(feature: str) -> None:
    places = {
        floor: [ROOT / floor / feature, ROOT / floor / f"{feature}.py"]
        for floor in ("handlers", "storage", "notifications", "console", "tests")
    }
    places["texts"] = [ROOT / "texts" / "ru" / f"{feature}.ftl"]

    assert {
        floor for floor, paths in places.items() if any(map(Path.exists, paths))
    } == FEATURES.get(feature)


@pytest.mark.parametrize("feature", features())
def test_the_core_of_a_feature_is_laid_out_like_the_others(feature: str) -> None:
    folder = ROOT / "core" / feature
    files = {path.name for path in folder.iterdir() if path.suffix == ".py"}
    about = ast.get_docstring(tree(folder / "__init__.py")) or ""

    assert {"__init__.py", "model.py", "ports.py", "use_cases.py"} <= files
    assert ("notices.py" in files) == ("notifications" in FEATURES[feature])
    assert GLOSSARY.search(about), "the glossary says what the words of the code are in Russian"


def test_doors_of_features_stand_in_the_core_first() -> None:
    doors = {path.parent.name for path in (ROOT / "handlers").glob("*/__init__.py")}

    assert doors <= set(features())


def test_every_feature_is_kept_apart() -> None:
    config = tomllib.loads(read(ROOT / "pyproject.toml"))
    contracts = {each["id"]: each for each in config["tool"]["importlinter"]["contracts"]}

    assert contracts["features-apart"]["modules"] == [f"core.{name}" for name in features()]
    assert sorted(config["tool"]["mypy"]["packages"]) == sorted(PACKAGES)
    assert set(config["tool"]["importlinter"]["root_packages"]) == set(PACKAGES)


def test_what_needs_no_aiogram_does_not_import_it() -> None:
    code = (
        "import importlib, sys\n"
        f"for name in {WITHOUT_AIOGRAM!r}:\n"
        "    importlib.import_module(name)\n"
        "    if {'aiogram', 'aiogram_dialog'} & set(sys.modules): sys.exit(name)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_committed_files_name_no_index_and_no_machine() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("what is committed is known only in a clone of the repository")
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    files = [ROOT / name for name in listed.stdout.split("\0") if name]

    naming = [
        shown(path)
        for path in files
        if path.is_file()
        and NOBODY_ELSES_BUSINESS.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert naming == []


def test_the_console_is_a_stub_that_says_what_it_will_be() -> None:
    about = ast.get_docstring(tree(ROOT / "console" / "__init__.py")) or ""

    assert [path.name for path in sources("console")] == ["__init__.py"]
    assert "coordinator" in about
    assert "not built yet" in about
