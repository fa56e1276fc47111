"""Which changes are tried for a person: answers, centre, blood test, assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decisionaid.results.what_ifs import WhatIf
from riskmodel.interface import EDSS_STEPS

Profile = Mapping[str, Any]
#: How natalizumab may be taken to lower the chance of PML.
WAYS = ("natalizumab_6weekly", "natalizumab_stop_24m")
#: How the evidence may be read.
READINGS = ("comparative_only", "cohort_only")

YEARS_MORE_OR_LESS = {"duration": 5, "age": 10}


def list_readings() -> list[WhatIf]:
    """List the ways of reading the evidence."""
    return [WhatIf(name, scenario=name) for name in READINGS]


def list_ways() -> list[WhatIf]:
    """List the ways of taking natalizumab."""
    return [WhatIf(name, scenario=name) for name in WAYS]


def list_all(profile: Profile) -> list[WhatIf]:
    """List every change on the page of changes."""
    return [
        *list_readings(),
        WhatIf("waning", scenario="waning"),
        *list_ways(),
        WhatIf("stop_natalizumab", scenario="stop_natalizumab"),
        *(
            WhatIf(f"centre_{centre}", {"centre": centre})
            for centre in ("experienced", "typical", "new")
        ),
        *list_answers(profile),
    ]


def list_answers(profile: Profile) -> list[WhatIf]:
    """List changes of one answer each: a step away, or the other answers."""
    found = [
        WhatIf("edss_lower", _move_edss(profile, -1)),
        WhatIf("edss_higher", _move_edss(profile, 1)),
        WhatIf("no_relapse", {"relapses_1y": 0, "relapses_2y": 0}),
        WhatIf("two_relapses", {"relapses_1y": 2, "relapses_2y": 3}),
        WhatIf("jcv_negative", {"jcv": "negative", "jcv_index": "unknown"}),
        WhatIf("jcv_high", {"jcv": "positive", "jcv_index": 2}),
    ]
    for name, step in YEARS_MORE_OR_LESS.items():
        for word, sign in (("less", -1), ("more", 1)):
            years = profile[name] + sign * step
            found.append(WhatIf(f"{name}_{word}", {name: years}))
    for sex in ("female", "male"):
        found.append(WhatIf(f"sex_{sex}", {"sex": sex}))
    return [what_if for what_if in found if _changes(profile, what_if)]


def _changes(profile: Profile, what_if: WhatIf) -> bool:
    """Say whether the change is one: a person may have answered just this."""
    return any(profile.get(name) != value for name, value in what_if.answers.items())


def _move_edss(profile: Profile, bands: int) -> dict[str, float]:
    """Move the EDSS by a band, as far as the scale goes."""
    moved = {}
    for name in ("edss", "edss_low", "edss_high"):
        if name in profile:
            wanted = profile[name] + bands
            moved[name] = min(EDSS_STEPS, key=lambda step: abs(step - wanted))
    return moved
