"""How roles are given, taken and handed over by a link."""

from core.audit import Deed
from core.errors import Gone, NotYours
from core.people import Grant, Person, PersonId, Role
from core.roles.invitations import (
    LASTS,
    AlreadyRegistered,
    Invitation,
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
    Kind,
    Offer,
)
from core.roles.model import (
    AlreadyHolds,
    GrantId,
    LastAdministrator,
    check_may_grant,
    check_may_invite,
)
from core.roles.notices import RoleGranted, RoleRevoked
from core.roles.ports import RoleWork
from core.tokens import fingerprint, new_token
from core.units import UnitId


async def invite(work: RoleWork, offer: Offer, *, by: Person) -> str:
    """Make a link for a school or for a role and return its token, which is kept nowhere.

    A person's link opens a record: only an import makes those, for records without an account.
    """
    if offer.unit is None or offer.kind is Kind.PERSON:
        raise NotYours
    lineage = await work.units.lineage(offer.unit)
    if offer.kind is Kind.ROLE and offer.role is not None:
        check_may_grant(by, offer.role, lineage)
    else:
        check_may_invite(by, lineage)
    token = new_token()
    await work.invitations.make(
        offer,
        fingerprint=fingerprint(token),
        by=by.id,
        at=work.now,
        expires_at=work.now + LASTS[offer.kind],
    )
    await work.audit.note(Deed.INVITED, by=by.id, what=f"{offer.role or offer.kind}@{offer.unit}")
    return token


async def read(work: RoleWork, token: str) -> Invitation:
    """The invitation behind a token, if it still counts."""
    invitation = await work.invitations.by_fingerprint(fingerprint(token))
    if invitation is None:
        raise InvitationUnknown
    invitation.check(work.now)
    return invitation


async def _check_inviter(work: RoleWork, offer: Offer, inviter: PersonId | None) -> None:
    """A link counts no longer than its maker may give what it offers."""
    if inviter is None or offer.unit is None or offer.role is None:
        return
    try:
        giver = await work.people.get(inviter)
        check_may_grant(giver, offer.role, await work.units.lineage(offer.unit))
    except (Gone, NotYours):
        raise InvitationExpired from None


async def accept(work: RoleWork, token: str, *, me: Person) -> tuple[Offer, Person]:
    """Take what the link offers; a link that works once is used up by it."""
    invitation = await read(work, token)
    if invitation.offer.kind is Kind.PERSON and me.registered_at is not None:
        raise AlreadyRegistered
    await _check_inviter(work, invitation.offer, invitation.by)
    if invitation.works_once and not await work.invitations.use(invitation, by=me.id, at=work.now):
        raise InvitationUsed
    offer = invitation.offer
    if offer.kind is Kind.PERSON and offer.person is not None:
        if offer.person != me.id:
            await work.invitations.adopt(offer.person, newcomer=me.id, at=work.now)
            await work.audit.note(Deed.ADOPTED, by=me.id, about=offer.person)
        return offer, await work.people.get(offer.person)
    if offer.unit is not None and me.unit is None:
        await work.registration.place(me.id, offer.unit)
    if offer.kind is Kind.ROLE and offer.unit is not None and offer.role is not None:
        await _grant(work, Grant(offer.role, offer.unit), to=me, by=invitation.by)
    return offer, await work.people.get(me.id)


async def grant(
    work: RoleWork, role: Role, unit: UnitId, *, to: Person, by: Person | None
) -> None:
    """Give a role by hand; ``by`` is ``None`` for whoever sits at the command line."""
    if by is not None:
        check_may_grant(by, role, await work.units.lineage(unit))
    granted = await _grant(work, Grant(role, unit), to=to, by=by.id if by else None)
    if not granted:
        raise AlreadyHolds


async def _grant(work: RoleWork, grant: Grant, *, to: Person, by: PersonId | None) -> bool:
    if not await work.roles.grant(to.id, grant, by=by, at=work.now):
        return False
    await work.audit.note(Deed.GRANTED, by=by, about=to.id, what=f"{grant.role}@{grant.unit}")
    unit = await work.units.get(grant.unit)
    await work.outbox.put(
        RoleGranted(to=to.id, role=grant.role, unit=unit.name, granted_at=work.now.isoformat())
    )
    return True


async def revoke(work: RoleWork, appointment_id: GrantId, *, by: Person | None) -> None:
    """Take a role back. The last administrator cannot be removed."""
    appointment = await work.roles.get(appointment_id)
    if appointment is None:
        raise Gone
    grant = appointment.grant
    if by is not None:
        check_may_grant(by, grant.role, await work.units.lineage(grant.unit))
    if grant.role is Role.ADMINISTRATOR and await work.roles.count_firmly(Role.ADMINISTRATOR) == 1:
        raise LastAdministrator
    giver = by.id if by else None
    if not await work.roles.revoke(appointment_id, by=giver, at=work.now):
        raise Gone
    await work.consultations.release(appointment.person)
    await work.audit.note(
        Deed.REVOKED, by=giver, about=appointment.person, what=f"{grant.role}@{grant.unit}"
    )
    await work.outbox.put(
        RoleRevoked(
            to=appointment.person,
            role=grant.role,
            unit=appointment.unit_name,
            appointment=appointment_id,
        )
    )


async def look_at_staff(work: RoleWork, *, by: Person) -> None:
    """Write down that somebody has read the list of who holds which role."""
    await work.audit.note(Deed.LOOKED, by=by.id, what="staff")
