"""What can matter to a person: the outcomes that are rated, and the order they give.

The order of what a person rated is the order of sections, never of options: nothing
here knows the options' numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from decisionaid.core import asked
from decisionaid.core.answers import Answers
from decisionaid.core.fields import Text

#: From most to least; "not sure" and no answer stand in the middle, as if unrated.
LEVELS: dict[str, Text] = {
    "very": gettext_lazy("Very much"),
    "quite": gettext_lazy("Quite a bit"),
    "little": gettext_lazy("A little"),
    "not": gettext_lazy("Not at all"),
    "unsure": gettext_lazy("Not sure"),
}
_RANKS = {"very": 0, "quite": 1, "unsure": 2, "": 2, "little": 3, "not": 4}


@dataclass(frozen=True)
class Outcome:
    """Something that can matter, how people think about it, and where it is shown.

    ``shown_as`` are the ids of what shows it in the results: groups of people,
    abilities, and features of what each option is like.
    """

    name: Text
    views: Text
    shown_as: tuple[str, ...]


OUTCOMES: dict[str, Outcome] = {
    "dying": Outcome(
        gettext_lazy("Dying from treatment"),
        gettext_lazy(
            "For some, any chance of this is too much. Others fear life with more"
            " disability more."
        ),
        ("died_treatment",),
    ),
    "walking_aid": Outcome(
        gettext_lazy("Needing a walking aid"),
        gettext_lazy(
            "Some would do a lot to keep walking freely. Others find that life stays"
            " good with an aid."
        ),
        ("edss_at_least_6", "edss_at_least_7", "worse"),
    ),
    "better": Outcome(
        gettext_lazy("Getting better than now"),
        gettext_lazy(
            "Some hope to win back what they lost. Others would be glad to stay as they"
            " are."
        ),
        ("better", "same"),
    ),
    "relapses": Outcome(
        gettext_lazy("Relapses"),
        gettext_lazy(
            "For some, each relapse turns life upside down. Others have few, or get"
            " over them well."
        ),
        ("relapse_free",),
    ),
    "hospital": Outcome(
        gettext_lazy("Time in hospital"),
        gettext_lazy(
            "Some cannot be away from home for weeks. Others would rather have it done"
            " at once."
        ),
        ("given", "time", "feel"),
    ),
    "fertility": Outcome(
        gettext_lazy("Being able to have children"),
        gettext_lazy(
            "Some want children, or want the choice. Others have their family, or want"
            " none."
        ),
        ("pregnancy",),
    ),
    "infusions": Outcome(
        gettext_lazy("Regular drips"),
        gettext_lazy(
            "Some do not like to plan life around drips. Others feel safe with regular"
            " visits."
        ),
        ("given", "time", "avoid"),
    ),
    "tests": Outcome(
        gettext_lazy("Years of blood tests"),
        gettext_lazy(
            "Some are tired of tests, or worry before each. Others feel looked after"
            " by them."
        ),
        ("tests",),
    ),
}


def list_outcomes(answers: Answers) -> tuple[str, ...]:
    """List the outcomes to rate; fertility only where it may apply."""
    wants_none = answers.get("children", {}).get("children") == "no"
    may_apply = asked.may_have_children(answers) and not wants_none
    return tuple(name for name in OUTCOMES if name != "fertility" or may_apply)


def order_outcomes(values: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Order all outcomes by how much they matter; those rated alike keep their order.

    ``values`` as `decisionaid.core.answers.get_values` gives them; without any the
    order is the usual one.
    """
    ratings = (values or {}).get("ratings", {})
    return tuple(
        sorted(OUTCOMES, key=lambda name: _RANKS.get(ratings.get(name, ""), 2))
    )


def order_shown(ids: Iterable[str], values: Mapping[str, Any] | None) -> list[str]:
    """Order what is shown by the outcomes it belongs to, most important first.

    What belongs to no outcome counts as not rated; equal places keep their order.
    """
    places: dict[str, int] = {}
    ratings = (values or {}).get("ratings", {})
    for outcome in order_outcomes(values):
        rank = _RANKS.get(ratings.get(outcome, ""), 2)
        for shown in OUTCOMES[outcome].shown_as:
            places.setdefault(shown, rank)
    return sorted(ids, key=lambda shown: places.get(shown, 2))


def list_most_important(values: Mapping[str, Any] | None) -> list[str]:
    """List the outcomes rated "very much", in their usual order."""
    ratings = (values or {}).get("ratings", {})
    return [name for name in OUTCOMES if ratings.get(name) == "very"]
