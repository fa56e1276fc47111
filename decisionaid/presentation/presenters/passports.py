"""Where one number comes from, in a patient's words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from decisionaid.presentation.page import Figure, SourceNote
from decisionaid.presentation.presenters.sureness import present_sources
from decisionaid.presentation.wording import certainty as words
from decisionaid.presentation.wording import evidence
from decisionaid.presentation.wording.evidence import DisagreementWords
from decisionaid.presentation.wording.labels import word_years
from decisionaid.presentation.wording.numbers import word_number

#: Studies that stand open on the page, the closest to the number first.
SHOWN_STUDIES = 3


@dataclass(frozen=True)
class StudyNote:
    """A study behind a number."""

    source: SourceNote
    year: int
    follow_up: str
    status: str


@dataclass(frozen=True)
class Record:
    """A disagreement as the evidence records it, in its own words."""

    question: str
    sides: tuple[str, ...]
    decision: str
    effect: str


@dataclass(frozen=True)
class Disagreement:
    """Where studies disagree about the number, and what was decided."""

    words: DisagreementWords
    record: Record


@dataclass(frozen=True)
class FigureNote:
    """One figure behind the number; ``record`` has the evidence's own words for it."""

    name: str
    value: str
    status: str
    record: str


@dataclass(frozen=True)
class PassportPage:
    """Everything a number rests on.

    ``untreated`` is the same without a drug, beside an effect of one; ``studies`` are
    the closest to the number, ``more_studies`` all others.
    """

    id: str
    words: str
    figure: Figure | None
    untreated: Figure | None
    certainty: str
    certainty_means: str
    status: str
    studies: tuple[StudyNote, ...]
    more_studies: tuple[StudyNote, ...]
    disagreements: tuple[Disagreement, ...]
    steps: tuple[str, ...]
    figures: tuple[FigureNote, ...]


def present_passport(
    passport: Any,
    *,
    profile: Mapping[str, Any],
    figure: Figure | None,
    untreated: Figure | None = None,
    citations: Mapping[str, str],
    follow_up: Mapping[str, float],
    closest: Collection[str] = (),
) -> PassportPage:
    """Present a passport: `riskmodel.interface.Passport`.

    ``profile`` has the person's answers; ``closest`` names the studies that had
    people on the number's options.
    """
    notes = present_sources(passport.studies)
    studies = sorted(
        (
            StudyNote(
                note,
                study.year,
                _word_follow_up(follow_up.get(study.id)),
                str(words.STATUS[study.status]),
            )
            for note, study in zip(notes, passport.studies, strict=True)
        ),
        key=lambda one: one.source.id not in closest,
    )
    return PassportPage(
        id=passport.number_id,
        words=word_number(passport.number_id, profile),
        figure=figure,
        untreated=untreated,
        certainty=str(words.CERTAINTY[passport.certainty]),
        certainty_means=str(words.CERTAINTY_MEANS[passport.certainty]),
        status=str(words.STATUS[passport.status]),
        studies=tuple(studies[:SHOWN_STUDIES]),
        more_studies=tuple(studies[SHOWN_STUDIES:]),
        disagreements=tuple(
            Disagreement(
                evidence.DISAGREEMENTS[conflict.id], _record(conflict, citations)
            )
            for conflict in passport.conflicts
        ),
        steps=tuple(
            str(words.EQUATIONS[number])
            for number in passport.equations
            if number in words.EQUATIONS
        ),
        figures=_list_figures(passport.parameters),
    )


def _word_follow_up(years: float | None) -> str:
    if years is None:
        return gettext("how long people were followed: not seen")
    return gettext("people followed for about %(time)s") % {
        "time": word_years(round(years))
    }


def _record(conflict: Any, citations: Mapping[str, str]) -> Record:
    return Record(
        conflict.question,
        tuple(
            f"{citations.get(side.source_id, side.source_id)}: {side.says}"
            for side in conflict.sides
        ),
        f"{conflict.decision} {conflict.reason}",
        conflict.effect,
    )


def _list_figures(parameters: Sequence[Any]) -> tuple[FigureNote, ...]:
    return tuple(
        FigureNote(
            str(evidence.FIGURES[one.id]),
            _word_value(one),
            str(words.STATUS[one.status]),
            evidence.quote_figure(one),
        )
        for one in parameters
    )


def _word_value(parameter: Any) -> str:
    filled = {
        "value": evidence.write_value(parameter.value),
        "low": evidence.write_value(parameter.low),
        "high": evidence.write_value(parameter.high),
        "unit": evidence.UNITS[parameter.unit],
    }
    if parameter.low == parameter.high:
        return gettext("%(value)s %(unit)s") % filled
    return gettext("%(value)s (%(low)s to %(high)s) %(unit)s") % filled
