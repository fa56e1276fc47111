"""A person's answers to the model's request: the only place where strings turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from decisionaid.core import asked, pages
from decisionaid.core.answers import Answers
from decisionaid.core.edss import find_range
from decisionaid.core.fields import UNKNOWN as NOT_KNOWN
from decisionaid.core.forms.treatment import NONE, years_field
from riskmodel.interface import (
    UNKNOWN,
    Answer,
    Centre,
    Children,
    ComparisonRequest,
    Conditioning,
    Course,
    Drug,
    DrugYears,
    JcvStatus,
    PatientProfile,
    Sex,
    Unknown,
)


class AnswersMissing(Exception):
    """The answers do not suffice for a comparison yet."""

    def __init__(self, page: str) -> None:
        super().__init__(f"the page {page} has no answer that suffices")
        self.page = page


def build_request(
    answers: Answers, horizons: Sequence[int], *, draws: int = 4000, seed: int = 1
) -> ComparisonRequest:
    """Turn answers into a request.

    Raises
    ------
    AnswersMissing
        With the first page that is not answered.
    """
    missing = pages.find_missing(answers)
    if missing is not None:
        raise AnswersMissing(missing.name)
    return ComparisonRequest(
        _build_profile(answers), horizons=tuple(horizons), draws=draws, seed=seed
    )


def _build_profile(answers: Answers) -> PatientProfile:
    # No page is missing here, so every way to a range of steps is complete.
    edss = cast("tuple[float, float]", find_range(answers))
    return PatientProfile(
        course=Course(answers["course"]["course"]),
        edss_low=edss[0],
        edss_high=edss[1],
        duration_years=float(answers["onset"]["duration"]),
        age_years=float(answers["age"]["age"]),
        sex=Sex(answers["sex"]["sex"]),
        relapses_1y=_number(answers["relapses"]["relapses_1y"]),
        relapses_2y=_number(answers["relapses"]["relapses_2y"]),
        new_mri=Answer(answers["mri"]["new_mri"]),
        treatments=_treatments(answers["treatments"]),
        jcv=JcvStatus(answers["jcv"]["jcv"]),
        jcv_index=_number(answers["jcv"]["jcv_index"]),
        prior_immunosuppression=_immunosuppression(answers),
        years_on_natalizumab=_years_on_natalizumab(answers),
        centre=Centre(answers["centre"]["centre"]),
        conditioning=_conditioning(answers),
        children=_children(answers),
    )


def _number(given: Any) -> Any:
    return UNKNOWN if given is None else given


def _treatments(given: Any) -> tuple[DrugYears, ...] | Unknown:
    chosen = given["treatments"]
    if NOT_KNOWN in chosen:
        return UNKNOWN
    if NONE in chosen:
        return ()
    return tuple(
        DrugYears(drug, float(given[years_field(drug)]))
        for drug in Drug
        if drug.value in chosen
    )


def _years_on_natalizumab(answers: Answers) -> float:
    if not asked.has_had_natalizumab(answers):
        return 0.0
    return float(answers["natalizumab"]["years_on_natalizumab"] or 0)


def _immunosuppression(answers: Answers) -> Answer:
    # Not asked of people without the virus, in whom it matters little: the model
    # averages over it for the years after they catch it.
    if not asked.may_carry_jcv(answers):
        return Answer.UNKNOWN
    return Answer(answers["immunosuppression"]["prior_immunosuppression"])


def _conditioning(answers: Answers) -> Conditioning:
    if not asked.knows_centre(answers):
        return Conditioning.UNKNOWN
    return Conditioning(answers["conditioning"]["conditioning"])


def _children(answers: Answers) -> Children:
    if not asked.may_have_children(answers):
        return Children.NO
    return Children(answers["children"]["children"])
