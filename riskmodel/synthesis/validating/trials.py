"""Arms of trials: what they published, against what the model says they would."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from riskmodel.engine.parameters import ParameterDraws
from riskmodel.engine.profile import Course, Option
from riskmodel.evidence.registry import load_evidence
from riskmodel.evidence.schema import Effect, Target
from riskmodel.evidence.studies_like import list_study_people
from riskmodel.synthesis.prediction import predict_worse, with_era

#: Ends of a 90 % interval.
_ENDS = (0.05, 0.95)


@dataclass(frozen=True)
class Arm:
    """A treated arm of a trial.

    Parameters
    ----------
    label, source : str
    option : Option
    published : float
        Share worse, confirmed over 24 weeks.
    years : float
        When.
    mix : str
        Id of the target or effect that tells the trial's people: bands, years since
        onset, activity, history and era.
    """

    label: str
    source: str
    option: Option
    published: float
    years: float
    mix: str


#: To be checked against the papers, as is all that is taken from these two trials.
ARMS = (
    Arm(
        label="AFFIRM natalizumab, year 2",
        source="affirm_2006",
        option=Option.NATALIZUMAB,
        published=0.11,
        years=2,
        mix="affirm_placebo",
    ),
    Arm(
        label="CARE-MS II alemtuzumab, year 2",
        source="care_ms_2",
        option=Option.ALEMTUZUMAB,
        published=0.127,
        years=2,
        # its extension's record tells the people who entered the trial
        mix="care_ms_2_extension",
    ),
)


def predict_trials(
    folder: Path, draws: ParameterDraws, seed: int
) -> list[dict[str, Any]]:
    """Predict what arms of trials would report.

    No spread between cohorts and no bias is added: the interval is of what is not
    known of the parameters, and of who happened to be in an arm of that size.

    Parameters
    ----------
    folder : Path
        Of the release.
    draws : ParameterDraws
        Of the release.
    seed : int

    Returns
    -------
    list of dict
        ``label``, ``people``, ``published``, ``expected`` (mean) and the 90 %
        predictive interval, ``low`` and ``high``.
    """
    rng = np.random.default_rng(seed)
    evidence = load_evidence(folder)
    studies: dict[str, Target | Effect] = {
        **{target.id: target for target in evidence.targets},
        **{effect.id: effect for effect in evidence.effects},
    }
    found = []
    for arm in ARMS:
        study = studies[arm.mix]
        share = predict_worse(
            study,
            with_era(draws, study.era),
            Course.RRMS,
            years=[arm.years],
            hazard_ratio=draws[f"{arm.option}_worsening_hr"],
            improved=draws[f"improved_{arm.option}"],
        )[0]
        people = _count_people(arm)
        reported = rng.binomial(people, share) / people
        low, high = np.quantile(reported, _ENDS)
        found.append(
            {
                "label": arm.label,
                "people": people,
                "published": arm.published,
                "expected": float(share.mean()),
                "low": float(low),
                "high": float(high),
            }
        )
    return found


def _count_people(arm: Arm) -> int:
    (people,) = (
        study.people
        for study in list_study_people()
        if study.source == arm.source and study.option is arm.option
    )
    return people
