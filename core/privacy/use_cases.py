"""What anybody may do with what is kept about them."""

from core.audit import Deed
from core.people import Person, PersonId
from core.privacy.model import Dossier, Erasure
from core.privacy.ports import PrivacyWork


async def export(work: PrivacyWork, *, me: Person) -> Dossier:
    """A copy of everything kept about the person."""
    dossier = await work.privacy.dossier(me.id)
    await work.audit.note(Deed.EXPORTED, by=me.id, about=me.id)
    return dossier


async def forget(work: PrivacyWork, *, me: Person) -> Erasure:
    """Consent withdrawn, data erased, at once; an act without names remains."""
    return await _erase(work, me.id, by=me.id)


async def forget_on_paper(work: PrivacyWork, person: PersonId) -> Erasure:
    """The same for somebody who has withdrawn in writing; the command line does it."""
    return await _erase(work, person, by=None)


async def _erase(work: PrivacyWork, person: PersonId, *, by: PersonId | None) -> Erasure:
    erasure = await work.privacy.erase(person, at=work.now)
    await work.audit.note(Deed.ERASED, by=by, about=person, what=f"act {erasure.act}")
    return erasure
