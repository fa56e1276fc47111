from __future__ import annotations

from django.apps import AppConfig


class ClinicianConfig(AppConfig):
    name = "decisionaid.clinician"

    def ready(self) -> None:
        from decisionaid.clinician.accounts import receivers

        receivers.connect()
