"""Random words that open something once they are brought back; only their hashes are kept."""

import hashlib
import secrets

TOKEN_BYTES = 16
"""128 bits: not to be guessed; 22 signs of a link, which may have 64."""


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def fingerprint(token: str) -> str:
    """What is stored instead of the token. It is random itself, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
