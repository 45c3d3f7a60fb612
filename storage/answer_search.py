"""Which answers have the words: FTS5 or PostgreSQL text search, over the same lemmas."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, bindparam, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.answers.model import (
    MOST_WORDS_OF_A_QUESTION,
    PREFERRED,
    AnswerId,
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

CANDIDATES = 60
"""The database ranks by single words; of so many it is looked how well the whole fits."""

WORDS = """setweight(to_tsvector('simple', question_words), 'A')
    || setweight(to_tsvector('simple', answer_words), 'D')"""
"""As the index of PostgreSQL has it: an index of another expression is not used."""

IN_SQLITE = """SELECT answers_index.rowid FROM answers_index{join}
    WHERE answers_index MATCH :query{only}
    ORDER BY bm25(answers_index, 3.0, 1.0) LIMIT :most"""
IN_POSTGRESQL = """SELECT id FROM answers, to_tsquery('simple', :query) AS query
    WHERE state = 'published' AND ({words}) @@ query{only}
    ORDER BY ts_rank({words}, query) DESC LIMIT :most"""
TERMS = "SELECT term, doc FROM answers_index_terms WHERE term IN :words"
COUNTED = """SELECT word, (SELECT count(*) FROM answers
    WHERE state = 'published' AND ({words}) @@ to_tsquery('simple', quote_literal(word)))
    FROM unnest(CAST(:words AS text[])) AS word"""


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
        bank = await self._bank()
        having = await self._having(words)
        asked = {word: weight(bank, having.get(word, 0)) for word in words}
        chosen = telling(words, having, bank)
        if not chosen:
            return []
        numbers = await self._candidates(chosen, sought)
        rows = await self._session.execute(
            select(*SHOWN, AnswerRow.question_words, AnswerRow.answer_words).where(
                AnswerRow.id.in_(numbers)
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

    async def _bank(self) -> int:
        """How many there are, or a little more: those taken out are not worth counting."""
        return await self._session.scalar(select(func.max(AnswerRow.id))) or 0

    async def _having(self, words: Sequence[str]) -> Mapping[str, int]:
        """In how many answers each of the words stands."""
        if self._sqlite:
            terms = text(TERMS).bindparams(bindparam("words", expanding=True))
        else:
            terms = text(COUNTED.format(words=WORDS))
        rows = await self._session.execute(terms, {"words": list(words)})
        return {word: count for word, count in rows if count}

    async def _candidates(self, words: Collection[str], sought: Sought) -> Sequence[int]:
        only = "".join(
            f" AND answers.{column} = :{column}"
            for column, value in (("topic_id", sought.topic), ("subject_id", sought.subject))
            if value is not None
        )
        sign, mark = ('"', " OR ") if self._sqlite else ("'", " | ")
        values: dict[str, object] = {
            "query": mark.join(f"{sign}{word}{sign}" for word in words),
            "most": CANDIDATES,
        }
        if sought.topic is not None:
            values["topic_id"] = sought.topic
        if sought.subject is not None:
            values["subject_id"] = sought.subject
        join = " JOIN answers ON answers.id = answers_index.rowid" if only else ""
        statement = (
            IN_SQLITE.format(join=join, only=only)
            if self._sqlite
            else IN_POSTGRESQL.format(words=WORDS, only=only)
        )
        return list(await self._session.scalars(text(statement), values))


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
