"""Until when applications are taken, from what the organiser writes. Pure."""

from datetime import UTC, datetime, tzinfo

from core.applications.refusals import DeadlineUnclear
from core.vocabulary import Vocabulary
from core.written_times import Reading, Unclear, read

END_OF_DAY = "23:59"


def deadline_of(words: str, *, now: datetime, zone: tzinfo, vocabulary: Vocabulary) -> datetime:
    """«5 декабря 18:00» in UTC; of a day without an hour the whole day counts."""
    local = now.astimezone(zone)
    said = " ".join(words.split())

    def reading(line: str) -> Reading:
        return read(line, now=local, vocabulary=vocabulary, lengths=())

    found = reading(said)
    if any(trouble.unclear is Unclear.NO_HOUR for trouble in found.troubles):
        found = reading(f"{said} {END_OF_DAY}")
    for trouble in found.troubles:
        raise DeadlineUnclear(line=trouble.line, why=trouble.unclear)
    if len(found.entries) != 1 or found.entries[0].ends is not None:
        raise DeadlineUnclear(line="none", why=Unclear.WORDS)
    [entry] = found.entries
    return datetime.combine(entry.day, entry.begins, tzinfo=zone).astimezone(UTC)
