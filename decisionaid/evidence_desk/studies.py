"""A figure beside the studies behind it: what its forest plot draws and lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from decisionaid.presentation.charts.forest import Line, draw_forest
from decisionaid.presentation.wording.labels import OPTION_NAMES
from riskmodel import interface

COMPARATIVE, COHORT = "comparative_only", "cohort_only"
#: Ids of the effects on lasting worsening, and of deaths of the transplant.
EFFECT, DEATHS = "_worsening_hr", "trm_"
PER = 1000


@dataclass(frozen=True)
class StudyRow:
    """One row of the table: what is drawn, or what cannot be."""

    label: str
    what: str
    result: str
    status: str


@dataclass(frozen=True)
class Forest:
    """A drawing and the table of the same."""

    drawing: SafeString | str
    rows: tuple[StudyRow, ...]


def make_forest(figure: interface.Parameter, release: interface.Release) -> Forest:
    """Set a parameter beside the studies it was made from."""
    own = Line(figure.label, figure.value, figure.low, figure.high, is_own=True)
    lines = [own] if figure.low < figure.high else []
    rows = [StudyRow(figure.label, _("used by the model"), _word(own), figure.status)]
    unit, logarithmic = figure.unit, _is_ratio(figure.unit)
    if figure.id.startswith(DEATHS) and figure.source_ids:
        studies = list(_list_deaths(figure, release))
        # Their scale is another: the parameter stands in the table only.
        lines, unit, logarithmic = [line for line, _row in studies], "", False
        unit = _("deaths of the transplant, of 1,000 people")
        rows += [row for _line, row in studies]
    for effect in _list_effects(figure, release):
        line, row = _present_effect(effect)
        lines += [line] if line else []
        rows.append(row)
    drawing = (
        draw_forest(
            lines,
            unit=unit,
            logarithmic=logarithmic,
            title=_("%(label)s and the studies behind it") % {"label": figure.label},
        )
        if lines
        else ""
    )
    return Forest(drawing, tuple(rows))


def _is_ratio(unit: str) -> bool:
    return ("ratio" in unit and unit != "ratio") or unit == "factor"


def _word(line: Line) -> str:
    if line.low == line.high:
        return _("%(best).3g, fixed") % {"best": line.best}
    values = {"best": line.best, "low": line.low, "high": line.high}
    return _("%(best).3g (%(low).3g to %(high).3g)") % values


def _list_deaths(
    figure: interface.Parameter, release: interface.Release
) -> Iterator[tuple[Line, StudyRow]]:
    for study in interface.transplant_studies(release=release.id):
        if study["source"] not in figure.source_ids:
            continue
        share = PER * study["share"]
        low, high = PER * study["lower95"], PER * study["upper95"]
        line = Line(study["study"], share, low, high)
        counted = _("%(deaths)s of %(transplanted)s died") % study
        words = _("%(range)s of 1,000") % {"range": _word(line)}
        yield line, StudyRow(study["study"], counted, words, study["status"])


def _list_effects(
    figure: interface.Parameter, release: interface.Release
) -> Iterator[interface.Effect]:
    """List an option's own studies of those the parameter was fitted to."""
    option, found, rest = figure.id.partition(EFFECT)
    if not found or figure.distribution != "posterior":
        return
    left_out = {COMPARATIVE: "cohort", COHORT: "comparison"}.get(rest.lstrip("_"))
    for effect in interface.effects(release=release.id):
        if option in (effect.option, effect.against) and effect.kind != left_out:
            yield effect


def _present_effect(effect: interface.Effect) -> tuple[Line | None, StudyRow]:
    option = OPTION_NAMES[effect.option]
    if effect.kind == "comparison":
        what = _("%(option)s against %(against)s, hazard ratio") % {
            "option": option,
            "against": OPTION_NAMES[effect.against or "no_dmt"],
        }
        label = f"{effect.label}: {option}"
        line = Line(label, effect.value, effect.low, effect.high)
        return line, StudyRow(effect.label, what, _word(line), effect.status)
    shares = "; ".join(
        _("%(share).0f of 1,000 worse by %(years)g years")
        % {"share": PER * share, "years": years}
        for years, share in effect.worse
    )
    what = _("%(option)s, a cohort without a comparison") % {"option": option}
    return None, StudyRow(effect.label, what, shares, effect.status)
