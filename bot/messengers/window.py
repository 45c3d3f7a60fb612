"""Counts requests within any one second, as the messengers do, from what we can see of them."""

from collections.abc import Callable
from math import inf

from core.notices import Lane

WINDOW = 1.001
"""Seconds. A hair more than one, for clocks that are cut to milliseconds."""

MARGIN = 0.03
"""Seconds of every round trip that are never credited, see ``Window``."""

SLACK = 3
"""Requests in no haste that may leave together, to make up for a clock that has rung late."""


class Request:
    """A request on its way, or one answered a moment ago; times by the clock of its window."""

    __slots__ = ("answered_at", "left_at")

    def __init__(self, left_at: float) -> None:
        self.left_at = left_at
        self.answered_at = inf


class Window:
    """No more than ``limit`` arrivals in any one second.

    It decides and waits for nothing: ask ``pause``, and ``leave`` only when it is zero. Seconds
    everywhere, by the given monotonic clock.

    A messenger counts arrivals, we see only when a request left and when its answer came, and two
    requests may arrive closer together than they left. So a second begins to pass when the answer
    is there. On a distant network that would waste a round trip in every second; the fastest trip
    seen is therefore credited, all but ``MARGIN`` of it. Whatever a request took longer than the
    fastest one may have been spent on the way there, and stays counted. ``distant=False`` credits
    nothing: on a short way there is little to win, and what looks like distance is a busy machine.

    Replies leave as soon as they may. All else is spread over the second: whoever uses the whole
    second up at its beginning makes a reply wait for the rest of it.
    """

    def __init__(self, limit: int, *, clock: Callable[[], float], distant: bool = True) -> None:
        if limit < 1:
            raise ValueError("The pace needs a limit of at least one request a second")
        self._limit = limit
        self._clock = clock
        self._distant = distant
        self._recent: list[Request] = []
        self._fastest = inf
        self._halted_until = self._spread_until = -inf

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
        over = {sent: sent.answered_at - self._credit + WINDOW for sent in self._recent}
        self._recent = [sent for sent in self._recent if over[sent] > now]
        if len(self._recent) < self._limit:
            return self.halted
        return max(self.halted, min(over[sent] for sent in self._recent) - now)

    def pause_of(self, lane: Lane) -> float:
        """Seconds until anything of the lane may leave."""
        pause = self.pause
        if lane is Lane.REPLIES:
            return pause
        return max(pause, self._spread_until - (SLACK - 1) * self._step - self._clock())

    @property
    def _step(self) -> float:
        return WINDOW / self._limit

    @property
    def _credit(self) -> float:
        known = self._distant and self._fastest < inf
        return max(0.0, self._fastest - MARGIN) if known else 0.0

    @property
    def quiet(self) -> bool:
        """Whether nothing is counted any more."""
        return self.pause == 0.0 and not self._recent

    def leave(self) -> Request:
        """Count a request that leaves now."""
        request = Request(self._clock())
        self._spread_until = max(self._spread_until, request.left_at) + self._step
        self.count(request)
        return request

    def count(self, request: Request) -> None:
        """Count a request that another window has let go."""
        self._recent.append(request)

    def answered(self, request: Request) -> None:
        """The answer has come, or will not come any more."""
        request.answered_at = self._clock()
        self._fastest = min(self._fastest, request.answered_at - request.left_at)
