from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartnerToken(models.Model):
    """A token that lets a partner's system ask the API more often.

    The token itself is not here, only its hash; of its use only the last day is kept.
    """

    name = models.CharField(_("partner"), max_length=100)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created on"))
    last_used_on = models.DateField(_("last used on"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("partner token")
        verbose_name_plural = _("partner tokens")
        default_permissions = ("view",)
        constraints = (
            models.UniqueConstraint(
                fields=("name",),
                condition=models.Q(revoked_at__isnull=True),
                name="one_token_in_use_for_each_partner",
                violation_error_message=_("This partner has a token: revoke it first."),
            ),
        )

    def __str__(self) -> str:
        return self.name
