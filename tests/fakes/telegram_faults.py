"""Failures on demand: what a network, a proxy or an angry Telegram can do to a request."""

import time
from collections import deque
from dataclasses import dataclass

from tests.fakes.telegram_limits import Json

BAD_GATEWAY = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@dataclass(slots=True, kw_only=True)
class Fault:
    """What happens to the next requests, to those for one method if it is named.

    ``after`` the deed or before it: a request may be carried out and its answer lost.
    """

    times: int
    method: str | None = None
    status: int = 0
    body: Json | bytes = b""
    hang: bool = False
    disconnect: bool = False
    after: bool = False


class Faults:
    """Told what to fail next; the fake asks before it answers."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []

    def fail_next(
        self,
        status: int,
        body: Json | bytes | str = "Internal Server Error",
        *,
        retry_after: int | None = None,
        times: int = 1,
        method: str | None = None,
    ) -> None:
        """Answer with a status: words become Telegram's JSON, bytes are answered as they are."""
        if isinstance(body, str):
            body = {"ok": False, "error_code": status, "description": body}
        if retry_after is not None and isinstance(body, dict):
            body["description"] = f"Too Many Requests: retry after {retry_after}"
            body["parameters"] = {"retry_after": retry_after}
        self._planned.append(Fault(times=times, method=method, status=status, body=body))

    def bad_gateway_next(self, *, times: int = 1, method: str | None = None) -> None:
        """A page of HTML from a proxy in between."""
        self.fail_next(502, BAD_GATEWAY, times=times, method=method)

    def hang_next(self, *, times: int = 1, method: str | None = None, after: bool = False) -> None:
        """No answer ever; with ``after`` the request has been carried out."""
        self._planned.append(Fault(times=times, method=method, hang=True, after=after))

    def disconnect_next(
        self, *, times: int = 1, method: str | None = None, after: bool = False
    ) -> None:
        """The connection breaks; with ``after`` the request has been carried out."""
        self._planned.append(Fault(times=times, method=method, disconnect=True, after=after))

    def take(self, method: str) -> Fault | None:
        for fault in self._planned:
            if fault.method in {None, method}:
                fault.times -= 1
                if fault.times == 0:
                    self._planned.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        self._planned.clear()


class RateGuard:
    """Refuses the request that is one too many in any sliding second; those do not count."""

    def __init__(self) -> None:
        self.limit: int | None = None
        self.refusals = 0
        self._taken: deque[float] = deque()

    def refuses(self) -> bool:
        if self.limit is None:
            return False
        now = time.monotonic()
        while self._taken and self._taken[0] <= now - 1.0:
            self._taken.popleft()
        if len(self._taken) >= self.limit:
            self.refusals += 1
            return True
        self._taken.append(now)
        return False
