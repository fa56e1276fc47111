"""A quadratic stand-in for the model, so that gradients are at hand.

Hamiltonian Monte Carlo needs thousands of gradients. On the scale of the log pace
the model is nearly quadratic in the logarithms of its parameters over the width of
the posterior; what the stand-in gets wrong is told by its error on points it has not
seen, and put right afterwards by weighing the draws with the model itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from riskmodel.engine.parameters import FloatArray

#: Points the surface is fitted to, and points it is tried on.
FITTED_ON, TRIED_ON = 700, 150
#: The design is wider than the posterior by this factor.
WIDER = 1.6


@dataclass(frozen=True)
class Emulator:
    """Quadratic surfaces of several results.

    Parameters
    ----------
    center : array, shape (parameter,)
    root : array, shape (parameter, parameter)
        Standard coordinates times this, plus the center, are the parameters.
    constant : array, shape (result,)
    slope : array, shape (result, parameter)
        In standard coordinates.
    bend : array, shape (result, parameter, parameter)
        In standard coordinates, symmetric.
    error : array, shape (result,)
        Root mean square error on points that were not fitted.
    """

    center: FloatArray
    root: FloatArray
    constant: FloatArray
    slope: FloatArray
    bend: FloatArray
    error: FloatArray

    def select(self, results: Sequence[int]) -> Emulator:
        """Keep some of the results, in the order given."""
        kept = list(results)
        return replace(
            self,
            constant=self.constant[kept],
            slope=self.slope[kept],
            bend=self.bend[kept],
            error=self.error[kept],
        )

    def standardise(self, points: FloatArray) -> FloatArray:
        """Put parameters, shape (draw, parameter), in standard coordinates."""
        return np.asarray(np.linalg.solve(self.root, (points - self.center).T).T)

    def predict(self, points: FloatArray) -> FloatArray:
        """Predict, from shape (draw, parameter) to shape (draw, result)."""
        z = self.standardise(points)
        bent = np.einsum("di,rij,dj->dr", z, self.bend, z)
        return np.asarray(self.constant + z @ self.slope.T + bent)


def fit_emulator(
    model: Callable[[FloatArray], FloatArray],
    *,
    center: FloatArray,
    covariance: FloatArray,
    rng: np.random.Generator,
) -> Emulator:
    """Fit quadratic surfaces to the model's results.

    Parameters
    ----------
    model : callable
        From shape (draw, parameter) to shape (draw, result).
    center : array, shape (parameter,)
    covariance : array, shape (parameter, parameter)
        About the posterior's.
    rng : numpy.random.Generator

    Returns
    -------
    Emulator
    """
    root = np.asarray(np.linalg.cholesky(covariance), dtype=np.float64)
    z = WIDER * rng.standard_normal((FITTED_ON + TRIED_ON, len(center)))
    results = model(center + z @ root.T)
    upper = np.triu_indices(len(center))
    terms = np.column_stack([np.ones(len(z)), z, z[:, upper[0]] * z[:, upper[1]]])
    found, *_ = np.linalg.lstsq(terms[:FITTED_ON], results[:FITTED_ON], rcond=None)
    miss = terms[FITTED_ON:] @ found - results[FITTED_ON:]
    count = len(center)
    bend = np.zeros((results.shape[1], count, count))
    bend[:, upper[0], upper[1]] = found[1 + count :].T
    return Emulator(
        center=center,
        root=root,
        constant=np.asarray(found[0], dtype=np.float64),
        slope=np.asarray(found[1 : 1 + count].T, dtype=np.float64),
        bend=(bend + bend.swapaxes(1, 2)) / 2,
        error=np.sqrt((miss**2).mean(axis=0)),
    )
