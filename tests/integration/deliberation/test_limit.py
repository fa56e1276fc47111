"""The own limit through its page: buttons only, and the numbers of the results."""

import copy
import re

import pytest

from decisionaid.core.answers import LESS, get_limit_run, get_own_limit, save_page
from decisionaid.core.own_limit import LADDER, MOST_QUESTIONS, STARTS
from tests.factories import lifelike_document
from tests.integration.deliberation.people import (
    TREATED,
    open_document,
    read,
    read_words,
)
from tests.integration.questionnaire.test_hostile import NASTY

pytestmark = pytest.mark.django_db

ADDRESS = "/limit/"


def press(client, **data):
    """Press a button; give the page it leads to."""
    return client.post(ADDRESS, data, follow=True)


def start(client, comparator="natalizumab"):
    return press(client, action="start", comparator=comparator)


def read_deaths(response):
    cell = read(response).select_one(".app-trade__supposed").parent
    return int(cell.get_text().split()[0])


def take(client, response, *, transplant):
    number = read(response).select_one("input[name=number]")["value"]
    side = "ahsct" if transplant else get_limit_run(client.session)["comparator"]
    return press(client, action="choose", number=number, take=side)


def answer_all(client, limit):
    """Answer by a true limit; give the last page and how many questions came."""
    response, count = start(client), 0
    while read(response).select_one("input[name=number]"):
        response = take(client, response, transplant=read_deaths(response) <= limit)
        count += 1
    return response, count


def test_every_option_but_the_transplant_can_be_weighed_against_it(client):
    open_document(client)
    page = read(client.get(ADDRESS))
    offered = {button["value"] for button in page.select("button[name=comparator]")}
    assert offered == {"no_dmt", "natalizumab", "alemtuzumab"}
    assert page.find("a", string="Skip this step")["href"] == "/understanding/"


def test_the_offer_is_in_the_numbers_of_the_results(client):
    open_document(client)
    words = read(client.get("/results/?years=5")).select("[data-number]")
    results = {one["data-number"]: one.get_text() for one in words}
    offer = read(start(client)).select(".app-trade [data-number]")
    assert {one["data-number"] for one in offer} >= {
        "natalizumab.5.worse.mean",
        "ahsct.5.worse.mean",
        "natalizumab.5.died_treatment.mean",
    }
    for one in offer:
        assert one.get_text() == results[one["data-number"]]


@pytest.mark.parametrize("limit", [0, 6, 25, 180, 999])
def test_it_finds_the_limit_within_six_questions(client, limit):
    open_document(client)
    response, count = answer_all(client, limit)
    assert count <= MOST_QUESTIONS
    found = get_own_limit(client.session)
    accepted = [deaths for deaths in LADDER if deaths <= limit]
    assert found["accepts"] == (accepted[-1] if accepted else None)
    assert found["consistent"] is True
    assert found["worse"] == {"natalizumab": 230, "ahsct": 150}
    assert "does not say what to choose" in read_words(response)


def test_the_limit_stands_beside_estimate_and_level_of_the_results(client):
    open_document(client)
    results = {
        one["data-number"]: one.get_text()
        for address in ("/results/?years=5", "/results/level/?years=5")
        for one in read(client.get(address)).select("[data-number]")
    }
    page = read(answer_all(client, 25)[0])
    shown = {one["data-number"]: one.get_text() for one in page.select("[data-number]")}
    assert "ahsct.5.died_treatment.mean" in shown
    assert "break_even.natalizumab.5.dead_or_worse.mean" in shown
    for name, text in shown.items():
        assert text == results[name], name


def test_a_level_that_many_tries_lack_is_on_no_ladder(client):
    document = lifelike_document()
    entry = document["break_even"]["natalizumab"]["dead_or_worse"]["5"]
    entry["no_tie"] = 0.4
    open_document(client, document)
    response = answer_all(client, 25)[0]
    assert "come out level is not known for people like you" in read_words(response)
    page = read(response)
    assert page.select_one("[data-track=level]") is None
    assert page.select_one("[data-track=estimate]") is not None


def test_the_ladder_and_its_table_say_the_same(client):
    open_document(client)
    page = read(answer_all(client, 25)[0])
    rows = {
        row.th.get_text(): row.td.get_text()
        for row in page.select(".app-ladder-table tr")
    }
    assert rows["Your own limit"] == "between 20 and 30"
    bands = {band["data-track"]: band for band in page.select("[data-lower]")}
    assert (bands["limit"]["data-lower"], bands["limit"]["data-upper"]) == ("20", "30")
    for track, name in (("estimate", "Today's estimate"), ("level", "Comes out level")):
        best = page.select_one(f"[data-best][data-track={track}]")["data-best"]
        band = bands[track]
        assert rows[name] == (
            f"{best}, range {band['data-lower']} to {band['data-upper']}"
        )


def test_r05_what_is_supposed_is_told_from_both_sides(client):
    open_document(client)
    supposed = r"Suppose ([\d,]+) of 1,000 people died\b.*? ([\d,]+) did not"
    sides = re.search(supposed, read_words(start(client))).groups()
    assert sum(int(side.replace(",", "")) for side in sides) == 1000


def test_contradicting_oneself_is_told(client):
    open_document(client)
    response = start(client)
    seen = {}
    while read(response).select_one("input[name=number]"):
        deaths = read_deaths(response)
        wants = deaths <= 25 if deaths not in seen else not seen[deaths]
        seen[deaths] = wants
        response = take(client, response, transplant=wants)
    assert get_own_limit(client.session)["consistent"] is False
    assert "One number came twice" in read_words(response)


