"""Addresses."""

from django.urls import path

from decisionaid.deliberation import limit_views, views

app_name = "deliberation"

urlpatterns = [
    path("values/", views.values, name="values"),
    path("sure/<slug:moment>/", views.sure, name="sure"),
    path("sure/after/help/", views.help_after, name="help"),
    path("limit/", limit_views.limit, name="limit"),
    path("understanding/", views.understanding, name="understanding"),
]
