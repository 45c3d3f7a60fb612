"""The page of promises claims what a long run has found, and nothing else."""

from pathlib import Path

import pytest

from tests.promises.results import HEAD, Keeper, is_long, promises

P1 = "tests/promises/test_p01_killed_while_serving.py::test_many_kills"
P5 = "tests/promises/test_p05_letters_with_their_reason.py::test_letters"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    page = tmp_path / "promises.md"
    page.write_text(f"{HEAD}| P5 | older words | what was found then | 3 passed | 2020 |\n")
    return page


def report(
    test: str, outcome: str, *found: tuple[str, str], when: str = "call"
) -> pytest.TestReport:
    return pytest.TestReport(
        nodeid=test,
        location=(test, 1, test),
        keywords={},
        outcome=outcome,  # type: ignore[arg-type]  # one of the three
        longrepr=None,
        when=when,  # type: ignore[arg-type]  # one of the three
        user_properties=[("found", [database, words]) for database, words in found],
    )


def written(
    page: Path, *reports: pytest.TestReport, status: int = pytest.ExitCode.OK
) -> dict[str, str]:
    """Lines of the table by the number of the promise."""
    keeper = Keeper(page)
    for each in reports:
        keeper.pytest_runtest_logreport(each)
    keeper.pytest_sessionfinish(status)
    rows = [line for line in page.read_text().splitlines() if line.startswith("| P")]
    return {row.split()[1]: row for row in rows}


def test_what_was_found_is_written_by_database(page: Path) -> None:
    rows = written(
        page,
        report(P1, "passed", ("SQLite", "lost 0")),
        report(P1, "passed", ("SQLite", "lost 0")),
        report(P1, "passed", ("PostgreSQL", "lost 0")),
        report(P1, "skipped", when="setup"),
    )

    assert f"| {promises()[1]} | PostgreSQL: lost 0. SQLite: 2 × lost 0 |" in rows["P1"]
    assert "| 3 passed, 1 not run |" in rows["P1"]


def test_a_promise_that_was_not_run_keeps_its_line(page: Path) -> None:
    rows = written(page, report(P1, "passed", ("", "lost 0")), report(P5, "passed"))

    assert rows["P5"] == "| P5 | older words | what was found then | 3 passed | 2020 |"


def test_one_that_was_never_run_says_so(page: Path) -> None:
    rows = written(page, report(P1, "passed", ("", "lost 0")))

    assert rows.keys() == {f"P{number}" for number in promises()}
    assert rows["P34"] == f"| P34 | {promises()[34]} | not run | - | - |"


@pytest.mark.parametrize("when", ["setup", "call", "teardown"])
def test_a_promise_that_failed_is_not_kept(page: Path, when: str) -> None:
    rows = written(page, report(P5, "failed", when=when))

    assert "**not kept**: `test_letters` | 0 passed, 1 failed |" in rows["P5"]


def test_a_run_that_found_nothing_leaves_the_page_alone(page: Path) -> None:
    before = page.read_text()
    written(page, report(P5, "passed"), report("tests/test_menu.py::test_menu", "failed"))

    assert page.read_text() == before


def test_a_run_that_was_broken_off_leaves_the_page_alone(page: Path) -> None:
    before = page.read_text()
    written(page, report(P1, "passed", ("", "lost 0")), status=pytest.ExitCode.INTERRUPTED)

    assert page.read_text() == before


@pytest.mark.parametrize(
    ("expression", "long"), [("not long", False), ("long or not long", True), ("long", True)]
)
def test_only_a_long_run_writes_it(expression: str, long: bool) -> None:  # noqa: FBT001 - a table
    assert is_long(expression) is long
