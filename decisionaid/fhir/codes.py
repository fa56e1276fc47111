"""Codes of other systems, from one data file; and the names of our own systems."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "codes.toml"

#: What no terminology has is told in systems of our own.
OWN = "urn:ms-treatment-choices:fhir"
ANSWERS = f"{OWN}:answers"
OPTIONS = f"{OWN}:options"
OUTCOMES = f"{OWN}:outcomes"
RELEASES = f"{OWN}:release"
QUESTIONNAIRE = f"{OWN}:Questionnaire:ms-treatment-choices"
INTERVAL = f"{OWN}:StructureDefinition:interval-95"


class CodeStatus(StrEnum):
    """How far a code was checked."""

    SEEN = "seen in the source"
    NEEDS_CHECKING = "needs checking"


@dataclass(frozen=True)
class Code:
    """A code of a terminology, with how far it was checked and where it was seen."""

    id: str
    system: str
    code: str
    display: str
    version: str
    status: CodeStatus
    seen: str

    def to_coding(self) -> dict[str, str]:
        """Give the coding as FHIR writes it."""
        coding = {"system": self.system, "code": self.code, "display": self.display}
        return {**coding, "version": self.version} if self.version else coding


@cache
def read_codes() -> dict[str, Code]:
    """Read the codes, by our own id for each."""
    rows = tomllib.loads(DATA.read_text("utf-8"))["code"]
    return {
        row["id"]: Code(**{**row, "status": CodeStatus(row["status"])}) for row in rows
    }


def get_coding(id: str) -> dict[str, str]:
    return read_codes()[id].to_coding()


def get_unit(id: str) -> dict[str, str]:
    """Give a unit as a Quantity names it."""
    unit = read_codes()[id]
    return {"unit": unit.display, "system": unit.system, "code": unit.code}
