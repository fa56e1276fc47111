r"""States of the model and how they are laid out.

::

             improves (once, years 1-2)
      start ---------------------------> band b-1, settled
        | \                                   |
        |  worsens                            | worsens
        |   \                                 v
        |    +-------------------------> band b ... 9, settled
        |
        |   natalizumab only: stopping, or surviving PML (three bands up)
        +------------------------------> band b-1 ... 9, off the drug
        |
        +--> died of the treatment        (from every live state)
        +--> died of something else       (from every live state)

``start`` is the band at which the person begins, not yet improved or worsened.
People who have improved or worsened once follow the same law from there on, so
they share one set of ``settled`` states.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from riskmodel.engine.parameters import FloatArray

BANDS = 10
#: Bands a survivor of PML moves up, at most to band 9 (docs/model.md, eq. 14).
PML_BANDS_UP = 3


@dataclass(frozen=True)
class Layout:
    """Which index is which state, for one starting band.

    Parameters
    ----------
    start_band : int
        EDSS band at the start, 0 to 9.
    has_off : bool
        Whether the option has people who are off their drug.
    """

    start_band: int
    has_off: bool = False

    @property
    def lowest_band(self) -> int:
        """Lowest band that can be reached: one below the start."""
        return max(self.start_band - 1, 0)

    @property
    def bands(self) -> FloatArray:
        """EDSS band of each live state, shape (live state,)."""
        settled = list(range(self.lowest_band, BANDS))
        live = [self.start_band, *settled, *(settled if self.has_off else [])]
        return np.array(live, dtype=np.float64)

    @property
    def live(self) -> int:
        """Number of live states."""
        return len(self.bands)

    @property
    def died_treatment(self) -> int:
        """Index of death from the treatment."""
        return self.live

    @property
    def died_other(self) -> int:
        """Index of death from anything else."""
        return self.live + 1

    @property
    def size(self) -> int:
        """Number of states."""
        return self.live + 2

    def settled(self, band: int) -> int:
        """Index of a settled band, on the option."""
        return 1 + band - self.lowest_band

    def off(self, band: int) -> int:
        """Index of a band, off the drug."""
        return self.settled(band) + BANDS - self.lowest_band

    @property
    def on_states(self) -> range:
        """Indices of the live states that are on the option."""
        return range(self.settled(BANDS - 1) + 1)

    def destination(self, state: int, band: int) -> int:
        """Index reached from a live state on moving to a band."""
        return self.settled(band) if state in self.on_states else self.off(band)
