"""What a neurologist would expect of it, and what the report of 2011 saw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from riskmodel import interface
from riskmodel.engine.comparison import compare
from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.profile import Option
from riskmodel.era_curve import find_exact_interval
from riskmodel.errors import NumericalError
from riskmodel.evidence.registry import DATA, get_evidence, read_csv

DRAWS = 1000
_PERSON = {"course": "rrms", "edss": 3.5, "duration": 6, "age": 35, "sex": "female"}
HISTORY = "years since onset"
#: What is changed of one person, by what it should show.
FACES: dict[str, list[dict[str, Any]]] = {
    "course": [
        {"course": "rrms", "edss": 4.0, "duration": 10},
        {"course": "spms", "edss": 4.0, "duration": 10},
        {"course": "ppms", "edss": 4.0, "duration": 10},
    ],
    "EDSS": [{"edss": edss, "duration": 10} for edss in (1.0, 2.0, 3.0, 4.0, 5.0)],
    HISTORY: [{"duration": years} for years in (0, 1, 2, 3, 6, 12, 20)],
    "age": [{"age": age, "edss": 6.0} for age in (30, 45, 60)],
    "relapses in the last year": [{"relapses_1y": n} for n in (0, 2)],
}
BOTH = "both"


@dataclass(frozen=True)
class Seen:
    """A share of all people that the report saw stable or improved.

    Parameters
    ----------
    label : str
    year : int
        At which the model is asked.
    share, low, high : float
        With its exact 95 % interval.
    """

    label: str
    year: int
    share: float
    low: float
    high: float


def _see(row: dict[str, str]) -> Seen:
    people = int(row["people"])
    share = float(row["share"]) if row["share"] else int(row["cases"]) / people
    exact = find_exact_interval(round(share * people), people)
    return Seen(row["label"], int(row["years"]), share, *exact)


#: The typical people of the 2011 report and how many there were, by course.
REPORT: dict[str, dict[str, Any]] = {
    row["course"].upper(): {
        "course": row["course"],
        **{name: float(row[name]) for name in ("edss", "duration", "age")},
    }
    for row in read_csv(DATA, "seed_people")
}
PEOPLE = {
    row["course"].upper(): int(row["people"]) for row in read_csv(DATA, "seed_people")
}
#: What it saw of all of them after some years.
SEEN = tuple(_see(row) for row in read_csv(DATA, "seed_results") if row["years"])


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


def replay_report() -> dict[str, dict[str, list[float]]]:
    """Replay the report of 2011 in its own era.

    One typical person stands for all people of a course.

    Returns
    -------
    dict
        Per course, and of both together as they were mixed, after a transplant: deaths
        of it, improved at 2 years, stable or improved at 5 and 8 years; means and 95 %
        intervals.
    """
    evidence = get_evidence()
    years = [seen.year for seen in SEEN]
    courses: dict[str, dict[str, FloatArray]] = {}
    for course, person in REPORT.items():
        request = interface.read_json(
            {**person, "scenario": "seed_era", "horizons": [2, *years], "draws": 4000}
        )
        result = compare(
            evidence.inputs, request, limits=evidence.limits, harms=evidence.harms
        )
        ahsct = result.options[Option.AHSCT].projection
        if ahsct is None:
            raise NumericalError(f"a transplant is not estimable in {course}")
        courses[course] = {
            "deaths": result.transplant_mortality,
            "improved_2": ahsct.better[2],
            **{f"not_worse_{y}": ahsct.same[y] + ahsct.better[y] for y in years},
        }
    people = sum(PEOPLE.values())
    # both courses share their draws, so that they are mixed draw by draw
    courses[BOTH] = {
        name: sum(
            (PEOPLE[course] / people * courses[course][name] for course in REPORT),
            start=np.zeros(1),
        )
        for name in courses["RRMS"]
    }
    return {
        course: {name: _summarise(values) for name, values in row.items()}
        for course, row in courses.items()
    }


def _summarise(values: FloatArray) -> list[float]:
    low, high = np.quantile(values, [0.025, 0.975])
    return [float(values.mean()), float(low), float(high)]


def _compare(asked: dict[str, Any]) -> dict[str, Any]:
    request = interface.read_json({"draws": DRAWS, **asked})
    return interface.compare(request)
