"""The pages about the site, as a part of the site."""

from django.apps import AppConfig


class AboutConfig(AppConfig):
    name = "decisionaid.about"

    def ready(self) -> None:
        from decisionaid.about import checks  # noqa: F401  (registers them)
