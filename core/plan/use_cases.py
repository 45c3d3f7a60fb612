"""Reading the plan."""

from core.people import STAFF, Person
from core.plan.model import PlanPage
from core.plan.ports import PlanWork


async def read(work: PlanWork, *, page: int, me: Person) -> PlanPage:
    """From this month on: of one's own place, of what one answers for, and of all above them."""
    units = set()
    for unit in (me.unit, *me.units_as(*STAFF)):
        if unit is not None:
            units |= set(await work.units.lineage(unit))
    today = work.now.astimezone(work.zone).date()
    return await work.plan.lines(units, since=today.replace(day=1), page=page)
