"""What was decided about releases; the numbers themselves are in the files."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Turn(models.Model):
    """One row, held by whoever decides, or says what a decision rests on."""

    class Meta:
        default_permissions = ()


class ReleaseInUse(models.Model):
    """The release in use from a moment on: the newest row counts, none is changed."""

    #: Counted up by one, so that of two who decide at once the second is refused.
    number = models.PositiveIntegerField(_("number"), primary_key=True)
    release_id = models.CharField(_("release"), max_length=40)
    digest = models.CharField(_("digest"), max_length=80)
    preview_lifted = models.BooleanField(_("banner lifted"), default=False)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("release in use")
        verbose_name_plural = _("releases in use")
        default_permissions = ()
        ordering = ("-pk",)
