"""A kept result computed anew: with today's release, and with corrected answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decisionaid.releases import model
from decisionaid.releases.selectors import is_of_release_in_use
from riskmodel import interface

Document = dict[str, Any]
#: Scenarios in the order of their list; the first is what people see.
SCENARIOS = tuple(scenario.value for scenario in interface.Scenario)


def build_request(
    document: Mapping[str, Any],
    corrections: Mapping[str, Any],
    *,
    scenario: str | None = None,
    draws: int | None = None,
) -> interface.ComparisonRequest:
    """Build the request of a kept document, with some answers corrected.

    Raises
    ------
    InvalidProfile
        Where an answer is not allowed, or no longer is.
    """
    profile = dict(document["profile"])
    if "edss" in corrections:
        profile.pop("edss_low", None)
        profile.pop("edss_high", None)
    if corrections.get("jcv", "positive") != "positive":
        # the index that was told is one of a positive test
        profile.pop("jcv_index", None)
    horizons = sorted(int(year) for year in document["options"]["no_dmt"]["horizons"])
    return interface.read_json(
        {
            **profile,
            **corrections,
            "horizons": horizons,
            "draws": draws or document["draws"],
            "seed": document["seed"],
            "scenario": scenario or document["scenario"],
        }
    )


def compute_today(document: Mapping[str, Any]) -> Document | None:
    """Compute the same answers with today's release; None where it made them."""
    if is_of_release_in_use(document):
        return None
    return model.compare(build_request(document, {}))


def compute_corrected(
    document: Mapping[str, Any], corrections: Mapping[str, Any]
) -> Document | None:
    """Compute corrected answers with today's release; None without any."""
    if not corrections:
        return None
    return model.compare(build_request(document, corrections))
