"""Passwords that are easy to guess: of our own words, or known from a breach.

Breaches are looked up where that is set up. Only the first five digits of the
password's SHA-1 leave the site; the service answers with every known ending, and the
comparison is made here.
"""

from __future__ import annotations

import hashlib
import logging
import urllib.request
from http.client import HTTPException

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 3
LONGEST_ANSWER = 2 * 1024 * 1024
PREFIX = 5
#: Signs that must be left where the words of ``PASSWORD_OWN_WORDS`` are taken out.
FEWEST_OTHERS = 8


class OwnWordsValidator:
    """Refuses passwords that are little more than words of this site."""

    def validate(self, password: str, user: object = None) -> None:
        given = rest = password.casefold()
        # the longest first, so that a word within another leaves nothing of it
        for word in sorted(settings.PASSWORD_OWN_WORDS, key=len, reverse=True):
            rest = rest.replace(word.casefold(), "")
        if rest != given and len(rest) < FEWEST_OTHERS:
            raise ValidationError(
                _(
                    "This password is little more than words of this site. "
                    "Choose another."
                ),
                code="password_own_words",
            )

    def get_help_text(self) -> str:
        return _("Words of this site alone do not make a password.")


class BreachedPasswordValidator:
    """Refuses passwords that the service at ``PASSWORD_BREACH_URL`` knows."""

    def validate(self, password: str, user: object = None) -> None:
        address = settings.PASSWORD_BREACH_URL
        if address and _is_known(password, address):
            raise ValidationError(
                _(
                    "This password is known from a breach of another site. "
                    "Choose another."
                ),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        return _("A password known from a breach of another site cannot be used.")


def _is_known(password: str, address: str) -> bool:
    # SHA-1 is what such services are asked by; nothing is stored under it here.
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    request = urllib.request.Request(
        f"{address.rstrip('/')}/{digest[:PREFIX]}", headers={"Add-Padding": "true"}
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            lines = answer.read(LONGEST_ANSWER).decode("ascii", "replace").splitlines()
    except (OSError, HTTPException):
        # Nobody is kept from a new password because another service is down.
        logger.warning("the look-up of breached passwords did not answer")
        return False
    counts = dict(line.strip().upper().partition(":")[::2] for line in lines)
    # Padding has a count of 0.
    return bool(counts.get(digest[PREFIX:], "0") != "0")
