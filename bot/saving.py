"""A caller of the inbox, waiting for the commit that their updates are part of."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from storage.inbox import Arrived


@dataclass(slots=True)
class Saving:
    """``saved`` is done when the updates are committed, or cannot be."""

    arrived: Sequence[Arrived]
    saved: asyncio.Future[None]

    def over(self, error: Exception | None = None) -> None:
        """Tell the caller, unless they have gone."""
        if self.saved.done():
            return
        if error is None:
            self.saved.set_result(None)
        else:
            self.saved.set_exception(error)
