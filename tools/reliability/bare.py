"""A bare Django page, to measure against: no database, no session, one template.

`gunicorn tools.reliability.bare` with the same workers as the site.
"""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

PAGE = "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>"

if not settings.configured:
    settings.configure(
        SECRET_KEY="only-on-this-machine",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    )
template = Engine().from_string(PAGE)


def show(request: HttpRequest) -> HttpResponse:
    return HttpResponse(template.render(Context({"title": "Hello"})))


urlpatterns = [path("", show)]
application = get_wsgi_application()
