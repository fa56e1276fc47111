"""Leave one cohort of treated people out, fit again, and predict it."""

from __future__ import annotations

from typing import Any

import numpy as np

from riskmodel.synthesis import joint
from riskmodel.synthesis import natural_history as nh
from riskmodel.synthesis.building import Problem
from riskmodel.synthesis.cohorts import predict_cohort
from riskmodel.synthesis.prediction import with_era
from riskmodel.synthesis.sampling import refuse_unconverged, sample

#: Draws that are carried through the model.
CARRIED = 400


def leave_cohorts_out(problem: Problem, seed: int) -> list[dict[str, Any]]:
    """Predict each cohort from all the others and the comparisons.

    Parameters
    ----------
    problem : Problem
    seed : int

    Returns
    -------
    list of dict
        Per cohort and time: ``published``, ``expected`` (mean, with the mean bias of
        its kind), the 90 % predictive interval, ``low`` and ``high``, and the fit's
        ``diagnostics``.
    """
    rng = np.random.default_rng(seed)
    found = []
    count = len(problem.targets)
    for axis, cohort in enumerate(problem.studies.cohorts):
        kept = [i for i in range(len(problem.studies.cohorts)) if i != axis]
        results = [*range(count), *(count + i for i in kept)]
        emulator = problem.emulator.select(results)
        others = joint.arrange(
            [
                *problem.studies.comparisons,
                *(problem.studies.cohorts[i] for i in kept),
            ]
        )
        chain = sample(
            joint.build_model(problem.targets, others, emulator),
            seed=seed + axis,
        )
        refuse_unconverged({f"without {cohort.id}": chain.diagnostics})
        rows = rng.choice(len(chain.values["effect"]), CARRIED, replace=False)
        at_era = with_era(
            nh.spread(problem.base, chain.values["logs"][rows]), cohort.era
        )
        sd = np.sqrt(
            problem.studies.sampling_variance[axis] + problem.studies.bias_sd[axis] ** 2
        )
        effect = chain.values["effect"][rows, problem.studies.option[axis]]
        mean = effect + problem.studies.bias_mean[axis]
        years = [time for time, _ in cohort.worse]
        expected = predict_cohort(cohort, at_era, np.exp(mean), years=years)
        one = np.exp(mean + sd * rng.standard_normal(CARRIED))
        reported = predict_cohort(cohort, at_era, one, years=years)
        for place, (time, share) in enumerate(cohort.worse):
            low, high = np.quantile(reported[place], [0.05, 0.95])
            found.append(
                {
                    "id": cohort.id,
                    "years": float(time),
                    "published": float(share),
                    "expected": float(expected[place].mean()),
                    "low": float(low),
                    "high": float(high),
                    "diagnostics": chain.diagnostics,
                }
            )
    return found
