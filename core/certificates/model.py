"""What a certificate says, how it is numbered, and what of it anybody may read."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Self

from core.errors import Refusal
from core.guessing import Missed
from core.people import PersonId

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of numbers: none of them is taken for another when it is read from paper."""
GROUPS, GROUP = 4, 4
"""Sixteen signs, 80 bits: nobody guesses one."""
MISREAD = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u0420\u0421\u0422\u0425", "ABEKMHPCTX"
)
"""Letters of the Russian keyboard that look like ours."""

ACADEMIC_HOUR = timedelta(minutes=45)
ONE_DAY = timedelta(hours=12)
"""Whatever lasts longer has nights in it, and its hours cannot be told from its times."""


class NotAttended(Refusal):
    """Nobody has marked that the person was there."""

    key = "certificate-not-attended"


class NeverGiven(Missed):
    """No certificate has this number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An event at which the person was, as far as its certificate needs to know it."""

    title: str
    unit: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What was true when it was given; later changes of the event leave it as it is.

    ``first`` and ``last`` are days by the service's clock, ``hours`` academic ones, ``None`` when
    they are not known. A withdrawn one confirms nothing any more.
    """

    number: str
    event: int
    person: PersonId
    name: str
    title: str
    unit: str
    first: date
    last: date
    hours: int | None
    given_at: datetime
    withdrawn_at: datetime | None = None

    @classmethod
    def of(
        cls, visit: Visit, *, event: int, person: PersonId, name: str, at: datetime, zone: tzinfo
    ) -> Self:
        return cls(
            number=new_number(),
            event=event,
            person=person,
            name=name,
            title=visit.title,
            unit=visit.unit,
            first=visit.starts_at.astimezone(zone).date(),
            last=visit.ends_at.astimezone(zone).date(),
            hours=academic_hours(visit.ends_at - visit.starts_at),
            given_at=at,
        )

    def renewed(self, name: str) -> Self:
        """Marked anew by the organiser: the same number, in the name that is right now."""
        return replace(self, name=name, withdrawn_at=None)


def new_number() -> str:
    """«7K3M-Q2XP-9RTD-4HNV»."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(GROUPS * GROUP))
    return grouped(signs)


def grouped(signs: str) -> str:
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def number_of(words: str) -> str | None:
    """A number as people type it, with or without dashes; ``None`` for what is none."""
    signs = "".join(sign for sign in words.upper().translate(MISREAD) if sign not in " -")
    if len(signs) != GROUPS * GROUP or not set(signs) <= set(SIGNS):
        return None
    return grouped(signs)


def academic_hours(lasts: timedelta) -> int | None:
    """Whole ones, at least one; ``None`` for what lasts longer than a day's work."""
    if not timedelta(0) < lasts <= ONE_DAY:
        return None
    return max(1, lasts // ACADEMIC_HOUR)


def initials(name: str) -> str:
    """The first word whole, of the others a letter: enough to compare with a paper in hand."""
    first, *others = name.split() or [""]
    return " ".join([first, *(f"{other[0]}." for other in others)])
