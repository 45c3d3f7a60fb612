"""The made-up answers in the bank of the demo's region."""

import json
from collections.abc import Mapping

from core.answers.model import REVIEWED_EVERY, AnswerId, Source, Wording
from core.people import PersonId
from core.units import UnitId
from storage.work import SqlWork
from texts import FOLDER


async def fill(work: SqlWork, *, unit: UnitId, by: PersonId) -> Mapping[str, AnswerId]:
    """Publish them in the name of the unit; say under which numbers."""
    topics = {topic.name: topic.id for topic in await work.catalogue.topics()}
    subjects = {subject.name: subject.id for subject in await work.catalogue.subjects()}
    answers = json.loads((FOLDER / "ru" / "demo_answers.json").read_text(encoding="utf-8"))
    numbers: dict[str, AnswerId] = {}
    for one in answers:
        source = Source(
            consultation=None,
            unit=unit,
            teacher=None,
            methodist=by,
            topic=topics[one["topic"]],
            subject=subjects[one["subject"]] if one["subject"] else None,
        )
        number = await work.answers.publish(
            source,
            Wording(one["question"], one["answer"]),
            unit=unit,
            by=by,
            at=work.now,
            review_at=work.now + REVIEWED_EVERY,
        )
        assert number is not None  # noqa: S101 - it comes of no consultation
        numbers[one["question"]] = number
    return numbers
