"""Addresses of the evidence desk."""

from __future__ import annotations

from django.urls import path

from decisionaid.evidence_desk import release_views, reviews

urlpatterns = [
    path("", reviews.desk, name="evidence-desk"),
    path("figures/<slug:id>/", reviews.figure, name="evidence-figure"),
    path("figures/<slug:id>/check/", reviews.check, name="evidence-check"),
    path("figures/<slug:id>/discrepancy/", reviews.dispute, name="evidence-dispute"),
    path("discrepancies/<int:pk>/", reviews.resolve, name="evidence-resolve"),
    path("releases/", release_views.releases, name="evidence-releases"),
    path("releases/propose/", release_views.propose, name="evidence-propose"),
    path("releases/roll-back/", release_views.roll_back, name="evidence-roll-back"),
    path("releases/banner/", release_views.banner, name="evidence-banner"),
    path("proposals/<int:pk>/", release_views.proposal, name="evidence-proposal"),
    path("proposals/<int:pk>/dry-run/", release_views.dry_run, name="evidence-dry-run"),
    path("proposals/<int:pk>/approve/", release_views.approve, name="evidence-approve"),
    path(
        "proposals/<int:pk>/withdraw/", release_views.withdraw, name="evidence-withdraw"
    ),
]
