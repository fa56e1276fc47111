"""What could go wrong, what is done about it, and what remains."""

from __future__ import annotations

from dataclasses import dataclass

from decisionaid.about.page import Text
from decisionaid.core.content import Signature, mark, read_content

NAME = "hazards"


@dataclass(frozen=True)
class Mitigation:
    """Something done against a hazard, and the tests that show it."""

    text: Text
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Hazard:
    """Something that could harm a person; ``residual`` judges what remains."""

    id: str
    title: Text
    harm: Text
    causes: tuple[Text, ...]
    mitigations: tuple[Mitigation, ...]
    residual: Text


@dataclass(frozen=True)
class HazardLog:
    """The page."""

    title: Text
    lead: Text
    hazards: tuple[Hazard, ...]
    signature: Signature


def present_hazards() -> HazardLog:
    """Present every hazard."""
    content = read_content(NAME)
    return HazardLog(
        title=mark(content.get("title")),
        lead=mark(content.get("lead")),
        hazards=tuple(
            Hazard(
                id=one["id"],
                title=mark(one["title"]),
                harm=mark(one["harm"]),
                causes=tuple(map(mark, one["causes"])),
                mitigations=tuple(
                    Mitigation(mark(done["text"]), tuple(done["tests"]))
                    for done in one["mitigations"]
                ),
                residual=mark(one["residual"]),
            )
            for one in content.get("hazards")
        ),
        signature=content.signature,
    )
