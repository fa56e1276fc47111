"""Priors of the fits are data: whole, known and used."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from riskmodel.errors import EvidenceError
from riskmodel.evidence.priors import PRIORS_FILE, read_priors
from riskmodel.evidence.registry import DATA, FIT_READS, get_evidence
from riskmodel.evidence.schema import UNITS, Certainty
from riskmodel.synthesis import natural_history, transplant


def test_every_fitted_parameter_has_a_prior_and_every_prior_a_use() -> None:
    assert set(read_priors(DATA)) == {
        *natural_history.NAMES,
        *transplant.NAMES,
        transplant.PROGRESSIVE,
        "referral",
        "discrepancy",
        "worsening_hr",
        "heterogeneity",
    }
    assert PRIORS_FILE in FIT_READS


def test_a_lognormal_is_told_by_its_median() -> None:
    priors = read_priors(DATA)
    assert priors["trm_edss_slope"].mean == np.log(1.5)
    assert priors["trm_year_slope"].mean == priors["trm_year_slope"].center


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        ('unit = "factor"', 'unit = "furlong"', "k_low.*furlong"),
        ("spread = 0.6", "spread = 0.0", "k_low.*not above 0"),
        ('distribution = "lognormal"', 'distribution = "flat"', "flat"),
        ('status = "judgement"', 'status = "guess"', "guess"),
        ('id = "k_mid"', 'id = "k_low"', "k_low.*twice"),
        ("center = 0.4\n", "", "center"),
    ],
)
def test_a_prior_that_is_not_as_it_must_be_is_refused(
    old: str, new: str, match: str, tmp_path: Path
) -> None:
    shutil.copy(DATA / PRIORS_FILE, tmp_path)
    text = (tmp_path / PRIORS_FILE).read_text("utf-8")
    assert old in text
    (tmp_path / PRIORS_FILE).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(EvidenceError, match=match):
        read_priors(tmp_path)


def test_what_is_fitted_to_says_what_it_is_of_whom_and_how_certain() -> None:
    evidence = get_evidence()
    for one in (*evidence.targets, *evidence.effects):
        assert one.unit in UNITS, one.id
        assert one.population, one.id
        assert isinstance(one.certainty, Certainty), one.id


def test_era_s_interval_is_told_as_it_is() -> None:
    era = read_priors(DATA)["era_factor"]
    low, high = era.center * np.exp([-1.96 * era.spread, 1.96 * era.spread])
    assert f"95 % {low:.3f} to {high:.3f}".replace("0.", ".", 1) in era.note
    model = (Path(__file__).parents[4] / "docs" / "model.md").read_text("utf-8")
    assert f"median {era.center}, 95 % {low:.3f}-{high:.3f}" in model


def test_without_priors_nothing_is_fitted(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="No such file"):
        read_priors(tmp_path)
