"""The release in use: what staff approved, or the newest in the files."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from decisionaid.releases.models import ReleaseInUse
from riskmodel import interface

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class InUse:
    """The release that people's numbers come from."""

    release: interface.Release
    #: Whether staff decided so, or nobody has decided yet.
    decided: bool
    preview_lifted: bool
    #: Of the newest decision; 0 where there is none.
    number: int

    @property
    def shows_preview_banner(self) -> bool:
        """Whether pages say that the site is a research preview.

        What the files say of a figure stays; an administrator lifts the banner when
        every figure in use was held against its paper.
        """
        return bool(settings.RESEARCH_PREVIEW) and not self.preview_lifted


#: What was seen, by who looks once: nothing yet, or one.
_SEEN: ContextVar[list[InUse] | None] = ContextVar("seen", default=None)


@contextmanager
def looking_once() -> Iterator[None]:
    """Within this, what is in use stays what it was when it was first looked at."""
    token = _SEEN.set([])
    try:
        yield
    finally:
        _SEEN.reset(token)


def look_again() -> None:
    """See what is in use now: before deciding on it, and after."""
    if seen := _SEEN.get():
        seen.clear()


def get_in_use() -> InUse:
    """Give the release in use."""
    seen = _SEEN.get()
    if seen is None:
        return _find_in_use()
    if not seen:
        seen.append(_find_in_use())
    return seen[0]


def _find_in_use() -> InUse:
    """Find it.

    A release that was approved and is not in the files any more, or not as it was,
    cannot be used: then the newest is, under the banner.
    """
    row = ReleaseInUse.objects.first()
    release = find_release(row.release_id, row.digest) if row else None
    if row and release:
        return InUse(release, True, row.preview_lifted, row.number)
    if row:
        logger.error("The approved release is not in the files")
    number = row.number if row else 0
    return InUse(interface.evidence_release(), False, False, number)


def get_release() -> interface.Release:
    """Give the release in use, for those who need no more than that."""
    return get_in_use().release


def shows_preview(document: Mapping[str, Any]) -> bool:
    """Whether a document's numbers are told to be a research preview.

    As the banner over the page says; a result that another release made keeps it.
    """
    in_use = get_in_use()
    of_another = document["release"]["digest"] != in_use.release.digest
    return bool(settings.RESEARCH_PREVIEW) and (of_another or not in_use.preview_lifted)


def is_of_release_in_use(document: Mapping[str, Any]) -> bool:
    """Say whether the release in use made a Comparison document."""
    digest: str = document["release"]["digest"]
    return digest == get_release().digest


def name_release_of(document: Mapping[str, Any]) -> str:
    """Name the release behind a document's numbers; the one in use where it is gone.

    A result that was kept stays what it was, and so do its sources, whatever release
    is in use when it is opened.
    """
    made_by = document["release"]
    release = find_release(made_by["id"], made_by["digest"])
    return (release or get_release()).id


def find_release(id: str, digest: str) -> interface.Release | None:
    """Find a release in the files; None unless it is there as it was."""
    try:
        release = interface.evidence_release(release=id)
    except interface.EvidenceError:
        return None
    return release if release.digest == digest else None
