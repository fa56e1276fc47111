import numpy as np
import pytest

from riskmodel.engine.states import BANDS, Layout


@pytest.mark.parametrize(
    ("start", "bands"),
    [
        (0, [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (6, [6, 5, 6, 7, 8, 9]),
        (9, [9, 8, 9]),
    ],
)
def test_states_are_the_start_and_all_bands_from_one_below(
    start: int, bands: list[int]
) -> None:
    layout = Layout(start)
    assert list(layout.bands) == bands
    for band in range(layout.lowest_band, BANDS):
        assert layout.bands[layout.settled(band)] == band
        assert layout.settled(band) > 0


def test_jumps_keep_their_shares_and_arrive_settled() -> None:
    jumps = np.triu(np.arange(100.0).reshape(10, 10), k=1)
    jumps[:-1] /= jumps[:-1].sum(axis=1, keepdims=True)
    lifted = Layout(6).lift_jumps(jumps)
    assert (lifted[:, 0] == 0).all()
    # the start and the settled band 6 leave alike
    assert np.array_equal(lifted[0], lifted[2])
    assert lifted[0, 3:] == pytest.approx(jumps[6, 7:])
    assert lifted.sum(axis=1) == pytest.approx([1, 1, 1, 1, 1, 0])
