"""A Sheet as plain data for the PDF's template.

The template reads it as data, never as markup: whatever a person typed stays text.
"""

from __future__ import annotations

import html
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import get_language, get_language_bidi, gettext

from decisionaid.presentation.icons import make_standalone
from decisionaid.presentation.markup import render_range
from decisionaid.presentation.page import ComparisonTable, Figure, OptionCard
from decisionaid.presentation.sheet import Sheet
from decisionaid.presentation.wording.sentences import RANGE
from decisionaid.summaries.pdf.letters import MISSING, make_printable

Content = dict[str, Any]


class Picture(str):
    """A drawing of ours; only texts are looked through for signs that fonts lack."""


def build_content(sheet: Sheet) -> Content:
    """Build everything the template prints."""
    page = sheet.page
    language, _, region = (get_language() or settings.LANGUAGE_CODE).partition("-")
    content: Content = {
        "language": language,
        "region": region.upper() or None,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "words": _build_words(page.time),
        "preview": sheet.preview,
        "decision": page.decision,
        "title": page.title,
        "who": page.who,
        "definitions": _text(page.definitions),
        "answers": [[fact.name, fact.text] for fact in sheet.answers],
        "left_out": sheet.left_out,
        "options": [row.name for row in sheet.rows[0].rows],
        "rows": [_build_row(table) for table in sheet.rows],
        "harms": [
            [
                table.name,
                [table.empty]
                if table.empty
                else [_build_harm(row.name, row.figure) for row in table.rows],
            ]
            for table in page.harms
        ],
        "level": [_text(line) for line in page.break_even],
        "sure": [
            [option.name, " ".join((option.status, *option.reasons))]
            for option in page.certainty
        ],
        "discuss": [note.title for note in page.sheet_notes],
        "not_compared": list(page.not_compared),
        "own": {
            "values": [[fact.name, fact.text] for fact in sheet.own.values],
            "concerns": list(sheet.own.concerns),
            "limit": [_text(line) for line in sheet.own.limit],
            "unclear": list(sheet.own.unclear),
            "questions": list(sheet.own.questions),
        },
        "release": gettext(
            "Evidence release %(id)s, digest %(digest)s, model version %(model)s."
        )
        % {
            "id": page.release.id,
            "digest": page.release.digest,
            "model": page.release.model_version,
        },
        "made_on": sheet.made_on,
        "legend": [[_draw(entry.icon), entry.label] for entry in page.legend],
        "cards": [_build_card(card) for card in page.options],
        "code": None,
    }
    if sheet.code is not None:
        content["code"] = {
            "code": sheet.code.code,
            "until": sheet.code.until,
            "address": sheet.code.address,
            "picture": Picture(
                sheet.code.picture.replace(
                    "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1
                )
            ),
        }
    printable: Content = _make_printable(content)
    printable["missing"] = MISSING in json.dumps(printable, ensure_ascii=False)
    return printable


def _build_words(time: str) -> dict[str, str]:
    return {
        "preview": gettext("Research preview: not for clinical use."),
        "answers": gettext("Your answers"),
        "of_1000": gettext("Of 1,000, after %(time)s") % {"time": time},
        "beside": gettext("Each number has its range beside it."),
        "unknown": gettext("not known"),
        "harms": gettext("Harms among the same 1,000, within %(time)s")
        % {"time": time},
        "level": gettext("When choices come out level"),
        "sure": gettext("How sure we are"),
        "discuss": gettext("To talk about:"),
        "not_compared": gettext("Not compared here:"),
        "values": gettext("What matters to me"),
        "limit": gettext("Deaths from the transplant: my own limit"),
        "unclear": gettext("What is still unclear to me"),
        "questions": gettext("My questions"),
        "arrays": gettext("The same 1,000 people as pictures"),
        "best": gettext("best estimate"),
        "maybe": gettext("Dashed people: may be. Heavy line: best estimate."),
        "deaths_unknown": gettext("Deaths from the treatment: not known."),
        "nobody_knows": gettext("We do not know how these 1,000 people would be."),
        "made_on": gettext("Made on"),
        "code": gettext("My code"),
        "code_where": gettext("Type it at"),
        "code_until": gettext("It works until"),
        "code_picture": gettext("Square code that leads to the page for codes"),
        "missing": gettext("A square stands for a sign that cannot be printed here."),
    }


def _build_row(table: ComparisonTable) -> Content:
    return {
        "icon": _draw(table.icon) if table.icon else None,
        "title": table.title,
        "cells": [_build_figure(row.figure) for row in table.rows],
    }


def _build_figure(figure: Figure | None) -> list[str] | None:
    return None if figure is None else [figure.best.text, _range(figure)]


def _build_harm(name: str, figure: Figure | None) -> list[str]:
    return [name, *(_build_figure(figure) or ())]


def _build_card(card: OptionCard) -> Content:
    deaths = card.deaths
    return {
        "name": card.name,
        "deaths": deaths and [_text(deaths.sentence), _text(deaths.range)],
        "strip": deaths
        and deaths.strip_caption
        and {
            "picture": _draw(deaths.strip),
            "alternative": _describe(deaths.strip),
            "caption": deaths.strip_caption,
        },
        "picture": _draw(card.array_wide),
        "alternative": _describe(card.array_wide),
        "counts": [
            [_draw(entry.icon), entry.label, *(_build_figure(entry.figure) or ())]
            for entry in card.counts
        ],
        "status": "" if card.known else card.status,
        "reasons": list(card.reasons),
    }


def _range(figure: Figure) -> str:
    return _text(render_range(figure, str(RANGE)))


def _text(markup: str) -> str:
    return html.unescape(strip_tags(markup))


def _describe(drawing: str) -> str:
    """Read a picture's own title and description, which hold its numbers."""
    title = drawing.split("</title>")[0].rsplit(">", 1)[1]
    text = drawing.split("</desc>")[0].rsplit(">", 1)[1]
    return html.unescape(f"{title.removesuffix('.')}. {text}")


def _draw(drawing: str) -> Picture:
    return Picture(make_standalone(drawing, style=_read_style()))


@cache
def _read_style() -> str:
    path = Path(settings.BASE_DIR) / "static" / "build" / "people.css"
    return path.read_text(encoding="utf-8")


def _make_printable(part: Any) -> Any:
    if isinstance(part, Picture):
        return part
    if isinstance(part, str):
        return make_printable(part)
    if isinstance(part, dict):
        return {name: _make_printable(value) for name, value in part.items()}
    if isinstance(part, list):
        return [_make_printable(value) for value in part]
    return part
