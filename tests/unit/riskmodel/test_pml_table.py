"""PML by antibodies and years on natalizumab."""

from __future__ import annotations

import pytest

from riskmodel import interface
from riskmodel.engine.profile import UNKNOWN, Answer, ComparisonRequest, JcvStatus
from riskmodel.evidence.numbers import PML_STRATA
from riskmodel.pml_table import STRATA, get_stratum
from tests.engine_cases import profile_with

#: Within six years a young person hardly dies of anything else first.
OTHER_DEATHS = 0.02


def get_table(**profile: object) -> interface.Document:
    request = ComparisonRequest(profile_with(**profile), draws=400)
    return interface.pml_table(request)


def test_it_counts_as_the_comparison_does() -> None:
    person = {"jcv": JcvStatus.POSITIVE, "jcv_index": 1.2}
    profile = profile_with(**person, prior_immunosuppression=Answer.NO)
    request = ComparisonRequest(profile, horizons=(1, 2, 6), draws=400)
    harms = interface.compare(request)["options"]["natalizumab"]["harms"]["pml"]
    found = interface.pml_table(request)
    row = found["strata"][found["own"]]
    for year in ("1", "2", "6"):
        assert row[year]["mean"] == pytest.approx(harms[year]["mean"], rel=OTHER_DEATHS)


def test_risk_grows_with_years_and_index() -> None:
    strata = get_table()["strata"]
    for by_year in strata.values():
        means = [by_year[str(year)]["mean"] for year in range(1, 7)]
        assert means == sorted(means)
        assert means[0] > 0
    sixth = [
        strata[stratum]["6"]["mean"]
        for stratum in ("index_to_0_9", "index_0_9_to_1_5", "index_above_1_5")
    ]
    assert sixth == sorted(sixth)


def test_years_already_on_the_drug_do_not_move_it() -> None:
    now, later = get_table(), get_table(years_on_natalizumab=3.0)
    assert now["strata"] == later["strata"]


@pytest.mark.parametrize(
    ("jcv", "index", "prior", "stratum"),
    [
        (JcvStatus.UNKNOWN, UNKNOWN, Answer.YES, None),
        (JcvStatus.NEGATIVE, UNKNOWN, Answer.YES, "negative"),
        (JcvStatus.POSITIVE, 0.4, Answer.YES, "prior_immunosuppression"),
        (JcvStatus.POSITIVE, 0.9, Answer.UNKNOWN, "index_to_0_9"),
        (JcvStatus.POSITIVE, 1.5, Answer.NO, "index_0_9_to_1_5"),
        (JcvStatus.POSITIVE, 1.6, Answer.NO, "index_above_1_5"),
        (JcvStatus.POSITIVE, UNKNOWN, Answer.NO, "no_index"),
    ],
)
def test_a_person_finds_the_own_row(
    jcv: JcvStatus, index: object, prior: Answer, stratum: str | None
) -> None:
    person = profile_with(jcv=jcv, jcv_index=index, prior_immunosuppression=prior)
    assert get_stratum(person) == stratum


def test_every_row_has_words() -> None:
    assert set(PML_STRATA) == set(STRATA)
    with pytest.raises(interface.UnknownNumber):
        interface.explain("pml_table.negative.7.mean")
    passport = interface.explain("pml_table.negative.6.mean")
    assert "without JC virus antibodies, after 6 years on it" in passport.words
    assert "ho_2017" in {source.id for source in passport.studies}
