"""Looks into JSON that somebody else has written: what is not of its type is not there."""

from bot.messengers.max.answers import Json

LEAST, MOST = -(1 << 63), (1 << 63) - 1


class Unreadable(Exception):
    """No update that we can read. Says what is missing and quotes nothing: it may be personal."""


def piece(source: Json, key: str) -> Json:
    """An object inside an object; an empty one where there is none."""
    found = source.get(key)
    return found if isinstance(found, dict) else {}


def pieces(source: Json, key: str) -> list[Json]:
    """The objects in a list."""
    found = source.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def words(source: Json, key: str) -> str:
    found = source.get(key)
    return found if isinstance(found, str) else ""


def number(source: Json, key: str) -> int | None:
    """A whole number that a database can hold."""
    found = source.get(key)
    if not isinstance(found, int) or isinstance(found, bool):
        return None
    return found if LEAST <= found <= MOST else None


def needed(source: Json, key: str) -> int:
    found = number(source, key)
    if found is None:
        raise Unreadable(f"no {key}")
    return found


def amount(source: Json, key: str) -> int:
    """A number that is never below zero; zero where it is not told."""
    return max(number(source, key) or 0, 0)
