"""One thing at a time across the four options, in tables and in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from decisionaid.presentation.charts.bars import choose_scale, draw_bar
from decisionaid.presentation.counts import (
    HUNDRED,
    OUTCOMES,
    count_of_hundred,
    fits_hundred,
    make_figure,
)
from decisionaid.presentation.icons import draw_icon
from decisionaid.presentation.markup import fill
from decisionaid.presentation.page import (
    PEOPLE,
    ComparisonRow,
    ComparisonTable,
    Figure,
    OptionText,
)
from decisionaid.presentation.presenters.cards import get_death_figure
from decisionaid.presentation.presenters.scene import ABILITIES, Scene
from decisionaid.presentation.wording import labels, notes, sentences

NO_PICTURE = mark_safe("")

Figures = dict[str, dict[str, Figure | None]]


def collect_figures(scene: Scene) -> Figures:
    """Collect every outcome and ability of every option at the time shown."""
    return {option: _collect(scene, option) for option in scene.option_ids}


def _collect(scene: Scene, option_id: str) -> dict[str, Figure | None]:
    if not scene.is_known(option_id):
        unknown: dict[str, Figure | None] = dict.fromkeys((*OUTCOMES, *ABILITIES))
        # Deaths from the treatment are known even where nothing else is.
        unknown["died_treatment"] = get_death_figure(scene, option_id)
        return unknown
    horizon = scene.horizon(option_id)
    figures: dict[str, Figure | None] = {**scene.outcomes(option_id)}
    for ability in ABILITIES:
        figures[ability] = make_figure(
            f"{option_id}.{scene.years}.{ability}", horizon[ability]
        )
    return figures


def present_comparisons(
    figures: Figures, *, people: int = PEOPLE
) -> tuple[ComparisonTable, ...]:
    """Present the five groups, each across the options."""
    return tuple(
        _present_table(figures, outcome, str(label), draw_icon(outcome), people=people)
        for outcome, label in labels.OUTCOME_LABELS.items()
    )


def present_abilities(
    figures: Figures, *, people: int = PEOPLE
) -> tuple[ComparisonTable, ...]:
    """Present walking, wheelchair and relapses, each across the options."""
    return tuple(
        _present_table(figures, ability, str(label), NO_PICTURE, people=people)
        for ability, label in labels.ABILITY_LABELS.items()
    )


def _present_table(
    figures: Figures, what: str, title: str, icon: SafeString, *, people: int
) -> ComparisonTable:
    rows = [
        (option, str(labels.OPTION_NAMES[option]), figures[option][what])
        for option in figures
    ]
    return build_table(what, title, rows, icon=icon, people=people)


def build_table(
    table_id: str,
    title: str,
    rows: Sequence[tuple[str, str, Figure | None]],
    *,
    icon: SafeString = NO_PICTURE,
    people: int = PEOPLE,
) -> ComparisonTable:
    """Build a table of figures on one scale; each row is an id, a name, a figure.

    One denominator for the whole table: of 100 people only where all of it fits.
    """
    known = [figure for _, _, figure in rows if figure is not None]
    scale = choose_scale(known)
    of_hundred = people == HUNDRED and fits_hundred(known)
    return ComparisonTable(
        table_id,
        title,
        icon,
        _word_scale(scale, HUNDRED if of_hundred else PEOPLE),
        tuple(
            ComparisonRow(
                option_id=row_id,
                name=name,
                figure=count_of_hundred(figure) if figure and of_hundred else figure,
                bar=NO_PICTURE if figure is None else draw_bar(figure, scale),
            )
            for row_id, name, figure in rows
        ),
        people=f"{HUNDRED if of_hundred else PEOPLE:,}",
    )


def _word_scale(scale: int, people: int) -> str:
    if scale == PEOPLE:
        return gettext("Bars run from 0 to all %(people)s people.") % {
            "people": f"{people:,}"
        }
    return gettext("Larger scale: bars run from 0 to %(scale)s of %(people)s.") % {
        "scale": scale * people // PEOPLE,
        "people": f"{people:,}",
    }


def present_texts(scene: Scene, figures: Figures) -> tuple[OptionText, ...]:
    """Present each option in sentences that give both sides and the time."""
    return tuple(
        OptionText(
            option,
            str(labels.OPTION_NAMES[option]),
            tuple(_write_sentences(scene, option, figures[option])),
        )
        for option in figures
    )


def _write_sentences(
    scene: Scene, option_id: str, figures: dict[str, Figure | None]
) -> list[SafeString]:
    people = str(labels.OPTION_PEOPLE[option_id])
    written = []
    for what, words in sentences.OUTCOME_SENTENCES.items():
        figure = figures[what]
        if figure is None:
            continue
        written.append(
            fill(
                str(words),
                time=scene.time,
                people=people,
                best=figure.best,
                lower=figure.lower,
                upper=figure.upper,
                rest=figure.rest,
            )
        )
    if not scene.is_known(option_id):
        reasons = scene.options[option_id]["reasons"]
        why = " ".join(notes.word_reason(reason) for reason in reasons)
        written.append(fill(str(sentences.UNKNOWN_ARRAY), reason=why))
    return written
