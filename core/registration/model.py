"""What is asked of a newcomer and what is accepted as an answer."""

import re
from collections.abc import Sequence

from core.catalogue import SubjectId
from core.errors import Refusal
from core.people import LONGEST_NAME, LONGEST_POSITION, SHORTEST_NAME

CONSENT_VERSION = "2026-11"
"""The version of the consent's text in ``texts/ru/consent.ftl``. A new one is asked again."""

MOST_SUBJECTS = 10


class NameIsOff(Refusal):
    """A name is words with letters, not longer than ``LONGEST_NAME`` characters."""

    key = "name-is-off"


class NameTooLong(Refusal):
    key = "name-too-long"


class PositionTooLong(Refusal):
    key = "position-too-long"


class NoSubjects(Refusal):
    key = "no-subjects"


class TooManySubjects(Refusal):
    key = "too-many-subjects"


class NotRegistered(Refusal):
    """A profile with empty fields is not a registration yet."""

    key = "not-registered"


def cleaned(words: str) -> str:
    """One line without control characters and doubled spaces."""
    printable = "".join(sign if sign.isprintable() else " " for sign in words)
    return re.sub(r"\s+", " ", printable).strip()


def name_of(words: str) -> str:
    name = cleaned(words)
    if len(name) > LONGEST_NAME:
        raise NameTooLong(most=LONGEST_NAME, length=len(name))
    if sum(sign.isalpha() for sign in name) < SHORTEST_NAME:
        raise NameIsOff
    return name


def position_of(words: str) -> str:
    position = cleaned(words)
    if len(position) > LONGEST_POSITION:
        raise PositionTooLong(most=LONGEST_POSITION, length=len(position))
    if not position:
        raise NameIsOff
    return position


def subjects_of(chosen: Sequence[SubjectId]) -> tuple[SubjectId, ...]:
    """Once each, in the order chosen: the first is the main one."""
    subjects = tuple(dict.fromkeys(chosen))
    if not subjects:
        raise NoSubjects
    if len(subjects) > MOST_SUBJECTS:
        raise TooManySubjects(most=MOST_SUBJECTS)
    return subjects
