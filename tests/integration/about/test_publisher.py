"""Who is behind the site, and until when it is up to date."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client

from decisionaid.core.review import get_review_date
from tests.results_pages import find_main, read_page, read_text

pytestmark = pytest.mark.django_db

NOT_FILLED = "Not filled in yet."


def test_what_the_publisher_did_not_say_is_said_to_be_missing(client: Client) -> None:
    main = find_main(read_page(client, "/about/publisher/"))
    entries = main.select("dl > div")
    assert len(entries) == 8
    assert {read_text(entry.select("dd")[0]) for entry in entries} == {NOT_FILLED}


def test_what_the_publisher_said_is_shown(client: Client, settings: Any) -> None:
    settings.PUBLISHER = {**settings.PUBLISHER, "funding": "A <public> grant"}
    main = find_main(read_page(client, "/about/publisher/"))
    assert read_text(main.select("#funding dd")[0]) == "A <public> grant"
    assert read_text(main.select("#name dd")[0]) == NOT_FILLED


def test_support_is_named_only_when_there_is_some(
    client: Client, settings: Any
) -> None:
    before = read_text(find_main(read_page(client, "/talk/")))
    assert "Whom to call" not in before
    settings.PUBLISHER = {**settings.PUBLISHER, "support": "The ward, any day"}
    after = read_text(find_main(read_page(client, "/talk/")))
    assert "Whom to call for support The ward, any day" in after


@pytest.mark.parametrize("address", ["/", "/about/", "/talk/", "/questions/course/"])
def test_every_page_says_when_its_day_is_past(client: Client, address: str) -> None:
    day = get_review_date()
    past = day.replace(year=day.year + 1)
    with time_machine.travel(day):
        assert "Out of date." not in read_page(client, address).get_text()
    with time_machine.travel(past):
        page = read_page(client, address)
    [banner] = page.select(".app-banner--overdue")
    assert f"{day:%-d %B %Y}" in read_text(banner)
