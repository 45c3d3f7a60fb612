"""A colleague comes instead: a seat passes by a code, and the waiting list stays as it is."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from core.events import telling
from core.events.model import DAY, Event, EventId
from core.events.ports import EventWork
from core.events.refusals import (
    EventOver,
    NotAColleague,
    NotEnrolled,
    SeatCodeUnclear,
    SeatCodeUnknown,
    SeatsByApplication,
)
from core.events.seats import Enrolment, Standing, pass_on
from core.events.seeing import check_fits, hold, see
from core.people import Person, PersonId
from core.tokens import fingerprint

DIGITS = 8
"""Easily typed. A colleague has five guesses a minute (``core.guessing``) and a day of them, and
all that is to be won is a seat of their own school."""
LASTS = DAY
BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
PREFIX = "seat-"
"""Before the code in what a link carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A code, told once, that is of use until then."""

    code: str
    until: datetime

    @property
    def word(self) -> str:
        """What a link carries."""
        return PREFIX + self.code

    def __str__(self) -> str:
        """By fours, to be read from one phone and typed into another."""
        return f"{self.code[:4]} {self.code[4:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A seat that a colleague gives: whose, and at which event."""

    event: EventId
    giver: PersonId


def carries(word: str) -> bool:
    """Whether what a link has brought is the code of a seat."""
    return word.startswith(PREFIX)


def read(words: str) -> str:
    """The fingerprint of the code that the words are; ``SeatCodeUnclear`` if they are none."""
    code = BETWEEN.sub("", words.strip().removeprefix(PREFIX))
    if len(code) != DIGITS or not code.isascii() or not code.isdigit():
        raise SeatCodeUnclear
    return fingerprint(code)


async def hand(work: EventWork, number: EventId, *, me: Person) -> Handed:
    """A code for one's seat; the one before it counts no more."""
    event = await hold(work, number, me=me)
    if not event.is_coming(work.now):
        raise EventOver
    await check_passes(work, number)
    mine = await work.events.enrolment(number, me.id)
    if mine is None or mine.standing is not Standing.ENROLLED:
        raise NotEnrolled
    until = min(work.now + LASTS, event.details.starts_at)
    while True:
        code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
        if await work.events.put_code(mine, fingerprint(code), until=until, now=work.now):
            return Handed(code=code, until=until)


async def find(work: EventWork, code: str, *, me: Person) -> Offered:
    """What the code with this fingerprint is for, before anything is done."""
    number, ticket = await _known(work, code)
    giver = await _giver(work, number, ticket, me=me)
    event, _ = await see(work, number, me=me)
    if not event.is_coming(work.now):
        raise EventOver
    await check_fits(work, event, me=me)
    pass_on(giver, await work.events.enrolment(number, me.id), to=me.id, ticket=0, at=work.now)
    return Offered(event=number, giver=giver.person)


async def take(work: EventWork, code: str, *, me: Person) -> Event:
    """The colleague's seat is one's own, and they are told whose it is now."""
    number, ticket = await _known(work, code)
    event = await hold(work, number, me=me)
    if not event.is_coming(work.now):
        raise EventOver
    giver = await _giver(work, number, ticket, me=me)
    await check_fits(work, event, me=me)
    left, taken = pass_on(
        giver,
        await work.events.enrolment(number, me.id),
        to=me.id,
        ticket=await work.events.next_ticket(number),
        at=work.now,
    )
    await work.events.put(left)
    await work.events.put(taken)
    await work.events.drop_code(giver)
    await telling.drop_untrue(work, event, person=giver.person)
    await telling.tell_passed(work, event, giver, to=me)
    return event


async def check_passes(work: EventWork, number: EventId) -> None:
    """Where the organiser agrees to each who takes part, nobody takes part in another's place."""
    if await work.admissions.is_needed(number):
        raise SeatsByApplication


async def _known(work: EventWork, code: str) -> tuple[EventId, int]:
    found = await work.events.coded(code, now=work.now)
    if found is None:
        raise SeatCodeUnknown
    return found


async def _giver(work: EventWork, number: EventId, ticket: int, *, me: Person) -> Enrolment:
    """Who has the seat still; nobody from elsewhere learns more than that it is not for them."""
    await check_passes(work, number)
    giver = await work.events.with_ticket(number, ticket)
    if giver is None or giver.standing is not Standing.ENROLLED:
        raise SeatCodeUnknown
    if me.unit is None or (await work.people.get(giver.person)).unit != me.unit:
        raise NotAColleague
    return giver
