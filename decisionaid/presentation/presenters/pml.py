"""PML by blood test and years on natalizumab, for anybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from decisionaid.presentation.counts import make_figure
from decisionaid.presentation.page import Matrix, MatrixRow
from decisionaid.presentation.wording.certainty import OWN_ROW, STRATA
from decisionaid.presentation.wording.labels import word_years

#: Years on the drug that are shown, of the six that are tabled.
YEARS = (1, 2, 4, 6)


def present_pml(table: Mapping[str, Any]) -> Matrix:
    """Present the table; the line with the person's own numbers is marked."""
    columns = tuple(word_years(year) for year in YEARS)
    rows = tuple(
        MatrixRow(
            _name(stratum, table["profile"]),
            columns,
            tuple(
                make_figure(f"pml_table.{stratum}.{year}", by_year[str(year)]).best
                for year in YEARS
            ),
            own=stratum == table["own"],
            mark=_mark(stratum, table["own"]),
        )
        for stratum, by_year in table["strata"].items()
    )
    return Matrix("pml", gettext("PML by blood test and years on it"), columns, rows)


def _name(stratum: str, profile: Mapping[str, Any]) -> str:
    if stratum in STRATA:
        return str(STRATA[stratum])
    taken = profile["years_on_natalizumab"] or "natalizumab:" in profile["treatments"]
    return str(OWN_ROW["on_it" if taken else "from_start"])


def _mark(stratum: str, own: str) -> str:
    # the line of all answers says of itself whose it is
    return gettext("your answers") if stratum == own and own in STRATA else ""
