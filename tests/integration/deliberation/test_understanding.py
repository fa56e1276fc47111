"""Six questions on one's own numbers, told without a score."""

import pytest

from decisionaid.core.answers import LESS, get_understanding, save_page
from decisionaid.presentation.presenters.understanding import present_questions
from tests.factories import comparison_document, lifelike_document
from tests.integration.deliberation.people import (
    TREATED,
    open_document,
    read,
    read_words,
)
from tests.integration.questionnaire.test_hostile import NASTY

pytestmark = pytest.mark.django_db

ADDRESS = "/understanding/"


def answer(client, document, *, right=True):
    given = {
        question.id: question.right
        if right
        else next(c.value for c in question.choices if c.value != question.right)
        for question in present_questions(document)
    }
    return client.post(ADDRESS, given, follow=True)


def test_six_questions_with_nothing_chosen(client):
    open_document(client)
    page = read(client.get(ADDRESS))
    assert len(page.select("fieldset")) == 6
    assert not page.select("input[checked]")
    assert page.find("a", string="Skip this step")["href"] == "/sure/after/"


def test_right_answers_are_told_with_the_number_and_no_score(client):
    document = open_document(client)
    response = answer(client, document)
    feedback = read(response).select(".app-feedback")
    assert len(feedback) == 6
    assert all(one.get_text(strip=True).startswith("Yes.") for one in feedback)
    assert not any(one.find("a") for one in feedback)
    assert get_understanding(client.session)["unclear"] == []
    for word in ("score", "points", "6 of 6", "correct"):
        assert word not in read_words(response)


def test_other_answers_lead_back_to_the_picture(client):
    document = open_document(client)
    page = read(answer(client, document, right=False))
    links = [one.a["href"] for one in page.select(".app-feedback")]
    assert len(links) == 6
    for link in links:
        address, anchor = link.split("#")
        assert read(client.get(address)).find(id=anchor), link
    assert len(get_understanding(client.session)["unclear"]) == 6


def test_what_is_told_has_the_digits_of_the_results(client):
    document = open_document(client)
    results = {
        one["data-number"]: one.get_text()
        for one in read(client.get("/results/?years=5")).select("[data-number]")
    }
    shown = read(answer(client, document)).select(".app-feedback [data-number]")
    assert shown
    for one in shown:
        assert one.get_text() == results[one["data-number"]], one["data-number"]


def test_any_question_can_be_left_out(client):
    open_document(client)
    page = read(client.post(ADDRESS, {"who": "nobody"}, follow=True))
    assert len(page.select(".app-feedback")) == 1
    assert get_understanding(client.session) == {
        "given": {
            **dict.fromkeys(("worse", "died", "not_died", "aid", "range"), ""),
            "who": "nobody",
        },
        "unclear": [],
    }


def test_what_nobody_knows_is_the_right_answer_where_it_is(client):
    document = open_document(client, lifelike_document(not_estimable=TREATED))
    questions = {question.id: question for question in present_questions(document)}
    assert questions["aid"].right == "unknown"
    assert questions["died"].right != "unknown"
    words = read_words(client.post(ADDRESS, {"aid": "unknown"}, follow=True))
    assert "Yes. No study can answer this for people like you" in words


@pytest.mark.parametrize("seed", range(60))
def test_every_document_gives_six_fair_questions(seed):
    document = comparison_document(seed)
    questions = present_questions(document)
    assert len({question.id for question in questions}) == 6
    for question in questions:
        values = [choice.value for choice in question.choices]
        labels = [choice.label for choice in question.choices]
        assert len(set(values)) == len(values) == len(set(labels))
        assert len(values) >= 3, question.id
        assert question.right in values
    assert questions == present_questions(document)


def test_a_question_does_not_give_away_the_one_before(client):
    document = open_document(client)
    questions = present_questions(document)
    for question in questions[:4]:
        right = next(c.label for c in question.choices if c.value == question.right)
        for other in questions:
            assert right not in other.text


def test_other_answers_to_the_questionnaire_start_it_anew(client):
    open_document(client)
    client.post(ADDRESS, {"who": "nobody"})
    session = client.session
    save_page(session, "age", {"age": 51})
    session.save()
    assert get_understanding(client.session) is None


@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
def test_nothing_makes_it_fail(client, nasty):
    open_document(client)
    names = ("worse", "died", "not_died", "aid", "range", "who")
    response = client.post(ADDRESS, dict.fromkeys(names, nasty))
    assert response.status_code in (200, 302)
    assert b"<script>alert" not in response.content


def test_an_answer_that_was_not_offered_is_told(client):
    open_document(client)
    page = read(client.post(ADDRESS, {"worse": "1234", "who": "nobody"}))
    assert page.title.get_text().startswith("Error: ")
    link = page.select_one(".nhsuk-error-summary a")
    assert link["href"] == "#worse"
    assert "choose one of the answers shown" in link.get_text()
    assert page.select("input[checked]")[0]["value"] == "nobody"
    assert get_understanding(client.session) is None


def test_whoever_sees_less_is_asked_first(client):
    open_document(client, detail=LESS)
    assert client.get(ADDRESS).headers["Location"] == "/ready/?next=understanding"
