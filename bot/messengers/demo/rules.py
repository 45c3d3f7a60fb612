"""How questions go in the made-up region: terms, a leading school, shares, somebody away."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from core.absence import Absence
from core.ladder import Workload
from core.people import PersonId
from core.promise import Term
from core.units import UnitId
from storage.work import SqlWork


async def lay_down(
    work: SqlWork,
    plan: Mapping[str, Any],
    *,
    units: Mapping[str, UnitId],
    people: Mapping[int, PersonId],
) -> None:
    """Days of an absence are counted from today."""
    topics = {topic.name: topic.id for topic in await work.catalogue.topics()}
    subjects = {subject.name: subject.id for subject in await work.catalogue.subjects()}
    for term in plan["terms"]:
        await work.rules.put_term(
            Term(unit=units[term["unit"]], topic=topics[term["topic"]], days=term["days"])
        )
    for school in plan["leading"]:
        await work.rules.put_leading(
            units[school["unit"]], units[school["school"]], subjects[school["subject"]]
        )
    for load in plan["loads"]:
        workload = Workload(share=load["share"], ceiling=load["ceiling"])
        await work.rules.put_workload(people[load["person"]], workload)
    today = work.now.astimezone(work.zone).date()
    for away in plan["absences"]:
        await work.rules.put_absence(
            Absence(
                person=people[away["person"]],
                first=today + timedelta(days=away["first"]),
                last=today + timedelta(days=away["last"]),
                substitute=people[away["substitute"]],
            )
        )
