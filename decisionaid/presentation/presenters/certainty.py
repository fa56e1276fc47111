"""How certain the numbers are, and how many people like the person were studied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.utils.safestring import SafeString

from decisionaid.presentation.markup import fill
from decisionaid.presentation.page import Number, StudyCount, Sureness, SurenessRow
from decisionaid.presentation.presenters.scene import ABILITIES, Scene
from decisionaid.presentation.wording import certainty as words
from decisionaid.presentation.wording import labels


class Certain(Protocol):
    """What the model tells of a number: `riskmodel.interface.Passport`."""

    @property
    def certainty(self) -> str: ...


class Studies(Protocol):
    """Studies of one option: `riskmodel.interface.StudiesLike`."""

    @property
    def people(self) -> int: ...
    @property
    def people_not_seen(self) -> int: ...
    @property
    def taken(self) -> tuple[Any, ...]: ...
    @property
    def not_seen(self) -> tuple[Any, ...]: ...


def present_sureness(scene: Scene, explain: Callable[[str], Certain]) -> Sureness:
    """Present the certainty of each outcome, option by option."""
    names = {**labels.OUTCOME_LABELS, **labels.ABILITY_LABELS}
    found = {
        (what, option): _find_certainty(scene, option, what, explain)
        for what in (*labels.OUTCOME_LABELS, *ABILITIES)
        for option in scene.option_ids
    }
    usual, _ = Counter(filter(None, found.values())).most_common(1)[0]
    return Sureness(
        usual=str(words.CERTAINTY[usual]),
        means=str(words.CERTAINTY_MEANS[usual]),
        others=tuple(
            (f"{names[what]}, {labels.OPTION_WORDS[option]}", _word(certainty))
            for (what, option), certainty in found.items()
            if certainty not in ("", usual)
        ),
        rows=tuple(
            SurenessRow(
                str(names[what]),
                tuple(
                    (str(labels.OPTION_NAMES[option]), _word(found[what, option]))
                    for option in scene.option_ids
                ),
            )
            for what in names
        ),
    )


def _find_certainty(
    scene: Scene, option: str, what: str, explain: Callable[[str], Certain]
) -> str:
    """Find a number's certainty, in GRADE's word; empty where it is not known."""
    if not scene.is_known(option) and what != "died_treatment":
        return ""
    return str(explain(f"{option}.{scene.years}.{what}.mean").certainty)


def _word(certainty: str) -> str:
    return str(words.CERTAINTY[certainty] if certainty else labels.NOT_KNOWN)


def present_study_counts(
    scene: Scene, studies: Mapping[Any, Studies], citations: Mapping[str, str]
) -> tuple[StudyCount, ...]:
    """Present how many people like the person the studies of each option had."""
    return tuple(
        StudyCount(
            option,
            str(labels.OPTION_NAMES[option]),
            _word_count(option, studies[option]),
            tuple(
                citations[source]
                for source in dict.fromkeys(
                    study.source
                    for study in (*studies[option].taken, *studies[option].not_seen)
                )
            ),
        )
        for option in scene.option_ids
    )


def _word_count(option: str, studies: Studies) -> SafeString:
    if studies.people:
        number = _number(f"studied.{option}.people", studies.people)
        said = fill(str(words.STUDIED), people=number)
    else:
        said = fill(str(words.STUDIED_NOBODY))
    if not studies.people_not_seen:
        return said
    besides = _number(f"studied.{option}.people_not_seen", studies.people_not_seen)
    return fill(
        "%(said)s %(besides)s",
        said=said,
        besides=fill(str(words.STUDIED_BESIDES), people=besides),
    )


def _number(number_id: str, people: int) -> Number:
    return Number(number_id, f"{people:,}", people, people)
