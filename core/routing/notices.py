"""What people learn about absences; it is not to be missed, so no reminder."""

from dataclasses import dataclass
from datetime import date

from core.notices import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingIn(Notice):
    """To the substitute: whose questions come to them, from the first day to the last."""

    absence: int
    name: str
    first: date
    last: date

    @property
    def once(self) -> str:
        days = f"{self.first.isoformat()}/{self.last.isoformat()}"
        return f"standing-in/{self.absence}/{self.to}/{days}"

    @property
    def thread(self) -> str:
        return f"absence/{self.absence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingDown(Notice):
    """To the substitute: there is no need any more. ``at`` tells one time from the next."""

    absence: int
    name: str
    at: str

    @property
    def once(self) -> str:
        return f"standing-down/{self.absence}/{self.to}/{self.at}"

    @property
    def thread(self) -> str:
        return f"absence/{self.absence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceNoted(Notice):
    """To the methodist: somebody else has written it down for them, or has taken it away."""

    absence: int
    first: date
    last: date
    substitute: str = ""
    over: bool = False

    @property
    def once(self) -> str:
        return f"absence-noted/{self.absence}/{self.to}/{self.over}"

    @property
    def thread(self) -> str:
        return f"absence/{self.absence}"
