"""Addresses for staff."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from decisionaid.clinician.site import site

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index"), name="clinician"),
    path("admin/", site.urls),
]
