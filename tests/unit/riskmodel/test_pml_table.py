"""PML by antibodies and years on natalizumab."""

from __future__ import annotations

import pytest

from riskmodel import interface
from riskmodel.engine.profile import UNKNOWN, Answer, ComparisonRequest, JcvStatus
from riskmodel.evidence.numbers import PML_OWN, PML_STRATA
from riskmodel.pml_table import STRATA
from tests.engine_cases import had, profile_with

#: Within six years a young person hardly dies of anything else first.
OTHER_DEATHS = 0.02


def get_table(**profile: object) -> interface.Document:
    request = ComparisonRequest(profile_with(**profile), draws=400)
    return interface.pml_table(request)


#: People in whom what is not known, a test that may turn, two columns of the table
#: or years on natalizumab so far make numbers that no stratum has.
OF_NO_STRATUM: list[dict[str, object]] = [
    {"jcv": JcvStatus.UNKNOWN, "prior_immunosuppression": Answer.NO},
    {"jcv": JcvStatus.NEGATIVE, "prior_immunosuppression": Answer.YES},
    {"jcv": JcvStatus.NEGATIVE},
    {"jcv": JcvStatus.POSITIVE, "jcv_index": 0.5},
    {
        "jcv": JcvStatus.POSITIVE,
        "jcv_index": 1.6,
        "prior_immunosuppression": Answer.YES,
    },
    {
        "jcv": JcvStatus.POSITIVE,
        "jcv_index": 1.2,
        "prior_immunosuppression": Answer.NO,
        "years_on_natalizumab": 3.5,
    },
    {
        "jcv": JcvStatus.POSITIVE,
        "jcv_index": 1.2,
        "prior_immunosuppression": Answer.NO,
        "treatments": had(natalizumab=4),
    },
]


@pytest.mark.parametrize(
    "answers",
    [
        *OF_NO_STRATUM,
        {
            "jcv": JcvStatus.POSITIVE,
            "jcv_index": 1.2,
            "prior_immunosuppression": Answer.NO,
        },
    ],
)
def test_the_own_row_has_the_numbers_of_the_comparison(
    answers: dict[str, object],
) -> None:
    request = ComparisonRequest(
        profile_with(**answers), horizons=(1, 2, 5, 6), draws=400
    )
    harms = interface.compare(request)["options"]["natalizumab"]["harms"]["pml"]
    found = interface.pml_table(request)
    row = found["strata"][found["own"]]
    for year in ("1", "2", "5", "6"):
        for figure in ("mean", "lower95", "upper95"):
            told = harms[year][figure]
            assert row[year][figure] == pytest.approx(told, rel=OTHER_DEATHS)


@pytest.mark.parametrize("answers", OF_NO_STRATUM)
def test_a_person_of_no_stratum_has_a_row_more(answers: dict[str, object]) -> None:
    found = get_table(**answers)
    assert found["own"] == PML_OWN
    assert list(found["strata"]) == [*STRATA, PML_OWN]
    rows = found["strata"]
    own = rows.pop(PML_OWN)
    assert own not in list(rows.values())


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


def test_strata_are_the_same_for_everybody() -> None:
    new, on_it, earlier = (
        get_table(**taken, jcv=JcvStatus.POSITIVE)["strata"]
        for taken in (
            {},
            {"years_on_natalizumab": 3.0},
            {"treatments": had(natalizumab=3)},
        )
    )
    own = [rows.pop(PML_OWN) for rows in (new, on_it, earlier)]
    assert own[0] != own[1] == own[2]
    assert new == on_it == earlier


@pytest.mark.parametrize(
    ("jcv", "index", "prior", "stratum"),
    [
        (JcvStatus.NEGATIVE, UNKNOWN, Answer.NO, "negative"),
        (JcvStatus.NEGATIVE, 0.3, Answer.NO, "negative"),
        (JcvStatus.POSITIVE, UNKNOWN, Answer.YES, "prior_immunosuppression"),
        # earlier immunosuppression counts alone at every index up to 1.5
        (JcvStatus.POSITIVE, 0.4, Answer.YES, "prior_immunosuppression"),
        (JcvStatus.POSITIVE, 0.9, Answer.NO, "index_to_0_9"),
        (JcvStatus.POSITIVE, 1.5, Answer.NO, "index_0_9_to_1_5"),
        (JcvStatus.POSITIVE, 1.6, Answer.NO, "index_above_1_5"),
        # the index tells of the antibodies, whatever the answer was
        (JcvStatus.UNKNOWN, 1.6, Answer.NO, "index_above_1_5"),
        (JcvStatus.POSITIVE, UNKNOWN, Answer.NO, "no_index"),
    ],
)
def test_a_person_of_a_stratum_finds_the_own_row(
    jcv: JcvStatus, index: object, prior: Answer, stratum: str
) -> None:
    found = get_table(jcv=jcv, jcv_index=index, prior_immunosuppression=prior)
    assert found["own"] == stratum
    assert list(found["strata"]) == list(STRATA)


def test_every_row_has_words() -> None:
    assert set(PML_STRATA) == set(STRATA)
    with pytest.raises(interface.UnknownNumber):
        interface.explain("pml_table.negative.7.mean")
    passport = interface.explain("pml_table.negative.6.mean")
    assert "without JC virus antibodies, after 6 years on it" in passport.words
    assert "ho_2017" in {source.id for source in passport.studies}
    own = interface.explain("pml_table.own.6.mean")
    assert "within 6 years from today" in own.words
    assert own.tables == passport.tables
    with pytest.raises(interface.UnknownNumber):
        interface.explain("pml_table.own.7.mean")
