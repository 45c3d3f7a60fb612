"""Times in words, by the clock of whoever reads."""

from datetime import datetime, tzinfo

from core.clocks import ClockWork, zone_of
from core.people import PersonId
from handlers.preferences.words import zone_words
from texts import Texts


class Clock:
    """``zone`` is named with a time when it is not the service's."""

    def __init__(self, texts: Texts, zone: tzinfo, service: tzinfo) -> None:
        self.texts = texts
        self.zone = zone
        self.named = str(zone) != str(service)

    def moment(self, at: datetime) -> str:
        return self.texts.moment(at, self.zone)

    def span(self, starts_at: datetime, ends_at: datetime) -> str:
        """«пн, 7 декабря, 15:00–15:30», and whose time it is."""
        zone = zone_words(self.texts, self.zone, starts_at) if self.named else "none"
        return self.texts.span(starts_at, ends_at, self.zone, named=zone)


async def clock_of(work: ClockWork, person: PersonId, texts: Texts) -> Clock:
    return Clock(texts, await zone_of(work, person), work.zone)
