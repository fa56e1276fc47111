"""One posterior of the untreated course and of what each option does to it.

Natalizumab, alemtuzumab and a transplant are judged by the same two kinds of
evidence. A comparison tells the difference of two log hazard ratios; a long-term
cohort tells one of them, as the ratio with which the untreated model meets it, with a
bias. All cohorts share the untreated model and its era factor, so that a modern
cohort which does well speaks for a slower modern course as much as for its treatment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pymc as pm

from riskmodel.engine.parameters import FloatArray
from riskmodel.engine.profile import Option
from riskmodel.evidence.priors import read_priors
from riskmodel.evidence.registry import DATA
from riskmodel.evidence.schema import CheckStatus, Effect, Target
from riskmodel.synthesis import natural_history as nh
from riskmodel.synthesis.emulator import Emulator

OPTIONS = (Option.NATALIZUMAB, Option.ALEMTUZUMAB, Option.AHSCT)
_PRIORS = read_priors(DATA)
#: Prior of each log hazard ratio, alike for all options.
EFFECT_MEAN, EFFECT_SD = _PRIORS["worsening_hr"].mean, _PRIORS["worsening_hr"].spread
#: Scale of the half-normal prior of how far comparisons that were not randomised
#: differ beyond chance.
HETEROGENEITY_SCALE = _PRIORS["heterogeneity"].spread
#: Factor on the variance of a log hazard ratio that needs checking.
UNCHECKED_VARIANCE = 4.0
WIDTH_95 = 2 * 1.959963984540054


@dataclass(frozen=True)
class Studies:
    """Comparisons and cohorts as arrays.

    Parameters
    ----------
    comparisons, cohorts : tuple of Effect
    design : array, shape (comparison, option)
        Which log hazard ratios each comparison tells the difference of.
    difference, variance : array, shape (comparison,)
    observational : array, shape (comparison,)
        1 where the comparison was not randomised.
    option : array of int, shape (cohort,)
    bias_mean, bias_sd, sampling_variance : array, shape (cohort,)
    """

    comparisons: tuple[Effect, ...]
    cohorts: tuple[Effect, ...]
    design: FloatArray
    difference: FloatArray
    variance: FloatArray
    observational: FloatArray
    option: np.ndarray[Any, np.dtype[np.intp]]
    bias_mean: FloatArray
    bias_sd: FloatArray
    sampling_variance: FloatArray


def arrange(effects: Sequence[Effect]) -> Studies:
    """Put studies of effects in arrays.

    Parameters
    ----------
    effects : sequence of Effect

    Returns
    -------
    Studies
    """
    comparisons = tuple(e for e in effects if e.kind == "comparison")
    cohorts = tuple(e for e in effects if e.kind == "cohort")

    def weigh(effect: Effect, variance: float) -> float:
        unchecked = effect.status is CheckStatus.NEEDS_CHECKING
        return variance * (UNCHECKED_VARIANCE if unchecked else 1.0)

    return Studies(
        comparisons=comparisons,
        cohorts=cohorts,
        design=np.array(
            [
                [float(o is e.option) - float(o is e.against) for o in OPTIONS]
                for e in comparisons
            ]
        ).reshape(-1, len(OPTIONS)),
        difference=np.log([e.value for e in comparisons]),
        variance=np.array(
            [weigh(e, (np.log(e.high / e.low) / WIDTH_95) ** 2) for e in comparisons]
        ),
        observational=np.array([float(not e.randomised) for e in comparisons]),
        option=np.array([OPTIONS.index(e.option) for e in cohorts], dtype=np.intp),
        bias_mean=np.array([e.bias[0] for e in cohorts]),
        bias_sd=np.array([e.bias[1] for e in cohorts]),
        sampling_variance=np.array([weigh(e, e.sd_log**2) for e in cohorts]),
    )


def build_model(
    targets: Sequence[Target],
    studies: Studies,
    emulator: Emulator,
    *,
    shared_bias: float = 0.0,
    by_cohort: bool = False,
) -> pm.Model:
    """Write the joint model down (docs/model.md, section "Fits").

    Parameters
    ----------
    targets : sequence of Target
        Those that are fitted to: the emulator's first results.
    studies : Studies
        Its cohorts' implied log hazard ratios are the emulator's next results.
    emulator : Emulator
    shared_bias : float
        Correlation of the biases of one option's cohorts, 0 to 1; the release takes 0.
    by_cohort : bool
        Whether results of one cohort of untreated people are faster or slower
        together; the release takes each result by itself.

    Returns
    -------
    pymc.Model
        With ``logs``, ``discrepancy``, ``referral``, ``effect`` (log hazard ratios)
        and ``heterogeneity``.
    """
    count = len(targets)
    with pm.Model() as model:
        z = pm.Flat("z", shape=len(nh.NAMES))
        logs = pm.Deterministic("logs", emulator.center + z @ emulator.root.T)
        pm.Potential(
            "prior",
            pm.logp(pm.Normal.dist(nh.PRIOR_MEAN, nh.PRIOR_SD), logs).sum(),
        )
        results = (
            emulator.constant
            + z @ emulator.slope.T
            + ((z @ emulator.bend) * z).sum(axis=1)
        )
        discrepancy = pm.HalfNormal("discrepancy", nh.DISCREPANCY_SCALE)
        referral = pm.Normal("referral", nh.REFERRAL_MEAN, nh.REFERRAL_SD)
        sampling = np.array([nh.get_sampling_sd(target) for target in targets])
        pace = results[:count] + referral * np.array(
            [float(target.referral) for target in targets]
        )
        if by_cohort:
            cohorts = sorted({target.source_ids for target in targets})
            member = [cohorts.index(target.source_ids) for target in targets]
            between = pm.HalfNormal("between", nh.DISCREPANCY_SCALE)
            level = pm.Normal("level", 0.0, 1.0, shape=len(cohorts))
            pace = pace + between * level[member]
        pm.Normal(
            "targets",
            pace,
            np.sqrt(sampling**2 + discrepancy**2),
            observed=nh.observe_pace(targets),
        )
        effect = pm.Normal("effect", EFFECT_MEAN, EFFECT_SD, shape=len(OPTIONS))
        heterogeneity = pm.HalfNormal("heterogeneity", HETEROGENEITY_SCALE)
        if studies.comparisons:
            pm.Normal(
                "comparisons",
                studies.design @ effect,
                np.sqrt(studies.variance + studies.observational * heterogeneity**2),
                observed=studies.difference,
            )
        if studies.cohorts:
            expected = effect[studies.option] + studies.bias_mean
            spread = np.sqrt(studies.sampling_variance + studies.bias_sd**2)
            met = pm.Normal.dist(expected, spread)
            if shared_bias:
                alike = studies.option[:, None] == studies.option
                together = np.outer(studies.bias_sd, studies.bias_sd) * alike
                covariance = np.diag(studies.sampling_variance) + np.where(
                    np.eye(len(alike)), together, shared_bias * together
                )
                met = pm.MvNormal.dist(expected, covariance)
            pm.Potential("cohorts", pm.logp(met, results[count:]).sum())
    return model


def sample_from_cohorts(
    studies: Studies, implied: FloatArray, rng: np.random.Generator
) -> FloatArray:
    """Draw log hazard ratios from the cohorts alone, given the untreated course.

    Parameters
    ----------
    studies : Studies
    implied : array, shape (draw, cohort)
        Log hazard ratios with which the model meets the cohorts.
    rng : numpy.random.Generator

    Returns
    -------
    array, shape (draw, option)
        All is normal on this scale, so the draws are exact.
    """
    precision = 1 / (studies.sampling_variance + studies.bias_sd**2)
    member = np.array([studies.option == axis for axis in range(len(OPTIONS))])
    total = member @ precision + EFFECT_SD**-2
    observed = (implied - studies.bias_mean) * precision
    mean = (observed @ member.T + EFFECT_MEAN * EFFECT_SD**-2) / total
    return np.asarray(mean + rng.standard_normal(mean.shape) / np.sqrt(total))
