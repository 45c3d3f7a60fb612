"""From a letter back to its notice, and from the notice to a screen."""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import TypeAdapter

from core.letters import Letter, Screen
from core.notices import Notice
from texts import Texts

N = TypeVar("N", bound=Notice)
Wording = Callable[[N, Texts], Screen]


class Wordings:
    """Who words which notice. Collected like aiogram routers: one per feature, then included."""

    def __init__(self) -> None:
        self._by_kind: dict[str, tuple[TypeAdapter[Any], Wording[Any]]] = {}

    def of(self, notice: type[N]) -> Callable[[Wording[N]], Wording[N]]:
        def register(wording: Wording[N]) -> Wording[N]:
            self._by_kind[notice.__name__] = TypeAdapter(notice), wording
            return wording

        return register

    def include(self, *others: "Wordings") -> None:
        for other in others:
            self._by_kind |= other._by_kind  # noqa: SLF001 - of the same class

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(self._by_kind)

    def word(self, letter: Letter, texts: Texts) -> Screen:
        notice, wording = self._by_kind[letter.kind]
        return wording(notice.validate_python({"to": letter.to, **letter.payload}), texts)
