"""The one address of kept results; a code is never part of it."""

from __future__ import annotations

from django.urls import path

from decisionaid.summaries import views

app_name = "summaries"

urlpatterns = [
    path("", views.code, name="code"),
]
