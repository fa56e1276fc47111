"""A transplant now, or in two years: reckoned from where people are after two years.

Two years on another option come first. Each EDSS that people have then is taken as the
start of a transplant, two years older; how their relapses went in between is not known.
People above the EDSS for which a transplant is estimated go on without one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decisionaid.presentation.what_if import find_estimate
from decisionaid.releases.selectors import name_release_of
from decisionaid.results.what_ifs import DRAWS
from riskmodel import interface

WAIT_YEARS = 2
#: Shares of people too small to move a count of 1,000.
SMALLEST_SHARE = 1e-4
#: What a person may be on while waiting.
MEANWHILE = ("no_dmt", "natalizumab")
OUTCOMES = ("died_treatment", "died_other", "worse", "same", "better")

Document = Mapping[str, Any]
Shares = dict[str, float]


def reckon_waiting(document: Document, *, years: int) -> dict[str, Shares]:
    """Reckon the five groups at ``years`` with a transplant after two.

    Empty where it cannot be told: no transplant or no start to compare with, or no
    time left after it.
    """
    profile = document["profile"]
    start = _start_band(profile)
    known = document["options"]["ahsct"]["status"] != "not_estimable"
    if years <= WAIT_YEARS or start is None or not known:
        return {}
    shares = {
        option: _bands_after(document, option)
        for option in MEANWHILE
        if document["options"][option]["status"] != "not_estimable"
    }
    wanted = sorted(
        {
            band
            for bands in shares.values()
            for band, share in enumerate(bands)
            if share > SMALLEST_SHARE
        }
    )
    later = dict(zip(wanted, _run(document, wanted, years=years), strict=True))
    return {
        option: _add_up(document, option, bands, later, start=start, years=years)
        for option, bands in shares.items()
    }


def _start_band(profile: Mapping[str, Any]) -> int | None:
    low = int(profile.get("edss", profile.get("edss_low")))
    high = int(profile.get("edss", profile.get("edss_high")))
    return low if low == high else None


def _bands_after(document: Document, option: str) -> list[float]:
    horizon = document["options"][option]["horizons"][str(WAIT_YEARS)]
    return [band["mean"] for band in horizon["edss_distribution"]]


def _run(document: Document, bands: list[int], *, years: int) -> list[Document]:
    """Compare from each EDSS two years on."""
    profile = document["profile"]
    same = {k: v for k, v in profile.items() if not k.startswith("edss")}
    requests = [
        interface.read_json(
            {
                **same,
                "edss": float(band),
                "age": min(profile["age"] + WAIT_YEARS, 85),
                "duration": profile["duration"] + WAIT_YEARS,
                "relapses_1y": "unknown",
                "relapses_2y": "unknown",
                "new_mri": "unknown",
                "scenario": document["scenario"],
                "horizons": [years - WAIT_YEARS],
                "draws": DRAWS,
                "seed": document["seed"],
            }
        )
        for band in bands
    ]
    release = name_release_of(document)
    return list(interface.compare_many(requests, release=release))


def _add_up(
    document: Document,
    option: str,
    bands: list[float],
    later: Mapping[int, Document],
    *,
    start: int,
    years: int,
) -> Shares:
    left = years - WAIT_YEARS
    shares = dict.fromkeys(OUTCOMES, 0.0)
    for outcome in ("died_treatment", "died_other"):
        waited = find_estimate(document, option, outcome, years=WAIT_YEARS)
        shares[outcome] = waited["mean"] if waited else 0.0
    for band, result in later.items():
        options = result["options"]
        transplanted = options["ahsct"]["status"] != "not_estimable"
        way = "ahsct" if transplanted else "no_dmt"
        horizon = options[way]["horizons"][str(left)]
        for outcome in ("died_treatment", "died_other"):
            shares[outcome] += bands[band] * horizon["outcomes"][outcome]["mean"]
        for end, figure in enumerate(horizon["edss_distribution"]):
            group = "worse" if end > start else "better" if end < start else "same"
            shares[group] += bands[band] * figure["mean"]
    return shares
