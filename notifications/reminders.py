"""What becomes due by itself, looked for at every tick of the schedule."""

from dataclasses import dataclass

from core.consultations import use_cases as consultations
from core.consultations.ports import ConsultationWork
from core.work import OpenWork


@dataclass(frozen=True, slots=True)
class Reminders:
    open_work: OpenWork[ConsultationWork]

    async def put_due(self) -> int:
        """Write the letters whose time has come; say how many."""
        async with self.open_work() as work:
            reminded = await consultations.remind(work)
            reminded += await consultations.remind_at_half(work)
        async with self.open_work() as work:
            await consultations.escalate(work)
        async with self.open_work() as work:
            await consultations.give_unowned(work)
        async with self.open_work() as work:
            await consultations.announce_unowned(work)
        async with self.open_work() as work:
            await consultations.ask_how_it_went(work)
            await consultations.tell_of_returned(work)
        return reminded
