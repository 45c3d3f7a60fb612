"""Search: in whatever form the words are typed, the answer is among the first three."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.messengers.demo import region
from core.answers.model import FITTING, Wording
from core.answers.ports import Found, Sought
from core.answers.refusals import NothingToLookFor
from storage import grammar
from storage.work import Database
from tests.answers.bank import QUERIES, filled

WANTED, FAR_BELOW = 0.9, 0.7
STRANGE = (
    "Когда выдадут зарплату за ноябрь",
    "Где купить ноутбук подешевле",
    "Какая завтра погода в районе",
    "Сломалась дверь в спортзале, кому звонить",
    "Потерялся ключ от кабинета",
)
"""Nothing in the bank answers these."""


async def first(database: Database, words: str, most: int = 3) -> Sequence[Found]:
    async with database.open_view() as work:
        return await work.answers.fitting(Sought(words=words), most=most)


async def recall(database: Database) -> float:
    found = 0
    for one in QUERIES:
        said = [hit.question for hit in await first(database, one["asked"])]
        found += one["expected"] in said
    return found / len(QUERIES)


async def test_sixty_questions_find_their_answers(any_database: Database) -> None:
    _, numbers = await filled(any_database)

    assert len(numbers) >= 60
    assert len(QUERIES) == 60
    assert {one["expected"] for one in QUERIES} <= set(numbers)
    assert await recall(any_database) >= WANTED


async def test_the_twin_that_takes_words_as_they_are_typed_does_not(
    any_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raw(text: str) -> list[str]:
        return list(dict.fromkeys(grammar.WORD.findall(text.lower())))

    monkeypatch.setattr(grammar, "lemmas", raw)
    await filled(any_database)

    assert await recall(any_database) < FAR_BELOW


async def test_only_what_fits_is_thought_to_answer(any_database: Database) -> None:
    _, numbers = await filled(any_database)

    for words in STRANGE:
        assert not [one for one in await first(any_database, words) if one.fit >= FITTING]
    for question in numbers:
        assert (await first(any_database, question))[0].fit >= FITTING


async def test_what_was_changed_is_found_by_its_new_words_and_withdrawn_by_none(
    any_database: Database,
) -> None:
    _, numbers = await filled(any_database)
    number = numbers["Как оформить классный уголок?"]
    async with any_database.open_work() as work:
        kept = await work.answers.get(number)
        assert kept is not None
        changed = kept.reworded(Wording("Чем кормить хомяка?", "Зерном и морковью."))
        await work.answers.save(changed)
    assert [one.id for one in await first(any_database, "хомякам зерно")] == [number]
    assert number not in [one.id for one in await first(any_database, "классные уголки")]

    async with any_database.open_work() as work:
        await work.answers.save(changed.withdrawn())
    assert await first(any_database, "хомякам зерно") == []

    async with any_database.open_work() as work:
        await work.answers.save(changed)
    assert [one.id for one in await first(any_database, "хомякам зерно")] == [number]


async def test_within_a_topic_or_a_subject(any_database: Database) -> None:
    here, _ = await filled(any_database)
    async with any_database.open_view() as work:
        sought = Sought(words="часы и отметки", subject=here.maths)
        by_words = await work.answers.find(sought, page=0)
        by_list = await work.answers.find(replace(sought, words=""), page=0)
    assert by_list.total == 3
    assert {one.subject for one in (*by_words.found, *by_list.found)} == {here.maths}


async def test_words_that_tell_nothing_are_refused(any_database: Database) -> None:
    await filled(any_database)
    with pytest.raises(NothingToLookFor):
        await first(any_database, "как и что?")


@pytest.mark.parametrize("words", ['"', "a' | b", "NEAR(", "ёж*", "слово" * 200, "1:2 & 3"])
async def test_signs_of_query_languages_are_words_like_others(
    any_database: Database, words: str
) -> None:
    await filled(any_database)
    with contextlib.suppress(NothingToLookFor):
        await first(any_database, words)


async def test_forms_of_a_word_are_one_word() -> None:
    assert grammar.lemmas("Ещё отчёты") == grammar.lemmas("ещё отчётами")
    assert grammar.lemmas("сферумом") == grammar.lemmas("Сферума")


async def test_the_demo_opens_with_a_bank(database: Database) -> None:
    async with database.open_work() as work:
        await work.catalogue.begin_with()
    await region.settle(database)

    assert await first(database, "как оценить проекты")
