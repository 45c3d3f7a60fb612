"""Which answers have the words: FTS5 or PostgreSQL text search, over the same lemmas."""

import json
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, TextClause, bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.answers.model import (
    IN_TEXT,
    IN_TITLE,
    MOST_WORDS_OF_A_QUESTION,
    PREFERRED,
    AnswerId,
    Looked,
    State,
    fit,
    telling,
    weight,
)
from core.answers.ports import Found, Sought
from core.answers.refusals import NothingToLookFor
from core.catalogue import SubjectId, TopicId
from storage.answer_rows import AnswerRow
from storage.grammar import Grammar

CANDIDATES = 40
"""The database looks for the rarest words; of so many it is looked how well all fit."""

WORDS = """setweight(to_tsvector('simple', question_words), 'A')
    || setweight(to_tsvector('simple', answer_words), 'D')"""
"""As the index of PostgreSQL has it: an index of another expression is not used."""

IN_SQLITE = """WITH asked AS MATERIALIZED (
        SELECT json_extract(value, '$[0]') AS query, json_extract(value, '$[1]') AS weight
        FROM json_each(:asked))
    SELECT answers_index.rowid AS id FROM asked CROSS JOIN answers_index{join}
    WHERE answers_index MATCH query{only}
    GROUP BY answers_index.rowid ORDER BY sum(weight) DESC, answers_index.rowid LIMIT :most"""
"""As ``fit`` counts. To add up weights costs half of what bm25 does, which goes to each
answer for its length."""
IN_POSTGRESQL = """SELECT id FROM answers
    WHERE state = 'published' AND ({words}) @@ to_tsquery('simple', :asked){only}
    ORDER BY ts_rank({words}, to_tsquery('simple', :ranked)) DESC LIMIT :most"""
TERMS = """SELECT term, doc FROM answers_index_terms WHERE term IN :words
    UNION ALL SELECT '', max(id) FROM answers"""
COUNTED = """SELECT word, (SELECT count(*) FROM answers
    WHERE state = 'published' AND ({words}) @@ to_tsquery('simple', quote_literal(word)))
    FROM unnest(CAST(:words AS text[])) AS word UNION ALL SELECT '', max(id) FROM answers"""


SHOWN = (
    AnswerRow.id,
    AnswerRow.question,
    AnswerRow.topic_id,
    AnswerRow.subject_id,
    AnswerRow.useful,
)
"""What a list shows of an answer: its text is long, and nobody reads it there."""


class AnswerSearch:
    def __init__(self, session: AsyncSession, grammar: Grammar) -> None:
        self._session = session
        self._grammar = grammar
        self._sqlite = session.get_bind().dialect.name == "sqlite"

    async def hits(self, sought: Sought) -> Sequence[Found]:
        """The best first. Raises ``NothingToLookFor`` when there is no word to look for."""
        words = (await self._grammar.lemmas(sought.words))[:MOST_WORDS_OF_A_QUESTION]
        if not words:
            raise NothingToLookFor
        having = await self._having(words)
        bank = having.pop("", 0)
        asked = {word: weight(bank, having.get(word, 0)) for word in words}
        chosen = telling(words, having, bank)
        if not chosen.at:
            return []
        best = self._best(chosen, sought).columns(AnswerRow.id).subquery()
        rows = await self._session.execute(
            select(*SHOWN, AnswerRow.question_words, AnswerRow.answer_words).join(
                best, best.c.id == AnswerRow.id
            )
        )
        hits = [
            found_of(
                row.id,
                row.question,
                row.topic_id,
                row.subject_id,
                row.useful,
                fit=fit(asked, row.question_words.split(), row.answer_words.split()),
            )
            for row in rows
        ]
        return sorted(hits, key=lambda hit: (-_preferred(hit, sought.own), hit.id))

    async def _having(self, words: Sequence[str]) -> dict[str, int]:
        """In how many answers each of the words stands; under no word, how many there are,
        or a little more: those taken out are not worth counting."""
        if self._sqlite:
            terms = text(TERMS).bindparams(bindparam("words", expanding=True))
        else:
            terms = text(COUNTED.format(words=WORDS))
        rows = await self._session.execute(terms, {"words": list(words)})
        return {word: count for word, count in rows if count}

    def _best(self, words: Looked, sought: Sought) -> TextClause:
        """The numbers of those that have most of the words."""
        within = {"topic_id": sought.topic, "subject_id": sought.subject}
        values: dict[str, object] = {
            column: value for column, value in within.items() if value is not None
        }
        only = "".join(f" AND answers.{column} = :{column}" for column in values)
        if self._sqlite:
            join = " JOIN answers ON answers.id = answers_index.rowid" if only else ""
            statement = IN_SQLITE.format(join=join, only=only)
            values["asked"] = json.dumps(_parts(words))
        else:
            statement = IN_POSTGRESQL.format(words=WORDS, only=only)
            values["asked"] = _any_of(words.at, "'", " | ")
            values["ranked"] = _any_of([*words.at, *words.beside], "'", " | ")
        return text(statement).bindparams(most=CANDIDATES, **values)


def _any_of(words: Iterable[str], sign: str, mark: str) -> str:
    return mark.join(f"{sign}{word}{sign}" for word in words)


def _parts(words: Looked) -> Sequence[tuple[str, float]]:
    """What FTS5 is asked, and what each part is worth; a word of a question is met twice."""
    near = _any_of(words.at, '"', " OR ")
    where = [(words.at, ""), (words.beside, f" AND ({near})")]
    return [
        part
        for weights, more in where
        for word, one in weights.items()
        for part in (
            (f'"{word}"{more}', IN_TEXT * one),
            (f'(question_words : "{word}"){more}', IN_TITLE * one),
        )
    ]


def found_of(
    number: int, question: str, topic: int, subject: int | None, useful: int, *, fit: float = 0.0
) -> Found:
    """Of the columns ``SHOWN``."""
    return Found(
        id=AnswerId(number),
        question=question,
        topic=TopicId(topic),
        subject=None if subject is None else SubjectId(subject),
        useful=useful,
        fit=fit,
    )


def _preferred(hit: Found, own: Collection[SubjectId]) -> float:
    return hit.fit * (PREFERRED if hit.subject in own else 1.0)


def within(sought: Sought) -> list[ColumnElement[bool]]:
    """Where it is looked for, as conditions on rows."""
    conditions = [AnswerRow.state == State.PUBLISHED]
    if sought.topic is not None:
        conditions.append(AnswerRow.topic_id == sought.topic)
    if sought.subject is not None:
        conditions.append(AnswerRow.subject_id == sought.subject)
    return conditions
