"""A person's own limit in words: two-way, a what-if, never advice."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

#: What is weighed against what, by option.
TAKE = {
    "no_dmt": gettext_lazy("I would take no MS drug"),
    "natalizumab": gettext_lazy("I would take natalizumab"),
    "alemtuzumab": gettext_lazy("I would take alemtuzumab"),
    "ahsct": gettext_lazy("I would take the transplant"),
}

SUPPOSE = gettext_lazy(
    "Suppose %(deaths)s of 1,000 people died because of the transplant within %(time)s."
    " %(rest)s did not."
)
NOT_KNOWN = gettext_lazy(
    "Not offered: nobody knows these numbers for people like you, so there is nothing"
    " to weigh."
)
NOT_FEWER = gettext_lazy(
    "Not offered: in your numbers, a transplant leaves no fewer people more disabled"
    " than this does."
)

BETWEEN = gettext_lazy(
    "Compared with %(option)s: you would take the transplant if %(accepts)s of 1,000"
    " people died of it within %(time)s. You would not if %(refuses)s did."
)
BELOW_ALL = gettext_lazy(
    "Compared with %(option)s: you would not take the transplant, even if only"
    " %(refuses)s of 1,000 people died of it within %(time)s."
)
ABOVE_ALL = gettext_lazy(
    "Compared with %(option)s: you would take the transplant, even if %(accepts)s of"
    " 1,000 people died of it within %(time)s."
)
NOT_FIRM = gettext_lazy(
    "One number came twice, and you chose once this way and once that. Your limit may"
    " be near it, or not firm yet."
)

#: Where today's best estimate lies, seen from the limit.
ESTIMATE = {
    "below": gettext_lazy(
        "Today's best estimate for people like you is %(best)s of 1,000 within"
        " %(time)s. That is within your limit."
    ),
    "above": gettext_lazy(
        "Today's best estimate for people like you is %(best)s of 1,000 within"
        " %(time)s. That is beyond your limit."
    ),
    "between": gettext_lazy(
        "Today's best estimate for people like you is %(best)s of 1,000 within"
        " %(time)s. That is about where your limit lies."
    ),
}
#: Whether the estimate's range says otherwise than its best value.
RANGE = {
    True: gettext_lazy(
        "Its range, %(lower)s to %(upper)s of 1,000, lies on the same side."
    ),
    False: gettext_lazy(
        "Its range, %(lower)s to %(upper)s of 1,000, lies on both sides. So the"
        " true number may lie beyond your limit, or within it."
    ),
}
LEVEL = gettext_lazy(
    "Transplant and %(option)s come out level over %(time)s at %(best)s deaths of 1,000"
    " (%(lower)s to %(upper)s)."
)
LEVEL_MEANS = gettext_lazy(
    "With more deaths than that, more people are dead or more disabled with a"
    " transplant. With fewer, with %(option)s."
)
LEVEL_UNKNOWN = gettext_lazy(
    "When transplant and %(option)s come out level is not known for people like you."
)

ROWS = {
    "limit": gettext_lazy("Your own limit"),
    "estimate": gettext_lazy("Today's estimate"),
    "level": gettext_lazy("Comes out level"),
}
ROW_BETWEEN = gettext_lazy("between %(accepts)s and %(refuses)s")
ROW_BELOW = gettext_lazy("below %(refuses)s")
ROW_ABOVE = gettext_lazy("above %(accepts)s")
ROW_FIGURE = gettext_lazy("%(best)s, range %(lower)s to %(upper)s")
ROW_UNKNOWN = gettext_lazy("not known")
LADDER_TITLE = gettext_lazy("Your limit, today's estimate and the level on one ladder")
LADDER_TEXT = gettext_lazy(
    "Steps are deaths of 1,000 people because of the transplant, fewer at the foot."
    " The table has the same numbers."
)
