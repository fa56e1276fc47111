"""What every view of the API stands on."""

from __future__ import annotations

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.views import APIView

from riskmodel import interface
from riskmodel.api.parsers import StrictJsonParser


class OpenView(APIView):
    """A view for everyone: no session, no cookie, so no forged request either."""

    parser_classes: tuple[type[BaseParser], ...] = (StrictJsonParser,)
    renderer_classes: tuple[type[BaseRenderer], ...] = (JSONRenderer,)

    @cached_property
    def release(self) -> interface.Release:
        """Ask once which release is in use: an answer is of one release."""
        found: interface.Release = import_string(settings.API_FIND_RELEASE)()
        return found
