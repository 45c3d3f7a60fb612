"""Lines of the plan straight into the tables, past the rules."""

from datetime import date
from typing import Any

from core.imports.plan import Planned, PlannedChange
from core.people import PersonId
from core.plan import keeping
from core.plan.model import LineId, PlanLine
from core.units import UnitId
from storage.work import Database, SqlWork

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


async def planned(
    work: SqlWork,
    unit: UnitId,
    title: str = "Семинар",
    *,
    responsible: PersonId | None = None,
    month: date = SEPTEMBER,
    **other: Any,
) -> LineId:
    """The newest line."""
    line = Planned(
        code=None,
        title=title,
        unit=unit,
        month=month,
        day=other.get("day"),
        audience=other.get("audience", ""),
        responsible=responsible,
    )
    await work.imports.save_plan([PlannedChange(line=None, planned=line)])
    return LineId(max(one.line for one in await work.imports.planned()))


async def line_of(database: Database, number: LineId) -> PlanLine:
    async with database.open_view() as work:
        line = await work.plan.get(number)
    assert line is not None
    return line


async def struck(database: Database, number: LineId, *, me: Any) -> None:
    async with database.open_work() as work:
        await keeping.strike(work, number, "Перенесли", me=me)
