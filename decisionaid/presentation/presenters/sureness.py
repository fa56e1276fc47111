"""How sure the numbers are, where they come from, and when options come out level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.utils.safestring import SafeString

from decisionaid.presentation.counts import make_figure, make_number
from decisionaid.presentation.levels import has_level
from decisionaid.presentation.markup import fill
from decisionaid.presentation.page import (
    BurdenCell,
    BurdenFeature,
    Certainty,
    ComparisonTable,
    Figure,
    Note,
    ReleaseNote,
    SourceNote,
)
from decisionaid.presentation.presenters.comparisons import build_table
from decisionaid.presentation.presenters.scene import Scene
from decisionaid.presentation.wording import labels, notes, sentences
from decisionaid.presentation.wording.burden import FEATURES
from decisionaid.presentation.wording.evidence import PEOPLE

#: Digits of the evidence's digest that a person may compare by eye.
DIGEST_DIGITS = 12
#: A number that is one number keeps one rounding.
SAME_VALUE = 1e-9


class Source(Protocol):
    """A publication behind the release, as the model tells it."""

    @property
    def id(self) -> str: ...
    @property
    def citation(self) -> str: ...
    @property
    def population(self) -> str: ...
    @property
    def doi(self) -> str: ...
    @property
    def pmid(self) -> str: ...


def present_burden(scene: Scene) -> tuple[BurdenFeature, ...]:
    """Present what each option is like, feature by feature."""
    return tuple(
        BurdenFeature(
            str(title),
            tuple(
                BurdenCell(option, str(labels.OPTION_NAMES[option]), str(texts[option]))
                for option in scene.option_ids
            ),
        )
        for title, texts in FEATURES
    )


def present_certainty(scene: Scene) -> tuple[Certainty, ...]:
    """Present how far the studies carry, option by option."""
    return tuple(
        Certainty(
            option,
            str(labels.OPTION_NAMES[option]),
            str(labels.STATUS_LABELS[scene.options[option]["status"]]),
            tuple(map(notes.word_reason, scene.options[option]["reasons"])),
        )
        for option in scene.option_ids
    )


def present_notes(scene: Scene) -> tuple[Note, ...]:
    """Present the warnings; those that repeat an option's reason stand there."""
    told = {
        reason["id"]
        for option in scene.option_ids
        for reason in scene.options[option]["reasons"]
    }
    return tuple(
        Note(
            warning["id"],
            notes.word_warning_title(warning),
            notes.word_warning(warning, scene.document["profile"]),
        )
        for warning in scene.document["warnings"]
        if warning["id"] not in told
    )


def present_sheet_notes(scene: Scene) -> tuple[Note, ...]:
    """Present the warnings that bear on somebody's safety, for the sheet."""
    return tuple(
        note for note in present_notes(scene) if note.id in notes.FOR_THE_CONSULTATION
    )


def present_break_even(
    scene: Scene, figures: Mapping[str, Any]
) -> tuple[SafeString, ...]:
    """Present at which transplant mortality the options come out level."""
    lines = []
    for comparator in _comparators(scene):
        entry = _get_level(scene, comparator, "dead_or_worse")
        if entry is None:
            words = str(labels.OPTION_WORDS[comparator])
            lines.append(fill(str(sentences.BREAK_EVEN_UNKNOWN), option=words))
            continue
        lines.append(_write_level(scene, comparator, entry))
    today = _get_mortality(scene, figures["ahsct"]["died_treatment"])
    lines.append(
        fill(
            str(sentences.BREAK_EVEN_TODAY),
            time=scene.time,
            best=today.best,
            lower=today.lower,
            upper=today.upper,
        )
    )
    return tuple(lines)


def present_levels(
    scene: Scene, figures: Mapping[str, Any]
) -> tuple[ComparisonTable, ...]:
    """Present the same levels beside today's estimate, on one scale."""
    today = _get_mortality(scene, figures["ahsct"]["died_treatment"])
    tables = []
    for outcome, title in sentences.LEVELS.items():
        rows: list[tuple[str, str, Figure | None]] = [
            ("today", str(sentences.LEVEL_TODAY), today)
        ]
        for comparator in _comparators(scene):
            entry = _get_level(scene, comparator, outcome)
            words = {"option": str(labels.OPTION_WORDS[comparator])}
            prefix = f"break_even.{comparator}.{scene.years}.{outcome}"
            figure = make_figure(prefix, entry) if entry and has_level(entry) else None
            rows.append((comparator, str(sentences.LEVEL_WITH) % words, figure))
        tables.append(build_table(f"level-{outcome}", str(title), rows))
    return tuple(tables)


def _comparators(scene: Scene) -> tuple[str, ...]:
    return tuple(option for option in scene.option_ids if option != "ahsct")


def _get_level(scene: Scene, comparator: str, outcome: str) -> Mapping[str, Any] | None:
    by_years = scene.document["break_even"][comparator][outcome]
    entry: Mapping[str, Any] | None = by_years.get(str(scene.years))
    return entry


def _write_level(scene: Scene, comparator: str, entry: Mapping[str, Any]) -> SafeString:
    option = str(labels.OPTION_WORDS[comparator])
    if entry["mean"] is None:
        return fill(str(sentences.BREAK_EVEN_NEVER), option=option, time=scene.time)
    prefix = f"break_even.{comparator}.{scene.years}.dead_or_worse"
    words = (
        _write_known_level(scene, option, make_figure(prefix, entry))
        if has_level(entry)
        else [fill(str(sentences.BREAK_EVEN_UNKNOWN), option=option)]
    )
    if entry["no_tie"] > 0:
        share = make_number(f"{prefix}.no_tie", entry["no_tie"])
        words.append(
            fill(
                str(sentences.BREAK_EVEN_NO_TIE),
                option=option,
                time=scene.time,
                share=share,
            )
        )
    return _join(words)


def _write_known_level(scene: Scene, option: str, level: Figure) -> list[SafeString]:
    return [
        fill(
            str(sentences.BREAK_EVEN), option=option, time=scene.time, level=level.best
        ),
        fill(
            str(sentences.BREAK_EVEN_RANGE),
            lower=level.lower,
            upper=level.upper,
            time=scene.time,
        ),
        fill(str(sentences.BREAK_EVEN_BOTH_WAYS), option=option),
    ]


def _join(parts: Sequence[SafeString]) -> SafeString:
    names = [f"part{place}" for place in range(len(parts))]
    return fill(
        " ".join(f"%({name})s" for name in names),
        **dict(zip(names, parts, strict=True)),
    )


def _get_mortality(scene: Scene, shown: Figure | None) -> Figure:
    """Get today's transplant mortality, with the digits it already has above."""
    estimate = scene.document["transplant_mortality"]
    count = None
    if shown is not None and abs(shown.best.value - estimate["mean"]) < SAME_VALUE:
        count = shown.best.count
    return make_figure("transplant_mortality", estimate, count=count)


def present_sources(sources: Sequence[Source]) -> tuple[SourceNote, ...]:
    """Present the publications, with a link to each that has an identifier."""
    return tuple(
        SourceNote(
            source.id, source.citation, str(PEOPLE[source.population]), _link(source)
        )
        for source in sources
    )


def _link(source: Source) -> str:
    if source.doi:
        return f"https://doi.org/{source.doi}"
    if source.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"
    return ""


def present_release(document: Mapping[str, Any]) -> ReleaseNote:
    """Present the release that made the numbers."""
    release = document["release"]
    digest = str(release["digest"]).removeprefix("sha256:")
    return ReleaseNote(
        id=release["id"],
        digest=digest[:DIGEST_DIGITS],
        model_version=release["model_version"],
    )
