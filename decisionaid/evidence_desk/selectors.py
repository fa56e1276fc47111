"""What was said of figures, and what still stands in the way of lifting the banner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from decisionaid.evidence_desk.models import Check, Discrepancy
from decisionaid.releases.models import ReleaseInUse
from decisionaid.releases.selectors import InUse, find_release
from riskmodel import interface

Figure = interface.Parameter | interface.TableInfo


class State(StrEnum):
    """How far a figure of the release in use was checked by staff."""

    OPEN = "open"
    NOT_CHECKED = "not_checked"
    CHECKED = "checked"


@dataclass(frozen=True)
class Standing:
    """Which figures are in which state."""

    states: dict[str, State]

    def list_in(self, state: State) -> list[str]:
        return [id for id, found in self.states.items() if found is state]

    @property
    def is_complete(self) -> bool:
        """Whether every figure in use is checked and none is disputed."""
        return all(state is State.CHECKED for state in self.states.values())


def list_figures(release: interface.Release) -> Sequence[Figure]:
    """List what a release's numbers rest on: its parameters, then its tables."""
    return (
        *interface.parameters(release=release.id),
        *interface.tables(release=release.id),
    )


def find_figure(release: interface.Release, id: str) -> Figure | None:
    """Find a figure of a release."""
    return next((one for one in list_figures(release) if one.id == id), None)


def get_standing(release: interface.Release) -> Standing:
    """Tell the state of every figure of a release.

    A check is of one release: it says nothing of another, whatever changed there. A
    discrepancy stays open until it is resolved.
    """
    checked = set(
        Check.objects.filter(digest=release.digest).values_list("figure_id", flat=True)
    )
    disputed = set(list_open().values_list("figure_id", flat=True))

    def judge(id: str) -> State:
        if id in disputed:
            return State.OPEN
        return State.CHECKED if id in checked else State.NOT_CHECKED

    return Standing({one.id: judge(one.id) for one in list_figures(release)})


def list_open() -> QuerySet[Discrepancy]:
    """List the discrepancies that nobody has resolved."""
    return Discrepancy.objects.filter(resolved_at__isnull=True)


def list_candidates(in_use: InUse) -> list[interface.Release]:
    """List the releases of the files that could be proposed."""
    return [one for one in interface.releases() if one.digest != in_use.release.digest]


def list_earlier(in_use: InUse) -> list[interface.Release]:
    """List the releases that were in use before and are still in the files."""
    rows = ReleaseInUse.objects.exclude(digest=in_use.release.digest)
    found = {row.digest: find_release(row.release_id, row.digest) for row in rows}
    return [release for release in found.values() if release]
