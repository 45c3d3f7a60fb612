"""Files as messengers show them: pictures in a row together, others alone."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from core.files import Attachment, FileKind

LARGEST = 10
"""Pictures and films in one album. Telegram takes so many, MAX a few more."""

SEEN = frozenset({FileKind.PHOTO, FileKind.VIDEO})


def albums(files: Sequence[Attachment], messenger: str) -> Iterator[Sequence[Attachment]]:
    """Every file, in order. Those of another messenger cross one by one, so they are alone.

    Two albums in a row stay two.
    """
    for together, some in groupby(
        files,
        lambda file: (file.kind in SEEN and file.messenger == messenger) and f"/{file.album}",
    ):
        row = tuple(some)
        size = LARGEST if together else 1
        for start in range(0, len(row), size):
            yield row[start : start + size]
