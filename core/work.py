"""The unit of work: what every use case gets from the outside."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, tzinfo
from typing import Protocol, TypeVar

from core.audit import Audit
from core.notices import Outbox
from core.working_time import WorkingCalendar

W_co = TypeVar("W_co", bound="Work", covariant=True)


class Work(Protocol):
    """Everything done inside is saved together, or not at all.

    A feature widens this protocol with the repositories it needs, see
    ``core.consultations.ports.ConsultationWork``. Nobody but the code that opened the work
    commits it.
    """

    @property
    def now(self) -> datetime:
        """The moment the work began, in UTC. It does not move while the work lasts."""

    @property
    def zone(self) -> tzinfo:
        """The time zone of the service, for whatever is counted in days."""

    @property
    def calendar(self) -> WorkingCalendar:
        """Working days of the service, in its time zone."""

    @property
    def outbox(self) -> Outbox:
        """Messages to people, sent only after the work is saved."""

    @property
    def audit(self) -> Audit:
        """Who did what to whom, saved with the deed itself."""


OpenWork = Callable[[], AbstractAsyncContextManager[W_co]]
