"""When an event is, from what its organiser writes. Pure."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from core.events.refusals import NoEnd, TimesUnclear
from core.vocabulary import Vocabulary
from core.written_times import Unclear, read

LENGTHS = range(5, 24 * 60 + 1)
"""Minutes."""
MOST_LINES = 2
NOON = "12:00"
"""An hour for a day that is written without one."""

Span = tuple[datetime, datetime]


def times_of(words: str, *, now: datetime, zone: tzinfo, vocabulary: Vocabulary) -> Span:
    """«5 декабря 15:00-16:30», or the beginning and the end in a line each; in UTC."""
    local = now.astimezone(zone)
    reading = read(words, now=local, vocabulary=vocabulary, lengths=LENGTHS)
    for trouble in reading.troubles:
        raise TimesUnclear(line=trouble.line, why=trouble.unclear)
    if not reading.entries:
        raise TimesUnclear(line="none", why=Unclear.WORDS)
    if len(reading.entries) > MOST_LINES:
        raise TimesUnclear(line="none", why=Unclear.TOO_MANY)
    first, last = reading.entries[0], reading.entries[-1]
    begins = _at(first.day, first.begins, zone)
    if last is not first:
        return begins, _at(last.day, last.ends or last.begins, zone)
    if first.ends is not None:
        return begins, _at(first.day, first.ends, zone)
    if first.minutes is None:
        raise NoEnd
    return begins, begins + timedelta(minutes=first.minutes)


def moment_of(
    words: str, *, now: datetime, zone: tzinfo, vocabulary: Vocabulary
) -> datetime | None:
    """«10 декабря 12:00», in UTC; ``None`` for anything else."""
    reading = read(words, now=now.astimezone(zone), vocabulary=vocabulary, lengths=())
    if reading.troubles or len(reading.entries) != 1:
        return None
    [entry] = reading.entries
    return _at(entry.day, entry.begins, zone)


def day_of(words: str, *, now: datetime, vocabulary: Vocabulary) -> date | None:
    """«до 25 мая», «25.05»; ``now`` is by the clock of whoever writes."""
    first, _, rest = words.strip().partition(" ")
    around = {*vocabulary.until, *vocabulary.each, *vocabulary.noise}
    day = rest if first.lower() in around else words
    reading = read(f"{day} {NOON}", now=now, vocabulary=vocabulary, lengths=())
    if reading.troubles or len(reading.entries) != 1:
        return None
    return reading.entries[0].day


def _at(day: date, hour: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)
