"""Seals: the digest of each release as it was when it was made."""

from __future__ import annotations

import json
from pathlib import Path

from riskmodel.errors import EvidenceError
from riskmodel.evidence.registry import compute_digest, find_releases, read_name

SEALS = Path(__file__).parent / "seals.json"


def read_seals(path: Path = SEALS) -> dict[str, str]:
    """Read the digests that releases were sealed with, by id.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict of str to str
    """
    sealed: dict[str, str] = json.loads(path.read_text("utf-8"))
    return sealed


def seal_release(folder: Path, path: Path = SEALS) -> str:
    """Write down the digest of a release as it is now.

    Parameters
    ----------
    folder : Path
    path : Path

    Returns
    -------
    str
        The digest.
    """
    digest = f"sha256:{compute_digest(folder)}"
    sealed = {**read_seals(path), read_name(folder)["id"]: digest}
    path.write_text(json.dumps(sealed, indent=1, sort_keys=True) + "\n", "utf-8")
    return digest


def check_seals(path: Path = SEALS) -> None:
    """Refuse a release that is not what it was when it was sealed.

    Parameters
    ----------
    path : Path

    Raises
    ------
    EvidenceError
    """
    sealed = read_seals(path)
    for id, folder in find_releases().items():
        digest = f"sha256:{compute_digest(folder)}"
        if sealed.get(id) != digest:
            raise EvidenceError(
                f"release {id} is {digest} and was sealed as {sealed.get(id)}; "
                "a changed release needs a new id: make release ID=..."
            )
