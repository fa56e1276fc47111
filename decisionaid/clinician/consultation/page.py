"""A consultation as its page, its print and its PDF show it: old beside new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from decisionaid.clinician.consultation import recomputed
from decisionaid.clinician.consultation.forms import (
    ESTIMATE_YEARS,
    WorkForm,
    word_answer,
)
from decisionaid.clinician.consultation.guidelines import Point, list_points
from decisionaid.clinician.models import Opening
from decisionaid.presentation.counts import make_figure, make_outcome_figures
from decisionaid.presentation.page import Figure
from decisionaid.presentation.wording.labels import (
    ABILITY_LABELS,
    OPTION_NAMES,
    OUTCOME_LABELS,
    word_years,
)
from decisionaid.presentation.wording.people import word_patient
from decisionaid.presentation.wording.profiles import list_answers
from decisionaid.releases.selectors import is_of_release_in_use, shows_preview
from riskmodel import interface

YEARS = (1, 2, 5, 10)
DEFAULT_YEARS = 5
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Version:
    """One way the same person was computed."""

    label: str
    release: str
    document: Document


@dataclass(frozen=True)
class Row:
    """One thing that can happen, in each version; ``change`` from first to last."""

    label: str
    figures: tuple[Figure | None, ...]
    change: str


@dataclass(frozen=True)
class OptionBlock:
    """One option: its numbers in each version, and what to discuss about it."""

    id: str
    name: str
    statuses: tuple[str, ...]
    rows: tuple[Row, ...]
    estimate: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class YearLink:
    """A choice of time."""

    years: int
    label: str
    current: bool


@dataclass(frozen=True)
class Fact:
    """One answer: as the person gave it, and as it was corrected."""

    name: str
    told: str
    corrected: str = ""


@dataclass(frozen=True)
class ConsultationPage:
    """Everything one page shows."""

    pk: int
    who: str
    years: int
    time: str
    links: tuple[YearLink, ...]
    kept_at: datetime
    expires_at: datetime
    versions: tuple[Version, ...]
    options: tuple[OptionBlock, ...]
    facts: tuple[Fact, ...]
    notes: str
    changed_at: datetime | None
    changed_by: str
    older_release: bool
    preview: bool
    cannot_recompute: str


def read_years(given: str | None) -> int:
    """Read the years of an address; what is not on offer gives the usual ones."""
    known = {str(years): years for years in YEARS}
    return known.get(given or "", DEFAULT_YEARS)


def build_page(opening: Opening, years: int) -> ConsultationPage:
    """Build the page of one consultation at one time."""
    consultation = opening.consultation
    saved = consultation.saved
    document = saved.read_document() or {}
    versions, problem = _list_versions(document, consultation.corrections)
    profile = versions[-1].document["profile"]
    changed_by = consultation.changed_by
    return ConsultationPage(
        pk=consultation.pk,
        who=word_patient(document["profile"]),
        years=years,
        time=word_years(years),
        links=tuple(YearLink(y, word_years(y), y == years) for y in YEARS),
        kept_at=saved.created_at,
        expires_at=saved.expires_at,
        versions=versions,
        options=tuple(
            _present_option(option, versions, years, opening.estimate or {}, profile)
            for option in document["options"]
        ),
        facts=tuple(_list_facts(document["profile"], consultation.corrections)),
        notes=consultation.notes,
        changed_at=consultation.changed_at,
        changed_by=changed_by.get_username() if changed_by else "",
        older_release=not is_of_release_in_use(document),
        preview=shows_preview(document),
        cannot_recompute=problem,
    )


def _list_versions(
    document: Document, corrections: Document
) -> tuple[tuple[Version, ...], str]:
    """List what the person saw, today's where it differs, and the corrected."""
    seen = Version(_("As the person saw it"), document["release"]["id"], document)
    found = [
        (_("Today's release"), recomputed.compute_today),
        (_("Corrected"), lambda kept: recomputed.compute_corrected(kept, corrections)),
    ]
    versions, problem = [seen], ""
    for label, compute in found:
        try:
            computed = compute(document)
        except interface.InvalidProfile as error:
            # An answer of an older release may not be one of today's.
            problem = str(error)
            continue
        if computed is not None:
            release = computed["release"]["id"]
            versions.append(Version(label, release, computed))
    return tuple(versions), problem


def _present_option(
    option: str,
    versions: Sequence[Version],
    years: int,
    estimate: Mapping[str, int],
    profile: Document,
) -> OptionBlock:
    by_version = [_figures(version.document, option, years) for version in versions]
    labels = {**OUTCOME_LABELS, **ABILITY_LABELS}
    rows = [
        Row(
            str(label),
            tuple(figures.get(name) for figures in by_version),
            _word_change([figures.get(name) for figures in by_version]),
        )
        for name, label in labels.items()
    ]
    return OptionBlock(
        id=option,
        name=str(OPTION_NAMES[option]),
        statuses=tuple(
            STATUS_WORDS[version.document["options"][option]["status"]]()
            for version in versions
        ),
        rows=tuple(rows),
        estimate=_word_estimate(option, versions[-1].document, estimate),
        points=tuple(list_points(profile, option)),
    )


STATUS_WORDS = {
    "estimated": lambda: _("estimated"),
    "extrapolated": lambda: _("extrapolated beyond the studies"),
    "not_estimable": lambda: _("not estimable"),
}


def _figures(document: Document, option: str, years: int) -> dict[str, Figure]:
    horizon = document["options"][option]["horizons"].get(str(years))
    if horizon is None or None in horizon["outcomes"].values():
        return {}
    abilities = {
        name: make_figure(f"{option}.{years}.{name}", horizon[name])
        for name in ABILITY_LABELS
    }
    return {**make_outcome_figures(option, years, horizon["outcomes"]), **abilities}


def _word_change(figures: Sequence[Figure | None]) -> str:
    first, last = figures[0], figures[-1]
    if len(figures) == 1 or first is None or last is None:
        return ""
    change = last.best.count - first.best.count
    # A real minus sign, as wide as the plus.
    return f"{change:+d}".replace("-", "\N{MINUS SIGN}") if change else "0"


def count_dead_or_worse(document: Document, option: str) -> int | None:
    """Count those dead or worse at the time that estimates are of."""
    figures = _figures(document, option, ESTIMATE_YEARS)
    names = ("died_treatment", "died_other", "worse")
    return sum(figures[name].best.count for name in names) if figures else None


def _word_estimate(option: str, document: Document, estimate: Mapping[str, int]) -> str:
    if option not in estimate:
        return ""
    counted = count_dead_or_worse(document, option)
    return _(
        "Dead or more disabled after %(time)s, of 1,000: you said %(own)s, the model "
        "says %(model)s."
    ) % {
        "time": word_years(ESTIMATE_YEARS),
        "own": f"{estimate[option]:,}",
        "model": _("not known") if counted is None else f"{counted:,}",
    }


def _list_facts(profile: Document, corrections: Document) -> list[Fact]:
    """List the person's answers, then each correction beside what it corrects."""
    facts = [Fact(name, words) for name, words in list_answers(profile)]
    labels = {name: str(field.label) for name, field in WorkForm.base_fields.items()}
    for name, value in corrections.items():
        told = profile.get(name, _("a range") if name == "edss" else "")
        words = (word_answer(name, told), word_answer(name, value))
        facts.append(Fact(labels.get(name, name), *words))
    return facts
