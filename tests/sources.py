"""The project's own sources, read as trees: what the tests of its rules look at."""

import ast
import io
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "console", "core", "handlers", "notifications", "storage", "texts")
MIGRATIONS = ROOT / "storage" / "migrations" / "versions"
"""Left out of the rules of size and style: a migration is as long as its tables, and once it has
run somewhere nobody may change it."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def sources(*packages: str) -> list[Path]:
    return [
        path
        for package in packages or PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if MIGRATIONS not in path.parents
    ]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(read(path))


def functions(node: ast.AST) -> Iterator[Function]:
    return (each for each in ast.walk(node) if isinstance(each, Function))


def docstrings(path: Path) -> dict[int, ast.Constant]:
    """By the line they begin on; also the sentence under a name, which documents the name."""
    found = {}
    for node in ast.walk(tree(path)):
        for body in (getattr(node, "body", ()),):
            for each in body if isinstance(body, list) else ():
                if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant):
                    found[each.lineno] = each.value
    return found


def strings(path: Path) -> Iterator[ast.Constant]:
    """String literals that the program works with, not those that explain it."""
    explain = {id(node) for node in docstrings(path).values()}
    for node in ast.walk(tree(path)):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in explain
        ):
            yield node


def comments(path: Path) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(read(path)).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (each for each in ast.walk(node) if isinstance(each, ast.Call))


def called(call: ast.Call) -> str:
    """The last name of what is called: ``tell`` in ``speaking.tell(…)``."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """``(name as used here, whole name of the module or thing)``."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((each.asname or each.name.split(".")[0], each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (
                (each.asname or each.name, f"{node.module}.{each.name}") for each in node.names
            )
