"""Load the evidence release, refuse what is incomplete, name it by its digest."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from riskmodel.engine.eligibility import Limits
from riskmodel.engine.parameters import (
    FloatArray,
    ModelInputs,
    Posterior,
    Tables,
)
from riskmodel.engine.profile import EDSS_STEPS
from riskmodel.engine.states import BANDS
from riskmodel.errors import EvidenceError
from riskmodel.evidence.conflicts import check_counted_once, read_conflicts
from riskmodel.evidence.ranges import check_ranges
from riskmodel.evidence.references import check_references
from riskmodel.evidence.release import Evidence, Release
from riskmodel.evidence.rows import (
    by_id,
    list_fitted,
    read_effect,
    read_enums,
    read_harm,
    read_parameter,
)
from riskmodel.evidence.schema import (
    UNITS,
    CheckStatus,
    NotCompared,
    Source,
    TableInfo,
    Target,
)

DATA = Path(__file__).parent / "data"
PARAMETER_FILES = (
    "natural_history.toml",
    "treatment_effects.toml",
    "transplant_mortality.toml",
    "adverse_events.toml",
    "limits.toml",
)
#: What the build of a release writes; everything else is written by people.
FITTED_FILE, POSTERIOR_FILE = "fitted.json", "posterior.npy"
#: What the build reads: a change elsewhere leaves the fitted parameters as they are.
FIT_READS = (
    "priors.toml",
    "natural_history.toml",
    "treatment_effects.toml",
    "effects.toml",
    "targets.toml",
    "tables/worsening_generator.csv",
    "tables/transplant_studies.csv",
    "tables/life_table.csv",
    "tables/death_multiplier.csv",
)
#: Releases that are not the newest any more, one folder each.
ARCHIVE = Path(__file__).parent / "releases"
#: The table of steps goes on to death, which no person is at.
EDSS_OF_DEATH = 10.0
#: Entries of the published generator below this are rounding of its matrix.
SMALLEST_INTENSITY = 1.5e-4
#: What a release is called by, in its file.
_NAME = ("id", "model_version", "made_on")
#: Statuses that stop clinical use.
UNCHECKED = (CheckStatus.NEEDS_CHECKING, CheckStatus.SECONDARY)


def get_evidence(release: str | None = None) -> Evidence:
    """Load a release that comes with the package, once.

    Parameters
    ----------
    release : str or None
        Its id; None for the newest.

    Returns
    -------
    Evidence

    Raises
    ------
    EvidenceError
        When there is no such release, or a file is missing, incomplete or contradicts
        another.
    """
    return _get_once(release)


@cache
def _get_once(release: str | None) -> Evidence:
    if release is None:
        return load_evidence(DATA)
    folders = find_releases()
    if release not in folders:
        raise EvidenceError(f"release {release!r}; allowed: {', '.join(folders)}")
    # one copy of the newest, whether it is asked for by name or not
    newest = folders[release] == DATA
    return _get_once(None) if newest else load_evidence(folders[release])


def find_releases() -> dict[str, Path]:
    """Find the folders of all releases, the newest first, by id.

    Returns
    -------
    dict of str to Path
    """
    older = sorted(
        (path.parent for path in ARCHIVE.glob("*/release.toml")),
        key=_when_made,
        reverse=True,
    )
    return {read_name(folder)["id"]: folder for folder in (DATA, *older)}


def _when_made(folder: Path) -> tuple[str, list[int]]:
    """Day of a release, and its number: as text the tenth came before the second."""
    name = read_name(folder)
    return name["made_on"], [int(part) for part in re.findall(r"\d+", name["id"])]


def read_name(folder: Path) -> dict[str, str]:
    """Read what a release is called: ``id``, ``model_version``, ``made_on``.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    dict of str to str
    """
    written = _read_toml(folder / "release.toml")
    return {key: str(written[key]) for key in _NAME}


def load_evidence(folder: Path, *, fitted: bool = True) -> Evidence:
    """Load a release from a folder.

    Parameters
    ----------
    folder : Path
    fitted : bool
        Whether the fitted parameters are there yet; the fit itself loads the
        rest without them.

    Returns
    -------
    Evidence

    Raises
    ------
    EvidenceError
        When a file is missing, incomplete or contradicts another.
    """
    try:
        sources = by_id(
            Source(**read_enums(row))
            for row in _read_toml(folder / "sources.toml")["source"]
        )
        written = by_id(
            read_parameter(row)
            for file in PARAMETER_FILES
            for row in _read_toml(folder / file)["parameter"]
        )
        tables = by_id(
            TableInfo(**read_enums(row))
            for row in _read_toml(folder / "tables.toml")["table"]
        )
        published = _read_toml(folder / "targets.toml")
        # older releases hold nothing aside, but for one of their targets
        targets, aside = (
            tuple(Target(**read_enums(row)) for row in published.get(key, ()))
            for key in ("target", "aside")
        )
        not_compared = tuple(
            NotCompared(**read_enums(row)) for row in published.get("not_compared", ())
        )
        harms = tuple(
            read_harm(row) for row in _read_toml(folder / "harms.toml")["harm"]
        )
        effects = tuple(
            read_effect(row) for row in _read_toml(folder / "effects.toml")["effect"]
        )
        conflicts, overlaps = read_conflicts(folder)
        name = read_name(folder)
        described = read_fitted(folder)["parameters"] if fitted else []
        posterior = Posterior(
            tuple(one["id"] for one in described),
            read_posterior(folder) if fitted else np.zeros((1, 0)),
        )
        parameters = by_id(chain(written.values(), list_fitted(described, posterior)))
        inputs = ModelInputs(
            estimates={
                id: parameter.to_estimate()
                for id, parameter in written.items()
                if not id.startswith("limit_")
            },
            posterior=posterior,
            tables=load_tables(folder),
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise EvidenceError(f"evidence in {folder.name}: {error!r}") from error
    statuses = [p.status for p in parameters.values()]
    statuses += [table.status for table in tables.values()]
    evidence = Evidence(
        release=Release(
            **name,
            digest=f"sha256:{compute_digest(folder)}",
            research_preview=any(status in UNCHECKED for status in statuses),
        ),
        sources=sources,
        parameters=parameters,
        tables=tables,
        targets=targets,
        aside=aside,
        not_compared=not_compared,
        effects=effects,
        harms=harms,
        conflicts=tuple(by_id(conflicts).values()),
        overlaps=overlaps,
        limits=Limits(
            {id: p.value for id, p in written.items() if id.startswith("limit_")}
        ),
        inputs=inputs,
    )
    check_references(evidence, complete=fitted)
    check_ranges(evidence)
    steps = tuple(float(row["edss"]) for row in read_csv(folder, "edss_steps"))
    if steps != (*EDSS_STEPS, EDSS_OF_DEATH):
        raise EvidenceError(f"edss_steps: {steps} are not the steps of the model")
    studies = read_csv(folder, "transplant_studies")
    check_counted_once((row["source"] for row in studies), overlaps)
    return evidence


def compute_digest(folder: Path, *, only: tuple[str, ...] = ()) -> str:
    """Compute the digest of a release: every data file's name and content.

    Parameters
    ----------
    folder : Path
    only : tuple of str
        Files that count; all data files where none is named.

    Returns
    -------
    str
        SHA-256, as 64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    files = [folder / name for name in only] or [
        path
        for path in folder.rglob("*")
        if path.suffix in (".toml", ".csv", ".json", ".npy")
    ]
    for path in sorted(files):
        content = path.read_bytes()
        if path.suffix != ".npy":
            content = content.replace(b"\r\n", b"\n")
        digest.update(
            f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode()
        )
        digest.update(content)
    return digest.hexdigest()


