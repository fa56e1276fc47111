"""The sheet for the consultation from a document and what the person said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format

from decisionaid.presentation.presenters.results import present_results
from decisionaid.presentation.presenters.sureness import Source
from decisionaid.presentation.sheet import Fact, OwnPart, Sheet, SheetCode
from decisionaid.presentation.view import USUAL, View
from decisionaid.presentation.wording.profiles import list_answers


def present_sheet(
    document: Mapping[str, Any],
    *,
    years: int,
    sources: Sequence[Source],
    view: View = USUAL,
    made_on: date,
    code: SheetCode | None = None,
) -> Sheet:
    """Present everything that the sheet holds at one time."""
    page = present_results(document, years=years, sources=sources, view=view)
    return Sheet(
        page=page,
        answers=tuple(
            Fact(name, words) for name, words in list_answers(document["profile"])
        ),
        rows=page.comparisons + page.abilities,
        own=OwnPart(),
        made_on=date_format(made_on, "j F Y"),
        code=code,
    )
