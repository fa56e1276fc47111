from typing import Any

import pytest

from riskmodel.api.batch import read_sensitivity
from riskmodel.interface import InvalidProfile

PERSON = {"course": "rrms", "edss": 3.5, "duration": 6, "age": 35}


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"years": 0}, ["years"]),
        ({"years": True}, ["years"]),
        ({"years": 99, "sex": "q"}, ["years", "sex"]),
    ],
)
def test_wrong_years_are_told_alone_and_with_other_wrong_fields(
    given: dict[str, Any], fields: list[str]
) -> None:
    with pytest.raises(InvalidProfile) as refused:
        read_sensitivity({**PERSON, **given})
    assert [error.field for error in refused.value.errors] == fields


def test_years_are_five_where_nothing_is_said() -> None:
    assert read_sensitivity(PERSON)[0] == 5
    assert read_sensitivity({**PERSON, "years": 10})[0] == 10
