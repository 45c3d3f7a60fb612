"""Words of people: what of them can be kept, and how long messengers find them."""

import re

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL takes no NUL, and half of a surrogate pair is no character at all."""


def storable(words: str) -> str:
    return UNSTORABLE.sub("", words)


def one_line(words: str) -> str:
    """Without line ends and doubled blanks, and without what cannot be kept."""
    return " ".join(storable(words).split())


def whole_number(words: str) -> int | None:
    """What is written in digits; of more than nine the first nine, since no limit is so high."""
    digits = storable(words).strip()
    if not digits.isascii() or not digits.isdigit():
        return None
    return int(digits.lstrip("0")[:9] or "0")


def units(words: str) -> int:
    """UTF-16 units, which messengers count: most emoji are two."""
    return len(words) + sum(sign > "\uffff" for sign in words)
