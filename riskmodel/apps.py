"""The model as a Django app: it serves the API and has no tables."""

from __future__ import annotations

from django.apps import AppConfig


class RiskModelConfig(AppConfig):
    """Makes the command line and the API known to the project."""

    name = "riskmodel"
    verbose_name = "Risk model"

    def ready(self) -> None:
        """Register the start-up checks."""
        from riskmodel import checks  # noqa: F401  # registers on import
