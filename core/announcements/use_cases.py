"""What coordinators do with announcements before anything of them has left."""

from collections.abc import Sequence
from dataclasses import replace

from core.announcements import deeds, guests
from core.announcements.model import (
    MANY,
    UNDO,
    Announcement,
    AnnouncementId,
    Content,
    Progress,
    Proposal,
    State,
)
from core.announcements.notices import AnnouncementReturned, ApprovalAsked, ApprovalGiven
from core.announcements.ports import AnnouncementWork
from core.announcements.reach import Reach
from core.announcements.refusals import (
    CorrectedByAnother,
    NobodyThere,
    NobodyToApprove,
    NothingToAnnounce,
    WasRecalled,
)
from core.audience import Audience
from core.errors import Gone, NotYours
from core.people import COORDINATING, Person, Role
from core.units import UnitId

MOST_LETTERS = 5
"""To the guests of one event: those that are listed where the next one is written."""


async def count(
    work: AnnouncementWork, audience: Audience, *, unit: UnitId, me: Person, ceiling: int
) -> Reach:
    """How many it would reach, and how much they hear already. Asked while one chooses."""
    await check_audience(work, audience, unit=unit, me=me)
    return await work.announcements.reach(audience, ceiling=ceiling)


async def check_audience(
    work: AnnouncementWork, audience: Audience, *, unit: UnitId, me: Person
) -> None:
    """In the name of a unit that the person coordinates, to that unit or to any below it.

    Guests of an event are written to in the name of its unit by whoever answers for it, or of a
    unit above by whoever coordinates that; where they work does not matter.
    """
    if audience.events:
        for event in audience.events:
            held = await guests.gathering(work, event, me=me)
            await guests.check_named(work, held, unit=unit, me=me)
        return
    if not me.holds(*COORDINATING, over=await work.units.lineage(unit)) or not audience.units:
        raise NotYours
    for one in audience.units:
        if unit not in await work.units.lineage(one):
            raise NotYours


async def submit(work: AnnouncementWork, proposal: Proposal, *, me: Person) -> Announcement:
    """Nothing leaves before the time to think again is over, or before a second person agrees."""
    proposal.content.said()
    await check_audience(work, proposal.audience, unit=proposal.unit, me=me)
    if not await work.announcements.more_than(0, proposal.audience):
        raise NobodyThere
    demanded = await work.announcements.demands_approval(proposal.unit)
    announcement = await work.announcements.open(
        proposal,
        author=me.id,
        state=State.AWAITING if demanded else State.WAITING,
        at=work.now,
        begins_at=None if demanded else max(proposal.send_at or work.now, work.now + UNDO),
    )
    await deeds.note(work, announcement, "submitted", by=me.id)
    if demanded:
        await _ask_for_approval(work, announcement, me)
    return announcement


async def _ask_for_approval(
    work: AnnouncementWork, announcement: Announcement, author: Person
) -> None:
    approvers = await work.announcements.approvers(announcement.unit, but=author.id)
    if not approvers:
        raise NobodyToApprove
    unit = await work.units.get(announcement.unit)
    for one in approvers:
        await work.outbox.put(
            ApprovalAsked(
                to=one,
                sender=author.id,
                announcement=announcement.id,
                version=announcement.version,
                author=author.name,
                unit=unit.name,
            )
        )


async def see(
    work: AnnouncementWork, announcement_id: AnnouncementId, *, me: Person
) -> tuple[Announcement, bool]:
    """The announcement, and whether the person coordinates it rather than has got it."""
    announcement = await work.announcements.get(announcement_id)
    if announcement is None:
        raise Gone
    if await coordinates(work, announcement, me):
        return announcement, True
    if not await work.announcements.is_addressed(announcement_id, me.id):
        raise NotYours
    if announcement.state is State.RECALLED:
        raise WasRecalled
    return announcement, False


async def written(
    work: AnnouncementWork, event: int, *, me: Person
) -> Sequence[tuple[Announcement, Progress]]:
    """What of the letters to its guests the person answers for, and how far each has got."""
    held_by = await work.units.lineage((await guests.gathering(work, event, me=me)).unit)
    found = await work.announcements.to_guests(event, held_by, most=MOST_LETTERS)
    return [
        (one, await work.announcements.progress(one))
        for one in found
        if await coordinates(work, one, me)
    ]


