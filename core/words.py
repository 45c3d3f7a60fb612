"""Words of people as they may be kept: everything but what no database can hold."""

import re

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL takes no NUL, and half of a surrogate pair is no character at all."""


def storable(words: str) -> str:
    return UNSTORABLE.sub("", words)
