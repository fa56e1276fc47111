"""One person's request on the way to its answer: the courses, then what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

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

        def make_plan(option: Option, start: PatientProfile) -> Plan:
            return get_plan(
                option,
                draws,
                start,
                scenario=request.scenario,
                years=years,
                status=judge_option(option, start, limits)[0],
            )

        self.plans = {option: make_plan(option, profile) for option in Option}
        self.plans_of_starts = {option: [plan] for option, plan in self.plans.items()}
        if len(self.persons) > 1:
            # who improves, a transplant's risk, and how sure its effect is differ
            # between starts
            self.plans_of_starts = {
                option: [make_plan(option, start) for _, start in split_starts(profile)]
                for option in Option
            }
        status, reasons = self.judged[Option.NATALIZUMAB]
        stops_now = self.plans[Option.NATALIZUMAB].stop_after == 0
        if stops_now and status is not Status.NOT_ESTIMABLE:
            untreated = self.judged[Option.NO_DMT][1]
            self.judged[Option.NATALIZUMAB] = (
                Status.EXTRAPOLATED,
                [*reasons, *untreated],
            )

    @property
    def courses(self) -> list[tuple[Person, Plan]]:
        """What is to be carried: each start on each option with an estimate."""
        return [
            (person, plan)
            for option, (status, _) in self.judged.items()
            if status is not Status.NOT_ESTIMABLE
            for (_, person), plan in zip(
                self.persons, self.plans_of_starts[option], strict=True
            )
        ]

    def answer(
        self, carried: Sequence[Projection], *, harms: Sequence[Harm]
    ) -> Comparison:
        """Make the comparison of the courses carried."""
        left = iter(carried)
        options = {}
        for option, (status, _) in self.judged.items():
            survivors = None
            if status is not Status.NOT_ESTIMABLE:
                survivors = [next(left) for _ in self.persons]
            options[option] = self._answer_option(option, survivors, harms)
        return Comparison(
            request=self.request,
            options=options,
            transplant_mortality=self.plans[Option.AHSCT].initial_death,
            warnings=list_warnings(self.request, self.judged),
        )

    def _answer_option(
        self,
        option: Option,
        survivors: Sequence[Projection] | None,
        harms: Sequence[Harm],
    ) -> OptionResult:
        status, reasons = self.judged[option]
        plan = self.plans[option]
        projection = relapses = free = None
        shares = [share for share, _ in self.persons]
        if survivors is not None:
            plans = self.plans_of_starts[option]
            starts = [
                add_deaths(one, own.initial_death)
                for one, own in zip(survivors, plans, strict=True)
            ]
            projection = mix(shares, starts)
            check_sums(projection)
            relapses, free = count_relapses(
                self.draws,
                self.request.profile,
                plan=plan,
                starts=[
                    (share, person.band, one.alive)
                    for (share, person), one in zip(self.persons, starts, strict=True)
                ],
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
            survivors=(
                mix(shares, survivors)
                if survivors is not None and option is Option.AHSCT
                else None
            ),
        )


def split_starts(profile: PatientProfile) -> list[tuple[float, PatientProfile]]:
    """Split a range of the EDSS by bands, which the model goes on from.

    Parameters
    ----------
    profile : PatientProfile

    Returns
    -------
    list of (float, PatientProfile)
        Probability of each band, the steps being equally likely, and the person at
        the steps of that band.
    """
    steps = profile.edss_steps
    return [
        (
            len(own) / len(steps),
            replace(profile, edss_low=own[0], edss_high=own[-1]),
        )
        for own in (list(group) for _, group in groupby(steps, key=int))
    ]


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
    return [
        (
            share,
            describe_person(
                draws,
                start,
                band=(band := int(start.edss_low)),
                frailty=get_posterior(draws, start, band),
                years=years,
            ),
        )
        for share, start in split_starts(profile)
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
    before = profile.years_on_natalizumab if option is Option.NATALIZUMAB else 0.0
    found = {"treatment_death": get_treatment_death(projection, plan)}
    if option is Option.NATALIZUMAB:
        found["pml"] = get_pml(projection, plan)
    for harm in harms:
        if harm.option is not option or harm.law is Law.NOT_KNOWN:
            continue
        if harm.women_only and profile.sex is Sex.MALE:
            continue
        if profile.age_years >= harm.until_age:
            continue
        shares = get_harm(draws, harm, plan, before)
        if shares is not None:
            found[harm.id] = shares
    return found
