"""An evidence release in memory: its name and everything it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from riskmodel.engine.eligibility import Limits
from riskmodel.engine.harms import Harm
from riskmodel.engine.parameters import ModelInputs
from riskmodel.evidence.conflicts import Conflict, Overlap
from riskmodel.evidence.schema import (
    Effect,
    NotCompared,
    Parameter,
    Source,
    TableInfo,
    Target,
)


@dataclass(frozen=True)
class Release:
    """Name of an evidence release.

    Parameters
    ----------
    id, digest, model_version, made_on : str
        The digest is of every file of the release.
    research_preview : bool
        Whether a figure in use still needs checking.
    """

    id: str
    digest: str
    model_version: str
    made_on: str
    research_preview: bool


@dataclass(frozen=True)
class Evidence:
    """Everything a release says.

    Parameters
    ----------
    release : Release
    sources : mapping of str to Source
    parameters : mapping of str to Parameter
        Written and fitted ones.
    tables : mapping of str to TableInfo
    targets : tuple of Target
    aside : tuple of Target
        Looked at once the fit was made; it uses none of them.
    not_compared : tuple of NotCompared
    effects : tuple of Effect
    harms : tuple of Harm
    conflicts : tuple of Conflict
    overlaps : tuple of Overlap
        Studies that share people.
    limits : Limits
    inputs : ModelInputs
    """

    release: Release
    sources: Mapping[str, Source]
    parameters: Mapping[str, Parameter]
    tables: Mapping[str, TableInfo]
    targets: tuple[Target, ...]
    aside: tuple[Target, ...]
    not_compared: tuple[NotCompared, ...]
    effects: tuple[Effect, ...]
    harms: tuple[Harm, ...]
    conflicts: tuple[Conflict, ...]
    overlaps: tuple[Overlap, ...]
    limits: Limits
    inputs: ModelInputs
