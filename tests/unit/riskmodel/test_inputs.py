import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskmodel.engine.profile import (
    UNKNOWN,
    Centre,
    ComparisonRequest,
    Course,
    PatientProfile,
    Scenario,
    Sex,
)
from riskmodel.errors import InvalidProfile
from riskmodel.fields import FIELDS, REQUIRED
from riskmodel.inputs import profile_document, read_json, read_text
from tests import strategies
from tests.engine_cases import had

TEXT = {"course": "rrms", "edss": "3.5", "duration": "6", "age": "35"}
JSON: dict[str, Any] = {"course": "rrms", "edss": 3.5, "duration": 6, "age": 35}


def wrong_text(**changes: str) -> list[str]:
    """Fields that are refused."""
    with pytest.raises(InvalidProfile) as refused:
        read_text({**TEXT, **changes})
    return [error.field for error in refused.value.errors]


def wrong_json(**changes: object) -> list[str]:
    with pytest.raises(InvalidProfile) as refused:
        read_json({**JSON, **changes})
    return [error.field for error in refused.value.errors]


def test_defaults() -> None:
    request = read_text(TEXT)
    person = PatientProfile(Course.RRMS, 3.5, 3.5, 6.0, 35.0)
    assert request == ComparisonRequest(person)
    assert request == read_json(JSON)
    assert request.horizons == (1, 2, 5, 10)
    assert (request.draws, request.seed) == (4000, 1)
    assert request.scenario is Scenario.DEFAULT
    profile = request.profile
    assert profile.sex is Sex.UNKNOWN
    assert profile.centre is Centre.UNKNOWN
    assert profile.treatments is UNKNOWN
    assert profile.years_on_natalizumab == 0


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("edss", "0", 0.0),
        ("edss", "1.0", 1.0),
        ("edss", " 9.5 ", 9.5),
        ("duration", "0", 0.0),
        ("duration", "24.75", 24.75),
        ("relapses_1y", "0", 0),
        ("relapses_1y", "20", 20),
        ("relapses_2y", "unknown", UNKNOWN),
        ("jcv_index", "0.91", 0.91),
        ("jcv_index", "unknown", UNKNOWN),
        ("treatments", "none", ()),
        ("treatments", "unknown", UNKNOWN),
        ("treatments", "other:0", had(other=0.0)),
        ("treatments", "other:0075.0", had(other=75.0)),
        ("treatments", "other:70,interferon:9.99", had(interferon=9.99, other=70.0)),
        (
            "treatments",
            "natalizumab:2, interferon: 1.5",
            had(interferon=1.5, natalizumab=2.0),
        ),
        ("years_on_natalizumab", "20", 20.0),
    ],
)
def test_good_text(field: str, text: str, value: object) -> None:
    profile = read_text({**TEXT, field: text}).profile
    name = {"edss": "edss_high", "duration": "duration_years"}.get(field, field)
    assert getattr(profile, name) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("course", ""),
        ("course", "RRMS"),
        ("course", "cis"),
        ("edss", ""),
        ("edss", "0.5"),
        ("edss", "10"),
        ("edss", "-1"),
        ("edss", "3,5"),
        ("edss", "three"),
        ("edss", "\u0663"),
        ("duration", "nan"),
        ("duration", "inf"),
        ("duration", "-inf"),
        ("duration", "1e1"),
        ("duration", "+6"),
        ("duration", "1_0"),
        ("duration", "-1"),
        ("duration", "76"),
        ("duration", "26"),
        ("age", "17"),
        ("age", "86"),
        ("age", "0x23"),
        ("sex", "f"),
        ("relapses_1y", "1.5"),
        ("relapses_1y", "21"),
        ("relapses_1y", "many"),
        ("jcv_index", "11"),
        ("new_mri", "maybe"),
        ("children", "perhaps"),
        ("treatments", ""),
        ("treatments", "natalizumab"),
        ("treatments", "natalizumab:"),
        ("treatments", "natalizumab:-1"),
        ("treatments", "natalizumab:76"),
        ("treatments", "natalizumab:1,natalizumab:2"),
        ("treatments", "aspirin:1"),
        ("treatments", "none,natalizumab:1"),
        ("treatments", "natalizumab:-0"),
        ("treatments", "natalizumab:75.01"),
        ("treatments", "interferon :1"),
        ("years_on_natalizumab", "unknown"),
        ("scenario", "best"),
        ("horizons", ""),
        ("horizons", "0"),
        ("horizons", "16"),
        ("horizons", "5,5"),
        ("horizons", "1.5"),
        ("horizons", "1,,2"),
        ("draws", "99"),
        ("draws", "20001"),
        ("draws", "unknown"),
        ("seed", "-1"),
        ("seed", "4294967296"),
    ],
)
def test_bad_text(field: str, text: str) -> None:
    assert wrong_text(**{field: text}) == [field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("course", None),
        ("course", ["rrms"]),
        ("edss", "3.5"),
        ("edss", True),
        ("edss", None),
        ("edss", 10**400),
        ("edss", float("nan")),
        ("duration", "6"),
        ("duration", float("inf")),
        ("age", False),
        ("age", {}),
        ("relapses_1y", 1.5),
        ("relapses_1y", "2"),
        ("relapses_1y", True),
        ("jcv_index", "high"),
        ("treatments", ["natalizumab:1"]),
        ("treatments", None),
        ("horizons", 5),
        ("horizons", "1,2"),
        ("horizons", []),
        ("horizons", [True]),
        ("horizons", [0]),
        ("horizons", [5, 5]),
        ("horizons", [16]),
        ("draws", "4000"),
        ("draws", "unknown"),
        ("seed", 0.5),
    ],
)
def test_bad_json(field: str, value: object) -> None:
    assert wrong_json(**{field: value}) == [field]


