"""Results through real addresses: who may see them, at which times, in which shape."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import comparison_document, lifelike_document, note
from tests.results_pages import (
    PART_ADDRESSES,
    find_main,
    open_session,
    read_page,
    read_text,
)

pytestmark = pytest.mark.django_db

ADDRESSES = (*PART_ADDRESSES, "/results/print/", "/results/figure.json")
#: What a phone on a slow line may be asked to fetch, compressed.
HEAVIEST_PAGE_BYTES = 60_000
MOST_QUERIES = 12


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_number_before_the_person_says_yes(client: Client, address: str) -> None:
    open_session(client, lifelike_document(), ready=False)
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/ready/?next=")


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_a_session_there_is_nothing_to_see(
    client: Client, address: str
) -> None:
    assert client.get(address)["Location"] == "/check/"


@pytest.mark.parametrize("address", ADDRESSES)
def test_missing_answers_lead_to_the_check(client: Client, address: str) -> None:
    open_session(client, lifelike_document())
    session = client.session
    del session["comparison"]
    session.save()
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == "/check/"


@pytest.mark.parametrize("years", [1, 2, 5, 10])
def test_every_time_can_be_chosen(client: Client, years: int) -> None:
    open_session(client, lifelike_document())
    page = read_page(client, f"/results/?years={years}")
    [heading] = page.select("h1")
    assert heading.get_text() == (
        f"After {years} year{'s' * (years > 1)}, of 1,000 people like you"
    )
    [current] = page.select(".app-horizons [aria-current]")
    assert current["href"] == f"?years={years}"
    assert page.title is not None
    assert heading.get_text() in page.title.get_text()


def test_five_years_unless_asked(client: Client) -> None:
    open_session(client, lifelike_document())
    [heading] = read_page(client, "/results/").select("h1")
    assert "5 years" in heading.get_text()


@pytest.mark.parametrize(
    "years", ["0", "3", "banana", "", "5.0", "-1", "\u0665", "1e9"]
)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_wrong_time_leads_to_the_usual_one(
    client: Client, address: str, years: str
) -> None:
    open_session(client, lifelike_document())
    response = client.get(address, {"years": years})
    assert response.status_code == 302
    assert response["Location"] == address
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_results_are_only_read(client: Client, address: str) -> None:
    open_session(client, lifelike_document())
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_the_page_says_who_it_is_about(client: Client) -> None:
    open_session(client, lifelike_document())
    text = read_text(find_main(read_page(client, "/results/")))
    assert "relapsing MS for 6 years, EDSS 3.5, a woman aged 35." in text
    assert "Nobody can say which person you will be." in text


def test_the_page_names_its_release_and_what_is_missing(client: Client) -> None:
    document = lifelike_document()
    open_session(client, document)
    for address in ("/results/sure/", "/results/print/"):
        text = read_text(find_main(read_page(client, address)))
        assert document["release"]["id"] in text
        assert "4f9a21c07be5" in text
        assert "Research preview" in text
        for name in ("Ocrelizumab", "Ofatumumab", "Cladribine", "Research trials"):
            assert name in text


def test_every_warning_is_shown_once(client: Client) -> None:
    warnings = [note("rebound"), note("untreated_today"), note("of_tomorrow")]
    open_session(client, lifelike_document(warnings=warnings))
    page = read_page(client, "/results/sure/")
    ids = [part["id"] for part in page.select(".app-note[id]")]
    # The reason of an option stands with that option, not a second time.
    assert ids == ["note-rebound", "note-of_tomorrow"]
    assert "English text of of_tomorrow." in page.get_text()


def test_no_room_to_worsen_is_said(client: Client) -> None:
    document = lifelike_document(
        warnings=[note("worse_impossible_at_9")],
        not_estimable=("natalizumab", "alemtuzumab", "ahsct"),
        profile={"edss": 9.0},
    )
    open_session(client, document)
    text = read_text(find_main(read_page(client, "/results/sure/")))
    assert "EDSS 9" in text
    assert "It does not mean that nothing gets worse." in text


def test_a_level_that_is_not_known_is_said(client: Client) -> None:
    open_session(client, comparison_document(3, not_estimable=("ahsct",)))
    page = read_page(client, "/results/level/")
    [level] = page.select("#level")
    assert level.get_text().count("not known for people like you") == 3


def test_harms_without_a_number_say_not_known(client: Client) -> None:
    open_session(client, lifelike_document())
    page = read_page(client, "/results/harms/")
    rows = [row.get_text(" ") for row in page.select(".app-harms__row")]
    [cancer] = [row for row in rows if "Cancer" in row][:1]
    assert "not known" in cancer


def test_the_interactive_figure_is_data(client: Client) -> None:
    open_session(client, lifelike_document())
    response = client.get("/results/figure.json?columns=1")
    assert response["Content-Type"] == "application/json"
    figure = json.loads(response.content)
    assert len(figure["data"]) == 4 * 5
    assert "bdata" not in response.content.decode()


@pytest.mark.parametrize("address", PART_ADDRESSES)
def test_the_page_is_light(client: Client, address: str) -> None:
    """HTML, style and script of the page, compressed; the chart library is apart."""
    open_session(client, lifelike_document())
    css = Path(settings.BASE_DIR, "static", "build", "app.css")
    if not css.exists():
        pytest.fail("static/build/app.css is missing: run `npm run build`")
    script = Path(settings.BASE_DIR, "static", "js", "interactive_chart.js")
    parts = {
        "html": client.get(address).content,
        "css": css.read_bytes(),
        "js": script.read_bytes(),
    }
    sizes = {name: len(gzip.compress(content)) for name, content in parts.items()}
    assert sum(sizes.values()) < HEAVIEST_PAGE_BYTES, sizes


@pytest.mark.parametrize("address", ADDRESSES)
def test_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    open_session(client, lifelike_document())
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(address)


def test_what_bears_on_safety_goes_to_the_consultation(client: Client) -> None:
    document = lifelike_document()
    document["warnings"] = [note("pml_high"), note("rebound"), note("half_steps")]
    open_session(client, document)
    sheet = read_text(read_page(client, "/results/print/"))
    assert "Your chance of PML is higher than most people's" in sheet
    assert "Stopping natalizumab" in sheet
    assert "Half steps of EDSS" not in sheet
