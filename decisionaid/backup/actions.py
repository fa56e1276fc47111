"""Making a copy, checking it, and putting it back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import connection

from decisionaid.backup import postgresql, sqlite
from decisionaid.backup.errors import BackupError
from decisionaid.backup.manifest import Manifest, digest_file
from decisionaid.releases.selectors import get_release
from decisionaid.summaries.actions import delete_expired_comparisons

WAYS = {"postgresql": postgresql, "sqlite": sqlite}


def create_backup(*, path: Path, now: datetime) -> Manifest:
    """Copy the database into a new file, with a manifest beside it."""
    if path.exists():
        raise BackupError(f"{path} is there already: choose another name")
    try:
        tables = WAYS[connection.vendor].dump(path)
    except OSError as error:
        raise BackupError(f"{path} cannot be written: {error.strerror}") from error
    except BackupError:
        path.unlink(missing_ok=True)
        raise
    manifest = Manifest(
        made_at=now.isoformat(timespec="seconds"),
        database=connection.vendor,
        release=get_release().digest,
        file_sha256=digest_file(path),
        tables=tables,
    )
    manifest.write(manifest_path(path))
    return manifest


def restore_backup(*, path: Path, now: datetime) -> tuple[Manifest, int]:
    """Put a copy in place of the database, and make sure that it is all there.

    Results whose time is over since the copy was made are deleted again; how many is
    given too. The file is checked before anything is touched.
    """
    manifest = check_backup(path)
    found = WAYS[connection.vendor].load(path)
    if found != manifest.tables:
        names = sorted(found.keys() | manifest.tables.keys())
        differ = [
            name for name in names if found.get(name) != manifest.tables.get(name)
        ]
        raise BackupError(f"Restored, but these tables differ: {', '.join(differ)}")
    return manifest, delete_expired_comparisons(now=now)


def check_backup(path: Path) -> Manifest:
    """Read a copy's manifest and hold the file to it."""
    try:
        manifest = Manifest.read(manifest_path(path))
        digest = digest_file(path)
    except FileNotFoundError as error:
        raise BackupError(f"{error.filename} is not there") from error
    except (ValueError, TypeError, KeyError) as error:
        raise BackupError(f"{manifest_path(path)} is no manifest of a copy") from error
    if digest != manifest.file_sha256:
        raise BackupError(f"{path} is not the file that its manifest describes")
    if manifest.database != connection.vendor:
        raise BackupError(
            f"{path} is a copy of {manifest.database}, and DATABASE_URL names "
            f"{connection.vendor}"
        )
    return manifest


def manifest_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")
