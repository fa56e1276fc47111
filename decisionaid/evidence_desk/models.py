"""Reviews of figures and proposals of releases; no number of the model."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Review(models.Model):
    """What somebody said of one figure, as it stood in one release."""

    figure_id = models.CharField(_("figure"), max_length=80, db_index=True)
    release_id = models.CharField(_("release"), max_length=40)
    digest = models.CharField(_("digest"), max_length=80, db_index=True)
    # An account that signed something is closed, never deleted.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("when"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ("-pk",)


class Check(Review):
    """A figure was held against its paper and agrees with it."""

    compared = models.TextField(_("what was compared"))


class Discrepancy(Review):
    """A figure and its paper disagree, until it is resolved."""

    paper_says = models.TextField(_("what the paper says"))
    place = models.CharField(_("where in the paper"), max_length=200)
    reason = models.TextField(_("how it was resolved"), blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    resolved_at = models.DateTimeField(_("resolved"), null=True)


class Proposal(models.Model):
    """That a release of the files be used, with the dry run that shows what it does."""

    release_id = models.CharField(_("release"), max_length=40)
    reasons = models.TextField(_("reasons"))
    answers = models.ManyToManyField(Discrepancy, related_name="proposals")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed"))
    #: What the dry run found, and between which two releases.
    dry_run = models.JSONField(_("dry run"), null=True)
    live_digest = models.CharField(_("digest in use"), max_length=80, blank=True)
    digest = models.CharField(_("digest proposed"), max_length=80, blank=True)
    run_at = models.DateTimeField(_("dry run on"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    class Meta:
        default_permissions = ()
        ordering = ("-pk",)

    @property
    def is_open(self) -> bool:
        """Whether it can still be approved."""
        return self.approved_at is None and self.withdrawn_at is None
