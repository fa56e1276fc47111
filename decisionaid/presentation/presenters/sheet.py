"""The sheet for the consultation from a document and what the person said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from decisionaid.core.values import order_shown
from decisionaid.presentation.page import ComparisonTable, ResultsPage
from decisionaid.presentation.presenters.own_part import present_own_part
from decisionaid.presentation.presenters.results import (
    leave_out_deaths,
    present_results,
)
from decisionaid.presentation.presenters.sureness import Source
from decisionaid.presentation.sheet import Fact, Sheet, SheetCode
from decisionaid.presentation.view import USUAL, View
from decisionaid.presentation.wording.profiles import list_answers

#: What a person said about figures of death.
ABOUT_DEATHS = ("own_limit", "limit_run", "understanding")


def present_sheet(
    document: Mapping[str, Any],
    *,
    years: int,
    sources: Sequence[Source],
    deliberation: Mapping[str, Any],
    view: View = USUAL,
    made_on: date,
    code: SheetCode | None = None,
    deaths: bool = True,
    preview: bool = True,
) -> Sheet:
    """Present everything that the sheet holds at one time; on request no deaths."""
    page = present_results(document, years=years, sources=sources, view=view)
    if not deaths:
        page = leave_out_deaths(page)
        deliberation = {
            part: said
            for part, said in deliberation.items()
            if part not in ABOUT_DEATHS
        }
    return Sheet(
        page=page,
        answers=tuple(
            Fact(name, words) for name, words in list_answers(document["profile"])
        ),
        rows=_order_rows(page, deliberation.get("values")),
        own=present_own_part(document, deliberation),
        made_on=date_format(made_on, "j F Y"),
        code=code,
        left_out=""
        if deaths
        else gettext(
            "I chose to see less: numbers about dying and about harms are left out."
        ),
        preview=preview,
    )


def _order_rows(
    page: ResultsPage, values: Mapping[str, Any] | None
) -> tuple[ComparisonTable, ...]:
    """Order what is counted by how much it matters to the person."""
    tables = {table.id: table for table in page.comparisons + page.abilities}
    return tuple(tables[table_id] for table_id in order_shown(tables, values))
