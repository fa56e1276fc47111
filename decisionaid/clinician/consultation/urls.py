"""Addresses of consultations; a code is part of none."""

from __future__ import annotations

from django.urls import path

from decisionaid.clinician.consultation import listing, views, what_if

urlpatterns = [
    path("", listing.consultations, name="consultations"),
    path("open/", listing.open_by_code, name="consultation-open"),
    path("list.csv", listing.export, name="consultations-export"),
    path("<int:pk>/", views.consultation, name="consultation"),
    path("<int:pk>/estimate/", views.estimate, name="consultation-estimate"),
    path("<int:pk>/what-if/", what_if.what_if, name="consultation-what-if"),
    path("<int:pk>/sensitivity/", what_if.sensitivity, name="consultation-sensitivity"),
    path("<int:pk>/record.pdf", views.record, name="consultation-record"),
    path("<int:pk>/work/", views.work, name="consultation-work"),
]
