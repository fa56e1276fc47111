"""Addresses."""

from django.urls import path

from decisionaid.results import sheet, views

app_name = "results"

urlpatterns = [
    path("", views.gentle_part, {"name": "page"}, name="page"),
    path("years/", views.part, {"name": "years"}, name="years"),
    path("harms/", views.part, {"name": "harms"}, name="harms"),
    path("living/", views.gentle_part, {"name": "living"}, name="living"),
    path("level/", views.part, {"name": "level"}, name="level"),
    path("sure/", views.part, {"name": "sure"}, name="sure"),
    path("changes/", views.part, {"name": "changes"}, name="changes"),
    path("numbers/<str:number_id>/", views.number, name="number"),
    path("numbers/", views.part, {"name": "numbers"}, name="numbers"),
    path("view/", views.change_view, name="view"),
    path("print/", sheet.page, name="print"),
    path("summary.pdf", sheet.pdf, name="pdf"),
    path("figure.json", views.figure, name="figure"),
]
