"""From a letter back to its notice, and from the notice to a screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from core.carriage.model import Cargo
from core.letters import Letter, Screen
from core.notices import Notice
from texts import Texts

N = TypeVar("N", bound=Notice)
Wording = Callable[[N, Texts], Screen]


@cache
def _reader(notice: type[Notice]) -> TypeAdapter[Any]:
    """Made when the first letter of its kind comes: all of them at once are megabytes."""
    return TypeAdapter(notice)


@dataclass(frozen=True, slots=True)
class _Entry:
    notice: type[Notice]
    wording: Wording[Any]
    cargo: Cargo
    hint: str
    anew: bool


class Wordings:
    """Who words which notice. Collected like aiogram routers: one per feature, then included.

    ``cargo`` is the kind of message that the notice is. ``hint`` is what of it may be said where
    no personal data may: a word for ``carriage-hint``. A correction of what is told ``anew`` is
    shown in a new message where the old one cannot be changed.
    """

    def __init__(self) -> None:
        self._by_kind: dict[str, _Entry] = {}

    def of(
        self,
        notice: type[N],
        *,
        hint: str = "message",
        cargo: Cargo = Cargo.NOTICES,
        anew: bool = False,
    ) -> Callable[[Wording[N]], Wording[N]]:
        def register(wording: Wording[N]) -> Wording[N]:
            self._by_kind[notice.__name__] = _Entry(notice, wording, cargo, hint, anew)
            return wording

        return register

    def include(self, *others: "Wordings") -> None:
        for other in others:
            self._by_kind |= other._by_kind  # noqa: SLF001 - of the same class

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(self._by_kind)

    def cargo(self, letter: Letter) -> Cargo:
        return self._by_kind[letter.kind].cargo

    def hint(self, letter: Letter) -> str:
        return self._by_kind[letter.kind].hint

    def anew(self, letter: Letter) -> bool:
        return self._by_kind[letter.kind].anew

    def word(self, letter: Letter, texts: Texts) -> Screen:
        entry = self._by_kind[letter.kind]
        reader = _reader(entry.notice)  # type: ignore[arg-type]  # a class can be hashed
        notice = reader.validate_python({"to": letter.to, **letter.payload})
        return replace(entry.wording(notice, texts), cargo=entry.cargo)
