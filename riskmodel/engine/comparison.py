"""All options for one person, on the same draws of the parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

import numpy as np

from riskmodel.engine.eligibility import (
    Limits,
    Remark,
    Status,
    judge_option,
    list_warnings,
)
from riskmodel.engine.frailty import get_posterior
from riskmodel.engine.harms import (
    Harm,
    Law,
    get_harm,
    get_pml,
    get_treatment_death,
)
from riskmodel.engine.improvement import IMPROVEMENT_YEARS
from riskmodel.engine.options import Plan, get_plan
from riskmodel.engine.parameters import FloatArray, ModelInputs, ParameterDraws
from riskmodel.engine.person import Person, describe_person
from riskmodel.engine.profile import (
    ComparisonRequest,
    Option,
    PatientProfile,
    Scenario,
    Sex,
)
from riskmodel.engine.projection import (
    Projection,
    add_deaths,
    join_projection,
    mix,
    project_many,
)
from riskmodel.engine.relapse_counts import count_relapses
from riskmodel.engine.sampling import sample_parameters
from riskmodel.errors import NumericalError

#: Draws compared at once: what bounds the memory.
CHUNK = 4096
#: People times draws that are compared together: what bounds the memory of many.
TOGETHER = 20_000
#: How far the sum of the outcomes may be from 1.
SUM_TOLERANCE = 1e-12


@dataclass(frozen=True)
class OptionResult:
    """An option for one person, as draws.

    Parameters
    ----------
    status : Status
    reasons : list of Remark
    projection : Projection or None
        None where the option is not estimable.
    relapses, relapse_free : array, shape (year, draw), or None
        Expected number of relapses, and probability of none, by each year.
    harms : mapping of str to array of shape (year, draw)
        Harms that have an estimate.
    survivors : Projection or None
        Given survival of the transplant; only for it.
    """

    status: Status
    reasons: list[Remark]
    projection: Projection | None
    relapses: FloatArray | None
    relapse_free: FloatArray | None
    harms: Mapping[str, FloatArray]
    survivors: Projection | None = None


@dataclass(frozen=True)
class Comparison:
    """All options for one person, as draws.

    Parameters
    ----------
    request : ComparisonRequest
    options : mapping of Option to OptionResult
    transplant_mortality : array, shape (draw,)
    warnings : list of Remark
    """

    request: ComparisonRequest
    options: Mapping[Option, OptionResult]
    transplant_mortality: FloatArray
    warnings: list[Remark]


def compare(
    inputs: ModelInputs,
    request: ComparisonRequest,
    *,
    limits: Limits,
    harms: Sequence[Harm],
) -> Comparison:
    """Compare the options for one person.

    Parameters
    ----------
    inputs : ModelInputs
    request : ComparisonRequest
    limits : Limits
    harms : sequence of Harm

    Returns
    -------
    Comparison

    Raises
    ------
    NumericalError
        When outcomes do not sum to 1.
    """
    draws = sample_draws(inputs, request)
    return compare_draws(draws, [request], limits=limits, harms=harms)[0]


def compare_many(
    inputs: ModelInputs,
    requests: Iterable[ComparisonRequest],
    *,
    limits: Limits,
    harms: Sequence[Harm],
) -> Iterator[Comparison]:
    """Compare the options for many people, on draws sampled once.

    Parameters
    ----------
    inputs : ModelInputs
    requests : iterable of ComparisonRequest
    limits : Limits
    harms : sequence of Harm

    Yields
    ------
    Comparison
        In the order of the requests.
    """
    for (count, _), alike in groupby(requests, key=lambda one: (one.draws, one.seed)):
        draws = None
        while some := list(islice(alike, max(TOGETHER // count, 1))):
            # one set of draws at a time: they are the largest thing there is
            draws = draws or sample_draws(inputs, some[0])
            yield from compare_draws(draws, some, limits=limits, harms=harms)


def sample_draws(inputs: ModelInputs, request: ComparisonRequest) -> ParameterDraws:
    """Sample the parameters for a request, in the order that is fastest to carry.

    Parameters
    ----------
    inputs : ModelInputs
    request : ComparisonRequest

    Returns
    -------
    ParameterDraws
    """
    draws = sample_parameters(inputs, count=request.draws, seed=request.seed)
    # draws of a like spread of frailty need a like number of terms, and the order
    # of draws means nothing
    return draws.select(np.argsort(draws["frailty_sigma"], kind="stable"))


def compare_draws(
    draws: ParameterDraws,
    requests: Sequence[ComparisonRequest],
    *,
    limits: Limits,
    harms: Sequence[Harm],
) -> list[Comparison]:
    """Compare the options for some people on many draws, part by part.

    Parameters
    ----------
    draws : ParameterDraws
    requests : sequence of ComparisonRequest
    limits : Limits
    harms : sequence of Harm

    Returns
    -------
    list of Comparison
        In the order of the requests and of the draws.
    """
    parts = [
        compare_together(
            draws.select(slice(first, first + CHUNK)),
            requests,
            limits=limits,
            harms=harms,
        )
        for first in range(0, draws.count, CHUNK)
    ]
    return [join_draws(of_one) for of_one in zip(*parts, strict=True)]


def compare_on(
    draws: ParameterDraws,
    request: ComparisonRequest,
    *,
    limits: Limits,
    harms: Sequence[Harm],
) -> Comparison:
    """Compare the options on draws that are given, all at once.

    Parameters
    ----------
    draws : ParameterDraws
    request : ComparisonRequest
    limits : Limits
    harms : sequence of Harm

    Returns
    -------
    Comparison
    """
    return compare_together(draws, [request], limits=limits, harms=harms)[0]


def compare_together(
    draws: ParameterDraws,
    requests: Sequence[ComparisonRequest],
    *,
    limits: Limits,
    harms: Sequence[Harm],
) -> list[Comparison]:
    """Compare the options for some people on the same draws, carried together.

    Parameters
    ----------
    draws : ParameterDraws
    requests : sequence of ComparisonRequest
    limits : Limits
    harms : sequence of Harm

    Returns
    -------
    list of Comparison
        Each the same, to the bit, as if it had been made alone.
    """
    asked = [_Asked(draws, request, limits) for request in requests]
    carried = iter(project_many([course for one in asked for course in one.courses]))
    return [
        one.answer([next(carried) for _ in one.courses], harms=harms) for one in asked
    ]


class _Asked:
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


def join_draws(parts: Sequence[Comparison]) -> Comparison:
    """Join comparisons of one request that were made on parts of the draws.

    Parameters
    ----------
    parts : sequence of Comparison

    Returns
    -------
    Comparison
    """
    first = parts[0]
    if len(parts) == 1:
        return first
    return Comparison(
        request=first.request,
        options={
            option: _join_options([part.options[option] for part in parts])
            for option in first.options
        },
        transplant_mortality=np.concatenate([p.transplant_mortality for p in parts]),
        warnings=first.warnings,
    )


def _join_options(parts: Sequence[OptionResult]) -> OptionResult:
    first = parts[0]

    def join(name: str) -> FloatArray | None:
        if getattr(first, name) is None:
            return None
        return np.concatenate([getattr(part, name) for part in parts], axis=-1)

    def join_projections(name: str) -> Projection | None:
        found = [getattr(part, name) for part in parts]
        return None if found[0] is None else join_projection(found)

    return OptionResult(
        status=first.status,
        reasons=first.reasons,
        projection=join_projections("projection"),
        relapses=join("relapses"),
        relapse_free=join("relapse_free"),
        harms={
            id: np.concatenate([part.harms[id] for part in parts], axis=-1)
            for id in first.harms
        },
        survivors=join_projections("survivors"),
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
