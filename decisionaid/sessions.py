"""Sessions in the database, and no longer in it than they were promised to be."""

from __future__ import annotations

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """Django's own store, which alone would leave old rows until someone clears them.

    Each new visitor's session clears those past their time, so that no scheduled job
    has to be thought of for answers to be deleted.
    """

    def create(self) -> None:
        self.clear_expired()
        super().create()
