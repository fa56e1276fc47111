"""What the API's description says, for the views and the schema's generator."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from riskmodel.api.batch import MOST_HORIZONS
from riskmodel.api.evidence_shapes import COMPONENTS
from riskmodel.api.limits import MOST_WORK
from riskmodel.api.problems import MEDIA_TYPE, make_problem
from riskmodel.api.shape_parts import refer
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

BATCH_REQUEST = {
    "comparisons": [
        SHORT_REQUEST | {"draws": 1000},
        {"course": "ppms", "edss": 6.0, "duration": 8, "age": 52, "draws": 1000},
    ]
}
WRONG_BATCH_REQUEST = {"comparisons": [SHORT_REQUEST, SHORT_REQUEST | {"edss": 0.5}]}
#: What the wrong batch is answered with; a test posts it.
WRONG_BATCH_ANSWER = make_problem(
    400,
    "One field is wrong.",
    errors=[
        FieldError(
            "comparisons[1].edss", "0.5", "a step of the EDSS: 0, 1.0, 1.5, 2.0 ... 9.5"
        )
    ],
)

#: What every operation may answer besides.
EVERYWHERE = {
    401: "The token in `Authorization` is not valid.",
    405: "This address does not answer this method.",
    406: "The document is sent as application/json only.",
    429: "More than a minute's allowance: `Retry-After` says when to ask again.",
    503: "The database cannot be reached: `Retry-After` says when to ask again.",
}
#: Of what reads a body.
READING = {
    400: "The body is not a JSON object, or fields of it are wrong: `errors` names "
    "each of them, and what is allowed.",
    413: "The body is longer than 64 kB.",
    415: "The body is read as application/json only.",
}
#: With a token of a partner, or without.
AUTH: list[dict[str, list[str]]] = [{}, {"partner": []}]
ETAG = OpenApiParameter(
    "ETag",
    str,
    OpenApiParameter.HEADER,
    description="Names the release and the document. Sent back as `If-None-Match`, it "
    "is answered by 304 until the release changes.",
    response=[200, 304],
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` of what is here already.",
)
RETRY_AFTER = OpenApiParameter(
    "Retry-After",
    int,
    OpenApiParameter.HEADER,
    description="Seconds until the same request is allowed.",
    response=[429, 503],
)


def _problems(told: dict[int, str]) -> dict[tuple[int, str], OpenApiResponse]:
    return {
        (status, MEDIA_TYPE): OpenApiResponse(refer("Problem"), description)
        for status, description in sorted(told.items())
    }


def _model(
    operation_id: str, *, request: str, response: str, **rest: Any
) -> dict[str, Any]:
    """Describe an operation that computes."""
    examples = rest.pop("examples", [])
    return {
        "operation_id": operation_id,
        "tags": ["comparisons"],
        "auth": AUTH,
        "parameters": [RETRY_AFTER],
        "request": {"application/json": refer(request)},
        "responses": {
            200: OpenApiResponse(refer(response), f"The {response} document."),
            **_problems(EVERYWHERE | READING),
        },
        "examples": examples,
        **rest,
    }


def _resource(operation_id: str, *, response: str, **rest: Any) -> dict[str, Any]:
    """Describe an operation that looks something up in the release."""
    named = rest.pop("named", "")
    missing = {404: "There is none of this id."} if named else {}
    path = [OpenApiParameter("id", str, OpenApiParameter.PATH, description=named)]
    return {
        "operation_id": operation_id,
        "tags": ["evidence"],
        "auth": AUTH,
        "parameters": [
            *(path if named else []),
            IF_NONE_MATCH,
            ETAG,
            RETRY_AFTER,
        ],
        "responses": {
            200: OpenApiResponse(refer(response), f"The {response} document."),
            304: OpenApiResponse(None, "Not changed since the ETag that was sent."),
            **_problems(
                EVERYWHERE
                | missing
                | {412: "The document is another one than `If-Match` asks for."}
            ),
        },
        **rest,
    }


COMPARISONS = _model(
    "compare",
    request="ComparisonRequest",
    response="Comparison",
    summary="Compare the four options for one person",
    description=(
        "Of 1,000 people like this one, where are they after so many years with no "
        "disease-modifying drug, natalizumab, alemtuzumab or a stem-cell transplant? "
        "Numbers are unrounded shares; the mean is the point estimate. The same "
        "release, request, seed and draws give the same bytes. Nothing is kept. Draws "
        f"times whole EDSS bands are at most {MOST_WORK} in a request."
    ),
    examples=[
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
)
BATCH = _model(
    "compareBatch",
    request="BatchRequest",
    response="Batch",
    summary="Compare the options for up to a hundred people",
    description=(
        "Each document is the one that its request alone would give. Either every "
        "request is right, or none is answered and `errors` names the wrong fields by "
        "place, like `comparisons[2].edss`. Draws times whole EDSS bands are at most "
        f"{MOST_WORK} in all, years at most {MOST_HORIZONS} in all."
    ),
    examples=[
        OpenApiExample("Two people", BATCH_REQUEST, request_only=True),
        OpenApiExample(
            "Wrong fields",
            WRONG_BATCH_ANSWER,
            response_only=True,
            status_codes=["400"],
            media_type=MEDIA_TYPE,
        ),
    ],
)
BREAK_EVEN = _model(
    "breakEven",
    request="ComparisonRequest",
    response="BreakEvenDocument",
    summary="The transplant mortality at which it ties with each other option",
    examples=[OpenApiExample("One person", SHORT_REQUEST, request_only=True)],
)
ERA_CURVE = _model(
    "eraCurve",
    request="ComparisonRequest",
    response="EraCurve",
    summary="Transplant mortality by year, beside what the studies counted",
    examples=[OpenApiExample("One person", SHORT_REQUEST, request_only=True)],
)
SENSITIVITY = _model(
    "sensitivity",
    request="SensitivityRequest",
    response="Sensitivity",
    summary="Which uncertain figures this person's numbers hang on",
    description=(
        "Each figure at both ends of its 95 % interval, and what it would be worth to "
        'know it, on "worse or dead" after `years`. It takes as much of the minute\'s '
        "allowance as three comparisons."
    ),
    examples=[
        OpenApiExample(
            "After ten years",
            SHORT_REQUEST | {"draws": 1000, "years": 10},
            request_only=True,
        )
    ],
)
OPTIONS = _resource(
    "listOptions",
    response="Options",
    summary="The four options, and the harms told of each",
)
EVIDENCE = _resource(
    "listEvidence",
    response="Evidence",
    summary="Publications, tables taken from them, and where they disagree",
)
SOURCE = _resource(
    "getSource",
    response="SourceDocument",
    named="Id of a publication, as in `sources`.",
    summary="One publication, and how far it was checked",
)
CONFLICT = _resource(
    "getConflict",
    response="ConflictDocument",
    named="Id of a disagreement.",
    summary="One disagreement between sources: what each says, what was decided",
)
PARAMETERS = _resource(
    "listParameters",
    response="Parameters",
    summary="Every figure of the release, with interval, unit, source and status",
)
PARAMETER = _resource(
    "getParameter",
    response="ParameterDocument",
    named="Id of a figure.",
    summary="One figure",
)
RELEASES = _resource(
    "listReleases",
    response="Releases",
    summary="The evidence releases: the one in use, then the others, newest first",
)
NUMBER = _resource(
    "getNumber",
    response="NumberDocument",
    named="Id of a number, like `ahsct.5.worse.mean` or "
    "`break_even.natalizumab.5.dead_or_worse.mean`.",
    summary="The passport of a number: what it is and where it comes from",
)


def finish(result: dict[str, Any], **_: object) -> dict[str, Any]:
    """Add to a generated description what the generator does not know.

    Parameters
    ----------
    result : dict
        What the generator found in the views.

    Returns
    -------
    dict
    """
    result.setdefault("components", {}).setdefault("schemas", {}).update(COMPONENTS)
    for operations in result["paths"].values():
        for operation in operations.values():
            if body := operation.get("requestBody"):
                body["required"] = True
    return result