async def check_coordinates(
    work: AnnouncementWork, announcement_id: AnnouncementId, *, me: Person
) -> Announcement:
    """To be looked at by those alone who answer for it."""
    announcement, as_coordinator = await see(work, announcement_id, me=me)
    if not as_coordinator:
        raise NotYours
    return announcement


async def coordinates(work: AnnouncementWork, announcement: Announcement, me: Person) -> bool:
    """So does the organiser of an event with what they write to its guests."""
    if me.holds(*COORDINATING, over=await work.units.lineage(announcement.unit)):
        return True
    is_own = announcement.author == me.id
    return is_own and await guests.answers_for(work, announcement.audience, me=me)


async def held(
    work: AnnouncementWork, announcement_id: AnnouncementId, *, me: Person
) -> Announcement:
    """For whoever coordinates it, and to be changed by nobody else meanwhile."""
    announcement = await work.announcements.hold(announcement_id)
    if announcement is None:
        raise Gone
    if not await coordinates(work, announcement, me):
        raise NotYours
    return announcement


async def approve(
    work: AnnouncementWork, announcement_id: AnnouncementId, *, me: Person
) -> Announcement:
    announcement = (await held(work, announcement_id, me=me)).approved(by=me.id, at=work.now)
    await work.announcements.save(announcement)
    await deeds.note(work, announcement, "approved", by=me.id)
    await work.outbox.put(
        ApprovalGiven(
            to=announcement.author,
            sender=me.id,
            announcement=announcement.id,
            version=announcement.version,
            by=me.name,
        )
    )
    return announcement


async def give_back(
    work: AnnouncementWork, announcement_id: AnnouncementId, words: str, *, me: Person
) -> Announcement:
    """Not agreed to, and why: the author corrects it and asks again."""
    if not words.strip():
        raise NothingToAnnounce
    announcement = (await held(work, announcement_id, me=me)).returned(by=me.id)
    await work.announcements.save(announcement)
    await deeds.note(work, announcement, "returned", by=me.id)
    await work.outbox.put(
        AnnouncementReturned(
            to=announcement.author,
            sender=me.id,
            announcement=announcement.id,
            version=announcement.version,
            by=me.name,
            words=Content(text=words).text,
        )
    )
    return announcement


async def cancel(
    work: AnnouncementWork, announcement_id: AnnouncementId, *, me: Person
) -> Announcement:
    announcement = (await held(work, announcement_id, me=me)).cancelled(at=work.now)
    await work.announcements.save(announcement)
    await deeds.note(work, announcement, "cancelled", by=me.id)
    return announcement


async def hasten(
    work: AnnouncementWork, announcement_id: AnnouncementId, *, me: Person
) -> Announcement:
    """Without the time to think again, where few get it or two have agreed."""
    announcement = await held(work, announcement_id, me=me)
    many = await work.announcements.more_than(MANY, announcement.audience)
    announcement = announcement.hastened(at=work.now, many=many)
    await work.announcements.save(announcement)
    await deeds.note(work, announcement, "hastened", by=me.id)
    return announcement


async def edit(
    work: AnnouncementWork,
    announcement_id: AnnouncementId,
    content: Content,
    *,
    me: Person,
) -> Announcement:
    """Other words: nobody gets the old ones any more, and delivered copies are corrected.

    Where two have to agree, what has not left is agreed to anew, and what has left is corrected
    by another than its author.
    """
    before = await held(work, announcement_id, me=me)
    demanded = await work.announcements.demands_approval(before.unit)
    if demanded and before.state.has_left and me.id == before.author:
        raise CorrectedByAnother
    shown = await work.announcements.span_shown(before.id)
    after = before.edited(content, at=work.now, shown=shown, demanded=demanded)
    if after.state is State.AWAITING:
        after = replace(after, author=me.id)  # whoever wrote it last is the first of the two
        await _ask_for_approval(work, after, me)
    await work.announcements.save(after)
    await deeds.note(work, after, "edited", by=me.id)
    return after


async def set_approval(
    work: AnnouncementWork, unit: UnitId, *, demanded: bool, me: Person
) -> None:
    """Whether announcements in the name of the unit, and of all below, need a second person."""
    if not me.holds(Role.ADMINISTRATOR, over=await work.units.lineage(unit)):
        raise NotYours
    await work.announcements.set_approval(unit, demanded=demanded)
    await deeds.note_approval(work, unit, demanded=demanded, by=me.id)
