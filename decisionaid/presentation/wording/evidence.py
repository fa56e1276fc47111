"""Figures of the evidence, their units and people, and where studies disagree.

The evidence has its own words for these, in English and those of the field; they stand
only where they are marked as its own. Plain ones are in ``content/evidence``, by the
evidence's ids.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.utils.functional import Promise

from decisionaid.core.content import ContentError, mark, read_content
from riskmodel import interface

SIGNIFICANT_DIGITS = 3


@dataclass(frozen=True)
class DisagreementWords:
    """What was asked, what the studies say, what was decided, why, and what it does."""

    question: str | Promise
    says: str | Promise
    decided: str | Promise
    why: str | Promise
    shows: str | Promise


def _read(file: str, key: str, *, name: str = "id", words: str) -> dict[str, Promise]:
    entries = read_content(f"evidence/{file}").each(key)
    return {str(one.get(name)): mark(one.get(words)) for one in entries}


FIGURES = _read("figures", "figures", words="name")
UNITS = _read("figures", "units", words="words")
#: By what the evidence says of them, in publications and in figures alike.
PEOPLE = _read("people", "people", name="ref", words="words")
DISAGREEMENTS = {
    str(one.get("id")): DisagreementWords(
        **{field.name: mark(one.get(field.name)) for field in fields(DisagreementWords)}
    )
    for one in read_content("evidence/disagreements").each("disagreements")
}


def write_value(value: float) -> str:
    """Write a value with the digits it has, at most three of them when fractional."""
    if float(value).is_integer():
        return str(int(value))
    whole_digits = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    if whole_digits >= SIGNIFICANT_DIGITS:
        return f"{value:.1f}".removesuffix(".0")
    shown = f"{value:.{SIGNIFICANT_DIGITS}g}"
    return f"{float(shown):f}".rstrip("0") if "e" in shown else shown


def quote_figure(figure: interface.Parameter) -> str:
    """Write what a figure is in the evidence's own words."""
    return f"{figure.label}; {figure.unit}; {figure.population}"


def check_words_of(release: interface.Release) -> None:
    """Refuse a release with something to show that has no plain words.

    Raises
    ------
    ContentError
        Which names them.
    """
    figures = interface.parameters(release=release.id)
    studies = interface.sources(release=release.id)
    conflicts = interface.conflicts(release=release.id)
    _check("figures", FIGURES, (one.id for one in figures))
    _check("units", UNITS, (one.unit for one in figures))
    people = {one.population for one in figures} | {one.population for one in studies}
    _check("people", PEOPLE, people)
    _check("disagreements", DISAGREEMENTS, (one.id for one in conflicts))


def _check(name: str, words: Iterable[str], shown: Iterable[str]) -> None:
    if missing := sorted(set(shown) - set(words)):
        raise ContentError(f"evidence: {name} without plain words: {missing}")
