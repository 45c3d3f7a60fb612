"""One way to write a row down, the same in every database: what fingerprints are taken of."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

SUMS = 2**256


def canonical(values: Sequence[object]) -> bytes:
    """The values in order, as JSON: moments in UTC, keys sorted, absence as ``null``."""
    text = json.dumps(list(values), sort_keys=True, separators=(",", ":"), default=_plain)
    return text.encode("ascii")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"no canonical form of {type(value).__name__}")


class Checksum:
    """How many rows, and a sum of their fingerprints that does not depend on their order.

    Databases sort text differently. A sum, unlike an exclusive or, also sees a row doubled.
    """

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, values: Sequence[object]) -> None:
        self.rows += 1
        fingerprint = hashlib.sha256(canonical(values)).digest()
        self._sum = (self._sum + int.from_bytes(fingerprint, "big")) % SUMS

    def __str__(self) -> str:
        return f"{self._sum:064x}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Checksum):
            return NotImplemented
        return (self.rows, str(self)) == (other.rows, str(other))

    __hash__ = None  # type: ignore[assignment]  # it changes with every row
