"""The only clock of the service; the demo messenger and the tests may move it forward."""

from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - this is the place


class MovableClock:
    """Real time plus an offset that only grows: what was saved never comes from the future."""

    def __init__(self) -> None:
        self._offset = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self._offset

    @property
    def offset(self) -> timedelta:
        return self._offset

    def move(self, by: timedelta) -> None:
        if by < timedelta():
            raise ValueError("the clock moves forward only")
        self._offset += by