def read_fitted(folder: Path = DATA) -> dict[str, Any]:
    """Read what the build wrote: parameters, diagnostics, how targets were met.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    dict
    """
    content: dict[str, Any] = json.loads((folder / FITTED_FILE).read_text("utf-8"))
    return content


def is_expected(check: Mapping[str, float]) -> bool:
    """Tell whether a published value lies in its 90 % predictive interval.

    Parameters
    ----------
    check : mapping
        A row of ``targets`` or ``cohorts`` of what the build wrote.

    Returns
    -------
    bool
    """
    return check["low"] <= check["published"] <= check["high"]


def read_posterior(folder: Path = DATA) -> FloatArray:
    """Read the stored draws of the fitted parameters.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    array, shape (draw, parameter)
    """
    stored = np.load(folder / POSTERIOR_FILE, allow_pickle=False)
    return np.asarray(stored, dtype=np.float64)


def fit_is_current(folder: Path = DATA) -> bool:
    """Tell whether the fit was made from the evidence beside it.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    bool
    """
    digest = compute_digest(folder, only=FIT_READS)
    return bool(
        read_fitted(folder)["provenance"]["inputs_digest"] == f"sha256:{digest}"
    )


def load_tables(folder: Path = DATA) -> Tables:
    """Load the tables that the engine uses as published.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    Tables
    """
    generator = read_csv(folder, "worsening_generator")
    upward = np.triu(_numbers(generator, [f"to_{band}" for band in range(BANDS)]), k=1)
    upward[upward < SMALLEST_INTENSITY] = 0.0
    deaths = _numbers(read_csv(folder, "life_table"), ["qx_female", "qx_male"])
    multiplier = read_csv(folder, "death_multiplier")
    relapses = read_csv(folder, "relapses_spms")
    per_1000 = UNITS["per 1,000"]
    return Tables(
        worsening_per_year=upward,
        death_per_year=-np.log1p(-np.minimum(deaths, 1 - 1e-9)),
        death_multiplier=_numbers(multiplier, ["smooth_curve", "south_east_wales"]).T,
        relapses_per_year_spms=_numbers(relapses, ["per_year"])[:, 0],
        pml_yearly={
            row["column"]: per_1000 * _numbers([row], list(row)[1:])[0]
            for row in read_csv(folder, "pml_yearly")
        },
        pml_two_yearly={
            row["column"]: per_1000 * _numbers([row], list(row)[1:])[0]
            for row in read_csv(folder, "pml_two_yearly")
        },
    )


def read_csv(folder: Path, name: str) -> list[dict[str, str]]:
    """Read a table's rows.

    Parameters
    ----------
    folder : Path
    name : str

    Returns
    -------
    list of dict
    """
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _numbers(rows: list[dict[str, str]], columns: list[str]) -> FloatArray:
    return np.array([[float(row[column]) for column in columns] for row in rows])


def _read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))
