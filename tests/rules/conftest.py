"""What the rules are tried on: every patient page, as a few people meet it."""

from __future__ import annotations

import pytest

from tests.rules.walk import PEOPLE, Walked, walk

#: Pages about how the site is made: quoted figures, decimals and research words stand
#: there as they were published.
METHOD_VIEWS = {
    "about:sources",
    "about:method",
    "about:model_card",
    "about:hazards",
    "about:checklist",
}


@pytest.fixture(params=PEOPLE)
def walked(request: pytest.FixtureRequest, db: None) -> tuple[Walked, ...]:
    """Give every page one person met, in both states."""
    return walk(request.param)


@pytest.fixture
def with_numbers(walked: tuple[Walked, ...]) -> tuple[Walked, ...]:
    """Give the pages that show numbers of the model, and are no page of method."""
    pages = tuple(
        page
        for page in walked
        if page.consented
        and page.view not in METHOD_VIEWS
        and page.main.select("[data-number]")
    )
    assert len(pages) > 5
    return pages


@pytest.fixture
def results(walked: tuple[Walked, ...]) -> tuple[Walked, ...]:
    """Give every part of the results, on the screen and as the sheet."""
    return tuple(
        page
        for page in walked
        if page.consented and page.view.startswith("results:") and page.status == 200
    )


@pytest.fixture
def screens(results: tuple[Walked, ...]) -> tuple[Walked, ...]:
    """Give the page of the four pictures, at each time."""
    pages = tuple(page for page in results if page.view == "results:page")
    assert len(pages) > 3
    return pages
