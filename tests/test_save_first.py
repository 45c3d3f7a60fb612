"""Save first, then speak: nobody is told of what a rollback may take back.

A messenger also takes its time, and while it does an open transaction keeps everybody else out.
So nothing that speaks is awaited inside ``async with open_work()``, nor while only looking.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.sources import functions, imported, read, shown, sources, tree

MOUTHS = {
    "bot",
    "query",
    "message",
    "manager",
    "dialog_manager",
    "messenger",
    "carrier",
    "crossing",
}
"""Whatever is awaited of these goes to a messenger or redraws a window."""

QUIET = {"switch_to"}
"""Only notes where the form goes; the window is drawn after the block. What is noted is saved."""

OPENING = ("open_work", "open_view")
SOURCES = [path for path in sources("bot", "handlers", "notifications") if "open_" in read(path)]


def awaited(node: ast.AST) -> Iterator[ast.Call]:
    return (
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Await) and isinstance(each.value, ast.Call)
    )


def owner(call: ast.Call) -> str:
    """Whose method it is: ``bot`` in ``self.bot.send_message(…)``; nothing for a function."""
    return (
        ast.unparse(call.func.value).split(".")[-1] if isinstance(call.func, ast.Attribute) else ""
    )


def _speaks(call: ast.Call) -> bool:
    return owner(call) in MOUTHS and ast.unparse(call.func).split(".")[-1] not in QUIET


@cache
def speaking_functions() -> frozenset[str]:
    """Names of our own functions that speak, or call one that does."""
    bodies = {
        function.name: list(awaited(function))
        for path in sources("bot", "handlers")
        for function in functions(tree(path))
    }
    # aiogram's own; ours are found by what they do
    speaking = {"create_start_link"}
    while True:
        more = {
            name
            for name, done in bodies.items()
            if any(_speaks(call) or _is_named(call, speaking) for call in done)
        }
        if more <= speaking:
            return frozenset(speaking)
        speaking |= more


def _is_named(call: ast.Call, names: set[str] | frozenset[str]) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in names


def said_too_early(path: Path) -> Iterator[str]:
    of_core = {name for name, whole in imported(path) if whole.startswith("core.")}
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.AsyncWith) or not opens(node):
            continue
        for call in awaited(ast.Module(node.body, [])):
            if _speaks(call) or (
                _is_named(call, speaking_functions()) and ast.unparse(call.func) not in of_core
            ):
                yield f"{call.lineno}: {ast.unparse(call.func)}"


def opens(node: ast.AsyncWith) -> bool:
    return any(
        isinstance(item.context_expr, ast.Call)
        and ast.unparse(item.context_expr.func).endswith(OPENING)
        for item in node.items
    )


@pytest.mark.parametrize("path", SOURCES, ids=shown)
def test_nothing_is_said_before_it_is_saved(path: Path) -> None:
    assert list(said_too_early(path)) == []


def test_the_rule_knows_who_speaks() -> None:
    assert {"show", "tell", "redraw", "send_file", "proceed"} <= speaking_functions()


def test_the_rule_sees_what_it_forbids(tmp_path: Path) -> None:
    path = tmp_path / "rash.py"
    path.write_text(
        "async def rash(manager, open_work, use_cases):\n"
        "    async with open_work() as work:\n"
        "        await use_cases.answer(work)\n"
        "        await manager.show()\n"
        "        await show(manager, 2)\n",
        encoding="utf-8",
    )

    assert list(said_too_early(path)) == ["4: manager.show", "5: show"]
