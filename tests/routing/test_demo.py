"""In the demo the ladder is seen at work: somebody is away, a school leads, a term is longer."""

from bot.messengers.demo.region import settle
from core.choices import choice_in
from core.consultations import use_cases
from core.consultations.model import Question, Words
from core.people import Account
from storage.work import Database


async def test_a_question_goes_to_whoever_stands_in(database: Database) -> None:
    async with database.open_work() as work:
        await work.catalogue.begin_with()
    await settle(database)
    async with database.open_work() as work:
        anna = await work.people.at(Account("demo", 101))
        boris = await work.people.at(Account("demo", 102))
        assert anna is not None
        assert boris is not None
        subjects = {one.name: one.id for one in await work.catalogue.subjects()}
        topics = {one.name: one.id for one in await work.catalogue.topics()}
        question = Question(
            topic=topics["Дети с ОВЗ"],
            subject=subjects["Русский язык и литература"],
            words=Words("Как адаптировать диктант?"),
        )
        asked = await use_cases.ask(work, question, me=anna)
        [tenure] = await work.routing.tenures(asked.id)
        choice = choice_in(tenure.facts or {})
        away = await work.people.at(Account("demo", 111))
        assert away is not None
        assert choice is not None
        assert (asked.methodist, choice.instead_of) == (boris.id, away.id)
        assert await work.routing.term(asked.unit, asked.topic) == 5
        assert len(await work.rules.leading(await work.units.lineage(asked.unit))) == 1
