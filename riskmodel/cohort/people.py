"""People of a cohort, read from a CSV row by row."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from riskmodel.interface import (
    FIELDS,
    REQUIRED,
    ComparisonRequest,
    FieldError,
    InvalidProfile,
    RiskModelError,
    read_text,
)

#: Columns that name a row, and are carried to the result as they are.
ID = "id"
#: Fields that are one for the whole run.
OF_THE_RUN = ("horizons", "draws", "seed")
COLUMNS = tuple(name for name in FIELDS if name not in OF_THE_RUN)


#: Somebody who is right, to try the options of a run on.
_ANYBODY = {"course": "rrms", "edss": "0", "duration": "0", "age": "18"}


class InvalidCohort(RiskModelError):
    """The file is not a table of people."""


@dataclass(frozen=True)
class Member:
    """One row that can be compared.

    Parameters
    ----------
    row : int
        Number of the row, 1 for the first after the header.
    id : str
        From the column of that name; empty without one.
    request : ComparisonRequest
    """

    row: int
    id: str
    request: ComparisonRequest


@dataclass(frozen=True)
class Refused:
    """One row that cannot be compared.

    Parameters
    ----------
    row : int
    id : str
    errors : tuple of FieldError
    """

    row: int
    id: str
    errors: tuple[FieldError, ...]


def read_people(
    path: Path, run: Mapping[str, str], *, size: int
) -> Iterator[list[Member | Refused]]:
    """Read a cohort in parts of so many rows.

    Parameters
    ----------
    path : Path
        A CSV in UTF-8 whose header holds names of inputs, as on the command line
        of ``compare``, and ``id`` if wanted. An empty cell takes the default.
    run : mapping of str to str
        Horizons, draws, seed and scenario of the whole run; a column of
        scenarios goes before the run's.
    size : int
        Rows of a part; the last may have fewer.

    Yields
    ------
    list of Member or Refused
        In the order of the file.

    Raises
    ------
    InvalidCohort
        When the file is not a table of people.
    """
    read = (_read_row(at, row, run) for at, row in enumerate(_read_cells(path), 1))
    while part := list(islice(read, size)):
        yield part


def check_cohort(path: Path, run: Mapping[str, str]) -> None:
    """Check what all rows share, before anything is written.

    Parameters
    ----------
    path : Path
        As for ``read_people``; it is read to its end as a table.
    run : mapping of str to str

    Raises
    ------
    InvalidProfile
        When an option of the run is wrong.
    InvalidCohort
        When the file is not a table of people.
    """
    read_text({**_ANYBODY, **run})
    for _ in _read_cells(path):
        pass


def _read_cells(path: Path) -> Iterator[Mapping[str, str | None]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, restkey="", strict=True)
            _check_header(rows.fieldnames or ())
            yield from rows
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidCohort(f"{path.name} is not a CSV in UTF-8: {error}") from error


def compute_digest(path: Path) -> str:
    """Digest of a file, so that a run is resumed on the same people only.

    Parameters
    ----------
    path : Path

    Returns
    -------
    str
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_header(names: object) -> None:
    header = list(names) if isinstance(names, list | tuple) else []
    allowed = (ID, *COLUMNS)
    wrong = [name for name in header if name not in allowed]
    twice = [name for name in allowed if header.count(name) > 1]
    missing = [name for name in REQUIRED if name not in header]
    if "edss" not in header and not {"edss_low", "edss_high"} <= set(header):
        missing.append("edss (or edss_low and edss_high)")
    for words, found in (
        ("unknown columns", wrong),
        ("columns there twice", twice),
        ("missing columns", missing),
    ):
        if found:
            listed = ", ".join(map(repr, found))
            raise InvalidCohort(f"{words}: {listed}; allowed: {', '.join(allowed)}")


def _read_row(
    at: int, row: Mapping[str, str | None], run: Mapping[str, str]
) -> Member | Refused:
    cells = {name: (cell or "") for name, cell in row.items() if name}
    id = cells.pop(ID, "")
    given = {name: cell for name, cell in cells.items() if cell.strip()}
    if "" in row or None in row.values():
        error = FieldError("row", "", "as many cells as the header")
        return Refused(at, id, (error,))
    try:
        return Member(at, id, read_text({**run, **given}))
    except InvalidProfile as invalid:
        return Refused(at, id, invalid.errors)
