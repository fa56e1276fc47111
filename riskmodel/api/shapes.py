"""The documents of the model as JSON Schema.

The request's shape comes from the table of inputs that also checks it, so that
nothing is said twice.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from enum import Enum

from riskmodel.api.shape_parts import (
    TEXT,
    TEXTS,
    Shape,
    by_year,
    list_of,
    make_object,
    or_null,
    refer,
    words_of,
)
from riskmodel.engine.profile import (
    EDSS_STEPS,
    LONGEST_HORIZON_YEARS,
    UNKNOWN,
    ComparisonRequest,
    Drug,
    Option,
    PatientProfile,
    Scenario,
)
from riskmodel.fields import (
    FIELDS,
    REQUIRED,
    Choice,
    EdssStep,
    Kind,
    Number,
    Treatments,
)

MEANINGS = {
    "course": "Relapsing-remitting, secondary or primary progressive MS.",
    "edss": "Disability on the Expanded Disability Status Scale, or a range of it.",
    "edss_low": "Lower end of a range of the EDSS, averaged over its steps.",
    "edss_high": "Upper end of that range.",
    "duration": "Years since the first symptoms; at most the age less 10.",
    "age": "Age in years.",
    "sex": "As life tables know it.",
    "relapses_1y": "Relapses in the last year.",
    "relapses_2y": "Relapses in the last two years, the last one included.",
    "new_mri": "New or enlarging lesions on the last MRI.",
    "treatments": "Disease-modifying drugs so far and the years on each: none, "
    "unknown, or name:years joined by commas, each drug once and 75 years at most.",
    "jcv": "Antibodies against the JC virus.",
    "jcv_index": "Index of these antibodies.",
    "prior_immunosuppression": "Immunosuppressants before natalizumab.",
    "years_on_natalizumab": "Years on natalizumab now; 0 when not on it.",
    "centre": "How used the transplant centre is to people with MS.",
    "conditioning": "Chemotherapy before the transplant.",
    "children": "Plans for children.",
    "scenario": "A named assumption; none is applied unasked.",
    "horizons": "Whole years to report, each once; over 10 is extrapolation.",
    "draws": "Draws of the uncertain parameters.",
    "seed": "Seed of the random numbers.",
}
OUTCOMES = ("died_treatment", "died_other", "worse", "same", "better")
ESTIMATE = ("mean", "median", "lower50", "upper50", "lower95", "upper95")


def write_shape(kind: Kind) -> Shape:
    """Write what a field allows as JSON Schema.

    Parameters
    ----------
    kind : Kind
        From ``riskmodel.fields.FIELDS``.

    Returns
    -------
    dict
    """
    match kind:
        case Choice():
            return {"type": "string", "enum": [m.value for m in kind.members]}
        case EdssStep():
            return {"type": "number", "enum": list(EDSS_STEPS)}
        case Number():
            number = {
                "type": "integer" if kind.whole else "number",
                "minimum": kind.low,
                "maximum": kind.high,
            }
            if kind.unknown:
                word = {"type": "string", "enum": [UNKNOWN.value]}
                return {"oneOf": [number, word]}
            return number
        case Treatments():
            twice = "|".join(f"{drug}:.*{drug}:" for drug in Drug)
            return {
                "type": "string",
                "pattern": f"^(?:{kind.pattern})$",
                "not": {"pattern": twice},
            }
    year = {"type": "integer", "minimum": 1, "maximum": LONGEST_HORIZON_YEARS}
    return {"type": "array", "items": year, "minItems": 1, "uniqueItems": True}


def _defaults() -> dict[str, object]:
    found: dict[str, object] = {}
    for field in (*fields(PatientProfile), *fields(ComparisonRequest)):
        if field.default is not MISSING and field.name in FIELDS:
            value = field.default
            if isinstance(value, Enum):
                value = value.value
            found[field.name] = list(value) if isinstance(value, tuple) else value
    return found


def _request() -> Shape:
    defaults = _defaults()
    properties = {
        name: write_shape(kind)
        | {"description": MEANINGS[name]}
        | ({"default": defaults[name]} if name in defaults else {})
        for name, kind in FIELDS.items()
    }
    ends = [{"required": ["edss_low"]}, {"required": ["edss_high"]}]
    return {
        "type": "object",
        "properties": properties,
        "required": list(REQUIRED),
        "additionalProperties": False,
        "oneOf": [
            {"required": ["edss"], "not": {"anyOf": ends}},
            {"required": ["edss_low", "edss_high"], "not": {"required": ["edss"]}},
        ],
    }


def _profile() -> Shape:
    """Make the shape of the answers as they come back: every one spelt out."""
    how = ("scenario", "horizons", "draws", "seed")
    properties = {
        name: write_shape(kind) for name, kind in FIELDS.items() if name not in how
    }
    return make_object(properties, optional=("edss", "edss_low", "edss_high"))


def _estimate() -> Shape:
    return make_object({name: {"type": "number"} for name in ESTIMATE})


def _break_even() -> Shape:
    level = {"type": ["number", "null"]}
    properties = dict.fromkeys(ESTIMATE, level) | {"no_tie": {"type": "number"}}
    return make_object(properties) | {
        "description": "Over the draws in which the two come out level; null where "
        "none do. `no_tie` is the share of draws that do not."
    }


def _horizon() -> Shape:
    estimate = or_null(refer("Estimate"))
    bands = {
        "type": "array",
        "items": refer("Estimate"),
        "minItems": 10,
        "maxItems": 10,
    }
    return make_object(
        {
            "outcomes": make_object(dict.fromkeys(OUTCOMES, estimate))
            | {"description": "Five exclusive groups; their means sum to 1."},
            "edss_at_least_6": estimate,
            "edss_at_least_7": estimate,
            "mean_edss": estimate,
            "edss_distribution": or_null(bands),
            "expected_relapses": estimate,
            "relapse_free": estimate,
        }
    )


def _harm() -> Shape:
    counted = by_year(refer("Estimate")) | {
        "properties": {"sources": TEXTS},
        "required": ["sources"],
    }
    not_known = make_object(
        {"not_known": {"const": True}, "reason": refer("Note"), "sources": TEXTS}
    )
    return {"oneOf": [counted, not_known]}


def _option() -> Shape:
    return make_object(
        {
            "status": {
                "type": "string",
                "enum": ["estimated", "extrapolated", "not_estimable"],
                "description": "In a not_estimable option every benefit is null; "
                "harms stay.",
            },
            "reasons": list_of(refer("Note")),
            "horizons": by_year(refer("Horizon")),
            "harms": {"type": "object", "additionalProperties": refer("Harm")},
        }
    )


#: What every document about a person begins with.
HEAD = {
    "release": refer("Release"),
    "profile": refer("Profile"),
    "scenario": words_of(Scenario),
    "draws": {"type": "integer"},
    "seed": {"type": "integer"},
}


def make_ties() -> Shape:
    """Make the shapes that tell of ties.

    Returns
    -------
    dict
        ``break_even`` and ``transplant_mortality``.
    """
    comparators = [option for option in Option if option != Option.AHSCT]
    level = by_year(or_null(refer("BreakEven")))
    measures = make_object({"dead_or_worse": level, "dead_or_edss6": level})
    return {
        "break_even": make_object({o.value: measures for o in comparators})
        | {
            "description": "Transplant mortality at which the transplant and this "
            "option come out level."
        },
        "transplant_mortality": refer("Estimate"),
    }


def _comparison() -> Shape:
    return make_object(
        {
            **HEAD,
            "options": make_object({o.value: refer("Option") for o in Option}),
            **make_ties(),
            "warnings": list_of(refer("Note")),
        }
    )


def _problem() -> Shape:
    wrong = make_object(
        {
            "field": TEXT | {"description": "Name of the field."},
            "given": {
                "type": ["string", "null"],
                "description": "What was given, shortened; null when nothing was.",
            },
            "allowed": TEXT | {"description": "What is allowed, in words."},
        }
    )
    return make_object(
        {
            "type": TEXT | {"format": "uri"},
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
            "errors": list_of(wrong),
        }
    ) | {"description": "Problem document (RFC 9457)."}


#: Every shape by the name it has in the API's description.
COMPONENTS: dict[str, Shape] = {
    "ComparisonRequest": _request(),
    "Comparison": _comparison(),
    "Release": make_object(
        {
            "id": {"type": "string"},
            "digest": {"type": "string", "pattern": "^sha256:"},
            "model_version": {"type": "string"},
            "research_preview": {
                "type": "boolean",
                "description": "True while numbers wait to be checked.",
            },
        }
    ),
    "Profile": _profile(),
    "Option": _option(),
    "Horizon": _horizon(),
    "Harm": _harm(),
    "Estimate": _estimate(),
    "BreakEven": _break_even(),
    "Note": make_object(
        {
            "id": {"type": "string"},
            "text": {"type": "string", "description": "The English fallback."},
            "values": {"type": "object"},
        }
    ),
    "Problem": _problem(),
}
