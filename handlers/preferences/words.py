"""What a person has chosen, in words; times are those of their own zone."""

from datetime import datetime, timedelta, tzinfo
from typing import Any

from core.preferences.model import CHOSEN, Mode
from core.preferences.use_cases import Wanted
from core.zones import ahead_of_moscow
from texts import Texts

MINUS = "\N{MINUS SIGN}"


def zone_words(texts: Texts, zone: tzinfo, now: datetime) -> str:
    """«МСК+2», whichever city the zone is named by."""
    ahead = ahead_of_moscow(zone, now)
    hours, rest = divmod(abs(ahead), timedelta(hours=1))
    minutes = f":{rest.seconds // 60:02}" if rest else ""
    shift = f"{MINUS if ahead < timedelta(0) else '+'}{hours}{minutes}" if ahead else "none"
    return texts.raw("zone", shift=shift)


def clock(zone: tzinfo, now: datetime) -> str:
    return f"{now.astimezone(zone):%H:%M}"


def facts(texts: Texts, wanted: Wanted, now: datetime) -> dict[str, Any]:
    """Everything that the card and its confirmations say."""
    chosen, zone = wanted.preferences, wanted.zone
    end = wanted.quiet_end
    in_digest = any(chosen.mode(lane) is Mode.DIGEST for lane in CHOSEN)
    return {
        "reminders": texts.raw("mode", name=chosen.reminders),
        "announcements": texts.raw("mode", name=chosen.announcements),
        "hour": hour_words(chosen.digest_hour),
        "in_digest": "yes" if in_digest else "no",
        "until": "none" if end is None else texts.moment(end, zone),
        "zone": zone_words(texts, zone, now),
        "clock": clock(zone, now),
        "own": "no" if chosen.zone is None else "yes",
    }


def hour_words(hour: int) -> str:
    return f"{hour:02}:00"
