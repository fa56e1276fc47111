"""Addresses of the API."""

from __future__ import annotations

from django.urls import path, re_path

from riskmodel.api import resources, views

app_name = "api"

urlpatterns = [
    path("v1/comparisons/", views.ComparisonsView.as_view(), name="comparisons"),
    path("v1/comparisons/batch/", views.BatchView.as_view(), name="batch"),
    path("v1/break-even/", views.BreakEvenView.as_view(), name="break-even"),
    path("v1/era-curve/", views.EraCurveView.as_view(), name="era-curve"),
    path("v1/sensitivity/", views.SensitivityView.as_view(), name="sensitivity"),
    path("v1/options/", resources.OptionsView.as_view(), name="options"),
    path("v1/evidence/", resources.EvidenceView.as_view(), name="evidence"),
    path(
        "v1/evidence/sources/<str:id>/", resources.SourceView.as_view(), name="source"
    ),
    path(
        "v1/evidence/conflicts/<str:id>/",
        resources.ConflictView.as_view(),
        name="conflict",
    ),
    path("v1/parameters/", resources.ParametersView.as_view(), name="parameters"),
    path(
        "v1/parameters/<str:id>/", resources.ParameterView.as_view(), name="parameter"
    ),
    path("v1/releases/", resources.ReleasesView.as_view(), name="releases"),
    path("v1/numbers/<str:id>/", resources.NumberView.as_view(), name="number"),
    path("schema/", views.SchemaView.as_view(), name="schema"),
    re_path(r"", views.NotFoundView.as_view(), name="not-found"),
]
