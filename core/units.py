"""The tree of the service: region, municipality, school. Levels and names are data."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NewType, Protocol

UnitId = NewType("UnitId", int)

YO, YE = "\u0451", "\u0435"
"""Two letters of the alphabet that people write one for the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A node of the tree; ``level`` is what the service calls it («район», «школа»)."""

    id: UnitId
    name: str
    level: str
    parent: UnitId | None = None


def folded(name: str) -> str:
    """A name as it is compared: small letters, «ё» as «е», words and numbers only."""
    composed = unicodedata.normalize("NFC", name.lower())  # «й» may come as «и» and a breve
    words = re.findall(r"[^\W\d_]+|\d+", composed.replace(YO, YE))
    return " ".join(words)


class Units(Protocol):
    async def get(self, unit: UnitId) -> Unit: ...

    async def roots(self) -> Sequence[Unit]: ...

    async def children(self, unit: UnitId) -> Sequence[Unit]: ...

    async def lineage(self, unit: UnitId) -> Sequence[UnitId]:
        """The unit itself, then its parent, up to the root."""

    async def find(
        self, words: str, *, within: Sequence[UnitId] = (), limit: int = 8
    ) -> Sequence[Unit]:
        """Units whose names are like the words, the likest first."""
