"""Charts of one person's numbers, each with the table of what it draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisionaid.clinician.consultation.page import YEARS, count_dead_or_worse
from decisionaid.presentation.charts import staff
from decisionaid.presentation.charts.staff import Interval, Series
from decisionaid.presentation.counts import make_figure
from decisionaid.presentation.levels import has_level
from decisionaid.presentation.page import PEOPLE
from decisionaid.presentation.page import Figure as Shown
from decisionaid.presentation.wording.changes import stops_now
from decisionaid.presentation.wording.labels import (
    OPTION_NAMES,
    OUTCOME_LABELS,
    word_years,
)

Document = Mapping[str, Any]
SCENARIO_NAMES = {
    "default": gettext_lazy("As people see it"),
    "comparative_only": gettext_lazy("Matched comparisons only"),
    "cohort_only": gettext_lazy("Transplant cohorts only"),
    "natalizumab_6weekly": gettext_lazy("Natalizumab every six weeks"),
    "natalizumab_stop_24m": gettext_lazy("Natalizumab stopped after 24 months"),
    "stop_natalizumab": gettext_lazy("Natalizumab stopped as people stop it"),
    "waning": gettext_lazy("Effects that wane"),
    "seed_era": gettext_lazy("Transplants as in the report of 2011"),
}
STOPPED_NOW = gettext_lazy("Natalizumab stopped now")
#: What the forest plot shows of each option.
FOREST = ("died_treatment", "worse", "better")
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
FAN_YEARS = tuple(range(1, 11))


@dataclass(frozen=True)
class Chart:
    """A chart: its figure, and the same numbers as a table."""

    id: str
    title: str
    lead: str
    figure: Mapping[str, Any]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def name_scenario(scenario: str, profile: Mapping[str, Any]) -> str:
    """Name a scenario as it is for this person."""
    if scenario == "natalizumab_stop_24m" and stops_now(profile):
        return str(STOPPED_NOW)
    return str(SCENARIO_NAMES[scenario])


def _of_people() -> str:
    return _("of 1,000 people")


def _word(shown: Shown | None) -> str:
    if shown is None:
        return _("not known")
    values = {"best": shown.best.text, "low": shown.lower.text, "up": shown.upper.text}
    words = _("%(best)s (%(low)s to %(up)s)") % values
    # A line in a narrow table never ends within it.
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _interval(at: str | float, shown: Shown) -> Interval:
    return Interval(at, shown.best.count, shown.lower.count, shown.upper.count)


def _estimate(document: Document, option: str, years: int, outcome: str) -> Any:
    return document["options"][option]["horizons"][str(years)]["outcomes"][outcome]


def _shown(document: Document, option: str, years: int, outcome: str) -> Shown | None:
    estimate = _estimate(document, option, years, outcome)
    if estimate is None:
        return None
    return make_figure(f"{option}.{years}.{outcome}", estimate)


def chart_forest(document: Document, years: int) -> Chart:
    """Chart the options under one scenario."""
    options = list(document["options"])
    shown = {
        (outcome, option): _shown(document, option, years, outcome)
        for outcome in FOREST
        for option in options
    }
    series = [
        Series(
            str(OUTCOME_LABELS[outcome]),
            tuple(
                _interval(str(OPTION_NAMES[option]), figure)
                for option in options
                if (figure := shown[outcome, option]) is not None
            ),
        )
        for outcome in FOREST
    ]
    return Chart(
        id="forest",
        title=_("The four options, with their ranges"),
        lead=_("After %(time)s. Whiskers are 95 %% intervals.")
        % {"time": word_years(years)},
        figure=staff.draw_forest(series, axis=_of_people()),
        heads=(_("Option"), *(str(OUTCOME_LABELS[outcome]) for outcome in FOREST)),
        rows=tuple(
            (
                str(OPTION_NAMES[option]),
                *(_word(shown[outcome, option]) for outcome in FOREST),
            )
            for option in options
        ),
    )


def chart_evidence(documents: Mapping[str, Document], years: int) -> Chart:
    """Chart comparative evidence only against cohorts only: where they disagree."""
    options = list(documents["default"]["options"])
    shown = {
        (scenario, option): _shown(document, option, years, "worse")
        for scenario, document in documents.items()
        for option in options
    }
    series = [
        Series(
            str(SCENARIO_NAMES[scenario]),
            tuple(
                _interval(str(OPTION_NAMES[option]), figure)
                for option in options
                if (figure := shown[scenario, option]) is not None
            ),
        )
        for scenario in documents
    ]
    return Chart(
        id="evidence",
        title=_("Matched comparisons against cohorts"),
        lead=_("More disabled after %(time)s, by which studies are believed.")
        % {"time": word_years(years)},
        figure=staff.draw_forest(series, axis=_of_people()),
        heads=(_("Option"), *(str(SCENARIO_NAMES[s]) for s in documents)),
        rows=tuple(
            (
                str(OPTION_NAMES[option]),
                *(_word(shown[scenario, option]) for scenario in documents),
            )
            for option in options
        ),
    )


def chart_fans(document: Document) -> Chart:
    """Chart how the EDSS spreads among those alive."""
    fans, rows = [], []
    for option in document["options"]:
        by_year = {
            years: _find_quantiles(document, option, years) for years in FAN_YEARS
        }
        name = str(OPTION_NAMES[option])
        known = {years: found for years, found in by_year.items() if found}
        if known:
            fans.append(staff.Fan(name, tuple(known), tuple(known.values())))
        rows.append((name, *(_word_quantiles(by_year[years]) for years in YEARS)))
    return Chart(
        id="fan",
        title=_("EDSS over the years"),
        lead=_("Whole EDSS steps, among those alive; best estimates."),
        figure=staff.draw_fans(
            fans,
            names=(_("8 of 10 people"), _("half of them"), _("median")),
            axes=(_("years"), "EDSS"),
        ),
        heads=(_("Median (middle half)"), *(word_years(years) for years in YEARS)),
        rows=tuple(rows),
    )


def _find_quantiles(
    document: Document, option: str, years: int
) -> tuple[float, ...] | None:
    horizon = document["options"][option]["horizons"].get(str(years))
    if horizon is None or horizon["edss_distribution"] is None:
        return None
    shares = [band["mean"] for band in horizon["edss_distribution"]]
    reached = [share / sum(shares) for share in accumulate(shares)]
    return tuple(
        next(step for step, share in enumerate(reached) if share >= quantile - 1e-12)
        for quantile in QUANTILES
    )


def _word_quantiles(found: Sequence[float] | None) -> str:
    if found is None:
        return _("not known")
    values = {"median": found[2], "low": found[1], "up": found[3]}
    return _("%(median)d (%(low)d to %(up)d)") % values


def chart_break_even(document: Document) -> Chart:
    """Chart the mortality at which the transplant and another option come out level."""
    lines, rows = [], []
    years = sorted(int(year) for year in document["options"]["no_dmt"]["horizons"])
    years = [year for year in years if year <= FAN_YEARS[-1]]
    for option, by_outcome in document["break_even"].items():
        ties = {
            year: _tie(option, year, by_outcome["dead_or_worse"].get(str(year)))
            for year in years
        }
        name = str(OPTION_NAMES[option])
        known = tuple(_interval(year, tie) for year, tie in ties.items() if tie)
        if known:
            lines.append(Series(name, known))
        rows.append((name, *(_word(ties.get(year)) for year in YEARS)))
    today = make_figure("transplant_mortality", document["transplant_mortality"])
    if lines:
        level = tuple(_interval(year, today) for year in years)
        lines.append(Series(_("Died of the transplant, today's estimate"), level))
    rows.append((_("Today's estimate"), *(_word(today) for _year in YEARS)))
    return Chart(
        id="break-even",
        title=_("When the transplant and another option come out level"),
        lead=_(
            "How many of 1,000 would have to die of the transplant for as many to be "
            "dead or more disabled with either. A what-if, not advice."
        ),
        figure=staff.draw_lines(
            lines, points=None, axes=(_("years"), _("deaths of 1,000 transplants"))
        ),
        heads=(_("Level with"), *(word_years(year) for year in YEARS)),
        rows=tuple(rows),
    )


def _tie(option: str, year: int, estimate: Document | None) -> Shown | None:
    if estimate is None or not has_level(estimate):
        return None
    return make_figure(f"break_even.{option}.{year}.dead_or_worse", estimate)


def chart_era(era: Document) -> Chart:
    """Chart transplant mortality by year, with the studies it rests on."""
    curve = {
        int(year): make_figure(f"era.{year}", estimate)
        for year, estimate in era["years"].items()
    }
    studies = [
        (study, make_figure("era.study", {**study, "mean": study["share"]}))
        for study in era["studies"]
    ]
    line = Series(
        _("This person's estimate"),
        tuple(_interval(year, shown) for year, shown in curve.items()),
    )
    points = Series(
        _("Studies, of all their people"),
        tuple(_interval(study["mid_year"], shown) for study, shown in studies),
    )
    return Chart(
        id="era",
        title=_("Deaths of the transplant by year"),
        lead=_("No further fall is assumed from %(year)d on.")
        % {"year": int(era["held_from_year"])},
        figure=staff.draw_lines(
            [line], points=points, axes=(_("year"), _("deaths of 1,000 transplants"))
        ),
        heads=(_("Study"), _("Middle year"), _("Deaths"), _of_people()),
        rows=tuple(
            (
                study["study"],
                f"{study['mid_year']:g}",
                _("%(deaths)d of %(transplanted)d") % study,
                _word(shown),
            )
            for study, shown in studies
        ),
    )


def list_measures(sensitivity: Document) -> list[tuple[str, str]]:
    """List what may be looked at: differences from the transplant, then options."""
    names = sorted(
        sensitivity["measures"], key=lambda name: not name.startswith("ahsct_minus_")
    )
    return [(name, _name_measure(name)) for name in names]


def _name_measure(name: str) -> str:
    if name.startswith("ahsct_minus_"):
        other = OPTION_NAMES[name.removeprefix("ahsct_minus_")]
        return _("Transplant less %(other)s") % {"other": other}
    return str(OPTION_NAMES[name])


def chart_tornado(sensitivity: Document, measure: str, *, bars: int = 12) -> Chart:
    """Chart the parameters that move one measure most."""
    ranked = sorted(
        (p for p in sensitivity["parameters"] if measure in p["effects"]),
        key=lambda parameter: parameter["effects"][measure]["rank"],
    )[:bars]
    found = [(parameter, parameter["effects"][measure]) for parameter in ranked]
    return Chart(
        id="tornado",
        title=_("Which parameter the numbers hang on most"),
        lead=_(
            "%(measure)s: change of the dead or more disabled after %(time)s, of 1,000 "
            "people, with one parameter at an end of its 95 %% interval."
        )
        % {
            "measure": _name_measure(measure),
            "time": word_years(sensitivity["years"]),
        },
        figure=staff.draw_tornado(
            [
                staff.Bar(
                    parameter["label"],
                    PEOPLE * effect["at_lower"]["change"],
                    PEOPLE * effect["at_upper"]["change"],
                )
                for parameter, effect in found
            ],
            axis=_("people of 1,000"),
            names=(_("at its lower end"), _("at its upper end")),
        ),
        heads=(
            _("Parameter"),
            _("Interval"),
            _("At its lower end"),
            _("At its upper end"),
            _("Checked"),
        ),
        rows=tuple(
            (
                parameter["label"],
                _("%(lower).3g to %(upper).3g, %(unit)s") % parameter,
                _word_change(effect["at_lower"]),
                _word_change(effect["at_upper"]),
                parameter["status"],
            )
            for parameter, effect in found
        ),
    )


def _word_change(effect: Document) -> str:
    # One decimal: the ranking is of effects that may be less than one person.
    return f"{PEOPLE * effect['change']:+.1f}".replace("-", "\N{MINUS SIGN}")


def table_scenarios(documents: Mapping[str, Document]) -> Chart:
    """Tabulate every scenario: dead or more disabled, after five years."""
    options = list(documents["default"]["options"])
    count: Callable[[Document, str], int | None] = count_dead_or_worse
    rows = tuple(
        (
            name_scenario(scenario, document["profile"]),
            *(
                _("not known") if (n := count(document, option)) is None else f"{n:,}"
                for option in options
            ),
        )
        for scenario, document in documents.items()
    )
    return Chart(
        id="scenarios",
        title=_("Every scenario"),
        lead=_("Dead or more disabled after 5 years, of 1,000 people."),
        figure={},
        heads=(_("Scenario"), *(str(OPTION_NAMES[option]) for option in options)),
        rows=rows,
    )
