"""The report of 2011 played again: what it counted, this model then, and today."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from decisionaid.about.counted import (
    REPORT_DEATHS,
    REPORT_IMPROVED_PROGRESSIVE,
    REPORT_IMPROVED_RELAPSING,
    REPORT_LATER_WORSE,
    Count,
)
from decisionaid.about.questions.parts import (
    Block,
    Question,
    Text,
    cite,
    find_sources,
    quote,
    say,
    show_range,
    state,
)
from decisionaid.about.reference import Reference
from decisionaid.presentation.counts import make_number
from decisionaid.presentation.page import Figure
from decisionaid.presentation.presenters.comparisons import build_table

#: The made-up people the model is asked about, and how a row names them.
THEN_AND_TODAY = (
    ("report_relapsing", _("Model: relapsing MS, around 2002")),
    ("report_relapsing_today", _("Model: relapsing MS, today")),
    ("report_progressive", _("Model: progressive MS, around 2002")),
    ("report_progressive_today", _("Model: progressive MS, today")),
)
NOT_STABLE = 0.34


def present_report() -> tuple[Question, ...]:
    """Present each thing the report counted beside the model's numbers."""
    return tuple(
        tell()
        for tell in (
            _tell_deaths,
            _tell_stable,
            _tell_improved,
            _tell_later,
            _tell_apart,
        )
    )


def _ask_model(
    find: Callable[[Reference], Figure], what: str, years: int
) -> tuple[list[tuple[str, str, Figure]], list[Text]]:
    rows = [(name, str(words), find(Reference(name))) for name, words in THEN_AND_TODAY]
    return rows, [state(what, figure, who=who, years=years) for _, who, figure in rows]


def _state_counted(count: Count, who: Text, sentence: Text) -> Text:
    figure = count.make_figure()
    return say(
        sentence,
        who=str(who),
        best=figure.best,
        range=show_range(figure),
        rest=figure.rest,
    )


def _is_within(figure: Figure, count: Count) -> bool:
    counted = count.make_figure()
    return counted.lower.value <= figure.best.value <= counted.upper.value


def _tell_deaths() -> Question:
    rows, points = _ask_model(
        lambda one: one.make_outcome("ahsct", 1, "died_treatment"), "treatment_death", 1
    )
    return Question(
        id="report-deaths",
        title=_("Who died of the transplant"),
        quotes=(),
        blocks=(
            Block(
                paragraphs=(
                    say(
                        _("The report counted %(count)s people, treated 1996 to 2008."),
                        count=quote("2 of 74"),
                    ),
                ),
                table=build_table(
                    "report-deaths",
                    str(
                        _(
                            "Died because of the transplant within 1 year, "
                            "of 1,000 people"
                        )
                    ),
                    [
                        ("report", str(_("The report")), REPORT_DEATHS.make_figure()),
                        *rows,
                    ],
                ),
                points=(
                    _state_counted(
                        REPORT_DEATHS,
                        _("The report"),
                        _(
                            "%(who)s: of those treated from 1996 to 2008, %(best)s of "
                            "1,000 (%(range)s) died; %(rest)s did not."
                        ),
                    ),
                    *points,
                ),
                after=(
                    _(
                        "The report's range is wide. "
                        "It holds every number in this table."
                    )
                    if all(_is_within(row[2], REPORT_DEATHS) for row in rows)
                    else _(
                        "The report's range does not hold every number in this table."
                    ),
                ),
            ),
        ),
        sources=cite(
            (
                REPORT_DEATHS.source_id,
                *Reference().get_harm_sources("ahsct", "treatment_death"),
            )
        ),
    )


