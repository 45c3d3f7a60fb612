"""Days of an event as a certificate names them: with their year."""

from datetime import date

from texts import Texts


def when(first: date, last: date, texts: Texts) -> str:
    """«3 декабря 2026 года», «1–3 декабря 2026 года», or two whole days."""
    if first == last:
        return _day(last, texts)
    if (first.year, first.month) == (last.year, last.month):
        return _day(last, texts, since=first.day)
    return texts.raw("certificate-days", first_day=_day(first, texts), last_day=_day(last, texts))


def _day(day: date, texts: Texts, *, since: int = 0) -> str:
    return texts.raw("certificate-day", since=since, day=day.day, month=day.month, year=day.year)
