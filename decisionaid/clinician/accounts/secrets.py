"""Second factors' secrets, stored so that a copy of the database gives none away."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

_SALT = b"decisionaid.clinician.second-factor"


def encrypt(text: str) -> str:
    """Encrypt under the server's secret."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Decrypt what was encrypted under the server's secret, or an earlier one."""
    return _keys().decrypt(token.encode()).decode()


def _keys() -> MultiFernet:
    known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(Fernet(_derive(str(secret))) for secret in known)


def _derive(secret: str) -> bytes:
    # The secret is long and random, so one hash makes a key of it.
    digest = hashlib.sha256(_SALT + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
