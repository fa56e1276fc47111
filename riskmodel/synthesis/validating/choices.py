"""What each option does under other choices of studies and assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from riskmodel.engine.break_even import dead_or_worse
from riskmodel.engine.comparison import compare
from riskmodel.engine.options import EVIDENCE_SUFFIX, HAZARD_RATIO
from riskmodel.engine.profile import ComparisonRequest, Option, Scenario
from riskmodel.evidence.release import Evidence
from riskmodel.evidence.schema import CheckStatus, Effect
from riskmodel.synthesis import joint
from riskmodel.synthesis import natural_history as nh
from riskmodel.synthesis.building import Problem
from riskmodel.synthesis.rebuilding import PERSON, YEARS
from riskmodel.synthesis.sampling import refuse_unconverged, sample

#: Half of the squared bias of an option's cohorts is taken to be the same for all.
SHARED_BIAS = 0.5
#: Cohorts that share people with another, left out to see what they do.
SHARES_PEOPLE = "registry_2017"
#: The matched comparison of a transplant with natalizumab.
MATCHED = "kalincik_2023"
#: The one trial of a transplant, which the release leaves out: its people stayed on
#: drugs that had failed them, here taken as none, and could change over.
TRIAL = Effect(
    id="mist",
    label="MIST, against drugs that had failed",
    kind="comparison",
    option=Option.AHSCT,
    against=Option.NO_DMT,
    value=0.07,
    low=0.02,
    high=0.24,
    randomised=True,
    source_ids=("burt_2019",),
    status=CheckStatus.SECONDARY,
)
#: Result of the untreated course that is told beside the effects.
UNTREATED = "bc_edss6_15y"


@dataclass(frozen=True)
class Run:
    """One fit with another choice."""

    name: str
    effects: Sequence[Effect]
    shared_bias: float = 0.0
    by_cohort: bool = False


def list_runs(effects: Sequence[Effect]) -> list[Run]:
    """List the choices that are tried.

    Parameters
    ----------
    effects : sequence of Effect

    Returns
    -------
    list of Run
    """

    def without(*ids: str) -> list[Effect]:
        return [one for one in effects if one.id not in ids]

    unchecked = [e.id for e in effects if e.status is CheckStatus.NEEDS_CHECKING]
    return [
        Run("as released", effects),
        Run("without the registry of 25 centres", without(SHARES_PEOPLE)),
        Run("without the matched comparison of 2023", without(MATCHED)),
        Run("without all that need checking", without(*unchecked)),
        Run("with MIST, its failed drugs taken as no drug", [*effects, TRIAL]),
        Run("half of the bias shared by an option's cohorts", effects, SHARED_BIAS),
        Run("results of one untreated cohort together", effects, by_cohort=True),
    ]


def vary(problem: Problem, seed: int) -> list[dict[str, Any]]:
    """Fit the effects under other choices, on the stand-in for the model.

    Parameters
    ----------
    problem : Problem
    seed : int

    Returns
    -------
    list of dict
        ``run``; of each option median and 95 % interval of the hazard ratio;
        ``ahsct_below_natalizumab``, a probability; ``edss6_15y``, the untreated share
        at EDSS 6 after 15 years; ``diagnostics``.

    Raises
    ------
    EvidenceError
        When a fit did not converge.
    """
    count = len(problem.targets)
    known = [cohort.id for cohort in problem.studies.cohorts]
    place = [target.id for target in problem.targets].index(UNTREATED)
    found = []
    for number, run in enumerate(list_runs(problem.evidence.effects)):
        studies = joint.arrange(run.effects)
        emulator = problem.emulator.select(
            [*range(count), *(count + known.index(one.id) for one in studies.cohorts)]
        )
        model = joint.build_model(
            problem.targets,
            studies,
            emulator,
            shared_bias=run.shared_bias,
            by_cohort=run.by_cohort,
        )
        chain = sample(model, seed=seed + number)
        effect = chain.values["effect"]
        options = {
            str(option): np.quantile(np.exp(effect[:, axis]), (0.5, 0.025, 0.975))
            for axis, option in enumerate(joint.OPTIONS)
        }
        below = effect[:, joint.OPTIONS.index(Option.AHSCT)]
        pace = emulator.predict(chain.values["logs"])[:, place]
        share = nh.from_pace(problem.targets[place], pace)
        found.append(
            {
                "run": run.name,
                **{name: figures.tolist() for name, figures in options.items()},
                "ahsct_below_natalizumab": float(
                    (below < effect[:, joint.OPTIONS.index(Option.NATALIZUMAB)]).mean()
                ),
                "edss6_15y": float(share.mean()),
                "diagnostics": chain.diagnostics,
            }
        )
    refuse_unconverged({one["run"]: one["diagnostics"] for one in found})
    return found


def compare_scenarios(evidence: Evidence) -> list[dict[str, Any]]:
    """Compare a transplant with natalizumab by each kind of evidence.

    Parameters
    ----------
    evidence : Evidence
        Of the release.

    Returns
    -------
    list of dict
        ``scenario``; ``ratio``, median and 95 % interval of the quotient of the two
        hazard ratios; ``ratio_below_1``, a probability; ``worse``, the quotient of the
        mean shares worse at 5 years of the default person; ``fewer``, the probability
        that fewer are dead or worse after the transplant.
    """
    found = []
    for scenario in (
        Scenario.DEFAULT,
        Scenario.COMPARATIVE_ONLY,
        Scenario.COHORT_ONLY,
    ):
        request = ComparisonRequest(
            PERSON, scenario=scenario, draws=4000, horizons=(YEARS,)
        )
        result = compare(evidence.inputs, request, limits=evidence.limits, harms=())
        transplant, drug = (
            result.options[option].projection
            for option in (Option.AHSCT, Option.NATALIZUMAB)
        )
        if transplant is None or drug is None:
            raise ValueError("the default person has no estimate")
        ids = evidence.inputs.posterior.ids
        suffix = EVIDENCE_SUFFIX.get(scenario, "")
        one, other = (
            evidence.inputs.posterior.draws[:, ids.index(HAZARD_RATIO[option] + suffix)]
            for option in (Option.AHSCT, Option.NATALIZUMAB)
        )
        fewer = dead_or_worse(transplant)[YEARS] < dead_or_worse(drug)[YEARS]
        found.append(
            {
                "scenario": str(scenario),
                "ratio": np.quantile(one / other, (0.5, 0.025, 0.975)).tolist(),
                "ratio_below_1": float((one < other).mean()),
                "worse": float(
                    transplant.worse[YEARS].mean() / drug.worse[YEARS].mean()
                ),
                "fewer": float(fewer.mean()),
            }
        )
    return found
