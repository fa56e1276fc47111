"""The exponential of a year, applied to many columns whose series are as long.

What moves a column is its own: its shift, and so how many terms it needs. Columns that
need as many lie side by side, in buffers that stay in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.blas import dgemm

from riskmodel.engine.multistate import LONGEST_SHIFT
from riskmodel.engine.parameters import FloatArray

#: Columns carried together: as many as fit the cache, and no power of two, as rows a
#: power of two apart drive each other out of it.
WIDTH = 2008
#: Columns are filled up to a multiple of this: matrix products treat whole groups of
#: columns alike, and a rest at the end by another order of sums.
GROUP = 8
#: Probability that the series of a year may misplace, of all people.
TOLERANCE = 1e-11
#: Terms of the tail that are put on the last term of a series.
TAIL = 4
#: Rounding must not bring an intensity above the shift.
ABOVE = 1 + 1e-9


@dataclass(frozen=True)
class Block:
    """Columns that are carried together.

    Parameters
    ----------
    columns : array of int, shape (column,)
        Ascending; filled up to whole groups by the last one.
    count : int
        Columns before the filling.
    parts, terms : int
        Parts that a year is cut into, and terms of the series of each.
    """

    columns: NDArray[np.intp]
    count: int
    parts: int
    terms: int


def count_terms(shift: FloatArray, people: FloatArray) -> NDArray[np.int16]:
    """Count the terms that each column's series needs (docs/model.md, eq. 3).

    The tail of a series is put on its last term, so that nobody is lost; what is
    misplaced are the people who would jump more often still.

    Parameters
    ----------
    shift : array, shape (column,)
        Expected number of jumps of the uniformised chain.
    people : array, shape (column,)
        Share of all people who are carried.

    Returns
    -------
    array, shape (column,)
        1 or more.
    """
    terms = np.ones(len(shift), np.int16)
    which = np.arange(len(shift))
    misplaced = people * np.exp(-shift) * shift
    order = 1
    while len(which):
        misplaced = misplaced * shift / (order + 1)
        # past the mode each term is the one before, times a falling factor
        more = (misplaced > TOLERANCE) | (shift > order + 1)
        which, shift, misplaced = which[more], shift[more], misplaced[more]
        order += 1
        terms[which] = order
    return terms


def make_blocks(shift: FloatArray, people: FloatArray) -> Iterator[Block]:
    """Put columns together whose series are as long.

    Parameters
    ----------
    shift, people : array, shape (column,)
        As in ``count_terms``, for a whole year.

    Yields
    ------
    Block
    """
    parts = np.maximum(np.ceil(shift / LONGEST_SHIFT), 1)
    terms = count_terms(shift / parts, people * parts)
    # a part has some hundred terms at most; small numbers are sorted by their digits
    kind = 1000 * (parts - 1) + terms
    order = np.argsort(kind.astype(np.min_scalar_type(int(kind.max()))), kind="stable")
    edges = np.flatnonzero(np.diff(kind[order], prepend=0, append=0))
    for first, last in pairwise(edges.tolist()):
        for start in range(first, last, WIDTH):
            columns = order[start : min(start + WIDTH, last)]
            count = len(columns)
            yield Block(
                columns=np.append(columns, np.repeat(columns[-1:], -count % GROUP)),
                count=count,
                parts=int(parts[columns[0]]),
                terms=int(terms[columns[0]]),
            )


class Series:
    """The people of a block, moved year by year.

    Parameters
    ----------
    block : Block
    jumps : array, shape (state, settled state)
        Distribution of the state reached by worsening, by the state left; the last
        state is not left.
    shift : array, shape (column,)
        At least the fastest intensity of leaving a state.
    worsening : array, shape (state, column)
        Intensity at factor 1, of the states that are left.
    multiplier : array, shape (state, column)
        Factor on the rate of death.
    improvement : array, shape (column,), or None
        Intensity of moving from state 0 to state 1.
    """

    def __init__(
        self,
        block: Block,
        jumps: FloatArray,
        *,
        shift: FloatArray,
        worsening: FloatArray,
        multiplier: FloatArray,
        improvement: FloatArray | None = None,
    ) -> None:
        self.parts, self.terms = block.parts, block.terms
        # BLAS wants columns first
        self.jumps = np.asfortranarray(jumps)
        self.shift = shift / block.parts
        self.worsening, self.multiplier = worsening, multiplier
        self.improvement = improvement
        if block.parts > 1:
            self.worsening = worsening / block.parts
            self.multiplier = multiplier / block.parts
            self.improvement = (
                None if improvement is None else improvement / block.parts
            )
        self.left = np.exp(-self.shift)
        self.tail = np.ones_like(self.shift)
        for beyond in range(TAIL, 0, -1):
            self.tail = 1 + self.tail * self.shift / (block.terms + beyond)
        self.factor: FloatArray | None = None
        self.now, self.flow = np.empty((2, *worsening.shape))
        self.staying, self.rest, self.term = np.empty((3, *multiplier.shape))

    def advance(self, state: FloatArray, factor: FloatArray, death: FloatArray) -> None:
        """Carry people through a year, in place (docs/model.md, eq. 3).

        Parameters
        ----------
        state : array, shape (state, column)
        factor : array, shape (column,)
            On worsening.
        death : array, shape (column,)
            Rate of death of the general population. Per year.
        """
        self._set_rates(factor, death)
        term, flow, rest = self.term, self.flow, self.rest
        leaving, arriving = term[:-1], term[-self.jumps.shape[1] :].T
        flowing = flow.T
        for _ in range(self.parts):
            np.multiply(state, self.tail, term)
            for order in range(self.terms, 0, -1):
                np.multiply(self.now, leaving, flow)
                if self.improvement is None:
                    term *= rest
                else:
                    improving = self.improvement * term[0]
                    term *= rest
                    term[1] += improving
                # term = (term + flow by jumps) / order + state
                part = 1 / order
                if self.improvement is not None:
                    term[0] *= part
                dgemm(part, flowing, self.jumps, part, arriving, False, False, True)
                term += state
            np.multiply(term, self.left, out=state)

    def _set_rates(self, factor: FloatArray, death: FloatArray) -> None:
        # without recent activity or waning every year is like the one before
        if self.factor is None or not np.array_equal(factor, self.factor):
            self.factor = factor
            np.multiply(self.worsening, factor, out=self.now)
            self.staying[:] = self.shift
            self.staying[:-1] -= self.now
            if self.improvement is not None:
                self.staying[0] -= self.improvement
        np.multiply(self.multiplier, death, out=self.rest)
        np.subtract(self.staying, self.rest, out=self.rest)
