"""Addresses of the pages about the site."""

from django.urls import path

from decisionaid.about import views

app_name = "about"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("ready/", views.ready, name="ready"),
    path("questions/", views.questions, name="questions"),
    path("offline/", views.offline, name="offline"),
    path("worker.js", views.worker, name="worker"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("report/", views.report, name="report"),
    path("sources/", views.sources, name="sources"),
    path("glossary/", views.glossary, name="glossary"),
    path("publisher/", views.publisher, name="publisher"),
    path("checklist/", views.checklist, name="checklist"),
    path("hazards/", views.hazards, name="hazards"),
    path("model-card/", views.model_card, name="model_card"),
    path("intended-use/", views.text, {"name": "intended-use"}, name="intended_use"),
    path("method/", views.text, {"name": "method"}, name="method"),
    path("limits/", views.text, {"name": "limits"}, name="limits"),
    path("privacy/", views.text, {"name": "privacy"}, name="privacy"),
    path("accessibility/", views.text, {"name": "accessibility"}, name="accessibility"),
]
