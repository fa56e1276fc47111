"""The publications and the figures of the release, as tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from decisionaid.presentation.page import SourceNote
from decisionaid.presentation.presenters.sureness import present_sources
from decisionaid.presentation.wording import evidence
from decisionaid.releases import model
from riskmodel import interface

STATUS_WORDS = {
    "seen in the source": _("seen in the paper or its summary"),
    "seen on a secondary page": _("seen where others quote it"),
    "needs checking against the paper": _("needs checking against the paper"),
    "judgement": _("judgement"),
    "derived": _("worked out from other figures"),
}
CERTAINTY_WORDS = {
    "high": _("high"),
    "moderate": _("moderate"),
    "low": _("low"),
    "very low": _("very low"),
}


@dataclass(frozen=True)
class SourceRow:
    """A publication and how far it was checked."""

    note: SourceNote
    year: int
    status: str | Promise


@dataclass(frozen=True)
class SourceLink:
    """A publication named in a few words."""

    id: str
    name: str


@dataclass(frozen=True)
class ParameterRow:
    """A figure with all that is known of it."""

    id: str
    name: str
    value: str
    exact: str
    low: str
    high: str
    unit: str
    people: str
    sources: tuple[SourceLink, ...]
    certainty: str | Promise
    status: str | Promise
    record: str

    @property
    def fixed(self) -> bool:
        return self.low == self.high


def present_source_rows(sources: Iterable[interface.Source]) -> tuple[SourceRow, ...]:
    """Present publications by name and year."""
    ordered = sorted(sources, key=lambda source: (source.citation, source.year))
    return tuple(
        SourceRow(note, source.year, word_status(source.status))
        for note, source in zip(present_sources(ordered), ordered, strict=True)
    )


def present_parameter_rows(
    parameters: Iterable[interface.Parameter],
) -> tuple[ParameterRow, ...]:
    """Present figures in the order of the release."""
    sources = {source.id: source for source in model.sources()}
    return tuple(
        ParameterRow(
            id=one.id,
            name=str(evidence.FIGURES[one.id]),
            value=evidence.write_value(one.value),
            exact=repr(one.value),
            low=evidence.write_value(one.low),
            high=evidence.write_value(one.high),
            unit=str(evidence.UNITS[one.unit]),
            people=str(evidence.PEOPLE[one.population]),
            sources=tuple(
                SourceLink(name, shorten_citation(sources[name]))
                for name in one.source_ids
            ),
            certainty=CERTAINTY_WORDS.get(str(one.certainty), str(one.certainty)),
            status=word_status(one.status),
            record=evidence.quote_figure(one),
        )
        for one in parameters
    )


def word_status(status: str) -> str | Promise:
    """Write how far something was checked; a new status keeps its own words."""
    return STATUS_WORDS.get(str(status), str(status))


def shorten_citation(source: interface.Source) -> str:
    """Name a publication by its first words and its year."""
    first = source.citation.split(",", 1)[0]
    return first if str(source.year) in first else f"{first} {source.year}"
