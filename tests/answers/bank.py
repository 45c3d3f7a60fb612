"""A bank filled with the made-up answers of the demo."""

import json
from collections.abc import Mapping
from pathlib import Path

from bot.messengers.demo.bank import fill
from core.answers.model import AnswerId, Mark, Source, Wording
from core.people import Person, Role
from storage.work import Database
from tests import town
from tests.town import Town

QUERIES: list[dict[str, str]] = json.loads(
    (Path(__file__).parent / "queries.json").read_text(encoding="utf-8")
)


async def filled(database: Database) -> tuple[Town, Mapping[str, AnswerId]]:
    """The town, and the numbers of the answers by their questions."""
    here = await town.build(database)
    async with database.open_work() as work:
        boris = await town.settle(work, "Громов Борис", here.district, roles=[Role.METHODIST])
        return here, await fill(work, unit=here.district, by=boris.id)


async def publishes_and_marks(database: Database, here: Town, person: Person) -> None:
    async with database.open_work() as work:
        source = Source(
            consultation=None,
            unit=here.district,
            teacher=None,
            methodist=person.id,
            topic=here.attestation,
            subject=None,
        )
        wording = Wording("Как оценивать проект?", "По критериям.")
        number = await work.answers.publish(
            source, wording, unit=here.district, by=person.id, at=work.now, review_at=work.now
        )
        assert number is not None
        await work.answers.mark(number, Mark.USEFUL, by=person.id, at=work.now)
