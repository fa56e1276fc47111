"""Every shown number with the way to where it comes from."""

from __future__ import annotations

from django.utils.translation import gettext

from decisionaid.presentation.page import (
    ComparisonTable,
    Figure,
    NumberGroup,
    NumberLink,
    ResultsPage,
)
from decisionaid.presentation.wording.labels import OPTION_NAMES

UNTREATED = "no_dmt"


def present_number_groups(page: ResultsPage) -> tuple[NumberGroup, ...]:
    """List the numbers of the results, group by group, each once."""
    tables = (*page.comparisons, *page.abilities)
    harms = tuple(
        NumberLink(
            row.figure.best.id,
            gettext("%(option)s: %(what)s") % {"option": table.name, "what": row.name},
            row.figure,
        )
        for table in page.harms
        for row in table.rows
        if row.figure is not None
    )
    return (
        *(_group_table(table) for table in tables),
        NumberGroup("harms", gettext("Harms"), harms),
        *(_group_table(table) for table in page.levels),
    )


def _group_table(table: ComparisonTable) -> NumberGroup:
    return NumberGroup(
        table.id,
        table.title,
        tuple(
            NumberLink(row.figure.best.id, row.name, row.figure)
            for row in table.rows
            if row.figure is not None
        ),
    )


def find_figure(page: ResultsPage, number_id: str) -> Figure | None:
    """Find the figure a number belongs to, among those of the list."""
    for group in present_number_groups(page):
        for link in group.links:
            if link.figure is not None and number_id in {
                link.figure.best.id,
                link.figure.lower.id,
                link.figure.upper.id,
                link.figure.rest.id,
            }:
                return link.figure
    return None


def find_untreated(page: ResultsPage, number_id: str) -> Figure | None:
    """Find the same without a drug, for an effect of a drug or a transplant."""
    option, _, rest = number_id.partition(".")
    if option not in OPTION_NAMES or option == UNTREATED or ".died_treatment." in rest:
        return None
    return find_figure(page, f"{UNTREATED}.{rest}")
