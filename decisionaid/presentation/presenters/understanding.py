"""Questions about one's own numbers: the right answer is known, so all can be told."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from decisionaid.presentation.counts import make_figure
from decisionaid.presentation.markup import fill
from decisionaid.presentation.page import PEOPLE, Figure, Number
from decisionaid.presentation.presenters.cards import get_death_figure
from decisionaid.presentation.presenters.scene import Scene
from decisionaid.presentation.wording import labels, sentences
from decisionaid.presentation.wording import understanding as words

YEARS = 5
UNKNOWN = "unknown"
#: Numbers beside the right one in a question.
WRONG_NUMBERS = 2
#: A number this near to the right one is no fair test of reading: as a share of it,
#: and in people.
NEAR_SHARE, NEAR_PEOPLE = 0.2, 2


@dataclass(frozen=True)
class Choice:
    """One answer to choose."""

    value: str
    label: str


@dataclass(frozen=True)
class UnderstandingQuestion:
    """A question, its answers, which is right, why, and where that can be seen."""

    id: str
    text: str
    choices: tuple[Choice, ...]
    right: str
    explained: SafeString
    url: str


def present_questions(document: Mapping[str, Any]) -> tuple[UnderstandingQuestion, ...]:
    """Make the six questions; the same document always gives the same."""
    scene = Scene(document, YEARS)
    outcomes = scene.outcomes("no_dmt")
    worse, same = outcomes["worse"], outcomes["same"]
    died = get_death_figure(scene, "ahsct")
    aid = _get_ability(scene, "natalizumab", "edss_at_least_6")
    told_worse = _explain(scene, "no_dmt", "worse", worse)
    told_died = _explain(scene, "ahsct", "died_treatment", died)
    told_aid = _explain(scene, "natalizumab", "edss_at_least_6", aid)
    return (
        _ask_number(scene, "worse", worse.best, told_worse),
        _ask_number(scene, "died", died.best if died else None, told_died),
        _ask_number(scene, "not_died", died.rest if died else None, told_died),
        _ask_number(scene, "aid", aid.best if aid else None, told_aid),
        # About a group that no question before asks for: this one tells the number.
        _ask_range(scene, same),
        _ask_who(scene, same),
    )


def word_topics(unclear: Sequence[str]) -> list[str]:
    """Word what was answered otherwise than the numbers say, for the sheet."""
    return [str(words.TOPICS[name]) for name in unclear if name in words.TOPICS]


def _ask_number(
    scene: Scene, name: str, right: Number | None, explained: SafeString
) -> UnderstandingQuestion:
    """Ask for a number among others of the same document, in order of size."""
    wrong = _choose_wrong(scene, name, right)
    numbers = sorted([*wrong, *([right] if right else [])], key=lambda one: one.count)
    choices = [
        Choice(str(one.count), str(words.PEOPLE) % {"count": one.text})
        for one in numbers
    ]
    return UnderstandingQuestion(
        name,
        str(words.QUESTIONS[name]) % {"time": scene.time},
        (*choices, Choice(UNKNOWN, str(words.NOT_KNOWN))),
        str(right.count) if right else UNKNOWN,
        explained,
        _find_url(name),
    )


def _choose_wrong(scene: Scene, name: str, right: Number | None) -> list[Number]:
    """Choose numbers that stand elsewhere in the document, well apart from each other.

    Chance comes from the document itself: whoever looks again finds the same.
    """
    candidates = [
        number
        for option in scene.option_ids
        if scene.is_known(option)
        for figure in scene.outcomes(option).values()
        for number in (figure.best, figure.rest)
        if 0 < number.count < PEOPLE
    ]
    _make_generator(scene, name).shuffle(candidates)
    chosen: list[Number] = []
    for number in candidates:
        others = [*chosen, *([right] if right else [])]
        if all(_are_apart(number, other) for other in others):
            chosen.append(number)
        if len(chosen) == WRONG_NUMBERS:
            break
    return chosen


def _are_apart(one: Number, other: Number) -> bool:
    larger = max(one.count, other.count)
    return abs(one.count - other.count) > max(NEAR_PEOPLE, NEAR_SHARE * larger)


def _make_generator(scene: Scene, name: str) -> random.Random:
    seed = json.dumps([name, scene.document["profile"]], sort_keys=True)
    return random.Random(seed)


def _ask_range(scene: Scene, same: Figure) -> UnderstandingQuestion:
    texts = {
        "best": same.best.text,
        "lower": same.lower.text,
        "upper": same.upper.text,
        "time": scene.time,
    }
    return UnderstandingQuestion(
        "range",
        str(words.QUESTIONS["range"]) % texts,
        (
            Choice("exact", str(words.RANGE_EXACT) % texts),
            Choice("within", str(words.RANGE_RIGHT)),
            Choice("any", str(words.RANGE_ANY)),
        ),
        "within",
        fill(
            str(words.RANGE_EXPLAINED),
            best=same.best,
            lower=same.lower,
            upper=same.upper,
            time=scene.time,
        ),
        _find_url("range"),
    )


def _ask_who(scene: Scene, same: Figure) -> UnderstandingQuestion:
    texts = {"best": same.best.text, "time": scene.time}
    return UnderstandingQuestion(
        "who",
        str(words.QUESTIONS["who"]) % texts,
        (
            Choice("site", str(words.WHO_MODEL)),
            Choice("test", str(words.WHO_TEST)),
            Choice("nobody", str(words.WHO_RIGHT)),
        ),
        "nobody",
        fill(
            str(words.WHO_EXPLAINED),
            best=same.best,
            rest=same.rest,
            time=scene.time,
        ),
        _find_url("who"),
    )


def _explain(scene: Scene, option: str, what: str, figure: Figure | None) -> SafeString:
    """Explain by the very sentence that stands in the results."""
    if figure is None:
        return fill(str(words.UNKNOWN_EXPLAINED))
    return fill(
        str(sentences.OUTCOME_SENTENCES[what]),
        time=scene.time,
        people=str(labels.OPTION_PEOPLE[option]),
        best=figure.best,
        lower=figure.lower,
        upper=figure.upper,
        rest=figure.rest,
    )


def _get_ability(scene: Scene, option: str, ability: str) -> Figure | None:
    if not scene.is_known(option):
        return None
    estimate = scene.horizon(option)[ability]
    return make_figure(f"{option}.{YEARS}.{ability}", estimate)


def _find_url(name: str) -> str:
    """Find the place of the results that shows what a question is about."""
    anchors = {
        "worse": "option-no_dmt",
        "died": "option-ahsct",
        "not_died": "option-ahsct",
        "aid": "ability",
        "range": "compare",
        "who": "option-no_dmt",
    }
    return f"{reverse('results:page')}?years={YEARS}#{anchors[name]}"
