"""How a consultation of these tests begins, and what has become of it."""

from core.consultations import use_cases
from core.consultations.model import (
    Consultation,
    ConsultationId,
    Words,
)
from core.people import Person
from storage.work import Database
from tests import town
from tests.town import Town

YES = Words("По критериям из приложения 2.")


async def ask(database: Database, here: Town, me: Person) -> Consultation:
    async with database.open_work() as work:
        return await use_cases.ask(work, town.a_question(here), me=me)


async def now_saved(database: Database, number: ConsultationId) -> Consultation | None:
    async with database.open_view() as work:
        return await work.consultations.get(number)
