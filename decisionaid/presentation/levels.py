"""Whether a transplant and another choice can be said to come out level somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Of the model's tries, the most that may have no such level. Figures are of the tries
#: that have one: where many have none, these are the tries in which the transplant did
#: well, and their mean would flatter it.
MOST_WITHOUT_LEVEL = 0.25


def has_level(entry: Mapping[str, Any]) -> bool:
    """Tell whether a break-even of a document is to be shown as a number."""
    return entry["mean"] is not None and entry["no_tie"] <= MOST_WITHOUT_LEVEL
