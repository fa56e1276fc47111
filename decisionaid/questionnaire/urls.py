"""Addresses of the questions and of what stands before and after them."""

from django.urls import path

from decisionaid.questionnaire import views

app_name = "questionnaire"

urlpatterns = [
    path("", views.start, name="start"),
    path("talk/", views.talk, name="talk"),
    path("forget/", views.forget, name="forget"),
]
