from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedComparison(models.Model):
    """A result that a person asked us to keep, exactly as they saw it.

    It holds no name and no way to find out whose it is. The code is not in it, only
    the code's keyed hash.
    """

    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    answers = models.JSONField(_("answers"))
    # Only the parts that the person agreed to keep.
    deliberation = models.JSONField(_("what the person said"), default=dict, blank=True)
    # As `decisionaid.presentation.view` reads it; results kept before have none.
    view = models.JSONField(_("order and time shown"), default=dict, blank=True)
    # Text, not JSON: a JSON column would reorder the names, and the document is to
    # stay the same to the byte.
    document = models.TextField(_("document"))
    release_id = models.CharField(_("release"), max_length=100)
    release_digest = models.CharField(_("digest of the release"), max_length=100)
    model_version = models.CharField(_("model version"), max_length=50, default="")
    created_at = models.DateTimeField(_("kept on"), db_index=True)
    expires_at = models.DateTimeField(_("expires on"), db_index=True)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("kept result")
        verbose_name_plural = _("kept results")
        default_permissions = ("view",)
        permissions = (("withdraw_savedcomparison", "Can withdraw a kept result"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(document=""),
                name="withdrawn_keeps_nothing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.release_id}, {self.created_at:%Y-%m-%d %H:%M}"

    def read_document(self) -> dict[str, Any] | None:
        """Give the Comparison document, or None once it is withdrawn."""
        return json.loads(self.document) if self.document else None