def test_good_json() -> None:
    request = read_json(
        {**JSON, "horizons": [10, 1], "draws": 100, "seed": 2**32 - 1, "age": 35.0}
    )
    assert request.horizons == (1, 10)
    assert isinstance(request.draws, int)
    # a number without a fraction is an integer of JSON Schema
    assert read_json({**JSON, "horizons": [5.0]}).horizons == (5,)
    assert read_json({**JSON, "relapses_1y": 2.0}).profile.relapses_1y == 2
    assert read_json({**JSON, "jcv_index": "unknown"}).profile.jcv_index is UNKNOWN
    assert read_text({**TEXT, "horizons": "10, 1"}).horizons == (1, 10)


def test_unknown_names_are_refused() -> None:
    assert wrong_json(weight=70) == ["weight"]
    assert wrong_text(**{"edss-low": "3"}) == ["edss-low"]
    with pytest.raises(InvalidProfile) as refused:
        read_json({**JSON, "wei\nght": "x" * 100})
    (error,) = refused.value.errors
    assert error.field == "wei\\nght"
    assert len(error.given) == 60
    assert error.given.endswith("...")
    assert "course, edss, edss_low" in error.allowed


@pytest.mark.parametrize("field", REQUIRED)
def test_required(field: str) -> None:
    given = {name: value for name, value in TEXT.items() if name != field}
    with pytest.raises(InvalidProfile, match=f"{field}: nothing given"):
        read_text(given)


def test_nothing_given_names_all_that_is_needed() -> None:
    with pytest.raises(InvalidProfile) as refused:
        read_text({})
    fields = [error.field for error in refused.value.errors]
    assert fields == ["course", "duration", "age", "edss"]


@pytest.mark.parametrize(
    ("ends", "fields"),
    [
        ({}, ["edss"]),
        ({"edss_low": "3"}, ["edss_high"]),
        ({"edss_high": "3"}, ["edss_low"]),
        ({"edss_low": "4", "edss_high": "3"}, ["edss_high"]),
        ({"edss": "3", "edss_low": "3"}, ["edss_low"]),
        ({"edss": "3", "edss_low": "3", "edss_high": "4"}, ["edss_low", "edss_high"]),
        ({"edss": "3", "edss_low": "99"}, ["edss_low"]),
        ({"edss": "3", "edss_low": "5", "edss_high": "4"}, ["edss_low", "edss_high"]),
        ({"edss_low": "99"}, ["edss_low", "edss_high"]),
        ({"edss_low": "99", "edss_high": "4"}, ["edss_low"]),
    ],
)
def test_edss_is_a_step_or_a_whole_range(
    ends: dict[str, str], fields: list[str]
) -> None:
    given = {name: value for name, value in TEXT.items() if name != "edss"}
    with pytest.raises(InvalidProfile) as refused:
        read_text({**given, **ends})
    assert [error.field for error in refused.value.errors] == fields
    # never "nothing given" of what was given
    assert all(e.given == ends.get(e.field, "") for e in refused.value.errors)


def test_a_contradiction_tells_the_value_as_it_was_given() -> None:
    with pytest.raises(InvalidProfile, match=r"duration: '25\.1234567' given"):
        read_text({**TEXT, "duration": "25.1234567"})


def test_range_is_read() -> None:
    given = {name: value for name, value in TEXT.items() if name != "edss"}
    profile = read_text({**given, "edss_low": "2", "edss_high": "3"}).profile
    assert profile.edss_steps == (2, 2.5, 3)


def test_contradictions_are_told_together_with_wrong_fields() -> None:
    assert wrong_text(sex="x", duration="30") == ["sex", "duration"]
    assert wrong_text(sex="x", relapses_1y="3", relapses_2y="1") == [
        "sex",
        "relapses_2y",
    ]
    # a duration cannot be too long for an age that could not be read
    assert wrong_text(age="x", duration="60") == ["age"]


def test_every_field_says_what_it_allows() -> None:
    for name, kind in FIELDS.items():
        assert kind.allowed, name
    assert FIELDS["age"].allowed == "18 to 85 years"
    assert FIELDS["relapses_1y"].allowed == "a whole number from 0 to 20, or unknown"
    assert FIELDS["seed"].allowed == "a whole number from 0 to 4294967295"
    assert "natalizumab" in FIELDS["treatments"].allowed
    assert "each once" in FIELDS["horizons"].allowed


@given(strategies.profiles())
def test_document_of_a_profile_reads_back_to_it(profile: PatientProfile) -> None:
    document = json.loads(json.dumps(profile_document(profile)))
    assert read_json(document).profile == profile


@given(st.floats(0, 75))
def test_no_digit_of_the_years_on_a_drug_is_lost(years: float) -> None:
    profile = PatientProfile(
        Course.RRMS, 3.5, 3.5, 6.0, 35.0, treatments=had(interferon=years)
    )
    assert read_json(profile_document(profile)).profile == profile


def test_years_on_a_drug_are_written_without_noughts_or_exponents() -> None:
    given = "interferon:3,glatiramer:0.00001,natalizumab:1.5,other:1.2345678"
    profile = read_text({**TEXT, "treatments": given}).profile
    assert profile_document(profile)["treatments"] == given


def test_minus_nought_is_nought() -> None:
    noughts = {"edss": "-0", "duration": "-0.0", "years_on_natalizumab": "-0"}
    profile = read_text({**TEXT, **noughts, "relapses_1y": "-0"}).profile
    assert "-" not in json.dumps(profile_document(profile))


def test_a_hostile_list_of_treatments_is_refused_at_once() -> None:
    # each nought could be read in two ways, were the pattern not plain
    assert wrong_text(treatments="interferon:00," * 4000 + "x") == ["treatments"]
