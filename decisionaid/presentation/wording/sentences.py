"""Sentences around numbers: the time and both sides stand in each of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

#: Both sides of each outcome and ability, with its range.
OUTCOME_SENTENCES = {
    "died_treatment": gettext_lazy(
        "Within %(time)s, %(best)s of 1,000 %(people)s (%(lower)s to %(upper)s) die "
        "because of the treatment; %(rest)s do not."
    ),
    "died_other": gettext_lazy(
        "Within %(time)s, %(best)s of 1,000 (%(lower)s to %(upper)s) die of something "
        "else; %(rest)s do not."
    ),
    "worse": gettext_lazy(
        "After %(time)s, %(best)s of 1,000 (%(lower)s to %(upper)s) are more disabled "
        "than now; %(rest)s are not."
    ),
    "same": gettext_lazy(
        "After %(time)s, %(best)s of 1,000 (%(lower)s to %(upper)s) are about the "
        "same; %(rest)s are not."
    ),
    "better": gettext_lazy(
        "After %(time)s, %(best)s of 1,000 (%(lower)s to %(upper)s) are less disabled "
        "than now; %(rest)s are not."
    ),
    "edss_at_least_6": gettext_lazy(
        "After %(time)s, %(best)s of 1,000 (%(lower)s to %(upper)s) need a walking "
        "aid; %(rest)s do not."
    ),
    "edss_at_least_7": gettext_lazy(
        "After %(time)s, %(best)s of 1,000 (%(lower)s to %(upper)s) mostly use a "
        "wheelchair; %(rest)s do not."
    ),
    "relapse_free": gettext_lazy(
        "Within %(time)s, %(best)s of 1,000 (%(lower)s to %(upper)s) have no relapse; "
        "%(rest)s have one or more."
    ),
}
DEATHS = gettext_lazy("%(best)s of 1,000 die of the treatment within %(time)s")
DEATHS_RANGE = gettext_lazy("range: %(range)s")
RANGE = gettext_lazy("%(lower)s to %(upper)s")
DEATHS_NONE = gettext_lazy("no treatment is given")
STRIP_CAPTION = gettext_lazy("%(people)s of the 1,000, made larger. Dashed: may be.")

HARM = gettext_lazy(
    "Within %(time)s, %(best)s of 1,000 (%(lower)s to %(upper)s) %(verb)s; "
    "%(rest)s do not."
)
NO_HARMS = gettext_lazy(
    "No drug is given, so there are no harms of a drug to count. "
    "What MS itself does is in the pictures of 1,000 people. Infections and other "
    "illness come without a drug too. They are not counted here."
)

DEFINITIONS = gettext_lazy(
    "“More disabled” is at least one band higher on the EDSS scale. "
    "“Less disabled” is one band lower."
)
UNKNOWN_ARRAY = gettext_lazy(
    "Not known: nobody can say how many of these 1,000 people would be more or less "
    "disabled. %(reason)s"
)

BREAK_EVEN = gettext_lazy(
    "Transplant and %(option)s come out level over %(time)s when %(level)s of 1,000 "
    "die of the transplant."
)
BREAK_EVEN_RANGE = gettext_lazy("That level could be %(lower)s to %(upper)s.")
BREAK_EVEN_TODAY = gettext_lazy(
    "Today's estimate for people like you: within %(time)s, %(best)s of 1,000 "
    "(%(lower)s to %(upper)s) die of the transplant."
)
BREAK_EVEN_BOTH_WAYS = gettext_lazy(
    "If fewer die of it, the transplant leaves fewer people dead or more disabled. "
    "If more die of it, %(option)s does."
)
BREAK_EVEN_NO_TIE = gettext_lazy(
    "In %(share)s of 1,000 tries of the model over %(time)s, there is no such level. "
    "There, %(option)s leaves fewer even if nobody dies of the transplant."
)
BREAK_EVEN_NEVER = gettext_lazy(
    "Transplant and %(option)s: no try of the model over %(time)s has such a level. "
    "%(option)s leaves fewer dead or more disabled even if nobody dies of the "
    "transplant."
)
LEVEL_WITH = gettext_lazy("Level with %(option)s")
LEVEL_TODAY = gettext_lazy("Deaths today")
LEVELS = {
    "dead_or_worse": gettext_lazy("Dead or more disabled count alike"),
    "dead_or_edss6": gettext_lazy("Dead or needing a walking aid count alike"),
}
BREAK_EVEN_UNKNOWN = gettext_lazy(
    "Transplant and %(option)s: not known for people like you."
)
