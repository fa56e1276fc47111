"""From the start page to the numbers, through the site's real addresses."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from decisionaid.core import answers
from decisionaid.core.pages import PAGES
from decisionaid.core.wording import DECISION
from tests.answers_factory import POSTS, answer_all

pytestmark = pytest.mark.django_db


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def text(response):
    return " ".join(soup(response).get_text(" ").split())


def kept(client):
    return answers.get_answers(client.session)


def test_the_start_names_the_decision_and_what_to_expect(client):
    page = soup(client.get("/"))
    assert page.h1.get_text() == str(DECISION)
    words = " ".join(page.main.get_text(" ").split())
    for expected in ("Eleven short questions", "do not ask for your name", "not for"):
        assert expected in words
    assert "of the evidence, made on" in words
    assert page.find("a", string="Start")["href"] == "/questions/course/"


def test_the_start_keeps_nothing(client):
    response = client.get("/")
    assert not response.cookies


def test_every_page_leads_to_the_next(client):
    names = list(POSTS)
    for name, after in zip(names, [*names[1:], None], strict=True):
        address = f"/questions/{name}/"
        assert soup(client.get(address)).h1, name
        response = client.post(address, POSTS[name])
        expected = f"/questions/{after}/" if after else "/check/"
        assert response.headers["Location"] == expected
    assert client.get("/check/").status_code == 200


def test_check_page_shows_every_answer_with_a_way_to_change_it(client):
    answer_all(client)
    page = soup(client.get("/check/"))
    rows = {row.dt.get_text(): row for row in page.select(".nhsuk-summary-list__row")}
    assert len(rows) == len(POSTS)
    assert rows["EDSS score"].dd.get_text() == "3.5"
    links = {row.a["href"] for row in rows.values()}
    assert links == {f"/questions/{name}/?from=check" for name in POSTS}
    labels = [row.a.get_text() for row in rows.values()]
    assert len(set(labels)) == len(labels), "each link says what it changes"


def test_a_changed_answer_returns_to_the_check_page(client):
    answer_all(client)
    address = "/questions/age/?from=check"
    page = soup(client.get(address))
    assert page.find(id="age")["value"] == "35"
    assert page.find("a", class_="nhsuk-back-link")["href"] == "/check/"
    response = client.post(address, {"age": "41"}, follow=True)
    assert response.redirect_chain[-1][0] == "/check/"
    assert "41 years" in text(response)


def test_answers_kept_are_shown_again(client):
    answer_all(client)
    assert soup(client.get("/questions/sex/")).find(id="sex").has_attr("checked")
    page = soup(client.get("/questions/relapses/"))
    assert page.find(id="relapses_2y")["value"] == "2"
    assert soup(client.get("/")).find("a", string="Go on with my answers")


def test_an_edss_worked_out_is_told_and_carried_as_a_range(client):
    client.post("/questions/edss/", {"edss_known": "work_out"})
    client.post("/questions/edss-moving/", {"moving": "unaided"})
    response = client.post(
        "/questions/edss-distance/", {"detail": "from_200"}, follow=True
    )
    assert response.redirect_chain[-1][0] == "/questions/edss-range/"
    assert "your EDSS score is about 4.5 to 5 ." in text(response)
    response = client.post("/questions/edss-range/")
    assert response.headers["Location"] == "/questions/age/"
    answer_all(client, edss={"edss_known": "work_out"})
    assert "About 4.5 to 5, worked out" in text(client.get("/check/"))


def test_the_range_page_without_answers_says_what_is_missing(client):
    client.post("/questions/edss/", {"edss_known": "work_out"})
    assert "cannot work it out yet" in text(client.get("/questions/edss-range/"))


def test_an_unknown_course_stops_kindly(client):
    response = client.post("/questions/course/", {"course": "unknown"}, follow=True)
    assert "How to find out" in text(response)
    assert client.get("/check/").headers["Location"].startswith("/questions/course/")


@pytest.mark.parametrize("address", ["/check/", "/ready/"])
def test_jumping_ahead_leads_back_kindly(client, address):
    assert client.get(address, follow=True).redirect_chain[-1][0] == "/"
    client.post("/questions/course/", {"course": "rrms"})
    response = client.get(address, follow=True)
    assert response.redirect_chain[-1][0] == "/questions/onset/?from=check"
    assert "This answer is still missing" in text(response)


def test_a_question_that_is_not_asked_leads_on(client):
    assert client.get("/questions/natalizumab/").headers["Location"] == (
        "/questions/jcv/"
    )


def test_an_error_keeps_what_was_typed(client):
    data = {"edss_known": "known", "edss": "3.7"}
    response = client.post("/questions/edss/", data)
    page = soup(response)
    assert response.status_code == 200
    assert page.title.get_text().startswith("Error: Do you know your EDSS")
    assert page.find(id="edss")["value"] == "3.7"
    link = page.select_one(".nhsuk-error-summary a")
    assert link["href"] == "#edss"
    assert link.get_text() == page.find(id="edss-error").get_text().replace(
        "Error: ", ""
    )
    assert "edss-error" in page.find(id="edss")["aria-describedby"].split()
    assert "edss" not in kept(client)


def test_an_error_loses_no_earlier_answer(client):
    answer_all(client)
    before = kept(client)
    client.post("/questions/age/", {"age": "140"})
    assert kept(client) == before


def test_ages_that_do_not_fit_offer_the_other_page(client):
    client.post("/questions/onset/", {"onset_known": "rough", "rough_years": "from_20"})
    page = soup(client.post("/questions/age/", {"age": "30"}))
    assert page.find("a", string="Change when your symptoms began")


def test_every_page_explains_itself(client):
    client.post("/questions/edss/", {"edss_known": "work_out"})
    for name in POSTS:
        page = soup(client.get(f"/questions/{name}/"))
        assert page.find("summary").get_text(strip=True) == "Why we ask"
        assert len(page.find_all("h1")) == 1
        assert page.title.get_text().endswith("MS treatment choices")


def test_ready_offers_four_ways_with_none_chosen(client):
    answer_all(client)
    page = soup(client.get("/ready/"))
    assert len(page.select("input[type=radio]")) == 4
    assert not page.select("input[checked]")
    assert "die" in page.main.get_text()


@pytest.mark.parametrize(
    ("choice", "leads_to", "ready"),
    [
        ("yes", "results:page", True),
        ("less", "results:page", True),
        ("later", "questionnaire:later", False),
        ("talk", "questionnaire:talk", False),
    ],
)
def test_ready_leads_where_it_says(client, choice, leads_to, ready):
    answer_all(client)
    response = client.post("/ready/", {"choice": choice})
    assert response.headers["Location"] == reverse(leads_to)
    assert answers.is_ready(client.session) is ready
    if not ready:
        assert client.get(response.headers["Location"]).status_code == 200


def test_no_figure_of_death_before_ready(client):
    """Only the start and the step itself say that there are such figures."""
    answer_all(client)
    client.post("/questions/edss/", {"edss_known": "work_out"})
    addresses = ["/", "/check/", "/later/", "/talk/", "/course-needed/"]
    addresses += [f"/questions/{page.name}/" for page in PAGES]
    for address in addresses:
        words = soup(client.get(address, follow=True)).main.get_text(" ")
        found = [word for word in words.lower().split() if word.startswith("death")]
        assert not found, address
        assert "of 1,000" not in words, address


def test_deleting_answers_leaves_nothing(client):
    answer_all(client)
    key = client.session.session_key
    page = soup(client.get("/check/"))
    assert page.find("button", string="Delete my answers")
    response = client.post("/forget/", follow=True)
    assert "Your answers are deleted" in text(response)
    assert not client.session.exists(key)
    assert not soup(client.get("/")).find("button", string="Delete my answers")


def test_answers_are_in_no_address_and_no_cookie(client):
    answer_all(client)
    assert set(client.cookies) <= {"sessionid", "csrftoken"}
    for name in POSTS:
        page = soup(client.get(f"/questions/{name}/"))
        for link in page.find_all(href=True):
            assert "?" not in link["href"]
