import pytest
from django.core.exceptions import ValidationError

from decisionaid.core.fields import NumberQuestion, StepQuestion
from riskmodel.interface import EDSS_STEPS


def number(**kwargs):
    return NumberQuestion(
        label="Age", name="Your age", **{"low": 18, "high": 85} | kwargs
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [("18", 18), (" 85 ", 85), ("35.0", 35), ("", None), ("   ", None), (None, None)],
)
def test_whole_number(text, expected):
    assert number().clean(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "17",
        "86",
        "-35",
        "35.5",
        "thirty",
        "1e1",
        "nan",
        "inf",
        "0x23",
        "3_5",
        "\N{FULLWIDTH DIGIT THREE}",
        "\N{ARABIC-INDIC DIGIT THREE}",
        "35\x00",
        "35;DROP TABLE",
        "<b>35</b>",
        "9" * 5000,
        "35 36",
        "--35",
    ],
)
def test_whole_number_refused(text):
    with pytest.raises(ValidationError) as refused:
        number().clean(text)
    message = refused.value.messages[0]
    assert message.startswith("Your age: “")
    assert "Enter a whole number from 18 to 85." in message
    assert len(message) < 120


def test_fraction_with_comma_or_point():
    years = number(low=0, high=20, whole=False)
    assert years.clean("1.5") == years.clean("1,5") == 1.5


def test_number_shown_again_as_typed():
    assert number().prepare_value(3.0) == "3"
    assert number().prepare_value(3.5) == "3.5"
    assert number().prepare_value("3,x") == "3,x"


@pytest.mark.parametrize("step", EDSS_STEPS)
def test_every_edss_step(step):
    field = StepQuestion(EDSS_STEPS, label="EDSS", name="EDSS", allowed="a step")
    assert field.clean(f"{step:g}") == step


@pytest.mark.parametrize("text", ["0.5", "3.7", "10", "11", "-1", "3.50001"])
def test_not_an_edss_step(text):
    field = StepQuestion(EDSS_STEPS, label="EDSS", name="EDSS", allowed="a step")
    with pytest.raises(ValidationError, match="Enter a step"):
        field.clean(text)
