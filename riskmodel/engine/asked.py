"""One person's request on the way to its answer: the courses, then what follows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from riskmodel.engine.eligibility import Limits, Status, judge_option, list_warnings
from riskmodel.engine.frailty import get_posterior
from riskmodel.engine.harms import Harm, Law, get_harm, get_pml, get_treatment_death
from riskmodel.engine.improvement import IMPROVEMENT_YEARS
from riskmodel.engine.options import Plan, get_plan
from riskmodel.engine.parameters import FloatArray, ParameterDraws
from riskmodel.engine.person import Person, describe_person
from riskmodel.engine.profile import (
    ComparisonRequest,
    Option,
    PatientProfile,
    Scenario,
    Sex,
)
from riskmodel.engine.projection import Projection, add_deaths, mix
from riskmodel.engine.relapse_counts import count_relapses
from riskmodel.engine.results import Comparison, OptionResult
from riskmodel.errors import NumericalError

#: How far the sum of the outcomes may be from 1.
SUM_TOLERANCE = 1e-12


class Asked:
    """A request on the way to its answer: first the courses, then what follows."""

    def __init__(
        self, draws: ParameterDraws, request: ComparisonRequest, limits: Limits
    ) -> None:
        if request.scenario is Scenario.SEED_ERA:
            draws = draws.replace(era_factor=np.ones(draws.count))
        self.draws, self.request = draws, request
        profile = request.profile
        # improvement is solved for over two years, whatever the horizon
        years = max(*request.horizons, IMPROVEMENT_YEARS)
        self.persons = describe_starts(draws, profile, years)
        self.judged = {
            option: judge_option(option, profile, limits) for option in Option
        }
        self.plans = {
            option: get_plan(
                option,
                draws,
                profile,
                scenario=request.scenario,
                years=years,
                status=status,
            )
            for option, (status, _) in self.judged.items()
        }

    @property
    def courses(self) -> list[tuple[Person, Plan]]:
        """What is to be carried: each start on each option with an estimate."""
        return [
            (person, self.plans[option])
            for option, (status, _) in self.judged.items()
            if status is not Status.NOT_ESTIMABLE
            for _, person in self.persons
        ]

    def answer(
        self, carried: Sequence[Projection], *, harms: Sequence[Harm]
    ) -> Comparison:
        """Make the comparison of the courses carried."""
        left = iter(carried)
        options = {}
        for option in self.judged:
            survivors = None
            if self.judged[option][0] is not Status.NOT_ESTIMABLE:
                survivors = mix([(share, next(left)) for share, _ in self.persons])
            options[option] = self._answer_option(option, survivors, harms)
        return Comparison(
            request=self.request,
            options=options,
            transplant_mortality=self.plans[Option.AHSCT].initial_death,
            warnings=list_warnings(self.request, self.judged),
        )

    def _answer_option(
        self, option: Option, survivors: Projection | None, harms: Sequence[Harm]
    ) -> OptionResult:
        status, reasons = self.judged[option]
        plan = self.plans[option]
        projection = relapses = free = None
        if survivors is not None:
            projection = add_deaths(survivors, plan.initial_death)
            check_sums(projection)
            relapses, free = count_relapses(
                self.draws,
                self.request.profile,
                plan=plan,
                persons=self.persons,
                alive=projection.alive,
            )
        return OptionResult(
            status=status,
            reasons=reasons,
            projection=projection,
            relapses=relapses,
            relapse_free=free,
            harms=_get_harms(
                self.draws,
                self.request.profile,
                option=option,
                plan=plan,
                projection=projection,
                harms=harms,
            ),
            survivors=survivors if option is Option.AHSCT else None,
        )


def describe_starts(
    draws: ParameterDraws, profile: PatientProfile, years: int
) -> list[tuple[float, Person]]:
    """Describe the person at each EDSS band they may be in.

    Parameters
    ----------
    draws : ParameterDraws
    profile : PatientProfile
    years : int
        Years ahead.

    Returns
    -------
    list of (float, Person)
        Probability of each band, and the person there.
    """
    bands = [int(step) for step in profile.edss_steps]
    return [
        (
            bands.count(band) / len(bands),
            describe_person(
                draws,
                profile,
                band=band,
                frailty=get_posterior(draws, profile, band),
                years=years,
            ),
        )
        for band in sorted(set(bands))
    ]


def check_sums(projection: Projection) -> None:
    """Refuse a projection whose outcomes do not sum to 1.

    Parameters
    ----------
    projection : Projection

    Raises
    ------
    NumericalError
    """
    total = (
        projection.died_treatment
        + projection.died_other
        + projection.worse
        + projection.same
        + projection.better
    )
    wrong = float(np.abs(total - 1).max())
    if not wrong <= SUM_TOLERANCE:
        raise NumericalError(f"outcomes sum to 1 within {wrong:.3g} only")


def _get_harms(
    draws: ParameterDraws,
    profile: PatientProfile,
    *,
    option: Option,
    plan: Plan,
    projection: Projection | None,
    harms: Sequence[Harm],
) -> dict[str, FloatArray]:
    if option is Option.NO_DMT:
        return {}
    years = len(plan.hazard_ratio)
    found = {"treatment_death": get_treatment_death(projection, plan)}
    if option is Option.NATALIZUMAB:
        found["pml"] = get_pml(projection, plan)
    for harm in harms:
        if harm.option is not option or harm.law is Law.NOT_KNOWN:
            continue
        if harm.women_only and profile.sex is Sex.MALE:
            continue
        found[harm.id] = get_harm(draws, harm, years)
    return found
