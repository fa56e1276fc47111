from __future__ import annotations

from django.urls import path, re_path

from decisionaid.fhir import views

app_name = "fhir"

urlpatterns = [
    path("metadata", views.CapabilitiesView.as_view(), name="metadata"),
    path("Questionnaire/<str:id>", views.QuestionnaireView.as_view(), name="questions"),
    path("QuestionnaireResponse/$compare", views.CompareView.as_view(), name="compare"),
    re_path(r"", views.NotFoundView.as_view(), name="not-found"),
]
