"""The bank of answers: how soon it says what it has, when it has much."""

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from bench.figures import Figure
from bench.office import NOON, ZONE, clock
from bench.processes import ROOT
from core.answers.model import State
from core.answers.ports import Sought
from storage import grammar
from storage.answer_rows import AnswerRow
from storage.database import writing_engine
from storage.migrations import migrate
from storage.work import Database
from texts import FOLDER

TARGET = 20.0
SEED = 26
BATCH = 5000

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BankCounts:
    answers: int = 50_000
    rounds: int = 5


async def measure(counts: BankCounts, say: Say) -> list[Figure]:
    say(f"answers: a bank of {counts.answers:,}")
    with TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bank.db'}"
        engine = writing_engine(url)
        await migrate(engine)
        await engine.dispose()
        base = Database(url, clock=clock(), zone=ZoneInfo(ZONE))
        try:
            await _fill(base, counts.answers)
            times = await _searches(base, counts.rounds)
        finally:
            await base.close()
    p95 = quantiles(times, n=20)[-1]
    say(f"answers: median {median(times):.1f} ms, p95 {p95:.1f} ms")
    return [
        Figure(
            what=f"search among {counts.answers:,} answers",
            figure="p95",
            measured=p95,
            unit="ms",
            target=TARGET,
        )
    ]


async def _fill(base: Database, count: int) -> None:
    """The rows as they are kept; the index is made by the database as they come."""
    async with base.open_work() as work:
        await work.catalogue.begin_with()
        unit = await work.units.add(name="Край", level="регион", parent=None)
        topics = [topic.id for topic in await work.catalogue.topics()]
    rows = _rows(count, unit, len(topics))
    for _ in range(0, count, BATCH):
        async with base.writer.begin() as connection:
            batch = [row for row, _ in zip(rows, range(BATCH), strict=False)]
            await connection.execute(insert(AnswerRow), batch)


def _rows(count: int, unit: int, topics: int) -> Iterator[dict[str, object]]:
    """Words of the demo's answers thrown together anew: what was common there is common here."""
    answers = json.loads((FOLDER / "ru" / "demo_answers.json").read_text(encoding="utf-8"))
    questions = [grammar.lemmas(one["question"]) for one in answers]
    texts = [grammar.lemmas(one["answer"]) for one in answers]
    dice = random.Random(SEED)  # noqa: S311 - the same bank each time
    for number in range(count):
        question = dice.choice(questions) + dice.sample(dice.choice(texts), 3)
        answer = dice.choice(texts) + dice.choice(texts) + [f"word{dice.randrange(count)}"]
        yield {
            "question": " ".join(question),
            "answer": " ".join(answer),
            "question_words": " ".join(dict.fromkeys(question)),
            "answer_words": " ".join(dict.fromkeys(answer)),
            "topic_id": 1 + number % topics,
            "unit_id": unit,
            "published_at": NOON,
            "review_at": NOON + timedelta(days=365),
            "state": State.PUBLISHED,
            "useful": 0,
            "saved": 0,
        }


async def _searches(base: Database, rounds: int) -> list[float]:
    """Milliseconds of each, the dictionary loaded and every word met anew."""
    queries = json.loads((ROOT / "tests" / "answers" / "queries.json").read_text(encoding="utf-8"))
    grammar.lemmas("слова")
    times = []
    for _ in range(rounds):
        for one in queries:
            began = time.perf_counter()
            async with base.open_view() as work:
                await work.answers.find(Sought(words=one["asked"]), page=0)
            times.append((time.perf_counter() - began) * 1000)
    return times


def words(counts: BankCounts) -> str:
    """For the page: what was done."""
    return (
        f"- **answers**: {counts.answers:,} answers made of the words of the demo's, on SQLite (a "
        f"file). The sixty queries of the\n  tests, {counts.rounds} times, one after another, "
        f"from typed words to the first page; the dictionary is loaded before."
    )
