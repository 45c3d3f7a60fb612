"""Somebody who waits for the commit that what they have brought is part of."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.inbox import Arrived
from storage.sessions import Form


def _future() -> asyncio.Future[None]:
    return asyncio.get_running_loop().create_future()


@dataclass(slots=True)
class Saving:
    """Updates that have come, or the forms that one has left and with them that it is done.

    ``saved`` is done when they are committed, or cannot be.
    """

    arrived: Sequence[Arrived] = ()
    done: int | None = None
    forms: Sequence[Form] = ()
    saved: asyncio.Future[None] = field(default_factory=_future)

    def over(self, error: Exception | None = None) -> None:
        """Tell whoever waits, unless they have gone."""
        if self.saved.done():
            return
        if error is None:
            self.saved.set_result(None)
        else:
            self.saved.set_exception(error)


def first_of(waiting: list[Saving], most: int) -> list[Saving]:
    """Take out who came first, until they have brought this many updates."""
    batch: list[Saving] = []
    size = 0
    while waiting and size < most:
        batch.append(waiting.pop(0))
        size += len(batch[-1].arrived)
    return batch
