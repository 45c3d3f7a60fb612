"""Says when the next request may leave so that Telegram never has to refuse one."""

from collections import deque
from collections.abc import Callable, Hashable
from math import inf

WINDOW = 1.001
"""Seconds. A hair more than one, for clocks that are cut to milliseconds."""

MARGIN = 0.03
"""Seconds of every round trip that are never credited, see ``Pace``."""

IN_A_ROW, SPACING = 3, 1.0
"""Messages a chat takes at once, and the seconds that bring back the right to one of them."""

GROUP_MESSAGES, GROUP_WINDOW = 20, 60.0
"""Messages a group takes within so many seconds."""

CHATS_REMEMBERED = 10_000


class Request:
    """A request on its way, or one answered a moment ago; times by the clock of its pace."""

    __slots__ = ("answered_at", "left_at")

    def __init__(self, left_at: float) -> None:
        self.left_at = left_at
        self.answered_at = inf


class Pace:
    """No more than ``limit`` arrivals in any one second, one a second to a chat in the long run.

    It decides and waits for nothing: ask ``pause`` and ``chat_pause``, and ``leave`` only when
    both are zero. Seconds everywhere, by the given monotonic clock.

    Telegram counts arrivals, we see only when a request left and when its answer came, and two
    requests may arrive closer together than they left. So a second begins to pass when the answer
    is there. On a distant network that would waste a round trip in every second; the fastest trip
    seen is therefore credited, all but ``MARGIN`` of it. Whatever a request took longer than the
    fastest one may have been spent on the way there, and stays counted.
    """

    def __init__(self, limit: int, *, clock: Callable[[], float]) -> None:
        if limit < 1:
            raise ValueError("The pace needs a limit of at least one request a second")
        self._limit = limit
        self._clock = clock
        self._recent: list[Request] = []
        self._fastest = inf
        self._chats: dict[Hashable, float] = {}
        self._groups: dict[Hashable, deque[float]] = {}
        self._halted_until = -inf

    def halt(self, seconds: float) -> None:
        """Nothing leaves for so long. A shorter halt does not end a longer one."""
        self._halted_until = max(self._halted_until, self._clock() + seconds)

    @property
    def halted(self) -> float:
        """Seconds until the halt ends."""
        return max(0.0, self._halted_until - self._clock())

    @property
    def pause(self) -> float:
        """Seconds until anything at all may leave; infinite while only an answer can help."""
        now = self._clock()
        credit = max(0.0, self._fastest - MARGIN) if self._fastest < inf else 0.0
        over = {sent: sent.answered_at - credit + WINDOW for sent in self._recent}
        self._recent = [sent for sent in self._recent if over[sent] > now]
        if len(self._recent) < self._limit:
            return self.halted
        return max(self.halted, min(over[sent] for sent in self._recent) - now)

    def chat_pause(self, chat: Hashable | None) -> float:
        """Seconds until the chat may be written to."""
        now = self._clock()
        pause = self._chats.get(chat, now) - (IN_A_ROW - 1) * SPACING - now
        stamps = self._groups.get(chat)
        if stamps is not None and len(stamps) == GROUP_MESSAGES:
            pause = max(pause, stamps[0] + GROUP_WINDOW + MARGIN - now)
        return max(0.0, pause)

    def leave(self, chat: Hashable | None = None) -> Request:
        """Count a request that leaves now. ``None``: it is about no chat."""
        now = self._clock()
        request = Request(now)
        self._recent.append(request)
        if chat is not None:
            self._chats[chat] = max(self._chats.get(chat, now), now) + SPACING
            if is_group(chat):
                self._groups.setdefault(chat, deque(maxlen=GROUP_MESSAGES)).append(now)
            self._forget_quiet_chats(now)
        return request

    def answered(self, request: Request) -> None:
        """The answer has come, or will not come any more."""
        request.answered_at = self._clock()
        self._fastest = min(self._fastest, request.answered_at - request.left_at)

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
