"""The pages about the site, as the overview lists them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from decisionaid.about.page import Text

#: Pages with figures of death, which a person says yes to first.
GATED = ("questions", "report", "sources")


@dataclass(frozen=True)
class PageLink:
    """A page by the name of its address, and what it holds."""

    url_name: str
    title: Text
    summary: Text

    @property
    def has_deaths(self) -> bool:
        """Whether it has figures of death, and asks before it shows them."""
        return self.url_name.removeprefix("about:") in GATED


PAGES = (
    PageLink(
        "about:questions",
        _("Questions people asked"),
        _("The argument under a report of 2011, answered with numbers."),
    ),
    PageLink(
        "about:report",
        _("The report of 2011, played again"),
        _("Its counts, and this model's numbers then and today."),
    ),
    PageLink(
        "about:glossary",
        _("Words explained"),
        _("What the hard words on this site mean."),
    ),
    PageLink(
        "about:intended_use",
        _("What this site is meant for"),
        _("Who should use it, for what, and for what not."),
    ),
    PageLink(
        "about:method",
        _("How the numbers are made"),
        _("What the model does, step by step."),
    ),
    PageLink(
        "about:limits",
        _("What this site cannot tell you"),
        _("What is not known, and when not to use it."),
    ),
    PageLink(
        "about:sources",
        _("Every source and every figure"),
        _("Each study and figure, and how far it was checked."),
    ),
    PageLink(
        "about:checklist",
        _("What is asked of this site, and what holds"),
        _("Each rule, whether it holds, and the test that shows it."),
    ),
    PageLink(
        "about:hazards",
        _("What could go wrong"),
        _("What could harm somebody, what is done about it, what remains."),
    ),
    PageLink(
        "about:model_card",
        _("The model card"),
        _("For readers who know prediction models."),
    ),
    PageLink(
        "about:privacy",
        _("What we keep, and for how long"),
        _("Your answers, codes and cookies."),
    ),
    PageLink(
        "about:publisher",
        _("Who is behind this site"),
        _("Who pays, who answers for it, and when it is looked at again."),
    ),
    PageLink(
        "about:accessibility",
        _("Who can use this site, and how we tested it"),
        _("What works without a mouse, colour or script. What was not tested."),
    ),
    PageLink(
        "about:offline",
        _("Read about this site without a network"),
        _("Keep these pages on your device, without your answers."),
    ),
)
