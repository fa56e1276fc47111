from __future__ import annotations


class BackupError(Exception):
    """A copy could not be made or put back; the message says why and what to do."""
