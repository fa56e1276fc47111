"""What matters to a person: asked, kept, shown again, and skipped at will."""

import pytest
from bs4 import BeautifulSoup

from decisionaid.core.answers import get_values
from decisionaid.core.values import LEVELS, OUTCOMES
from tests.answers_factory import answer_all
from tests.integration.questionnaire.test_hostile import NASTY

pytestmark = pytest.mark.django_db

ADDRESS = "/values/"


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def test_every_outcome_has_a_scale_with_nothing_chosen(client):
    answer_all(client)
    page = soup(client.get(ADDRESS))
    for name in OUTCOMES:
        radios = page.select(f"input[name={name}]")
        assert [radio["value"] for radio in radios] == list(LEVELS)
    assert not page.select("input[checked]")
    assert not page.select("input[type=range]")


def test_fertility_is_left_out_where_it_does_not_apply(client):
    answer_all(client, children={"children": "no"})
    assert not soup(client.get(ADDRESS)).select("input[name=fertility]")
    client.post(ADDRESS, {"fertility": "very"})
    assert "fertility" not in get_values(client.session)["ratings"]


def test_what_is_given_is_kept_and_shown_again(client):
    answer_all(client)
    data = {
        "dying": "very",
        "tests": "unsure",
        "concerns": "My job.\r\nWho drives me?",
        "questions": "  How long am I away?  ",
    }
    response = client.post(ADDRESS, data)
    assert response.headers["Location"] == "/sure/before/"
    values = get_values(client.session)
    assert values["ratings"]["dying"] == "very"
    assert values["ratings"]["better"] == ""
    assert values["concerns"] == "My job.\nWho drives me?"
    assert values["questions"] == "How long am I away?"
    page = soup(client.get(ADDRESS))
    assert [box["id"] for box in page.select("input[checked]")] == ["dying", "tests-5"]
    assert page.find(id="concerns").get_text() == "\nMy job.\nWho drives me?"


def test_nothing_has_to_be_filled_in(client):
    answer_all(client)
    assert get_values(client.session) is None
    skip = soup(client.get(ADDRESS)).find("a", string="Skip this step")
    assert skip["href"] == "/sure/before/"
    response = client.post(ADDRESS, {})
    assert response.headers["Location"] == "/sure/before/"
    assert set(get_values(client.session)["ratings"].values()) == {""}


def test_too_long_a_text_is_told_and_not_lost(client):
    answer_all(client)
    long = "word " * 240
    page = soup(client.post(ADDRESS, {"concerns": long, "dying": "little"}))
    assert page.title.get_text().startswith("Error: ")
    link = page.select_one(".nhsuk-error-summary a")
    assert link["href"] == "#concerns"
    assert link.get_text() == (
        "“What else matters or worries you?” has room for 1,000 letters and spaces."
        " You have used 1,199."
    )
    assert page.find(id="concerns").get_text().strip() == long.strip()
    assert page.find(id="dying-3").has_attr("checked")
    assert get_values(client.session) is None


def test_a_level_that_is_not_on_the_scale_is_told(client):
    answer_all(client)
    page = soup(client.post(ADDRESS, {"dying": "9"}))
    assert "Dying from treatment: choose one of “Very much”" in page.get_text()
    assert get_values(client.session) is None


@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
def test_nothing_makes_it_fail(client, nasty):
    answer_all(client)
    fields = [*OUTCOMES, "concerns", "questions"]
    response = client.post(ADDRESS, dict.fromkeys(fields, nasty))
    assert response.status_code in (200, 302)
    assert b"<script>alert" not in response.content
    response = client.post(ADDRESS, {"concerns": nasty})
    assert b"<script>alert" not in client.get(ADDRESS).content


def test_letters_that_cannot_be_printed_are_left_out(client):
    answer_all(client)
    client.post(ADDRESS, {"concerns": "a\x00b\x07\tc"})
    assert get_values(client.session)["concerns"] == "ab c"


def test_no_option_is_named(client):
    """Values are about outcomes; to name options here would rank them."""
    answer_all(client)
    words = soup(client.get(ADDRESS)).main.get_text().lower()
    for option in ("natalizumab", "alemtuzumab", "transplant", "no ms drug"):
        assert option not in words


def test_without_answers_it_leads_back(client):
    assert client.get(ADDRESS).headers["Location"] == "/check/"
    assert client.post(ADDRESS, {"dying": "very"}).headers["Location"] == "/check/"
    assert get_values(client.session) is None


def test_deleting_answers_deletes_it_too(client):
    answer_all(client)
    client.post(ADDRESS, {"dying": "very"})
    client.post("/forget/")
    assert get_values(client.session) is None
