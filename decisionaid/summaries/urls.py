"""Addresses."""

from django.urls import URLPattern, URLResolver

app_name = "summaries"

urlpatterns: list[URLPattern | URLResolver] = []
