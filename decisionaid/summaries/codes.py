"""The code that opens a kept result: made, typed, and turned into what we store."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

#: Crockford's alphabet: no letter that looks like a digit, and none of U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 4
GROUP_LENGTH = 4
#: 16 characters of 5 bits: 80 bits. At a thousand guesses a second against a million
#: kept results, a first hit takes some 38 million years.
CODE_LENGTH = GROUPS * GROUP_LENGTH
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SALT = "decisionaid.summaries.code"


def make_code() -> str:
    """Make a random code, grouped for reading and typing."""
    return _group("".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)))


def write_code(typed: str) -> str:
    """Write a typed code as it was first shown."""
    return _group(normalise_code(typed) or "")


def _group(code: str) -> str:
    starts = range(0, len(code), GROUP_LENGTH)
    return "-".join(code[start : start + GROUP_LENGTH] for start in starts)


def normalise_code(typed: str) -> str | None:
    """Read a typed code: any case, any spacing, lookalikes taken for what they are.

    Gives None for what cannot be a code.
    """
    kept = "".join(typed.split()).replace("-", "").upper().translate(_LOOKALIKES)
    if len(kept) == CODE_LENGTH and set(kept) <= set(ALPHABET):
        return kept
    return None


def hash_code(code: str) -> str:
    """Turn a code into what is stored: useless without the server's secret.

    One keyed hash is enough here. A slow one protects passwords, which people choose;
    this code has 80 random bits.
    """
    return _hash(code, settings.SECRET_KEY)


def hash_code_by_every_secret(code: str) -> list[str]:
    """Give the hashes under the secret and earlier ones still accepted."""
    secrets_known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_hash(code, secret) for secret in secrets_known]


def _hash(code: str, secret: str | bytes) -> str:
    # What cannot be a code is hashed as well, so that it costs the same time.
    value = normalise_code(code) or ""
    return salted_hmac(_SALT, value, secret=secret, algorithm="sha256").hexdigest()
