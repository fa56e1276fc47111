"""The site's addresses, and two that fail as views can."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path

from decisionaid import urls


def fail(request: HttpRequest, kind: str) -> HttpResponse:
    raise {
        "400": SuspiciousOperation,
        "403": PermissionDenied,
        "500": RuntimeError,
    }[kind]("typed by a person")


urlpatterns = [
    path("fail/<kind>/", fail),
    path("api/fail/<kind>/", fail),
    *urls.urlpatterns,
]

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500
