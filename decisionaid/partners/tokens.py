"""A partner's token: made, and turned into what we store."""

from __future__ import annotations

import hashlib
import secrets

#: So that whoever finds one, in a file or by a scanner, knows what it is.
PREFIX = "mstc_"
RANDOM_BYTES = 32


def make_token() -> str:
    """Make a token of 256 random bits."""
    return PREFIX + secrets.token_urlsafe(RANDOM_BYTES)


def hash_token(token: str) -> str:
    """Turn a token into what is stored.

    A fast hash without a secret is enough: nobody guesses 256 random bits, and a
    partner's token outlives a change of the site's secret.
    """
    return hashlib.sha256(token.encode()).hexdigest()
