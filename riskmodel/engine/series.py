"""The exponential of a year, applied to many columns whose series are as long.

A column is a node of the frailty at a place. Columns lie in units of neighbouring
places; units that need as many terms are moved together, in buffers that stay in the
processor's cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.blas import dgemm

from riskmodel.engine.multistate import LONGEST_SHIFT
from riskmodel.engine.parameters import FloatArray

#: Columns carried together: as many as fit the cache, and no power of two, as rows a
#: power of two apart drive each other out of it.
WIDTH = 2008
#: A unit has whole groups of columns: matrix products treat groups alike, and a rest
#: at the end by another order of sums.
GROUP = 8
#: Probability that the series of a year may misplace, of all people.
TOLERANCE = 1e-10
#: Terms of the tail that are put on the last term of a series.
TAIL = 4


@dataclass(frozen=True)
class Piece:
    """Neighbouring places at one node, and the columns where a block has them."""

    node: int
    places: slice
    columns: slice


@dataclass(frozen=True)
class Block:
    """Columns that are carried together.

    Parameters
    ----------
    pieces : sequence of Piece
    width : int
        Columns in all.
    parts, terms : int
        Parts that a year is cut into, and terms of the series of each.
    """

    pieces: Sequence[Piece]
    width: int
    parts: int
    terms: int

    def lay(self, values: FloatArray) -> FloatArray:
        """Lay out what is of a place: (..., place) becomes (..., column)."""
        if len(self.pieces) == 1:
            return values[..., self.pieces[0].places]
        laid = np.empty((*values.shape[:-1], self.width))
        for one in self.pieces:
            laid[..., one.columns] = values[..., one.places]
        return laid

    def lay_nodes(self, values: FloatArray) -> FloatArray:
        """Lay out what is of a node at a place: (node, ..., place)."""
        laid = np.empty((*values.shape[1:-1], self.width))
        for one in self.pieces:
            laid[..., one.columns] = values[one.node][..., one.places]
        return laid


def count_terms(shift: FloatArray, people: FloatArray) -> NDArray[np.int16]:
    """Count the terms that each series needs (docs/model.md, eq. 3).

    The tail of a series is put on its last term, so that nobody is lost; what is
    misplaced are the people who would jump more often still.

    Parameters
    ----------
    shift : array, any shape
        Expected number of jumps of the uniformised chain.
    people : array, same shape
        Share of all people who are carried.

    Returns
    -------
    array, same shape
        1 or more.
    """
    terms = np.ones(shift.shape, np.int16)
    misplaced = people * np.exp(-shift) * shift
    order = 1
    while True:
        misplaced = misplaced * shift / (order + 1)
        # past the mode each term is the one before, times a falling factor
        more = (misplaced > TOLERANCE) | (shift > order + 1)
        if not more.any():
            return terms
        order += 1
        terms[more] = order


def make_blocks(
    shift: FloatArray, people: FloatArray, units: Sequence[slice]
) -> Iterator[Block]:
    """Put units together whose series are as long.

    Parameters
    ----------
    shift, people : array, shape (node, unit)
        As in ``count_terms``, for a whole year: the most of each unit's columns.
    units : sequence of slice
        Places of each unit, ascending.

    Yields
    ------
    Block
    """
    parts = np.maximum(np.ceil(shift / LONGEST_SHIFT), 1).astype(int)
    terms = count_terms(shift / parts, people * parts)
    alike: dict[tuple[int, int], list[tuple[int, slice]]] = {}
    kinds = zip(parts.ravel().tolist(), terms.ravel().tolist(), strict=True)
    for at, kind in enumerate(kinds):
        node, unit = divmod(at, len(units))
        alike.setdefault(kind, []).append((node, units[unit]))
    # one order for all: that in which a place's nodes are added up must be its own
    for (part, term), some in sorted(alike.items()):
        pieces: list[Piece] = []
        width = 0
        for node, places in some:
            wide = places.stop - places.start
            if width + wide > WIDTH and pieces:
                yield Block(pieces, width, part, term)
                pieces, width = [], 0
            columns = slice(width, width + wide)
            width += wide
            last = pieces[-1] if pieces else None
            if last and last.node == node and last.places.stop == places.start:
                places = slice(last.places.start, places.stop)
                columns = slice(last.columns.start, columns.stop)
                pieces.pop()
            pieces.append(Piece(node, places, columns))
        yield Block(pieces, width, part, term)


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

    def advance(
        self, state: FloatArray, factor: FloatArray, death: FloatArray, out: FloatArray
    ) -> None:
        """Carry people through a year (docs/model.md, eq. 3).

        Parameters
        ----------
        state : array, shape (state, column)
        factor : array, shape (column,)
            On worsening.
        death : array, shape (column,)
            Rate of death of the general population. Per year.
        out : array, shape (state, column)
            Where they are afterwards.
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
            np.multiply(term, self.left, out=out)
            state = out

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
