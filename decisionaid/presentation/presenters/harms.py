"""Harms of each option among the same 1,000 people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decisionaid.presentation.counts import make_figure
from decisionaid.presentation.markup import fill
from decisionaid.presentation.page import FertilityRow, HarmRow, HarmTable
from decisionaid.presentation.presenters.cards import get_death_figure
from decisionaid.presentation.presenters.scene import Scene
from decisionaid.presentation.wording import harms, labels, notes, sentences
from decisionaid.presentation.wording.harms import get_harm_words


def present_harms(scene: Scene) -> tuple[HarmTable, ...]:
    """Present every option's harms, in the document's order."""
    return tuple(
        HarmTable(
            option,
            str(labels.OPTION_NAMES[option]),
            rows := tuple(
                _present_harm(scene, option, harm_id, harm)
                for harm_id, harm in scene.options[option]["harms"].items()
            ),
            "" if rows else str(sentences.NO_HARMS),
        )
        for option in scene.option_ids
    )


def _present_harm(
    scene: Scene, option_id: str, harm_id: str, harm: Mapping[str, Any]
) -> HarmRow:
    words = get_harm_words(harm_id)
    estimate = harm.get(str(scene.years))
    if estimate is None:
        figure = None
    elif harm_id == "treatment_death":
        # One number, one rounding: the same figure as above the picture.
        figure = get_death_figure(scene, option_id)
    else:
        figure = make_figure(f"{option_id}.{scene.years}.harms.{harm_id}", estimate)
    if figure is None:
        sentence = fill("")
    else:
        sentence = fill(
            str(sentences.HARM),
            time=scene.time,
            verb=str(words.verb),
            best=figure.best,
            lower=figure.lower,
            upper=figure.upper,
            rest=figure.rest,
        )
    return HarmRow(
        id=harm_id,
        name=str(words.name),
        explanation=str(words.explanation),
        figure=figure,
        sentence=sentence,
        not_known=notes.word_not_known(harm["reason"]) if figure is None else "",
    )


def present_fertility(scene: Scene) -> tuple[FertilityRow, ...]:
    """Present what is known of fertility after a transplant, by sex and age."""
    rows = {row.id: row for table in present_harms(scene) for row in table.rows}
    found = []
    if "periods_stop" in rows:
        found += [
            FertilityRow(str(harms.WOMEN), rows["periods_stop"].sentence),
            FertilityRow(
                str(harms.WOMEN_BY_AGE),
                fill(" ".join(map(str, harms.KNOWN_BY_AGE))),
                source=str(harms.SOURCE_BY_AGE),
                doi=harms.DOI_BY_AGE,
            ),
        ]
    if "male_fertility" in rows:
        not_known = rows["male_fertility"].not_known
        found.append(FertilityRow(str(harms.MEN), fill("%(why)s", why=not_known)))
    return tuple(found)
