"""A consultation as a tagged PDF (PDF/UA-1) for the person's record."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from decisionaid.clinician.consultation.page import ConsultationPage, Fact, Row
from decisionaid.presentation.page import Figure
from decisionaid.summaries.pdf.document import compile_pdf
from decisionaid.summaries.pdf.letters import make_printable

TEMPLATE = Path(__file__).parent / "record.typ"


def make_record(page: ConsultationPage, *, made_by: str, now: datetime) -> bytes:
    """Make the PDF of what the page shows."""
    content = _make_printable(build_content(page, made_by=made_by, now=now))
    return compile_pdf(_read_template(), content, now=now)


def build_content(
    page: ConsultationPage, *, made_by: str, now: datetime
) -> dict[str, Any]:
    """Build everything that the template prints."""
    language, _dash, region = (get_language() or settings.LANGUAGE_CODE).partition("-")
    when = date_format(localtime(now), "j F Y, H:i")
    return {
        "title": page.who,
        "language": language,
        "region": region.upper() or None,
        "words": _build_words(page.time),
        "meta": [
            _("Made by %(who)s on %(when)s.") % {"who": made_by, "when": when},
            *([_("Research preview: not for clinical use.")] if page.preview else []),
        ],
        "versions": [version.label for version in page.versions],
        "options": [
            {
                "name": option.name,
                "rows": [_build_row(row) for row in option.rows],
                "estimate": option.estimate,
                "points": [
                    {"text": point.text, "source": f"{point.guidance}; {point.status}"}
                    for point in option.points
                ],
            }
            for option in page.options
        ],
        "facts": [[fact.name, _word_fact(fact)] for fact in page.facts],
        "notes": page.notes.splitlines() or [_("None yet.")],
        "releases": [
            f"{version.label}: {version.release}, "
            f"{version.document['release']['digest']}"
            for version in page.versions
        ],
    }


def _build_words(time: str) -> dict[str, str]:
    return {
        "what": _("A consultation on treatments for multiple sclerosis"),
        "numbers": _("After %(time)s, of 1,000 people") % {"time": time},
        "of_1000": _("of 1,000 people"),
        "discuss": _("To discuss, by named guidance"),
        "no_verdict": _("None says that somebody may or may not be treated."),
        "answers": _("The person's answers"),
        "asked": _("Question"),
        "told": _("Answer"),
        "notes": _("Notes"),
    }


def _build_row(row: Row) -> dict[str, Any]:
    return {"label": row.label, "cells": [_word(figure) for figure in row.figures]}


def _word(figure: Figure | None) -> str:
    if figure is None:
        return _("not known")
    values = {
        "best": figure.best.text,
        "low": figure.lower.text,
        "up": figure.upper.text,
    }
    return _("%(best)s (%(low)s to %(up)s)") % values


def _word_fact(fact: Fact) -> str:
    if not fact.corrected:
        return fact.told
    values = {"told": fact.told, "corrected": fact.corrected}
    return _("%(told)s, corrected: %(corrected)s") % values


def _make_printable(part: Any) -> Any:
    if isinstance(part, str):
        return make_printable(part)
    if isinstance(part, dict):
        return {name: _make_printable(value) for name, value in part.items()}
    if isinstance(part, list):
        return [_make_printable(value) for value in part]
    return part


@cache
def _read_template() -> bytes:
    return TEMPLATE.read_bytes()
