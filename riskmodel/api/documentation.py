"""What the API's description says, for the views and the schema's generator."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiResponse

from riskmodel.api.problems import MEDIA_TYPE, make_problem
from riskmodel.api.shapes import COMPONENTS
from riskmodel.errors import FieldError

SHORT_REQUEST = {
    "course": "rrms",
    "edss": 3.5,
    "duration": 6,
    "age": 35,
    "sex": "female",
}
LONG_REQUEST = {
    "course": "spms",
    "edss_low": 4.0,
    "edss_high": 5.5,
    "duration": 12,
    "age": 44,
    "sex": "male",
    "relapses_1y": 1,
    "relapses_2y": "unknown",
    "new_mri": "yes",
    "treatments": "interferon:3,natalizumab:1.5",
    "jcv": "positive",
    "jcv_index": 0.7,
    "prior_immunosuppression": "no",
    "years_on_natalizumab": 1.5,
    "centre": "typical",
    "conditioning": "cy_atg",
    "children": "no",
    "scenario": "natalizumab_6weekly",
    "horizons": [1, 2, 5, 10],
    "draws": 1000,
    "seed": 7,
}
WRONG_REQUEST = {"course": "ms", "edss": 3.7, "age": "35", "new_mri": True}
#: What the wrong request is answered with; a test posts it.
WRONG_ANSWER = make_problem(
    400,
    "5 fields are wrong.",
    errors=[
        FieldError("course", '"ms"', "rrms, spms, ppms"),
        FieldError("edss", "3.7", "a step of the EDSS: 0, 1.0, 1.5, 2.0 ... 9.5"),
        FieldError("age", '"35"', "18 to 85 years"),
        FieldError("new_mri", "true", "yes, no, unknown"),
        FieldError("duration", "", "0 to 75 years"),
    ],
)

PROBLEMS = {
    400: "The body is not a JSON object, or fields of it are wrong: `errors` names "
    "each of them.",
    405: "Only POST is answered here.",
    406: "The document is sent as application/json only.",
    413: "The body is longer than 64 kB.",
    415: "The body is read as application/json only.",
}


def _ref(component: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{component}"}


#: How the comparison's operation is described.
COMPARISONS: dict[str, Any] = {
    "operation_id": "compare",
    "summary": "Compare the four options for one person",
    "description": (
        "Of 1,000 people like this one, where are they after so many years with no "
        "disease-modifying drug, natalizumab, alemtuzumab or a stem-cell transplant? "
        "Numbers are unrounded shares; the mean is the point estimate. The same "
        "release, request, seed and draws give the same bytes. Nothing is kept."
    ),
    "tags": ["comparisons"],
    "request": {"application/json": _ref("ComparisonRequest")},
    "responses": {
        200: OpenApiResponse(_ref("Comparison"), "The Comparison document."),
        **{
            (status, MEDIA_TYPE): OpenApiResponse(_ref("Problem"), description)
            for status, description in PROBLEMS.items()
        },
    },
    "examples": [
        OpenApiExample("The shortest request", SHORT_REQUEST, request_only=True),
        OpenApiExample("Everything that can be said", LONG_REQUEST, request_only=True),
        OpenApiExample(
            "Wrong fields",
            WRONG_ANSWER,
            response_only=True,
            status_codes=["400"],
            media_type=MEDIA_TYPE,
        ),
    ],
}


def add_components(result: dict[str, Any], **_: object) -> dict[str, Any]:
    """Add the documents' shapes to a generated description.

    Parameters
    ----------
    result : dict
        What the generator found in the views.

    Returns
    -------
    dict
    """
    result.setdefault("components", {}).setdefault("schemas", {}).update(COMPONENTS)
    return result
