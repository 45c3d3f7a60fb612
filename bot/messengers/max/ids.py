"""The arithmetic of MAX's ids: one number for what MAX calls by a chat, a string and a number.

It is regular and not documented, so nothing relies on it alone: see ``mids.py``.
"""

import re
from hashlib import blake2b

_MID = re.compile(r"mid\.([0-9a-f]{16})([0-9a-f]{16})")
_UNSIGNED = 1 << 64
_POSITIVE = (1 << 63) - 1


def mid_of(chat_id: int, seq: int) -> str:
    """The id of a message by the chat's own id in MAX and the message's number."""
    return f"mid.{chat_id % _UNSIGNED:016x}{seq % _UNSIGNED:016x}"


def parts_of(mid: str) -> tuple[int, int] | None:
    """Chat and number that an id is made of; ``None`` when it is made otherwise."""
    found = _MID.fullmatch(mid)
    return (_signed(found[1]), _signed(found[2])) if found else None


def message_id_of(mid: str, seq: int | None = None) -> int:
    """The number of a message, as handlers and the database know it.

    Where MAX does not tell ``seq``, it is read out of the id; an id that holds none gets a
    number of its own, the same every time.
    """
    if seq is not None:
        return seq
    parts = parts_of(mid)
    if parts is not None:
        return parts[1]
    return int.from_bytes(blake2b(mid.encode(), digest_size=8).digest()) & _POSITIVE


def dialog_of(user_id: int, bot_id: int) -> int:
    """MAX's own id of the dialog between a person and the bot."""
    return user_id ^ bot_id


def _signed(hexadecimal: str) -> int:
    number = int(hexadecimal, 16)
    return number if number <= _POSITIVE else number - _UNSIGNED
