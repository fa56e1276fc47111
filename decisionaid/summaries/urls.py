"""Addresses of kept results; a code is never part of one."""

from __future__ import annotations

from django.urls import path

from decisionaid.summaries import kept_views, views

app_name = "summaries"

urlpatterns = [
    path("", views.code, name="code"),
    path("sheet.pdf", kept_views.sheet_with_code, name="sheet"),
    path("changes/", kept_views.changes, name="changes"),
]
