"""The pages about the site, as the overview lists them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from decisionaid.about.page import Text


@dataclass(frozen=True)
class PageLink:
    """A page by the name of its address, and what it holds."""

    url_name: str
    title: Text
    summary: Text


PAGES = (
    PageLink(
        "about:questions",
        _("Questions people asked"),
        _("The argument under a report of 2011, answered with numbers."),
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
        "about:privacy",
        _("What we keep, and for how long"),
        _("Your answers, codes and cookies."),
    ),
    PageLink(
        "about:accessibility",
        _("Who can use this site, and how we tested it"),
        _("What works without a mouse, colour or script. What was not tested."),
    ),
)
