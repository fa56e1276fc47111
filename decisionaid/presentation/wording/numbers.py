"""What a number counts, in a patient's words, read from the number's id.

`riskmodel.evidence.numbers` lists the ids and says the same in the model's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from decisionaid.presentation.wording.certainty import STRATA
from decisionaid.presentation.wording.changes import name_change
from decisionaid.presentation.wording.harms import get_harm_words
from decisionaid.presentation.wording.labels import (
    ABILITY_LABELS,
    OPTION_NAMES,
    OPTION_PEOPLE,
    OPTION_WORDS,
    OUTCOME_LABELS,
    word_years,
)
from decisionaid.presentation.wording.sentences import LEVELS

NOT = "not_"
#: What is counted besides the groups and abilities of the pictures.
OTHERS = {
    "dead_or_worse": gettext_lazy("Died or more disabled"),
    "mean_edss": gettext_lazy("EDSS band on average"),
    "expected_relapses": gettext_lazy("How many relapses on average"),
}
WHAT = {**OUTCOME_LABELS, **ABILITY_LABELS, **OTHERS}
#: Which number of several; the best estimate needs no words.
PLACES = {
    "median": gettext_lazy("%(words)s: the middle of all tries"),
    "lower50": gettext_lazy("%(words)s: the lower end of the inner range"),
    "upper50": gettext_lazy("%(words)s: the upper end of the inner range"),
    "lower95": gettext_lazy("%(words)s: the lower end of the range"),
    "upper95": gettext_lazy("%(words)s: the upper end of the range"),
    "no_tie": gettext_lazy("%(words)s: how often there is no such number"),
}


def word_number(number_id: str, profile: Mapping[str, Any] | None = None) -> str:
    """Say what a number counts: of whom, when, and what.

    Some changes are named by the answers in ``profile``.

    Raises
    ------
    KeyError
        When the id is of no number.
    """
    place = PLACES.get(number_id.rpartition(".")[2])
    words = _word(number_id.split("."), profile or {})
    return words if place is None else str(place) % {"words": words}


def list_options(number_id: str) -> tuple[str, ...]:
    """List the options that a number is about."""
    parts = number_id.split(".")
    if parts[0] == "pml_table":
        return ("natalizumab",)
    if parts[0] in ("break_even", "transplant_mortality"):
        parts.append("ahsct")
    return tuple(option for option in OPTION_NAMES if option in parts)


def _word(parts: list[str], profile: Mapping[str, Any]) -> str:
    match parts:
        case ["what_if", name, *rest]:
            return gettext("%(change)s. %(words)s") % {
                "change": name_change(name, profile),
                "words": _word(rest, profile),
            }
        case ["studied", option, reach]:
            return _word_studied(option, certain=reach == "people")
        case ["pml_table", "own", year, _]:
            return gettext(
                "Have had PML %(time)s from today, if on natalizumab all the time. "
                "All your answers together"
            ) % {"time": word_years(int(year))}
        case ["pml_table", stratum, year, _]:
            return gettext("Have had PML after %(time)s on natalizumab. %(test)s") % {
                "time": word_years(int(year)),
                "test": STRATA[stratum],
            }
        case ["transplant_mortality", _]:
            return _word_people("ahsct", OUTCOME_LABELS["died_treatment"])
        case ["break_even", option, year, outcome, _]:
            return _word_level(option, int(year), outcome)
        case [option, year, "harms", harm, _]:
            what = get_harm_words(harm.removeprefix(NOT)).name
            return _word_people(option, _negate(harm, what), int(year))
        case [option, year, "edss_distribution", band, _]:
            told = gettext("In the band of EDSS %(band)s") % {"band": band}
            return _word_people(option, told, int(year))
        case [option, year, outcome, _]:
            counted = WHAT[outcome.removeprefix(NOT)]
            return _word_people(option, _negate(outcome, counted), int(year))
    raise KeyError(".".join(parts))


def _negate(name: str, words: object) -> object:
    if not name.startswith(NOT):
        return words
    return gettext("everybody but “%(words)s”") % {"words": words}


def _word_people(option: str, what: object, years: int | None = None) -> str:
    filled = {"people": OPTION_PEOPLE[option], "what": what}
    if years is None:
        return gettext("%(what)s: %(people)s") % filled
    return gettext("%(what)s: %(people)s, after %(time)s") % {
        **filled,
        "time": word_years(years),
    }


def _word_level(option: str, years: int, outcome: str) -> str:
    return gettext(
        "Deaths of the transplant at which it is level with %(option)s after %(time)s."
        " %(level)s"
    ) % {
        "option": OPTION_WORDS[option],
        "time": word_years(years),
        "level": LEVELS[outcome],
    }


def _word_studied(option: str, *, certain: bool) -> str:
    words = (
        gettext("People like you in studies: %(option)s")
        if certain
        else gettext("People in studies whose limits we have not seen: %(option)s")
    )
    return words % {"option": OPTION_NAMES[option]}
