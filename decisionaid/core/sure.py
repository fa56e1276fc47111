"""The SURE test: four statements that tell whether a person is torn.

The four items, sure of myself, understand information, risk-benefit ratio and
encouragement, are those of Legare F, Kearing S, Clay K, et al. "Are you SURE?
Assessing patient decisional conflict with a 4-item screening test." Can Fam Physician
2010;56:e308-14. The words are our own plain ones, so the published cut-off does not
apply; nothing is added up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy

from decisionaid.core.fields import Text

SOURCE = gettext_lazy(
    "Our words for the four points of the SURE test: F Légaré and others, “Are you"
    " SURE?”, Canadian Family Physician 2010, volume 56, e308 to e314."
)


@dataclass(frozen=True)
class Statement:
    """A statement, and what can help a person who does not agree with it."""

    text: Text
    help: Text
    help_link: Text
    help_url_name: str


STATEMENTS: dict[str, Statement] = {
    "sure": Statement(
        gettext_lazy("I feel sure which choice suits me"),
        gettext_lazy(
            "Not being sure is common with a choice as big as this. You can take your"
            " time, and talk it over."
        ),
        gettext_lazy("Who can help"),
        "questionnaire:talk",
    ),
    "understand": Statement(
        gettext_lazy("I know the good and the bad sides of each choice"),
        gettext_lazy("You can look again at what each choice is like, at your pace."),
        gettext_lazy("What each choice is like"),
        "results:living",
    ),
    "matters": Statement(
        gettext_lazy("I know which good and bad sides matter most to me"),
        gettext_lazy(
            "You can go over what matters to you once more, with the numbers."
        ),
        gettext_lazy("What matters to you"),
        "deliberation:values",
    ),
    "support": Statement(
        gettext_lazy("I have enough support and advice to choose"),
        gettext_lazy(
            "You do not have to decide alone. Take someone with you to the talk with"
            " your doctor."
        ),
        gettext_lazy("Who can help, and what to ask"),
        "questionnaire:talk",
    ),
}


@dataclass(frozen=True)
class Help:
    """What can help, and where it is."""

    statement: Text
    text: Text
    link: Text
    url: str


def list_help(given: Mapping[str, str]) -> list[Help]:
    """List what can help with each statement that was answered with no."""
    return [
        Help(
            statement.text,
            statement.help,
            statement.help_link,
            reverse(statement.help_url_name),
        )
        for name, statement in STATEMENTS.items()
        if given.get(name) == "no"
    ]
