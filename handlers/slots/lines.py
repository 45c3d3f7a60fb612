"""A talk in one line of a list."""

from core.slots.model import Talk
from handlers.clocks import Clock


def line(talk: Talk, other: str, clock: Clock) -> str:
    times = talk.slot.times
    return clock.texts(
        "talk-line",
        time=clock.span(times.starts_at, times.ends_at),
        other=other or clock.texts.raw("somebody"),
        state=talk.state,
    )
