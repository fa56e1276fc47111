"""Addresses."""

from django.urls import path

from decisionaid.results import views

app_name = "results"

urlpatterns = [
    path("", views.page, name="page"),
    path("print/", views.sheet, name="print"),
    path("figure.json", views.figure, name="figure"),
]
