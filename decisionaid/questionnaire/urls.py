"""Addresses of the questions and of what stands before and after them."""

from django.urls import path

from decisionaid.questionnaire import views

app_name = "questionnaire"

urlpatterns = [
    path("", views.start, name="start"),
    path("questions/<slug:name>/", views.question, name="question"),
    path("course-needed/", views.course_needed, name="course_needed"),
    path("check/", views.check, name="check"),
    path("ready/", views.ready, name="ready"),
    path("later/", views.later, name="later"),
    path("talk/", views.talk, name="talk"),
    path("forget/", views.forget, name="forget"),
    path("forgotten/", views.forgotten, name="forgotten"),
]
