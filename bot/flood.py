"""How fast one chat is served: a flood slows nobody but whoever makes it."""

import asyncio
from collections import OrderedDict, deque

BURST, PAUSE = 10, 0.25
"""So many updates of a chat at once, then four a second: nobody reads and presses faster."""

REMEMBERED = 10_000
"""Chats. Of more the one that was served longest ago is forgotten."""


class Pace:
    """Remembers when the last updates of each chat were served."""

    def __init__(self) -> None:
        self._served: OrderedDict[tuple[str, int], deque[float]] = OrderedDict()

    async def turn(self, chat: tuple[str, int]) -> None:
        """Return when the next update of the chat may be served."""
        now = asyncio.get_running_loop().time
        served = self._served.setdefault(chat, deque(maxlen=BURST))
        if len(served) == BURST and now() - served[0] < BURST * PAUSE:
            await asyncio.sleep(PAUSE)
        served.append(now())
        self._served[chat] = served
        self._served.move_to_end(chat)
        if len(self._served) > REMEMBERED:
            self._served.popitem(last=False)
