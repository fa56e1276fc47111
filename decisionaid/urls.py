"""Every address of the site."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("decisionaid.questionnaire.urls")),
    path("", include("decisionaid.deliberation.urls")),
    path("results/", include("decisionaid.results.urls")),
    path("about/", include("decisionaid.about.urls")),
    path("code/", include("decisionaid.summaries.urls")),
    path("clinician/evidence/", include("decisionaid.evidence_desk.urls")),
    path("clinician/", include("decisionaid.clinician.urls")),
    path("api/", include("riskmodel.api.urls")),
    path("fhir/", include("decisionaid.fhir.urls")),
    path("", include("decisionaid.health.urls")),
]

handler400 = "decisionaid.errors.bad_request"
handler403 = "decisionaid.errors.permission_denied"
handler404 = "decisionaid.errors.page_not_found"
handler500 = "decisionaid.errors.server_error"
