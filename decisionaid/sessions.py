"""Sessions in the database, and no longer in it than they were promised to be."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import InterfaceError, OperationalError


class SessionStore(db.SessionStore):
    """Django's own store, which alone would leave old rows until someone clears them.

    Each new visitor's session clears those past their time, so that no scheduled job
    has to be thought of for answers to be deleted.
    """

    def create(self) -> None:
        self.clear_expired()
        super().create()

    def save(self, must_create: bool = False) -> None:
        """Save; tell a lost database from a session that somebody has deleted.

        Django takes both for the second, and would answer that the session is gone.
        """
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError | InterfaceError):
                raise error.__context__ from None
            raise
