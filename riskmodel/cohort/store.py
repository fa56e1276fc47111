"""Parts of a run on disk: each is there whole or not at all, whatever is killed."""

from __future__ import annotations

import csv
import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from riskmodel.cohort.people import InvalidCohort, Refused
from riskmodel.cohort.summaries import SCHEMA

#: Key of the run in the result's metadata.
RUN = b"ms_decision_aid_run"


class Store:
    """The result of one run, and the folder of its parts until it is whole.

    Parameters
    ----------
    out : Path
        The result; parts lie beside it, in a folder of its name and ``.parts``.
    run : mapping of str to object
        Everything that the result depends on. Parts of another run are refused.

    Raises
    ------
    InvalidCohort
        When the folder holds parts of another run, or another process is at it.
    """

    def __init__(self, out: Path, run: Mapping[str, object]) -> None:
        self.out = out
        self.folder = out.with_name(out.name + ".parts")
        self.errors = out.with_name(out.name + ".errors.csv")
        self._run = json.dumps(run, sort_keys=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = (self.folder / "lock").open("w")

    def __enter__(self) -> Store:
        """Take the folder; the lock goes with the process, however it ends."""
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise InvalidCohort(f"another run is writing {self.out.name}") from None
        try:
            self._refuse_others()
        except InvalidCohort:
            if [path.name for path in self.folder.iterdir()] == ["lock"]:
                # no parts of anybody: made just now
                self.clear()
            self._lock.close()
            raise
        return self

    def _refuse_others(self) -> None:
        """Refuse what another run has left; parts without their run are nobody's."""
        if self.out.exists() and not self.is_finished():
            raise InvalidCohort(
                f"{self.out.name} is there already, of another run: remove it, or "
                "choose another --out"
            )
        written = self.folder / "run.json"
        if not written.exists():
            for part in self.folder.glob("*.parquet*"):
                part.unlink()
        elif written.read_text("utf-8") != self._run:
            raise InvalidCohort(
                f"{self.folder.name} holds parts of another run (other people, "
                "options or release): remove it, or choose another --out"
            )
        with _whole(written) as path:
            path.write_text(self._run, "utf-8")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the folder go."""
        self._lock.close()

    def is_finished(self) -> bool:
        """Tell whether the result is there, and of this run.

        Returns
        -------
        bool
        """
        if not self.out.exists():
            return False
        metadata = pq.read_schema(self.out).metadata or {}
        return bool(metadata.get(RUN) == self._run.encode())

    def has(self, number: int) -> bool:
        """Tell whether a part is there.

        Parameters
        ----------
        number : int

        Returns
        -------
        bool
        """
        return self._path(number).exists()

    def keep(self, number: int, table: pa.Table) -> None:
        """Keep a part.

        Parameters
        ----------
        number : int
        table : pyarrow.Table
        """
        with _whole(self._path(number)) as path:
            pq.write_table(table, path)

    def keep_errors(self, refused: Iterable[Refused]) -> None:
        """Write the rows that cannot be compared, a line for each wrong field.

        Parameters
        ----------
        refused : iterable of Refused
        """
        with (
            _whole(self.errors) as path,
            path.open("w", encoding="utf-8", newline="") as file,
        ):
            write = csv.writer(file)
            write.writerow(("row", "id", "field", "given", "allowed"))
            for one in refused:
                for error in one.errors:
                    write.writerow(
                        (one.row, one.id, error.field, error.given, error.allowed)
                    )

    def finish(self, parts: int) -> None:
        """Join the parts to the result, in their order.

        Parameters
        ----------
        parts : int
            How many there are.
        """
        schema = SCHEMA.with_metadata({RUN: self._run.encode()})
        with _whole(self.out) as path, pq.ParquetWriter(path, schema) as result:
            for number in range(parts):
                result.write_table(
                    pq.read_table(self._path(number)).replace_schema_metadata(
                        schema.metadata
                    )
                )

    def clear(self) -> None:
        """Remove the parts, once the result is there."""
        shutil.rmtree(self.folder)

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:07}.parquet"


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Give a place to write to, and move it where it belongs once it is on disk."""
    unfinished = path.with_name(path.name + ".unfinished")
    yield unfinished
    _sync(unfinished)
    unfinished.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    """Wait until a file or a folder's list of files is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def describe_run(**values: Any) -> dict[str, Any]:
    """Name what the result of a run depends on.

    Parameters
    ----------
    **values
        JSON-ready.

    Returns
    -------
    dict
    """
    return {"format": 1, "pyarrow": pa.__version__, **values}
