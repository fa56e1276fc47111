"""A result as a FHIR Bundle: what was answered, what it means, where it comes from."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from decisionaid.core.answers import Answers
from decisionaid.fhir import codes
from decisionaid.fhir.bindings import (
    BundleType,
    DocumentStatus,
    EntityRole,
    ObservationStatus,
)
from decisionaid.fhir.response import build_response
from decisionaid.fhir.risk import build_assessment
from riskmodel import interface

Json = dict[str, Any]

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, codes.OWN)
PDF = "application/pdf"


def build_bundle(
    answers: Answers, document: Mapping[str, Any], *, pdf: bytes, now: datetime
) -> Json:
    """Build the Bundle of one result.

    The same result on the same day has the same ids, so that whoever stores it twice
    can see that it is one.
    """
    day = timezone.localdate(now)
    name = f"{day}{interface.encode(dict(document))}"
    options = document["options"]
    addresses = {
        part: f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{part} {name}')}"
        for part in ("answers", "condition", "edss", *options, "sheet", "provenance")
    }
    links: dict[str, Any] = {
        "subject": _somebody(),
        "condition": {"reference": addresses["condition"]},
        "basis": [
            {"reference": addresses["answers"]},
            {"reference": addresses["edss"]},
        ],
    }
    resources: dict[str, Json] = {
        "answers": build_response(answers, authored=now.isoformat()),
        "condition": _build_condition(document["profile"], day=day.isoformat()),
        "edss": _build_edss(document["profile"], day=day.isoformat()),
        **{
            option: build_assessment(option, document, today=day, links=links)
            for option in options
        },
    }
    told = [{"reference": addresses[part]} for part in resources]
    resources["sheet"] = _build_sheet(pdf, related=told, now=now)
    targets = [*told, {"reference": addresses["sheet"]}]
    resources["provenance"] = _build_provenance(document, targets, now=now)
    return {
        "resourceType": "Bundle",
        "type": BundleType.COLLECTION,
        "timestamp": now.isoformat(),
        "entry": [
            {"fullUrl": addresses[part], "resource": resource}
            for part, resource in resources.items()
        ],
    }


def _somebody() -> Json:
    """Refer to the person without saying who it is; we do not know."""
    return {"display": gettext("The person who answered")}


def _build_condition(profile: Mapping[str, Any], *, day: str) -> Json:
    course = codes.read_codes()[f"course_{profile['course']}"]
    return {
        "resourceType": "Condition",
        # told by the person, by no doctor
        "verificationStatus": {"coding": [codes.get_coding("unconfirmed")]},
        "code": {"coding": [course.to_coding()], "text": course.display},
        "subject": _somebody(),
        "recordedDate": day,
    }


def _build_edss(profile: Mapping[str, Any], *, day: str) -> Json:
    unit = codes.get_unit("score")
    if "edss" in profile:
        value = {"valueQuantity": {"value": profile["edss"], **unit}}
    else:
        value = {
            "valueRange": {
                "low": {"value": profile["edss_low"], **unit},
                "high": {"value": profile["edss_high"], **unit},
            }
        }
    return {
        "resourceType": "Observation",
        "status": ObservationStatus.FINAL,
        "category": [{"coding": [codes.get_coding("survey")]}],
        "code": {"coding": [codes.get_coding("edss")], "text": "EDSS"},
        "subject": _somebody(),
        "effectiveDateTime": day,
        "method": {"text": gettext("As the person answered; nobody examined them.")},
        **value,
    }


def _build_sheet(pdf: bytes, *, related: list[Json], now: datetime) -> Json:
    return {
        "resourceType": "DocumentReference",
        "status": DocumentStatus.CURRENT,
        "type": {"text": gettext("Sheet for the consultation")},
        "subject": _somebody(),
        "date": now.isoformat(),
        "content": [
            {
                "attachment": {
                    "contentType": PDF,
                    "data": base64.b64encode(pdf).decode(),
                    "size": len(pdf),
                    # FHIR R4 asks for SHA-1; it guards against accidents only.
                    "hash": base64.b64encode(
                        hashlib.sha1(pdf, usedforsecurity=False).digest()
                    ).decode(),
                    "title": gettext("Sheet for the consultation"),
                    "creation": now.isoformat(),
                }
            }
        ],
        "context": {"related": related},
    }


def _build_provenance(
    document: Mapping[str, Any], targets: list[Json], *, now: datetime
) -> Json:
    release = document["release"]
    return {
        "resourceType": "Provenance",
        "contained": [
            {
                "resourceType": "Device",
                "id": "software",
                "deviceName": [
                    {"name": "MS treatment choices", "type": "user-friendly-name"}
                ],
                "version": [{"value": release["model_version"]}],
            }
        ],
        "target": targets,
        "recorded": now.isoformat(),
        "agent": [
            {
                "type": {"coding": [codes.get_coding("assembler")]},
                "who": {"reference": "#software"},
            }
        ],
        "entity": [
            {
                "role": EntityRole.SOURCE,
                "what": {
                    "identifier": {
                        "system": codes.RELEASES,
                        "value": release["digest"],
                    },
                    "display": gettext("Evidence release %(id)s") % release,
                },
            }
        ],
    }
