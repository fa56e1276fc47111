"""The small version of the purge of a million expired results."""

from __future__ import annotations

import pytest

from tools.reliability.parts import purge


@pytest.mark.slow
def test_a_purge_keeps_its_promises():
    lines = purge.run(300)
    assert [line.promise for line in lines if not line.holds] == []


@pytest.mark.slow
def test_results_that_stay_are_found(monkeypatch):
    # As if the purge looked one minute too far back.
    monkeypatch.setattr(
        purge, "EXPIRE", purge.EXPIRE.replace("'1 minute'", "'-1 minute'")
    )
    gone, _others, _again, named, _speed = purge.run(300)
    assert not gone.holds
    assert not named.holds
