"""Says when the next request may leave so that Telegram never has to refuse one."""

from collections import deque
from collections.abc import Callable, Hashable

from bot.messengers.window import MARGIN, Request, Window

IN_A_ROW, SPACING = 3, 1.0
"""Messages a chat takes at once, and the seconds that bring back the right to one of them."""

GROUP_MESSAGES, GROUP_WINDOW = 20, 60.0
"""Messages a group takes within so many seconds."""

CHATS_REMEMBERED = 10_000


class Pace(Window):
    """No more than ``limit`` in any one second, one a second to a chat in the long run.

    Ask ``pause_of`` and ``chat_pause``, and ``leave_for`` only when both are zero. To Telegram
    all kinds of requests are one.
    """

    def __init__(self, limit: int, *, clock: Callable[[], float]) -> None:
        super().__init__(limit, clock=clock)
        self._chats: dict[Hashable, float] = {}
        self._groups: dict[Hashable, deque[float]] = {}

    def chat_pause(self, chat: Hashable | None, kind: str = "") -> float:
        """Seconds until the chat may be written to."""
        now = self._clock()
        pause = self._chats.get(chat, now) - (IN_A_ROW - 1) * SPACING - now
        stamps = self._groups.get(chat)
        if stamps is not None and len(stamps) == GROUP_MESSAGES:
            pause = max(pause, stamps[0] + GROUP_WINDOW + MARGIN - now)
        return max(0.0, pause)

    def leave_for(self, chat: Hashable | None, kind: str = "") -> Request:
        """Count a request that leaves now. ``None``: it is about no chat."""
        request = self.leave()
        if chat is not None:
            now = request.left_at
            self._chats[chat] = max(self._chats.get(chat, now), now) + SPACING
            if is_group(chat):
                self._groups.setdefault(chat, deque(maxlen=GROUP_MESSAGES)).append(now)
            self._forget_quiet_chats(now)
        return request

    def _forget_quiet_chats(self, now: float) -> None:
        if len(self._chats) <= CHATS_REMEMBERED:
            return
        self._chats = {chat: due for chat, due in self._chats.items() if due > now}
        self._groups = {
            chat: stamps
            for chat, stamps in self._groups.items()
            if stamps[-1] + GROUP_WINDOW + MARGIN > now
        }


def is_group(chat: Hashable) -> bool:
    """Groups and channels have negative numbers, or a public name."""
    return chat < 0 if isinstance(chat, int) else True
