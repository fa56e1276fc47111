"""Names of options, outcomes, abilities and times."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, gettext_lazy, ngettext

OPTION_NAMES = {
    "no_dmt": gettext_lazy("No MS drug"),
    "natalizumab": gettext_lazy("Natalizumab"),
    "alemtuzumab": gettext_lazy("Alemtuzumab"),
    "ahsct": gettext_lazy("Stem-cell transplant"),
}
#: The option inside a sentence.
OPTION_WORDS = {
    "no_dmt": gettext_lazy("no MS drug"),
    "natalizumab": gettext_lazy("natalizumab"),
    "alemtuzumab": gettext_lazy("alemtuzumab"),
    "ahsct": gettext_lazy("transplant"),
}
#: Its people inside a sentence: "220 of 1,000 people on natalizumab are ...".
OPTION_PEOPLE = {
    "no_dmt": gettext_lazy("people with no MS drug"),
    "natalizumab": gettext_lazy("people on natalizumab"),
    "alemtuzumab": gettext_lazy("people who had alemtuzumab"),
    "ahsct": gettext_lazy("people who had a transplant"),
}

OUTCOME_LABELS = {
    "died_treatment": gettext_lazy("Died because of the treatment"),
    "died_other": gettext_lazy("Died of something else"),
    "worse": gettext_lazy("More disabled"),
    "same": gettext_lazy("The same"),
    "better": gettext_lazy("Less disabled"),
}
#: Under a picture there is room for one word.
COUNT_LABELS = {
    "died_other": gettext_lazy("Died, other"),
    "worse": gettext_lazy("Worse"),
    "same": gettext_lazy("Same"),
    "better": gettext_lazy("Better"),
}
#: The line of deaths in a curve, of the treatment or anything else.
DIED_LABEL = gettext_lazy("Died")
LEGEND_LABELS = {
    "died_treatment": gettext_lazy("died because of the treatment"),
    "died_other": gettext_lazy("died of something else"),
    "worse": gettext_lazy("more disabled"),
    "worse_maybe": gettext_lazy("may be more disabled"),
    "same": gettext_lazy("the same"),
    "better_maybe": gettext_lazy("may be less disabled"),
    "better": gettext_lazy("less disabled"),
}
ABILITY_LABELS = {
    "edss_at_least_6": gettext_lazy("Need a walking aid"),
    "edss_at_least_7": gettext_lazy("Mostly use a wheelchair"),
    "relapse_free": gettext_lazy("Have had no relapse at all"),
}
NOT_KNOWN = gettext_lazy("not known")
STATUS_LABELS = {
    "estimated": gettext_lazy("The studies had people like you."),
    "extrapolated": gettext_lazy("The studies had few people like you."),
    "not_estimable": gettext_lazy("Not known for people like you."),
}


def word_years(years: int) -> str:
    """Write a time: "1 year", "5 years"."""
    return ngettext("%(years)d year", "%(years)d years", years) % {"years": years}


def word_order(option_ids: Sequence[str], *, chosen: bool) -> str:
    """Say why the choices stand in this order."""
    first = OPTION_NAMES[option_ids[0]]
    if chosen:
        words = gettext("You chose to see %(first)s first. The order says nothing.")
    else:
        words = gettext(
            "Chance put %(first)s first for you. The order says nothing about which "
            "is better."
        )
    return words % {"first": first}


def word_title(years: int) -> str:
    """Write the heading: the time, the denominator and whom it is about."""
    return gettext("After %(time)s, of 1,000 people like you") % {
        "time": word_years(years)
    }


def join_words(words: list[str]) -> str:
    """Join words as a sentence does: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return gettext("%(some)s and %(last)s") % {
        "some": ", ".join(words[:-1]),
        "last": words[-1],
    }