def _tell_stable() -> Question:
    rows, points = _ask_model(
        lambda one: one.make_outcome("ahsct", 5, "worse"), "worse", 5
    )
    return Question(
        id="report-stable",
        title=_("Who stayed stable or improved for five years"),
        quotes=(),
        blocks=(
            Block(
                paragraphs=(
                    say(
                        _(
                            "The report said %(share)s, relapsing and progressive MS "
                            "together."
                        ),
                        share=quote("66 %"),
                    ),
                    say(
                        _(
                            "As people: after 5 years %(stable)s of 1,000 were stable "
                            "or improved; %(worse)s were not."
                        ),
                        stable=make_number(
                            "quoted.not_report_unstable.mean", 1 - NOT_STABLE
                        ),
                        worse=make_number("quoted.report_unstable.mean", NOT_STABLE),
                    ),
                    _("It does not say how many were followed, so there is no range."),
                ),
                table=build_table(
                    "report-stable",
                    str(_("More disabled after 5 years, of 1,000 people")),
                    rows,
                ),
                points=tuple(points),
                after=(
                    _("The report's figure lies between relapsing and progressive MS.")
                    if rows[0][2].best.value <= NOT_STABLE <= rows[2][2].best.value
                    else _("The report's figure does not lie between the two courses."),
                ),
            ),
        ),
        sources=cite((REPORT_DEATHS.source_id, *find_sources("ahsct_worsening_hr"))),
    )


def _tell_improved() -> Question:
    rows, points = _ask_model(
        lambda one: one.make_outcome("ahsct", 2, "better"), "better", 2
    )
    counted = (
        (REPORT_IMPROVED_RELAPSING, _("The report: relapsing MS")),
        (REPORT_IMPROVED_PROGRESSIVE, _("The report: progressive MS")),
    )
    return Question(
        id="report-improved",
        title=_("Who improved"),
        quotes=(),
        blocks=(
            Block(
                paragraphs=(
                    say(
                        _(
                            "Of people followed for over a year, %(relapsing)s with "
                            "relapsing MS improved, and %(progressive)s with "
                            "progressive MS."
                        ),
                        relapsing=quote("8 of 25"),
                        progressive=quote("1 of 36"),
                    ),
                ),
                table=build_table(
                    "report-better",
                    str(_("Less disabled after 2 years, of 1,000 people")),
                    [
                        *(
                            (one.id, str(who), one.make_figure())
                            for one, who in counted
                        ),
                        *rows,
                    ],
                ),
                points=(
                    *(
                        _state_counted(
                            one,
                            who,
                            _(
                                "%(who)s: of those treated from 1996 to 2008, %(best)s "
                                "of 1,000 (%(range)s) improved; %(rest)s did not."
                            ),
                        )
                        for one, who in counted
                    ),
                    *points,
                ),
                after=(
                    _(
                        "The report counted other steps of the EDSS than the "
                        "model does."
                    ),
                ),
            ),
        ),
        sources=cite(
            (
                REPORT_DEATHS.source_id,
                *find_sources("improved_ahsct", "improved_progressive"),
            )
        ),
    )


def _tell_later() -> Question:
    rows, points = _ask_model(
        lambda one: one.make_outcome("ahsct", 7, "worse"), "worse", 7
    )
    later = REPORT_LATER_WORSE.make_figure()
    return Question(
        id="report-later",
        title=_("What came after seven years"),
        quotes=(),
        blocks=(
            Block(
                paragraphs=(
                    say(
                        _(
                            "Of 18 people followed for more than 7 years, %(stable)s "
                            "stayed stable or better. The others slowly got worse."
                        ),
                        stable=quote("8"),
                    ),
                ),
                table=build_table(
                    "report-later",
                    str(_("More disabled after 7 years, of 1,000 people")),
                    [("report", str(_("The report")), later), *rows],
                ),
                points=(
                    _state_counted(
                        REPORT_LATER_WORSE,
                        _("The report"),
                        _(
                            "%(who)s: after 7 years, %(best)s of 1,000 (%(range)s) had "
                            "got worse; %(rest)s had not."
                        ),
                    ),
                    *points,
                ),
            ),
        ),
        sources=cite(
            (REPORT_DEATHS.source_id, *find_sources("ahsct_worsening_hr_spms"))
        ),
    )


def _tell_apart() -> Question:
    return Question(
        id="report-apart",
        title=_("Why they may differ"),
        quotes=(),
        blocks=(
            Block(
                points=(
                    _(
                        "The model is about two made-up people. "
                        "The report is about 74 real ones."
                    ),
                    _("We have not seen the paper itself. Its counts need checking."),
                    _("The report counts steps of the EDSS, the model whole bands."),
                    _(
                        "The same people are in larger studies that the model "
                        "learned from."
                    ),
                ),
                after=(
                    _(
                        "So this shows what has changed since. "
                        "It does not prove the model."
                    ),
                ),
            ),
        ),
    )
