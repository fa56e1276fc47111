"""The parts of the results: one idea each, in the order a person meets them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Part:
    """A part's name, which is its URL's and its template's, and its title.

    ``gentle_title`` is the title for who chose to see less; a part without one holds
    figures of death. ``terms`` are its hard words, by their ids in the glossary.
    """

    name: str
    title: str | Promise
    gentle_title: str | Promise = ""
    terms: tuple[str, ...] = ()


_LIVING = gettext_lazy("What each is like")
PARTS = (
    Part(
        "page",
        gettext_lazy("The pictures"),
        gettext_lazy("Your numbers"),
        terms=("edss", "disabled", "best-estimate", "range", "walking-aid"),
    ),
    Part(
        "years",
        gettext_lazy("Over the years"),
        terms=("best-estimate", "range"),
    ),
    Part(
        "harms",
        gettext_lazy("Harms"),
        terms=("pml", "jc-virus", "thyroid", "itp", "drip"),
    ),
    Part(
        "living",
        _LIVING,
        _LIVING,
        terms=("drip", "chemotherapy", "pml", "mri", "steroids", "fertility"),
    ),
    Part(
        "level",
        gettext_lazy("When choices come out level"),
        terms=("level", "disabled", "range", "model"),
    ),
    Part(
        "sure",
        gettext_lazy("How sure we are"),
        terms=("certainty", "people-like-you", "edss-band", "trial"),
    ),
    Part(
        "changes",
        gettext_lazy("What would change it"),
        terms=("edss", "relapse", "jc-virus-index", "model"),
    ),
    Part(
        "numbers",
        gettext_lazy("Where numbers come from"),
        terms=("certainty", "range", "release", "digest"),
    ),
)
BY_NAME = {part.name: part for part in PARTS}


@dataclass(frozen=True)
class PartLink:
    """A part as a link; the current one is not followed."""

    title: str
    url: str
    place: int
    current: bool
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Parts:
    """Where a person is among the parts, and the way on."""

    links: tuple[PartLink, ...]
    here: PartLink
    after: PartLink | None

    @property
    def total(self) -> int:
        """How many parts there are."""
        return len(self.links)


def link_parts(current: str, years: int, *, deaths: bool = True) -> Parts:
    """Link the parts; the time chosen goes along.

    Without ``deaths``, for who chose to see less, only the gentle parts are there.
    """
    shown = [part for part in PARTS if deaths or part.gentle_title]
    links = tuple(
        PartLink(
            title=str(part.title if deaths else part.gentle_title),
            url=f"{reverse(f'results:{part.name}')}?years={years}",
            place=place,
            current=part.name == current,
            terms=part.terms,
        )
        for place, part in enumerate(shown, start=1)
    )
    [here] = [link for link in links if link.current]
    after = links[here.place] if here.place < len(links) else None
    return Parts(links, here, after)
