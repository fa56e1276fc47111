"""The sheet for the consultation, built from a result and what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from decisionaid.presentation.presenters import present_sheet
from decisionaid.presentation.sheet import Sheet, SheetCode
from decisionaid.presentation.view import USUAL, View
from decisionaid.releases.selectors import name_release_of, shows_preview
from decisionaid.summaries.deliberated import Deliberation
from decisionaid.summaries.pdf import make_pdf
from riskmodel import interface

#: The name under which a browser saves the PDF: it tells nothing about the person.
FILE_NAME = "sheet-for-the-consultation.pdf"


def build_sheet(
    document: Mapping[str, Any],
    *,
    years: int,
    now: datetime,
    deliberation: Deliberation,
    view: View = USUAL,
    code: SheetCode | None = None,
    deaths: bool = True,
) -> Sheet:
    """Build the sheet of a result at one time; on request without deaths."""
    return present_sheet(
        document,
        years=years,
        sources=interface.sources(release=name_release_of(document)),
        deliberation=deliberation,
        view=view,
        made_on=timezone.localdate(now),
        code=code,
        deaths=deaths,
        preview=shows_preview(document),
    )


def respond_with_pdf(sheet: Sheet, *, now: datetime) -> HttpResponse:
    """Answer with the sheet's PDF, shown in the browser that can show it."""
    return HttpResponse(
        make_pdf(sheet, now=now),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{FILE_NAME}"'},
    )
