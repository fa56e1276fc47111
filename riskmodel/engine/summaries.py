"""Draws to the figures that are reported."""

from __future__ import annotations

import numpy as np

from riskmodel.engine.parameters import FloatArray

#: Names of the figures of an uncertain number, in the order of the document.
FIGURES = ("mean", "median", "lower50", "upper50", "lower95", "upper95")
_QUANTILES = (0.5, 0.25, 0.75, 0.025, 0.975)


def summarise(draws: FloatArray) -> FloatArray:
    """Summarise draws; the mean is the point shown everywhere.

    Parameters
    ----------
    draws : array, shape (..., draw)

    Returns
    -------
    array, shape (..., figure)
        Figures in the order of ``FIGURES``.
    """
    ordered = np.sort(draws, axis=-1)
    last = draws.shape[-1] - 1
    parts = [draws.mean(axis=-1)]
    for quantile in _QUANTILES:
        # linear between neighbouring draws, numpy's default rule; one sort
        # serves every quantile
        below = int(quantile * last)
        above = min(below + 1, last)
        between = quantile * last - below
        parts.append(
            ordered[..., below] + between * (ordered[..., above] - ordered[..., below])
        )
    return np.stack(parts, axis=-1)
