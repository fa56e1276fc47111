"""Addresses of the API."""

from __future__ import annotations

from django.urls import path, re_path

from riskmodel.api import views

app_name = "api"

urlpatterns = [
    path("v1/comparisons/", views.ComparisonsView.as_view(), name="comparisons"),
    path("schema/", views.SchemaView.as_view(), name="schema"),
    re_path(r"", views.NotFoundView.as_view(), name="not-found"),
]
