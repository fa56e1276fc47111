"""The bench asks for what nobody else may: it still has to run after a change."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tools import bench


def test_requests_of_any_size_can_be_made() -> None:
    for draws, years in (*bench.SIZES, (bench.R_DRAWS, 10)):
        request = bench.make_request(draws, years)
        assert (request.draws, request.horizons[-1]) == (draws, years)


def test_r_gets_the_engines_own_chains(tmp_path: Path) -> None:
    *tables, band = bench.write_chains(tmp_path)
    chains = np.loadtxt(tables[0], delimiter=",", skiprows=1)
    # draws, frailty nodes and the four options of the person
    assert len(chains) == bench.R_DRAWS * bench.NODES * 4
    assert (chains > 0).any()
    assert band == "3"
