"""What anybody may do with what is kept about them."""

from core.audit import Deed
from core.people import Person
from core.privacy.model import Dossier, Erasure
from core.privacy.ports import PrivacyWork


async def export(work: PrivacyWork, *, me: Person) -> Dossier:
    """A copy of everything kept about the person."""
    dossier = await work.privacy.dossier(me.id)
    await work.audit.note(Deed.EXPORTED, by=me.id, about=me.id)
    return dossier


async def forget(work: PrivacyWork, *, me: Person) -> Erasure:
    """Consent withdrawn, data erased, at once; an act without names remains."""
    erasure = await work.privacy.erase(me.id, at=work.now)
    await work.audit.note(Deed.ERASED, by=me.id, about=me.id, what=f"act {erasure.act}")
    return erasure
