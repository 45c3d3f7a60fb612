"""The words of the service as the tests of words see them: every phrase in each of its forms."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.syntax import ast as ftl
from fluent.syntax import parse

from texts import FOLDER, Texts

RUSSIAN = FOLDER / "ru"
GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands where a name or a number is filled in."""

WITHDRAWN = Texts()("letter-withdrawn")
"""What carriers put in the place of a letter that cannot be deleted any more."""

PLURAL = {"one", "few", "many"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One key; ``forms`` are its texts with every choice made in every way."""

    key: str
    file: str
    forms: tuple[str, ...]
    pattern: ftl.Pattern

    @property
    def agrees_with(self) -> str | None:
        """The number that the words agree with, if there is one."""
        for select in nodes(self.pattern, ftl.SelectExpression):
            if PLURAL & {getattr(each.key, "name", "") for each in select.variants}:
                assert isinstance(select.selector, ftl.VariableReference)
                name: str = select.selector.id.name
                return name
        return None


@cache
def phrases() -> tuple[Phrase, ...]:
    return tuple(
        Phrase(entry.id.name, path.name, tuple(forms(entry.value)), entry.value)
        for path in sorted(RUSSIAN.glob("*.ftl"))
        for entry in parse(path.read_text(encoding="utf-8")).body
        if isinstance(entry, ftl.Message) and entry.value is not None
    )


def by_key() -> Mapping[str, Phrase]:
    return {phrase.key: phrase for phrase in phrases()}


def forms(pattern: ftl.Pattern) -> Iterator[str]:
    done = [""]
    for element in pattern.elements:
        ways = list(_ways(element))
        done = [said + way for said in done for way in ways]
    return iter(done)


def _ways(element: ftl.TextElement | ftl.Placeable) -> Iterator[str]:
    if isinstance(element, ftl.TextElement):
        yield element.value
    elif isinstance(element.expression, ftl.SelectExpression):
        for variant in element.expression.variants:
            yield from forms(variant.value)
    elif isinstance(element.expression, ftl.StringLiteral):
        yield element.expression.value
    else:
        yield GAP


def nodes(node: object, kind: type) -> Iterator[ftl.BaseNode]:
    """Everything of the kind inside, at any depth."""
    if isinstance(node, kind):
        yield node
    inside = vars(node).values() if isinstance(node, ftl.BaseNode) else node
    if isinstance(inside, list | tuple | type({}.values())):
        for each in inside:
            if isinstance(each, ftl.BaseNode | list):
                yield from nodes(each, kind)


def data() -> Iterator[tuple[str, str]]:
    """``(file, words)`` of the lists that a service starts from."""
    for path in sorted(RUSSIAN.glob("*.json")):
        yield from ((path.name, words) for words in _strings(json.loads(_read(path))))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
