"""The documents of batches and analyses as JSON Schema."""

from __future__ import annotations

from riskmodel.api.batch import MOST_COMPARISONS, USUAL_YEARS
from riskmodel.api.shape_parts import (
    NUMBER,
    TEXT,
    TEXTS,
    Shape,
    list_of,
    make_object,
    or_null,
    refer,
    words_of,
)
from riskmodel.api.shapes import COMPONENTS as MODEL_COMPONENTS
from riskmodel.api.shapes import HEAD, make_ties
from riskmodel.engine.profile import LONGEST_HORIZON_YEARS, Option
from riskmodel.evidence.schema import Certainty, CheckStatus

_YEARS: Shape = {
    "type": "integer",
    "minimum": 1,
    "maximum": LONGEST_HORIZON_YEARS,
    "default": USUAL_YEARS,
    "description": "The horizon looked at, in whole years.",
}
_CHANGE = make_object({"change": NUMBER, "standard_error": NUMBER})
_WORTH = make_object({"value": NUMBER, "standard_error": NUMBER})
_EFFECT = make_object(
    {"rank": {"type": "integer"}, "at_lower": _CHANGE, "at_upper": _CHANGE}
)


def _by_measure(shape: Shape) -> Shape:
    return {
        "type": "object",
        "description": "By option, and by `ahsct_minus_` and the other option.",
        "additionalProperties": shape,
    }


_UNCERTAIN = make_object(
    {
        "id": TEXT,
        "label": TEXT,
        "unit": TEXT,
        "lower": NUMBER,
        "upper": NUMBER,
        "status": words_of(CheckStatus),
        "certainty": words_of(Certainty),
        "sources": TEXTS,
        "effects": _by_measure(_EFFECT),
        "value_of_information": or_null(_WORTH),
    }
)
_STUDY = make_object(
    {
        "study": TEXT,
        "source": TEXT,
        "mid_year": NUMBER,
        "edss": NUMBER,
        "deaths": {"type": "integer"},
        "transplanted": {"type": "integer"},
        "share": NUMBER,
        "lower95": NUMBER,
        "upper95": NUMBER,
        "status": words_of(CheckStatus),
        "note": TEXT,
    }
)

#: Every shape by the name it has in the API's description.
COMPONENTS: dict[str, Shape] = {
    "BatchRequest": make_object(
        {
            "comparisons": list_of(refer("ComparisonRequest"))
            | {"minItems": 1, "maxItems": MOST_COMPARISONS}
        }
    ),
    "Batch": make_object({"comparisons": list_of(refer("Comparison"))}),
    "BreakEvenDocument": make_object({**HEAD, **make_ties()}),
    "EraCurve": make_object(
        {
            **HEAD,
            "held_from_year": NUMBER
            | {"description": "From here on no further fall is assumed."},
            "years": {
                "type": "object",
                "patternProperties": {r"^\d{4}$": refer("Estimate")},
                "additionalProperties": False,
            },
            "studies": list_of(_STUDY),
        }
    ),
    "SensitivityRequest": MODEL_COMPONENTS["ComparisonRequest"]
    | {
        "properties": MODEL_COMPONENTS["ComparisonRequest"]["properties"]
        | {"years": _YEARS}
    },
    "Sensitivity": make_object(
        {
            **HEAD,
            "years": _YEARS,
            "outcome": {"const": "dead_or_worse"},
            "measures": _by_measure(refer("Estimate")),
            "one_way": make_object({"method": TEXT, "draws": {"type": "integer"}}),
            "value_of_information": or_null(
                make_object(
                    {
                        "method": TEXT,
                        "options": list_of(words_of(Option)),
                        "everything": NUMBER,
                        "nothing": make_object({"mean": NUMBER, "upper95": NUMBER}),
                    }
                )
            ),
            "parameters": list_of(_UNCERTAIN),
            "without_effect": TEXTS,
        }
    ),
}
