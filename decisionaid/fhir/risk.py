"""What happens with an option, as a RiskAssessment: see docs/adr/0030-fhir-r4.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from decisionaid.fhir import codes
from decisionaid.fhir.bindings import ObservationStatus
from decisionaid.presentation.counts import make_figure, make_outcome_figures
from decisionaid.presentation.page import Figure
from decisionaid.presentation.wording.labels import (
    ABILITY_LABELS,
    OPTION_NAMES,
    OUTCOME_LABELS,
    word_years,
)

Json = dict[str, Any]

#: Years that are told; the document may hold more.
YEARS = (1, 2, 5, 10)
ABILITIES = ("edss_at_least_6", "edss_at_least_7", "relapse_free")
LABELS = {**OUTCOME_LABELS, **ABILITY_LABELS}


def build_assessment(
    option: str,
    document: Mapping[str, Any],
    *,
    today: date,
    links: Mapping[str, Any],
) -> Json:
    """Build the assessment of one option.

    Parameters
    ----------
    option
        Its id in the Comparison document.
    document
        The Comparison document.
    today
        The day from which years are counted.
    links
        References to the other resources: ``subject``, ``condition``, ``basis`` (a
        list).
    """
    result = document["options"][option]
    preview = document["release"]["research_preview"]
    notes = [*result["reasons"], *document["warnings"]]
    assessment = {
        "resourceType": "RiskAssessment",
        "status": ObservationStatus.PRELIMINARY if preview else ObservationStatus.FINAL,
        "method": {"text": _word_method(document)},
        "code": {
            "coding": [{"system": codes.OPTIONS, "code": option}],
            "text": str(OPTION_NAMES[option]),
        },
        **links,
        "occurrenceDateTime": today.isoformat(),
        "prediction": list(_list_predictions(option, result, today=today)),
        "note": [{"text": note["text"]} for note in notes],
    }
    # FHIR has no empty lists: an option that no study tells of has no predictions.
    return {name: value for name, value in assessment.items() if value != []}


def _word_method(document: Mapping[str, Any]) -> str:
    release = document["release"]
    return gettext(
        "Model %(model)s, evidence release %(release)s, %(draws)s draws, seed %(seed)s"
    ) % {
        "model": release["model_version"],
        "release": release["id"],
        "draws": document["draws"],
        "seed": document["seed"],
    }


def _list_predictions(
    option: str, result: Mapping[str, Any], *, today: date
) -> Iterator[Json]:
    if result["status"] == "not_estimable":
        return
    for years in YEARS:
        told = result["horizons"][str(years)]
        figures = make_outcome_figures(option, years, told["outcomes"])
        for name, figure in figures.items():
            yield _predict(name, told["outcomes"][name], figure, years, today=today)
        for name in ABILITIES:
            figure = make_figure(f"{option}.{years}.{name}", told[name])
            yield _predict(name, told[name], figure, years, today=today)


def _predict(
    name: str,
    estimate: Mapping[str, float],
    figure: Figure,
    years: int,
    *,
    today: date,
) -> Json:
    interval = {
        "low": _percentage(estimate["lower95"]),
        "high": _percentage(estimate["upper95"]),
    }
    return {
        "extension": [{"url": codes.INTERVAL, "valueRange": interval}],
        "outcome": {
            "coding": [{"system": codes.OUTCOMES, "code": name}],
            "text": str(LABELS[name]),
        },
        "probabilityDecimal": to_percent(estimate["mean"]),
        "whenPeriod": {
            "start": today.isoformat(),
            "end": _add_years(today, years).isoformat(),
        },
        "rationale": gettext(
            "%(count)s of 1,000 people after %(time)s; 95 %% interval %(lower)s to "
            "%(upper)s."
        )
        % {
            "count": figure.best.text,
            "time": word_years(years),
            "lower": figure.lower.text,
            "upper": figure.upper.text,
        },
    }


def to_percent(share: float) -> Decimal:
    """Give a share as R4 wants it: in percent, at most 100, every digit kept."""
    return Decimal(repr(share)) * 100


def _percentage(share: float) -> Json:
    return {"value": to_percent(share), **codes.get_unit("percent")}


def _add_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        # the 29th of February
        return day.replace(year=day.year + years, day=28)
