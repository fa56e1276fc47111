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


def test_move_up_stops_at_the_last_band() -> None:
    layout = Layout(7)
    moved = layout.move_up(3)
    assert moved.sum(axis=1) == pytest.approx(np.ones(5))
    # from bands 7, 6, 7, 8, 9
    assert list(layout.bands[moved.argmax(axis=1)]) == [9, 9, 9, 9, 9]
    assert list(Layout(2).bands[Layout(2).move_up(3).argmax(axis=1)][:3]) == [5, 4, 5]


def test_moving_by_nothing_settles_the_start() -> None:
    layout = Layout(4)
    moved = layout.move_up(0)
    assert moved[0, layout.settled(4)] == 1
    assert np.array_equal(moved[1:, 1:], np.eye(len(layout.bands) - 1))
