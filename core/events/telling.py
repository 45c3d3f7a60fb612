"""Who has to hear of an event, by whose clock, and what they need to know of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any

from core.events.model import Change, Event, Presence, Reminder
from core.events.notices import (
    REMINDERS,
    EventAltered,
    EventCancelled,
    EventNotice,
    OfferLapsed,
    SeatOffered,
    SeatPassed,
)
from core.events.ports import EventWork
from core.events.seats import CONCERNED, Enrolment, Standing
from core.people import Person, PersonId

Zones = Mapping[PersonId, tuple[object, tzinfo]]
"""What each wants and the zone they live in."""

SOON = tuple(kind.__name__ for kind in REMINDERS.values())
"""Kinds of letters that are true only while the person is enrolled and the times stand."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """Facts that are the same for everybody who is told of the event."""

    work: EventWork
    event: Event
    memos: Mapping[Presence, str] = field(default_factory=dict)

    async def put(self, kind: type[EventNotice], people: Sequence[Enrolment], **more: Any) -> None:
        clocks = await self.work.preferences.of_many([one.person for one in people])
        await self.work.outbox.put_all(
            [self._letter(kind, one, clocks=clocks, **more) for one in people]
        )

    def _letter(
        self,
        kind: type[EventNotice],
        to: Enrolment,
        *,
        clocks: Zones,
        **more: Any,
    ) -> EventNotice:
        zone = clocks[to.person][1] if to.person in clocks else self.work.zone
        return kind(
            to=to.person,
            zone=str(zone),
            named=str(zone) != str(self.work.zone),
            presence=to.presence,
            **self._facts(to.presence),
            **more,
        )

    def _facts(self, presence: Presence) -> dict[str, Any]:
        details = self.event.details
        return {
            "event": self.event.id,
            "sequence": self.event.sequence,
            "title": details.title,
            "starts_at": details.starts_at,
            "ends_at": details.ends_at,
            "place": details.place if presence is Presence.ROOM else "",
            "link": details.link if presence is Presence.ONLINE else "",
            "memo": self.memos.get(presence, ""),
        }


async def tell_offered(work: EventWork, event: Event, enrolment: Enrolment) -> None:
    more = {"ticket": enrolment.ticket, "until": enrolment.offered_until}
    await _Letters(work, event).put(SeatOffered, [enrolment], **more)


async def tell_lapsed(work: EventWork, event: Event, enrolment: Enrolment) -> None:
    await _Letters(work, event).put(OfferLapsed, [enrolment], ticket=enrolment.ticket)


async def tell_passed(work: EventWork, event: Event, giver: Enrolment, *, to: Person) -> None:
    more = {"ticket": giver.ticket, "name": to.name, "sender": to.id}
    await _Letters(work, event).put(SeatPassed, [giver], **more)


async def tell_changed(work: EventWork, event: Event, changes: Sequence[Change]) -> None:
    concerned = await work.events.of_event(event.id, CONCERNED)
    await _Letters(work, event).put(EventAltered, concerned, changes=tuple(changes))


async def tell_cancelled(work: EventWork, event: Event) -> None:
    concerned = await work.events.of_event(event.id, CONCERNED)
    await _Letters(work, event).put(EventCancelled, concerned, reason=event.reason)


async def tell_soon(work: EventWork, event: Event, reminder: Reminder) -> None:
    enrolled = await work.events.of_event(event.id, [Standing.ENROLLED])
    memos = await _memos(work, event) if reminder is Reminder.DAY else {}
    await _Letters(work, event, memos).put(REMINDERS[reminder], enrolled)


async def tell_memo(work: EventWork, event: Event, presence: Presence) -> None:
    """To those alone who are enrolled in this way; a reminder with the old one does not leave."""
    await work.events.drop_letters(event.id, SOON, presence=presence)
    enrolled = await work.events.of_event(event.id, [Standing.ENROLLED])
    concerned = [one for one in enrolled if one.presence is presence]
    letters = _Letters(work, event, await _memos(work, event))
    await letters.put(EventAltered, concerned, changes=(Change.MEMO,))


async def _memos(work: EventWork, event: Event) -> Mapping[Presence, str]:
    found = await work.events.memos([event.id])
    return {presence: words for (_, presence), words in found.items()}


async def drop_reminders(work: EventWork, event: Event) -> None:
    """Of an event that is not as it was; those that have not left yet."""
    await work.events.drop_letters(event.id, SOON)


async def drop_untrue(work: EventWork, event: Event, *, person: PersonId | None = None) -> None:
    """What was put for whoever is not enrolled any more, for everybody if nobody is."""
    kinds = (*SOON, SeatOffered.__name__)
    await work.events.drop_letters(event.id, kinds, person=person)
