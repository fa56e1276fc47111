"""The whole page from its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from decisionaid.core.wording import DECISION
from decisionaid.presentation.markup import fill
from decisionaid.presentation.page import HorizonLink, ResultsPage
from decisionaid.presentation.presenters import (
    cards,
    comparisons,
    curves,
    harms,
    sureness,
)
from decisionaid.presentation.presenters.scene import Scene
from decisionaid.presentation.view import USUAL, View
from decisionaid.presentation.wording import burden, labels, people, sentences

#: Times a person can choose between.
HORIZONS = (1, 2, 5, 10)
#: Groups of people who have died.
DEATHS = ("died_treatment", "died_other")


def present_results(
    document: Mapping[str, Any],
    *,
    years: int,
    sources: Sequence[sureness.Source],
    view: View = USUAL,
) -> ResultsPage:
    """Present a Comparison document at one time.

    Raises
    ------
    KeyError
        Where the document has no such time.
    """
    scene = Scene(document, years, view)
    figures = comparisons.collect_figures(scene)
    strip_length = cards.choose_strip_length(scene)
    return ResultsPage(
        years=years,
        time=scene.time,
        title=labels.word_title(years),
        decision=str(DECISION),
        who=people.word_person(document["profile"]),
        order=labels.word_order(scene.option_ids, chosen=view.chosen),
        horizons=tuple(
            HorizonLink(choice, labels.word_years(choice), choice == years)
            for choice in HORIZONS
        ),
        definitions=fill(str(sentences.DEFINITIONS)),
        legend=cards.present_legend(),
        options=tuple(
            cards.present_card(scene, option, strip_length=strip_length)
            for option in scene.option_ids
        ),
        comparisons=comparisons.present_comparisons(figures, people=view.people),
        abilities=comparisons.present_abilities(figures, people=view.people),
        texts=comparisons.present_texts(scene, figures),
        curves=curves.present_curves(scene),
        break_even=sureness.present_break_even(scene, figures),
        levels=sureness.present_levels(scene, figures),
        harms=harms.present_harms(scene),
        burden=sureness.present_burden(scene),
        certainty=sureness.present_certainty(scene),
        notes=sureness.present_notes(scene),
        sheet_notes=sureness.present_sheet_notes(scene),
        not_compared=tuple(str(name) for name in burden.NOT_COMPARED),
        sources=sureness.present_sources(sources),
        release=sureness.present_release(document),
    )


def leave_out_deaths(page: ResultsPage) -> ResultsPage:
    """Leave out what tells of deaths, for whoever wants to see less."""
    return replace(
        page,
        comparisons=tuple(
            table for table in page.comparisons if table.id not in DEATHS
        ),
        options=(),
        texts=(),
        curves=(),
        break_even=(),
        levels=(),
        harms=(),
    )


def present_figure(
    document: Mapping[str, Any], *, years: int, columns: int, view: View = USUAL
) -> dict[str, Any]:
    """Present the interactive figure of the same document."""
    return curves.present_interactive(Scene(document, years, view), columns=columns)
