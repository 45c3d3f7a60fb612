"""Absences in words, and whose they are."""

from collections.abc import Mapping
from typing import Any, Protocol

from core.absence import Absence
from core.consultations.ports import ConsultationWork
from core.people import Person, PersonId
from core.routing.ports import RoutingWork
from texts import Texts


class AbsenceWork(ConsultationWork, RoutingWork, Protocol):
    """An absence, and what was asked of whoever is away."""


def named(person: Person, me: Person) -> dict[str, Any]:
    """Whose absences, and the places that lie behind: one's own are not called by name."""
    own = person.id == me.id
    return {
        "own": "yes" if own else "no",
        "name": person.name,
        "behind": "workplace" if own else f"methodist:{person.id}",
        "absences": "absences" if own else f"absencesof:{person.id}",
    }


async def substitutes_of(work: RoutingWork, *absences: Absence) -> Mapping[PersonId, str]:
    return await work.people.names({one.substitute for one in absences if one.substitute})


def said(absence: Absence, names: Mapping[PersonId, str], texts: Texts) -> dict[str, Any]:
    """Its days and who stands in, ``none`` for nobody."""
    substitute = names.get(absence.substitute) if absence.substitute else None
    return {
        "days": texts.days(absence.first, absence.last),
        "substitute": substitute or "none",
    }
