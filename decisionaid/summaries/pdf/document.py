"""From a Sheet to the bytes of its PDF."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from decisionaid.presentation.sheet import Sheet
from decisionaid.summaries.pdf.content import build_content
from decisionaid.summaries.pdf.letters import get_font_folder

TEMPLATE = Path(__file__).parent / "sheet.typ"


def make_pdf(sheet: Sheet, *, now: datetime) -> bytes:
    """Make the sheet's PDF: tagged, with its language, title and bookmarks."""
    return compile_pdf(_read_template(), build_content(sheet), now=now)


def compile_pdf(template: bytes, content: dict[str, Any], *, now: datetime) -> bytes:
    """Compile a template with its content, which it reads as ``sheet``.

    Typst is asked for PDF/UA-1, so that it refuses a picture without an alternative,
    a missing title or a skipped heading instead of writing a lesser file.
    """
    return typst.compile(
        template,
        format="pdf",
        pdf_standards="ua-1",
        font_paths=_find_fonts(),
        ignore_system_fonts=True,
        # Data, never markup: nothing typed can reach the template's language.
        sys_inputs={"sheet": json.dumps(content)},
        timestamp=int(now.timestamp()),
    )


@cache
def _read_template() -> bytes:
    return TEMPLATE.read_bytes()


@cache
def _find_fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[get_font_folder()],
    )
