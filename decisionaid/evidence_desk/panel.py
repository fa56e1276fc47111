"""The panel: people that never were, the same for every dry run."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

from riskmodel import interface

SIZE, SEED = 240, 20261124
#: Few draws: the same ones for both releases, so their noise is no difference.
DRAWS, YEARS = 200, 5
#: As many of each course as of ten people with MS.
COURSES = ("rrms",) * 7 + ("spms",) * 2 + ("ppms",)
YOUNGEST, OLDEST, YOUNGEST_ONSET = 18, 65, 14


@cache
def make_panel() -> tuple[interface.ComparisonRequest, ...]:
    """Make the requests of the panel, over course, EDSS, age, duration, JCV and sex."""
    chance = random.Random(SEED)
    return tuple(
        interface.read_json(_invent(chance, COURSES[number % len(COURSES)]))
        for number in range(SIZE)
    )


def _invent(chance: random.Random, course: str) -> dict[str, Any]:
    age = chance.randint(YOUNGEST, OLDEST)
    jcv = chance.choice(("positive", "negative", "unknown"))
    return {
        "course": course,
        "edss": chance.choice([s for s in interface.EDSS_STEPS if s <= 7.0]),
        "age": age,
        "duration": chance.randint(0, min(age - YOUNGEST_ONSET, 30)),
        "sex": chance.choice(("female", "male")),
        "jcv": jcv,
        **({"jcv_index": chance.choice((0.6, 1.2, 2.5))} if jcv == "positive" else {}),
        "horizons": [YEARS],
        "draws": DRAWS,
    }
