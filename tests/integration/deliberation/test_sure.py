"""The four SURE statements, before the numbers and after them."""

import pytest
from bs4 import BeautifulSoup

from decisionaid.core.answers import EVERYTHING, get_sure, set_ready
from decisionaid.core.sure import STATEMENTS
from tests.answers_factory import answer_all
from tests.integration.questionnaire.test_hostile import NASTY

pytestmark = pytest.mark.django_db


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def be_ready(client, detail=EVERYTHING):
    answer_all(client)
    session = client.session
    set_ready(session, ready=True, detail=detail)
    session.save()


def test_there_are_four_statements_and_none_is_answered(client):
    answer_all(client)
    page = soup(client.get("/sure/before/"))
    names = {box["name"] for box in page.select("input[type=radio]")}
    assert names == set(STATEMENTS)
    assert len(names) == 4
    assert not page.select("input[checked]")
    assert "Canadian Family Physician 2010" in page.get_text()


def test_before_and_after_are_kept_apart(client):
    be_ready(client)
    client.post("/sure/before/", {"sure": "no"})
    client.post("/sure/after/", {"sure": "yes", "support": "no"})
    kept = get_sure(client.session)
    assert kept["before"] == {
        "sure": "no",
        "understand": "",
        "matters": "",
        "support": "",
    }
    assert kept["after"]["sure"] == "yes"
    assert (
        soup(client.get("/sure/before/")).select("input[checked]")[0]["id"] == "sure-2"
    )


def test_after_waits_for_the_numbers(client):
    answer_all(client)
    response = client.get("/sure/after/")
    assert response.headers["Location"] == "/ready/?next=sure_after"


def test_a_no_leads_to_what_can_help(client):
    be_ready(client)
    response = client.post("/sure/after/", {"understand": "no", "matters": "yes"})
    assert response.headers["Location"] == "/sure/after/help/"
    page = soup(client.get("/sure/after/help/"))
    assert [h.get_text() for h in page.main.find_all("h2")] == [
        f"You said no to “{STATEMENTS['understand'].text}”"
    ]
    assert page.main.find("a", href="/results/living/")


def test_without_a_no_it_goes_on_to_the_sheet(client):
    be_ready(client)
    response = client.post("/sure/after/", {"understand": "yes"})
    assert response.headers["Location"] == "/results/print/"


def test_it_can_be_skipped(client):
    answer_all(client)
    page = soup(client.get("/sure/before/"))
    assert page.find("a", string="Skip this step")["href"] == "/ready/"
    assert client.post("/sure/before/").headers["Location"] == "/ready/"


def test_there_is_no_other_moment(client):
    be_ready(client)
    assert client.get("/sure/during/").status_code == 404


@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
def test_nothing_makes_it_fail(client, nasty):
    answer_all(client)
    response = client.post("/sure/before/", dict.fromkeys(STATEMENTS, nasty))
    assert response.status_code in (200, 302)
    assert get_sure(client.session) is None or not nasty.strip()


def test_another_answer_is_told(client):
    answer_all(client)
    page = soup(client.post("/sure/before/", {"sure": "maybe"}))
    assert "choose yes or no" in page.select_one(".nhsuk-error-summary").get_text()