def test_the_start_differs_and_is_in_no_address(client):
    open_document(client)
    starts = set()
    for _ in range(40):
        response = start(client)
        assert response.redirect_chain == [(ADDRESS, 302)]
        starts.add(read_deaths(response))
        press(client, action="again")
    assert len(starts) > 1
    assert starts <= {LADDER[place] for place in STARTS}


def test_every_question_lets_one_rather_not_say(client):
    open_document(client)
    response = start(client)
    while read(response).select_one("input[name=number]"):
        assert read(response).find("button", string="I would rather not say")
        response = take(client, response, transplant=True)
    start(client)
    response = client.post(ADDRESS, {"action": "stop"})
    assert response.headers["Location"] == "/understanding/"
    assert get_limit_run(client.session) is None
    assert get_own_limit(client.session) is None


def test_back_takes_one_answer_back_and_then_the_choice_itself(client):
    open_document(client)
    first = start(client)
    take(client, first, transplant=True)
    assert read_deaths(press(client, action="back")) == read_deaths(first)
    page = read(press(client, action="back"))
    assert page.select("button[name=comparator]")
    assert read(press(client, action="back")).select("button[name=comparator]")


def test_going_back_in_the_browser_answers_the_earlier_question_anew(client):
    open_document(client)
    first = start(client)
    take(client, take(client, first, transplant=True), transplant=False)
    press(client, action="choose", number="1", take="natalizumab")
    assert get_limit_run(client.session)["given"] == [False]


def test_sending_a_question_twice_keeps_one_answer(client):
    open_document(client)
    first = start(client)
    for _ in range(2):
        take(client, first, transplant=True)
    assert get_limit_run(client.session)["given"] == [True]


def test_a_question_that_is_not_open_changes_nothing(client):
    open_document(client)
    start(client)
    press(client, action="choose", number="5", take="ahsct")
    assert get_limit_run(client.session)["given"] == []


def test_where_nothing_is_known_nothing_is_asked(client):
    open_document(client, lifelike_document(not_estimable=TREATED))
    response = client.get(ADDRESS)
    assert not read(response).select("button[name=comparator]")
    assert "nobody knows these numbers" in read_words(response)
    response = start(client)
    assert response.status_code == 200
    assert get_limit_run(client.session) is None


def test_where_there_is_nothing_to_gain_nothing_is_asked(client):
    document = copy.deepcopy(lifelike_document())
    options = document["options"]
    for horizon in options["ahsct"]["horizons"]:
        options["ahsct"]["horizons"][horizon]["outcomes"] = copy.deepcopy(
            options["natalizumab"]["horizons"][horizon]["outcomes"]
        )
    open_document(client, document)
    page = read(client.get(ADDRESS))
    offered = [button["value"] for button in page.select("button[name=comparator]")]
    assert offered == ["no_dmt"]
    assert "leaves no fewer people more disabled" in page.get_text()


def test_other_answers_make_it_another_question(client):
    open_document(client)
    answer_all(client, 25)
    session = client.session
    save_page(session, "age", {"age": 51})
    session.save()
    assert get_own_limit(client.session) is None


def test_other_numbers_end_an_open_run(client):
    document = open_document(client)
    start(client)
    changed = copy.deepcopy(document)
    outcomes = changed["options"]["ahsct"]["horizons"]["5"]["outcomes"]
    outcomes["worse"]["mean"] -= 0.05
    outcomes["same"]["mean"] += 0.05
    session = client.session
    session["comparison"] = {**session["comparison"], "document": changed}
    session.save()
    assert read(client.get(ADDRESS)).select("button[name=comparator]")


@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
@pytest.mark.parametrize("field", ["action", "comparator", "number", "take"])
def test_nothing_makes_it_fail(client, nasty, field):
    open_document(client)
    good = {"comparator": "natalizumab", "number": "1", "take": "ahsct"}
    for action in ("start", "choose"):
        data = {**good, "action": action, field: nasty}
        response = client.post(ADDRESS, data)
        assert response.status_code in (200, 302)
        assert b"<script>alert" not in response.content


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"comparator": "placebo"}, "Choose one of the buttons: "),
        ({}, "Choose one of the buttons: "),
    ],
)
def test_a_comparator_that_is_not_offered_is_told(client, data, message):
    open_document(client)
    page = read(client.post(ADDRESS, data))
    assert page.title.get_text().startswith("Error: ")
    link = page.select_one(".nhsuk-error-summary a")
    assert link.get_text().startswith(message)
    assert page.find(id=link["href"][1:])


def test_an_answer_without_a_side_is_told_and_nothing_is_lost(client):
    open_document(client)
    first = start(client)
    take(client, first, transplant=True)
    page = read(client.post(ADDRESS, {"action": "choose", "number": "2"}))
    link = page.select_one(".nhsuk-error-summary a")
    assert link.get_text().startswith("Choose one of the two buttons")
    assert page.find(id=link["href"][1:])
    assert get_limit_run(client.session)["given"] == [True]


def test_whoever_sees_less_is_asked_first(client):
    open_document(client, detail=LESS)
    assert client.get(ADDRESS).headers["Location"] == "/ready/?next=limit"
    response = client.post("/ready/?next=limit", {"choice": "yes"})
    assert response.headers["Location"] == ADDRESS
