"""Which of the 1,000 people stand where: stretches from the first to the last.

::

    0                                                                   1,000
    |X|o|  worse   : may be worse  |   the same  | may be better :  better |
              sure ^      ^ best estimate  best estimate ^       ^ sure

The reader sees two edges move: worst from the left, best from the right. "May be"
reaches from the lower to the upper end of the interval, so that uncertainty is people
in the picture. The best estimate runs through it as a heavy line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from decisionaid.presentation.page import PEOPLE, Figure


@dataclass(frozen=True)
class Stretch:
    """People ``start`` to ``end`` (not included), all of one kind."""

    kind: str
    outcome: str
    start: int
    end: int

    @property
    def people(self) -> int:
        """How many people it holds."""
        return self.end - self.start


@dataclass(frozen=True)
class Layout:
    """All stretches in order, and where the best estimates run."""

    stretches: tuple[Stretch, ...]
    best_lines: tuple[int, ...]


def cut_to_fit(worse: int, better: int, room: int) -> tuple[int, int]:
    """Cut two "may be" stretches that would meet, in proportion to their lengths.

    The words beside the picture carry the full range.
    """
    wanted = worse + better
    if wanted <= room:
        return worse, better
    share = (2 * room * worse + wanted) // (2 * wanted)  # nearest whole person
    return share, room - share


def lay_out(figures: Mapping[str, Figure]) -> Layout:
    """Place the five groups and the two "may be" stretches."""
    died_treatment = figures["died_treatment"].best.count
    died = died_treatment + figures["died_other"].best.count
    worse, better = figures["worse"], figures["better"]
    worse_line = died + worse.best.count
    better_line = PEOPLE - better.best.count
    worse_reach, better_reach = cut_to_fit(
        worse.upper.count - worse.best.count,
        better.upper.count - better.best.count,
        figures["same"].best.count,
    )
    edges = (
        ("died_treatment", "died_treatment", died_treatment),
        ("died_other", "died_other", died),
        ("worse", "worse", died + worse.lower.count),
        ("worse_maybe", "worse", worse_line + worse_reach),
        ("same", "same", better_line - better_reach),
        ("better_maybe", "better", PEOPLE - better.lower.count),
        ("better", "better", PEOPLE),
    )
    stretches = []
    start = 0
    for kind, outcome, end in edges:
        if end > start:
            stretches.append(Stretch(kind, outcome, start, end))
        start = end
    best_lines = []
    if worse.upper.count > worse.lower.count:
        best_lines.append(worse_line)
    if better.upper.count > better.lower.count:
        best_lines.append(better_line)
    return Layout(tuple(stretches), tuple(best_lines))
