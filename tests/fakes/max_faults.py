"""Failures on demand, in MAX's words or in nobody's."""

from tests.fakes.telegram_faults import Fault, Faults
from tests.fakes.telegram_limits import Json


class MaxFaults(Faults):
    """Calls are named as ``POST /messages``; a file on its way is ``upload``."""

    def fail_next(
        self,
        status: int,
        body: Json | bytes | str = "internal.error",
        *,
        words: str = "",
        times: int = 1,
        method: str | None = None,
    ) -> None:
        """Answer with a status: a word is MAX's code, bytes are answered as they are."""
        if isinstance(body, str):
            body = {"code": body, "message": words}
        self._planned.append(Fault(times=times, method=method, status=status, body=body))

    def too_fast_next(self, *, times: int = 1, method: str | None = None) -> None:
        """A bare 429: MAX does not say for how long."""
        self.fail_next(429, b"", times=times, method=method)
