"""Who has to hear of an event, by whose clock, and what they need to know of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import Any

from core.clocks import zone_of
from core.events.model import Change, Event, Presence, Reminder
from core.events.notices import (
    REMINDERS,
    EventAltered,
    EventCancelled,
    EventNotice,
    OfferLapsed,
    QuorumMissed,
    SeatOffered,
    SeatPassed,
    SeriesAltered,
    SeriesCancelled,
)
from core.events.ports import Applicant, EventWork
from core.events.quorum import Quorum
from core.events.seats import CONCERNED, Enrolment, Standing
from core.people import Person, PersonId

Zones = Mapping[PersonId, tuple[object, tzinfo]]
"""What each wants and the zone they live in."""

Told = Enrolment | Applicant
"""Whoever takes part or has applied."""

SOON = tuple(kind.__name__ for kind in REMINDERS.values())
"""Kinds of letters that are true only while the person is enrolled and the times stand."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """Facts that are the same for everybody who is told of the event."""

    work: EventWork
    event: Event
    memos: Mapping[Presence, str] = field(default_factory=dict)

    async def put(self, kind: type[EventNotice], people: Sequence[Told], **more: Any) -> None:
        clocks = await self.work.preferences.of_many([one.person for one in people])
        await self.work.outbox.put_all(
            [self.letter(kind, one, clocks=clocks, **more) for one in people]
        )

    def letter(
        self,
        kind: type[EventNotice],
        to: Told,
        *,
        clocks: Zones,
        **more: Any,
    ) -> EventNotice:
        zone = clocks[to.person][1] if to.person in clocks else self.work.zone
        applied = isinstance(to, Applicant)
        return kind(
            to=to.person,
            zone=str(zone),
            named=str(zone) != str(self.work.zone),
            presence=Presence(to.presence),
            applied=applied,
            **self._facts(Presence(to.presence), applied=applied),
            **more,
        )

    def _facts(self, presence: Presence, *, applied: bool) -> dict[str, Any]:
        """The link is for those alone who take part."""
        details = self.event.details
        online = presence is Presence.ONLINE and not applied
        return {
            "event": self.event.id,
            "sequence": self.event.sequence,
            "title": details.title,
            "starts_at": details.starts_at,
            "ends_at": details.ends_at,
            "place": details.place if presence is Presence.ROOM else "",
            "link": details.link if online else "",
            "memo": "" if applied else self.memos.get(presence, ""),
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
    more: dict[str, Any] = {"changes": tuple(changes)}
    await _Letters(work, event).put(EventAltered, concerned, **more)
    await _Letters(work, event).put(EventAltered, await _applied(work, event), **more)


async def tell_cancelled(work: EventWork, event: Event) -> None:
    concerned = await work.events.of_event(event.id, CONCERNED)
    await _Letters(work, event).put(EventCancelled, concerned, reason=event.reason)
    applied = await _applied(work, event)
    await _Letters(work, event).put(EventCancelled, applied, reason=event.reason)


async def _applied(work: EventWork, event: Event) -> Sequence[Applicant]:
    """As they would take part now: the event may be held in another way than they chose.

    They are reminded of the event as it is, if at all.
    """
    await work.admissions.drop_reminders(event.id)
    ways = event.details.form.presences
    return [
        one if one.presence in ways else replace(one, presence=ways[0])
        for one in await work.admissions.concerned(event.id)
    ]


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


async def tell_series(
    work: EventWork,
    kind: type[SeriesAltered | SeriesCancelled],
    events: Sequence[Event],
    **more: Any,
) -> None:
    """One letter for each who has a seat or waits for one, whatever number of events it is.

    ``events`` in their order; the first is the one that was changed or called off.
    """
    concerned: dict[PersonId, list[tuple[Event, Enrolment]]] = {}
    for event in events:
        for one in await work.events.of_event(event.id, CONCERNED):
            concerned.setdefault(one.person, []).append((event, one))
    clocks = await work.preferences.of_many(list(concerned))
    letters = _Letters(work, events[0])
    await work.outbox.put_all(
        [
            letters.letter(
                kind,
                theirs[0][1],
                clocks=clocks,
                times=tuple(
                    (event.details.starts_at, event.details.ends_at) for event, _ in theirs
                ),
                **more,
            )
            for theirs in concerned.values()
        ]
    )


async def ask_whether_held(
    work: EventWork,
    event: Event,
    quorum: Quorum,
    *,
    people: Sequence[PersonId],
    enrolled: int,
    above: bool,
) -> None:
    details = event.details
    later = quorum.waits_until(details.starts_at, now=work.now, zone=work.zone)
    for person in people:
        zone = await zone_of(work, person)
        await work.outbox.put(
            QuorumMissed(
                to=person,
                event=event.id,
                round=quorum.round,
                title=details.title,
                starts_at=details.starts_at,
                ends_at=details.ends_at,
                zone=str(zone),
                named=str(zone) != str(work.zone),
                enrolled=enrolled,
                least=quorum.least,
                above=above,
                can_wait=later is not None,
            )
        )


async def drop_question(work: EventWork, event: Event, people: Sequence[PersonId]) -> None:
    """Whether it is held; what has not left yet."""
    for person in people:
        await work.events.drop_letters(event.id, [QuorumMissed.__name__], person=person)
