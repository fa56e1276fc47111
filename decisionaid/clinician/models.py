"""What staff's work leaves behind."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from decisionaid.summaries.models import SavedComparison


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


class Consultation(models.Model):
    """What clinicians write about one kept result: corrections and notes.

    It goes when the result goes. ``version`` counts the changes, so that a change made
    on an older page is noticed instead of overwriting a newer one.
    """

    saved = models.OneToOneField(
        SavedComparison, on_delete=models.CASCADE, related_name="consultation"
    )
    corrections = models.JSONField(_("corrected answers"), default=dict)
    notes = models.TextField(_("notes"), blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(_("changed"), null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        default_permissions = ()


class Opening(models.Model):
    """One clinician's key to one consultation: they were given the code once.

    ``estimate`` is what they thought before they saw the model's numbers: None until
    asked, empty where they went on without.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="openings"
    )
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(_("opened"), db_index=True)
    estimate = models.JSONField(_("own estimate"), null=True)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("consultation", "clinician"), name="one_key_each"
            ),
        )
