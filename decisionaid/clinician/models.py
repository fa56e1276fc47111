"""What staff's work leaves behind."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """One row of the audit trail; the database refuses to change or delete it.

    Nothing points from here to what was touched: a patient's result is deleted in its
    time, and the row stays.
    """

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        # An account with a trail is closed, never deleted.
        on_delete=models.PROTECT,
        related_name="+",
    )
    actor_name = models.CharField(_("who"), max_length=150)
    act = models.CharField(_("act"), max_length=40, db_index=True)
    object = models.CharField(_("thing"), max_length=200, db_index=True)
    details = models.JSONField(_("details"))

    class Meta:
        verbose_name = _("audit row")
        verbose_name_plural = _("audit rows")
        default_permissions = ()
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.act} {self.object}"
