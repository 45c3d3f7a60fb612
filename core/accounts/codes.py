"""Codes that are short enough to type, and links that need not be.

A code is twelve signs that stand on the keys of a Russian and of a Latin keyboard alike. The
first three find it, the other nine prove it: so tries are counted against the very code that is
being guessed. ``docs/decisions/0017-one-person-two-messengers.md`` says why.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from core.tokens import TOKEN_BYTES, new_token

DIGITS, LETTERS = "0123456789", "ACEHKMPTXY"
SIGNS = DIGITS + LETTERS
SURE_DIGITS = frozenset("245679")
"""Nobody writes a letter for them. A code has one, so a word of letters is never a code."""

FINDS, GROUP, LENGTH = 3, 4, 12

CYRILLIC = dict(
    zip(
        "\u0410\u0421\u0415\u041d\u041a\u041c\u0420\u0422\u0425\u0423\u041e\u0417\u0412",
        "ACEHKMPTXY038",
        strict=True,
    )
)
LATIN = {"O": "0", "I": "1", "L": "1", "B": "8"}
LOOK_ALIKES = str.maketrans(CYRILLIC | LATIN)
BETWEEN = re.compile(r"[\s\-\u2010-\u2015\u2212_.]+")
LONGEST = 40
"""Signs of a message that may be a code, with whatever stands between its groups."""

LINK = re.compile(r"j[A-Za-z0-9_-]{22}")
"""A sign longer than the token of an invitation, so one is never taken for the other."""

COST, BLOCK = 2**12, 8
"""Of scrypt: about ten milliseconds a try. A code at rest has too few bits for a quick hash."""
SALT_BYTES = 8


@dataclass(frozen=True, slots=True)
class Key:
    """What a person brings: the twelve signs of a code, or what a link carries."""

    text: str

    @property
    def is_link(self) -> bool:
        return LINK.fullmatch(self.text) is not None

    @property
    def finder(self) -> str:
        return self.text[:FINDS]

    @property
    def proof(self) -> str:
        return self.text[FINDS:]

    def __str__(self) -> str:
        """By fours, to be read from one phone and typed into another."""
        if self.is_link:
            return self.text
        return "-".join(self.text[i : i + GROUP] for i in range(0, LENGTH, GROUP))


def read(words: str) -> Key | None:
    """The key that the words are and nothing else; ``None`` if they say something else."""
    words = words.strip()
    if len(words) > LONGEST:
        return None
    if LINK.fullmatch(words):
        return Key(words)
    signs = BETWEEN.sub("", words).upper().translate(LOOK_ALIKES)
    return Key(signs) if _is_code(signs) else None


def new_code() -> Key:
    while not _is_code(signs := "".join(secrets.choice(SIGNS) for _ in range(LENGTH))):
        continue
    return Key(signs)


def new_link() -> Key:
    return Key(f"j{new_token()}")


def _is_code(signs: str) -> bool:
    return (
        len(signs) == LENGTH
        and set(signs) <= set(SIGNS)
        and not SURE_DIGITS.isdisjoint(signs)
        and not set(LETTERS).isdisjoint(signs)
    )


def sealed(proof: str) -> str:
    """What is kept of a code's proof."""
    salt = secrets.token_bytes(SALT_BYTES)
    return f"{salt.hex()}:{_hash(proof, salt).hex()}"


def opens(proof: str, kept: str) -> bool:
    salt, _, hashed = kept.partition(":")
    return hmac.compare_digest(_hash(proof, bytes.fromhex(salt)).hex(), hashed)


def _hash(proof: str, salt: bytes) -> bytes:
    return hashlib.scrypt(proof.encode(), salt=salt, n=COST, r=BLOCK, p=1, dklen=TOKEN_BYTES)
