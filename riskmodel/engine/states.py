r"""States of the model and how they are laid out.

::

             improves (once, years 1-2)
      start ---------------------------> band b-1, settled
        | \                                   |
        |  worsens                            | worsens
        |   \                                 v
        |    +-------------------------> band b ... 9, settled
        |
        +--> died of something else       (from every live state)

    at the turn of a year: died of the treatment; off the drug (natalizumab: on
    stopping, or three bands up on surviving PML)

``start`` is the band at which the person begins, not yet improved or worsened.
People who have improved or worsened once follow the same law from there on, so
they share one set of ``settled`` states. People off their drug live in a second
copy of the same states, with the untreated law.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskmodel.engine.parameters import FloatArray

BANDS = 10
#: Bands a survivor of PML moves up, at most to band 9 (docs/model.md, eq. 14).
PML_BANDS_UP = 3


@dataclass(frozen=True)
class Layout:
    """Which index is which live state, for one starting band.

    Parameters
    ----------
    start_band : int
        EDSS band at the start, 0 to 9.
    """

    start_band: int

    @property
    def lowest_band(self) -> int:
        """Lowest band that can be reached: one below the start."""
        return max(self.start_band - 1, 0)

    @property
    def bands(self) -> NDArray[np.int_]:
        """EDSS band of each live state, shape (state,)."""
        return np.array([self.start_band, *range(self.lowest_band, BANDS)])

    def settled(self, band: int) -> int:
        """Index of a settled band."""
        return 1 + band - self.lowest_band

    def lift_jumps(self, jumps: FloatArray) -> FloatArray:
        """Where worsening leads from each state.

        Parameters
        ----------
        jumps : array, shape (band, band)
            Distribution of the band reached, by the band left.

        Returns
        -------
        array, shape (state, state)
            The same between states; every arrival is settled.
        """
        lifted = np.zeros((len(self.bands), len(self.bands)))
        lifted[:, 1:] = jumps[self.bands, self.lowest_band :]
        return lifted
