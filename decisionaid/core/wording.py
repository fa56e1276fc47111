"""Sentences that must read the same wherever they stand."""

from django.utils.translation import gettext_lazy as _

#: The decision, the same sentence on the start page, with the results and in print.
DECISION = _(
    "Stem-cell transplant, natalizumab, alemtuzumab or no MS drug:"
    " what could each mean for you?"
)
