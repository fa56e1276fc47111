from __future__ import annotations

from django.db import models


class Count(models.Model):
    """How many times something was sent within one stretch of time.

    The key is a keyed hash of who sent it and of the stretch; nobody can be found by
    it. The row is deleted once its stretch is over.
    """

    key = models.CharField(max_length=64, primary_key=True)
    ends_at = models.BigIntegerField(db_index=True, help_text="seconds since 1970")
    sent = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.sent} until {self.ends_at}"
