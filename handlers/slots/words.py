"""Times of talks in words, by the clock of whoever reads."""

from datetime import datetime, tzinfo

from core.people import PersonId
from core.slots.model import Talk, Times
from core.slots.ports import SlotWork
from core.slots.use_cases import zone_of
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

    def span(self, times: Times) -> str:
        """«пн, 7 декабря, 15:00–15:30», and whose time it is."""
        ends = f"{times.ends_at.astimezone(self.zone):%H:%M}"
        name = zone_words(self.texts, self.zone, times.starts_at) if self.named else "none"
        return self.texts.raw(
            "slot-span", begins=self.moment(times.starts_at), ends=ends, zone=name
        )


async def clock_of(work: SlotWork, person: PersonId, texts: Texts) -> Clock:
    return Clock(texts, await zone_of(work, person), work.zone)


def line(talk: Talk, other: str, clock: Clock) -> str:
    return clock.texts(
        "talk-line",
        time=clock.span(talk.slot.times),
        other=other or clock.texts.raw("somebody"),
        state=talk.state,
    )
