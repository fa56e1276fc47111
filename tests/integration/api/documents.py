"""Holding what is answered against the committed description."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

from riskmodel.api.evidence_shapes import COMPONENTS


def find_faults(document: Any, component: str) -> list[str]:
    """List where a document is not what its shape says."""
    shape = {
        "components": {"schemas": COMPONENTS},
        "$ref": f"#/components/schemas/{component}",
    }
    return [
        error.message for error in Draft202012Validator(shape).iter_errors(document)
    ]
