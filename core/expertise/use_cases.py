"""How a methodist says what they answer for."""

from core.errors import NotYours
from core.expertise.model import Expertise
from core.expertise.ports import ExpertiseWork
from core.people import Person, Role


async def answer_for(work: ExpertiseWork, expertise: Expertise, *, me: Person) -> None:
    """Only within units that the methodist's role covers."""
    if not me.holds(Role.METHODIST, over=await work.units.lineage(expertise.unit)):
        raise NotYours
    await work.expertise.replace(me.id, expertise)
