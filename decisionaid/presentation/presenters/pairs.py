"""Two times side by side, for each option."""

from __future__ import annotations

from django.utils.translation import gettext

from decisionaid.presentation.page import Matrix, MatrixRow
from decisionaid.presentation.presenters.scene import Scene
from decisionaid.presentation.wording import labels


def present_pairs(scene: Scene, pair: tuple[int, int]) -> tuple[Matrix, ...]:
    """Present the five groups of each option at two times."""
    columns = tuple(
        gettext("After %(time)s") % {"time": labels.word_years(years)} for years in pair
    )
    tables = []
    for option in scene.option_ids:
        rows: tuple[MatrixRow, ...] = ()
        if scene.is_known(option):
            figures = [scene.outcomes(option, years) for years in pair]
            rows = tuple(
                MatrixRow(
                    str(label), columns, tuple(at[outcome].best for at in figures)
                )
                for outcome, label in labels.OUTCOME_LABELS.items()
            )
        name = str(labels.OPTION_NAMES[option])
        tables.append(Matrix(f"pair-{option}", name, columns, rows))
    return tuple(tables)
