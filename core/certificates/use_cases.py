"""Giving a certificate to whoever came, and telling anybody whether one is true."""

from core.certificates.model import Certificate, NeverGiven, NotAttended, number_of
from core.certificates.ports import CertificateWork
from core.errors import NotYours
from core.people import Person


async def take(work: CertificateWork, event: int, *, me: Person) -> Certificate:
    """One's own: made when it is first asked for, and the same ever after.

    A name that is changed later stays as it was on it, or one paper would serve several people.
    """
    await work.certificates.hold(me.id)
    visit = await work.certificates.visit(event, me.id)
    if visit is None:
        enrolled = await work.certificates.is_guest(event, me.id)
        raise NotAttended if enrolled else NotYours
    known = await work.certificates.of(event, me.id)
    if known is not None and known.withdrawn_at is None:
        return known
    certificate = (
        known.renewed(me.name)
        if known is not None
        else Certificate.of(
            visit, event=event, person=me.id, name=me.name, at=work.now, zone=work.zone
        )
    )
    await work.certificates.put(certificate)
    return certificate


async def taken(work: CertificateWork, event: int, *, me: Person) -> Certificate:
    """The one that was handed out, to be shown again."""
    known = await work.certificates.of(event, me.id)
    if known is None or known.withdrawn_at is not None:
        raise NotAttended
    return known


async def look_up(work: CertificateWork, words: str) -> Certificate:
    """By the number as somebody has typed it; a withdrawn one is found too."""
    number = number_of(words)
    found = None if number is None else await work.certificates.find(number)
    if found is None:
        raise NeverGiven
    return found
