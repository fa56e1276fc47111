"""What a neurologist would expect of it, and what the report of 2011 saw."""

from __future__ import annotations

from typing import Any

from riskmodel import interface

DRAWS = 1000
_PERSON = {"course": "rrms", "edss": 3.5, "duration": 6, "age": 35, "sex": "female"}
#: What is changed of one person, by what it should show.
FACES: dict[str, list[dict[str, Any]]] = {
    "course": [
        {"course": "rrms", "edss": 4.0, "duration": 10},
        {"course": "spms", "edss": 4.0, "duration": 10},
        {"course": "ppms", "edss": 4.0, "duration": 10},
    ],
    "EDSS": [{"edss": edss, "duration": 10} for edss in (1.0, 2.0, 3.0, 4.0, 5.0)],
    "years since onset": [{"duration": years} for years in (2, 6, 12, 20)],
    "age": [{"age": age, "edss": 6.0} for age in (30, 45, 60)],
    "relapses in the last year": [{"relapses_1y": n} for n in (0, 2)],
}
#: The people of the 2011 report: relapsing and secondary progressive (33 and 41 of 74).
REPORT = {
    "RRMS": {"course": "rrms", "edss": 6.0, "duration": 8, "age": 34},
    "SPMS": {"course": "spms", "edss": 6.5, "duration": 12, "age": 37},
}


def look_at_faces() -> list[dict[str, Any]]:
    """Tell what people who differ in one answer are told.

    Returns
    -------
    list of dict
        Of 1,000 people without a drug: worse after 5 years, at EDSS 6 or more after 10,
        dead of other causes after 10.
    """
    found = []
    for about, changes in FACES.items():
        for change in changes:
            document = _compare({**_PERSON, **change})
            at = document["options"]["no_dmt"]["horizons"]
            found.append(
                {
                    "about": about,
                    "person": ", ".join(f"{k} {v}" for k, v in change.items()),
                    "worse_5": at["5"]["outcomes"]["worse"]["mean"],
                    "edss6_10": at["10"]["edss_at_least_6"]["mean"],
                    "died_other_10": at["10"]["outcomes"]["died_other"]["mean"],
                }
            )
    return found


def replay_report() -> dict[str, Any]:
    """Replay the report of 2011 in its own era.

    Returns
    -------
    dict
        Per course, after a transplant: deaths of it, improved at 2 years, stable or
        improved at 5 and 8 years; means and 95 % intervals.
    """
    found = {}
    for course, person in REPORT.items():
        document = _compare(
            {**person, "scenario": "seed_era", "horizons": [2, 5, 8], "draws": 4000}
        )
        ahsct = document["options"]["ahsct"]["horizons"]

        def not_worse(year: str, of: Any = ahsct) -> float:
            outcomes = of[year]["outcomes"]
            return float(outcomes["same"]["mean"] + outcomes["better"]["mean"])

        better = ahsct["2"]["outcomes"]["better"]
        deaths = document["transplant_mortality"]
        found[course] = {
            "deaths": [deaths[k] for k in ("mean", "lower95", "upper95")],
            "improved_2": [better[k] for k in ("mean", "lower95", "upper95")],
            "not_worse_5": not_worse("5"),
            "not_worse_8": not_worse("8"),
        }
    return found


def _compare(asked: dict[str, Any]) -> dict[str, Any]:
    request = interface.read_json({"draws": DRAWS, **asked})
    return interface.compare(request)
