"""The documents of the release as JSON Schema."""

from __future__ import annotations

from riskmodel.api.analysis_shapes import COMPONENTS as ANALYSES
from riskmodel.api.shape_parts import (
    NUMBER,
    TEXT,
    TEXTS,
    Shape,
    list_of,
    make_object,
    refer,
    words_of,
)
from riskmodel.api.shapes import COMPONENTS as MODEL_COMPONENTS
from riskmodel.engine.parameters import Distribution
from riskmodel.engine.profile import Option
from riskmodel.evidence.conflicts import ConflictStatus
from riskmodel.evidence.schema import UNITS, Certainty, CheckStatus

TEXT_OR_NULL: Shape = {"type": ["string", "null"]}
STATUS = words_of(CheckStatus) | {
    "description": "How far it was checked; software never upgrades it."
}
CERTAINTY = words_of(Certainty)


def _of_release(**content: Shape) -> Shape:
    """Make the shape of a document of the release in use."""
    return make_object({"release": refer("ReleaseName"), **content})


_TABLE = {
    "id": TEXT,
    "label": TEXT,
    "unit": TEXT,
    "sources": TEXTS,
    "certainty": CERTAINTY,
    "status": STATUS,
    "note": TEXT,
}
_PARAMETER = _TABLE | {
    "value": NUMBER,
    "low": NUMBER | {"description": "Lower end of the 95 % interval."},
    "high": NUMBER | {"description": "Upper end; equal to the lower when fixed."},
    "distribution": words_of(Distribution),
    "unit": {"type": "string", "enum": sorted(UNITS)},
    "population": TEXT,
}
#: Every shape by the name it has in the API's description.
COMPONENTS: dict[str, Shape] = {
    **MODEL_COMPONENTS,
    **ANALYSES,
    "ReleaseName": make_object(
        MODEL_COMPONENTS["Release"]["properties"]
        | {"made_on": {"type": "string", "format": "date"}}
    ),
    "Releases": make_object(
        {"in_use": TEXT, "releases": list_of(refer("ReleaseName"))}
    ),
    "Source": make_object(
        {
            "id": TEXT,
            "citation": TEXT,
            "year": {"type": "integer"},
            "population": TEXT,
            "status": STATUS,
            "doi": TEXT_OR_NULL,
            "pmid": TEXT_OR_NULL,
            "address": TEXT_OR_NULL,
        }
    ),
    "Parameter": make_object(_PARAMETER),
    "Table": make_object(_TABLE),
    "Conflict": make_object(
        {
            "id": TEXT,
            "question": TEXT,
            "sides": list_of(make_object({"source": TEXT, "says": TEXT})),
            "about": TEXTS,
            "decision": TEXT,
            "reason": TEXT,
            "effect": TEXT,
            "status": words_of(ConflictStatus),
        }
    ),
    "OptionDescription": make_object(
        {
            "id": words_of(Option),
            "name": TEXT,
            "harms": list_of(
                make_object(
                    {
                        "id": TEXT,
                        "name": TEXT,
                        "estimated": {
                            "type": "boolean",
                            "description": "False where it happens and no number "
                            "is known.",
                        },
                        "sources": TEXTS,
                    }
                )
            ),
        }
    ),
    "Passport": make_object(
        {
            "id": TEXT,
            "words": TEXT,
            "certainty": CERTAINTY,
            "status": STATUS,
            "equations": list_of({"type": "integer"})
            | {"description": "Numbers of the equations in docs/model.md."},
            "parameters": list_of(refer("Parameter")),
            "tables": list_of(refer("Table")),
            "sources": list_of(refer("Source")),
            "conflicts": list_of(refer("Conflict")),
        }
    ),
    "Options": _of_release(options=list_of(refer("OptionDescription"))),
    "Evidence": _of_release(
        sources=list_of(refer("Source")),
        tables=list_of(refer("Table")),
        conflicts=list_of(refer("Conflict")),
    ),
    "SourceDocument": _of_release(source=refer("Source")),
    "ConflictDocument": _of_release(conflict=refer("Conflict")),
    "Parameters": _of_release(parameters=list_of(refer("Parameter"))),
    "ParameterDocument": _of_release(parameter=refer("Parameter")),
    "NumberDocument": _of_release(number=refer("Passport")),
}
