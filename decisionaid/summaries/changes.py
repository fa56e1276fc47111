"""What has changed since a result was kept: its digits beside today's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from decisionaid.presentation.counts import make_figure, make_outcome_figures
from decisionaid.presentation.page import Figure
from decisionaid.presentation.wording.labels import (
    ABILITY_LABELS,
    OPTION_NAMES,
    OUTCOME_LABELS,
    word_years,
)
from decisionaid.releases import model
from decisionaid.releases.selectors import get_release
from riskmodel import interface

Document = Mapping[str, Any]

YEARS = 5
#: The main things that can happen, in the order of the results.
OUTCOMES = ("died_treatment", "worse", "better")
ABILITIES = ("edss_at_least_6",)


@dataclass(frozen=True)
class ChangeRow:
    """One thing that can happen: as it was kept, and today."""

    name: str
    kept: Figure | None
    today: Figure | None

    @property
    def differs(self) -> bool:
        """Whether a reader sees another number or another range."""
        return _digits(self.kept) != _digits(self.today)


@dataclass(frozen=True)
class ChangeTable:
    """One option's main outcomes."""

    id: str
    name: str
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True)
class Changes:
    """A kept result against today's release.

    ``tables`` are empty where the release is the same, or where ``cannot`` is true:
    today's model no longer takes these answers.
    """

    time: str
    kept_on: date
    kept_release: str
    today_release: str
    today_made_on: date
    same_release: bool
    cannot: bool
    tables: tuple[ChangeTable, ...]

    @property
    def differs(self) -> bool:
        return any(row.differs for table in self.tables for row in table.rows)


def find_changes(document: Document, *, kept_on: date) -> Changes:
    """Compare a kept result with what today's release says for the same answers."""
    release = get_release()
    same = document["release"]["digest"] == release.digest
    today = None if same else _compare_again(document)
    return Changes(
        time=word_years(YEARS),
        kept_on=kept_on,
        kept_release=document["release"]["id"],
        today_release=release.id,
        today_made_on=date.fromisoformat(release.made_on),
        same_release=same,
        cannot=not same and today is None,
        tables=() if today is None else _make_tables(document, today),
    )


def _compare_again(document: Document) -> Document | None:
    """Compute the same request with today's release, if it is still understood."""
    body = {
        **document["profile"],
        "scenario": document["scenario"],
        "draws": document["draws"],
        "seed": document["seed"],
        "horizons": [YEARS],
    }
    try:
        return model.compare(interface.read_json(body))
    except interface.InvalidProfile:
        return None


def _make_tables(kept: Document, today: Document) -> tuple[ChangeTable, ...]:
    return tuple(
        ChangeTable(
            option,
            str(name),
            tuple(
                ChangeRow(str(label), before.get(what), now.get(what))
                for what, label in _list_labels()
            ),
        )
        for option, name in OPTION_NAMES.items()
        if (before := _collect(kept, option, "kept")) is not None
        and (now := _collect(today, option, "today")) is not None
    )


def _list_labels() -> list[tuple[str, object]]:
    return [
        *((outcome, OUTCOME_LABELS[outcome]) for outcome in OUTCOMES),
        *((ability, ABILITY_LABELS[ability]) for ability in ABILITIES),
    ]


def _collect(document: Document, option: str, when: str) -> dict[str, Figure] | None:
    """Collect one option's figures; none of them where it is not known."""
    found = document["options"].get(option)
    if found is None:
        return None
    if found["status"] == "not_estimable":
        return {}
    horizon = found["horizons"][str(YEARS)]
    prefix = f"{when}.{option}"
    return {
        **make_outcome_figures(prefix, YEARS, horizon["outcomes"]),
        **{
            ability: make_figure(f"{prefix}.{YEARS}.{ability}", horizon[ability])
            for ability in ABILITIES
        },
    }


def _digits(figure: Figure | None) -> tuple[str, ...]:
    if figure is None:
        return ()
    return figure.best.text, figure.lower.text, figure.upper.text
