"""What becomes due by itself, looked for at every tick of the schedule."""

from dataclasses import dataclass
from typing import Protocol

from core.answers import use_cases as answers
from core.answers.ports import AnswerWork
from core.applications import use_cases as applications
from core.applications.ports import ApplicationWork
from core.attendance import use_cases as attendance
from core.attendance.ports import AttendanceWork, Named
from core.consultations import use_cases as consultations
from core.consultations.ports import ConsultationWork
from core.events import deciding
from core.events import reminding as events_soon
from core.events import use_cases as events
from core.events.ports import EventWork
from core.materials import telling as materials
from core.materials.ports import Materials, MaterialWork
from core.plan import reminding as planning
from core.plan.ports import PlanWork
from core.slots import reminding
from core.slots import use_cases as slots
from core.slots.ports import SlotWork
from core.work import OpenWork


class AllMaterials(Materials, Named, Protocol):
    """Materials as their own feature and attendance need them."""


class DueWork(
    AnswerWork,
    ApplicationWork,
    AttendanceWork,
    ConsultationWork,
    EventWork,
    MaterialWork,
    PlanWork,
    SlotWork,
    Protocol,
):
    """Whatever something may become due in."""

    @property
    def materials(self) -> AllMaterials: ...


@dataclass(frozen=True, slots=True)
class Reminders:
    open_work: OpenWork[DueWork]

    async def put_due(self) -> int:
        """Write the letters whose time has come; say how many."""
        async with self.open_work() as work:
            reminded = await consultations.remind(work)
            reminded += await consultations.remind_at_half(work)
        async with self.open_work() as work:
            await consultations.escalate(work)
        walk = consultations.Walk()
        while not walk.over:
            async with self.open_work() as work:
                await consultations.give_unowned(work, walk)
        async with self.open_work() as work:
            await consultations.announce_unowned(work)
        async with self.open_work() as work:
            await consultations.ask_how_it_went(work)
            await consultations.tell_of_returned(work)
        async with self.open_work() as work:
            await answers.remind(work)
        async with self.open_work() as work:
            await slots.put_right(work)
        async with self.open_work() as work:
            reminded += await reminding.remind(work)
        async with self.open_work() as work:
            reminded += await planning.remind(work)
        return reminded + await self._of_events()

    async def _of_events(self) -> int:
        """A work for each event: there may be thousands of letters to one."""
        async with self.open_work() as work:
            await events.expire(work)
        async with self.open_work() as work:
            await events.put_right(work)
        async with self.open_work() as work:
            due = await events_soon.due(work)
        reminded = 0
        for event in due:
            async with self.open_work() as work:
                reminded += await events_soon.remind(work, event)
        async with self.open_work() as work:
            reminded += await applications.remind(work)
            to_decide = await deciding.due(work)
        for event in to_decide:
            async with self.open_work() as work:
                await deciding.ask(work, event)
        async with self.open_work() as work:
            await attendance.thank(work)
        async with self.open_work() as work:
            filled = await materials.due(work)
        for shelf in filled:
            async with self.open_work() as work:
                await materials.tell(work, shelf)
        return reminded
