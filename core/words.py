"""Words of people: what of them can be kept, and how long messengers find them."""

import re

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL takes no NUL, and half of a surrogate pair is no character at all."""


def storable(words: str) -> str:
    return UNSTORABLE.sub("", words)


def units(words: str) -> int:
    """UTF-16 units, which messengers count: most emoji are two."""
    return len(words) + sum(sign > "\uffff" for sign in words)
