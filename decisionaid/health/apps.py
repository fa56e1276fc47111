"""Health as a Django app: its checks run before every command and every start."""

from __future__ import annotations

from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "decisionaid.health"

    def ready(self) -> None:
        from decisionaid.health import checks  # noqa: F401 (registers itself)
