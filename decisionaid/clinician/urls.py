"""Addresses for staff."""

from __future__ import annotations

from django.urls import include, path

from decisionaid.clinician import views
from decisionaid.clinician.site import site
from decisionaid.clinician.use import use

urlpatterns = [
    path("", views.home, name="clinician"),
    path("account/", include("decisionaid.clinician.accounts.urls")),
    path("results/", include("decisionaid.clinician.consultation.urls")),
    path("use/", use, name="use"),
    path("audit/", views.audit_trail, name="audit"),
    path("admin/", site.urls),
]
