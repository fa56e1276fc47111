"""What an answer is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from decisionaid.about.evidence import SourceRow, present_source_rows
from decisionaid.presentation.markup import fill, render_range
from decisionaid.presentation.page import ComparisonTable, Figure
from decisionaid.presentation.wording.labels import OPTION_NAMES, word_years
from decisionaid.presentation.wording.sentences import RANGE
from decisionaid.releases import model

Text = str | Promise

#: What happens to people, with its time, its range and both sides.
STATEMENTS = {
    "treatment_death": _(
        "%(who)s: within %(time)s, %(best)s of 1,000 (%(range)s) die because of the "
        "treatment; %(rest)s do not."
    ),
    "worse": _(
        "%(who)s: after %(time)s, %(best)s of 1,000 (%(range)s) are more disabled than "
        "now; %(rest)s are not."
    ),
    "better": _(
        "%(who)s: after %(time)s, %(best)s of 1,000 (%(range)s) are less disabled than "
        "now; %(rest)s are not."
    ),
    "edss_at_least_6": _(
        "%(who)s: after %(time)s, %(best)s of 1,000 (%(range)s) need a walking aid; "
        "%(rest)s do not."
    ),
    "relapse_free": _(
        "%(who)s: within %(time)s, %(best)s of 1,000 (%(range)s) have no relapse; "
        "%(rest)s have one or more."
    ),
    "relapse": _(
        "%(who)s: within %(time)s, %(best)s of 1,000 (%(range)s) have a relapse; "
        "%(rest)s do not."
    ),
    "pml": _(
        "%(who)s: within %(time)s, %(best)s of 1,000 (%(range)s) get PML; %(rest)s do "
        "not."
    ),
    "thyroid": _(
        "%(who)s: within %(time)s, %(best)s of 1,000 (%(range)s) get thyroid disease; "
        "%(rest)s do not."
    ),
    "infection_late": _(
        "%(who)s: within %(time)s, %(best)s of 1,000 (%(range)s) have an infection "
        "found by a doctor later; %(rest)s do not."
    ),
}


@dataclass(frozen=True)
class Quote:
    """Words of the argument, and whose they are."""

    text: Text
    by: Text


@dataclass(frozen=True)
class Block:
    """A part of an answer: text, a table, points, text; any may be missing.

    Points under a table say the same as the table, from both sides.
    """

    title: Text = ""
    paragraphs: tuple[Text, ...] = ()
    table: ComparisonTable | None = None
    points: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question of the argument and its answer."""

    id: str
    title: Text
    quotes: tuple[Quote, ...]
    blocks: tuple[Block, ...]
    sources: tuple[SourceRow, ...] = ()


def quote(text: str) -> SafeString:
    """Mark words or figures of the report, or of the argument under it."""
    return format_html('<q class="app-quote">{}</q>', text)


def say(text: Text, **parts: Any) -> SafeString:
    """Fill a translated sentence with figures, quotations and words."""
    return fill(str(text), **parts)


def state(what: str, figure: Figure, *, who: Text, years: int) -> SafeString:
    """Say how many of 1,000 it happens to, and how many not."""
    return fill(
        str(STATEMENTS[what]),
        who=str(who),
        time=word_years(years),
        best=figure.best,
        range=show_range(figure),
        rest=figure.rest,
    )


def show_range(figure: Figure) -> SafeString:
    """Show a range as the results do."""
    return render_range(figure, str(RANGE))


def name_option(option: str) -> str:
    """Name an option as the results do."""
    return str(OPTION_NAMES[option])


def cite(source_ids: Iterable[str]) -> tuple[SourceRow, ...]:
    """Cite publications of the release, each once."""
    wanted = set(source_ids)
    return present_source_rows(
        source for source in model.sources() if source.id in wanted
    )


def find_sources(*parameter_ids: str) -> tuple[str, ...]:
    """Find the publications behind parameters of the release."""
    return tuple(
        source_id
        for parameter in model.parameters()
        if parameter.id in parameter_ids
        for source_id in parameter.source_ids
    )
