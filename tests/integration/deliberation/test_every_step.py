"""No path shows a figure of death before it was asked for: every address, every state.

The addresses come from the site's own list, so that a page added tomorrow is tried too.
"""

import re
from urllib.parse import urljoin

import pytest

from decisionaid.core.answers import (
    LESS,
    save_limit_run,
    save_page,
    save_sure,
    save_values,
    set_ready,
    set_ready_to_read,
)
from decisionaid.core.steps import Step, reach
from tests.answers_factory import build_answers
from tests.factories import lifelike_document
from tests.integration.deliberation.people import read
from tests.pdf_reading import read_pages
from tests.results_pages import open_session
from tests.rules.walk import list_routes

pytestmark = pytest.mark.django_db

#: Ids of numbers that tell of people who died.
DEATH = re.compile(r"died|death|mortality|break_even")
#: The same in words: a count, and dying within the same sentence.
DEATH_IN_WORDS = re.compile(
    r"\d[\d,]* of 1,000[^.]*\bd(ie|ied|ying|eaths?)\b"
    r"|\bd(ie|ied|ying|eaths?)\b[^.]*\d[\d,]* of 1,000",
    re.IGNORECASE,
)
#: On the printed sheet a table says of whom, and by when.
DEATH_IN_PRINT = re.compile(
    rf"{DEATH_IN_WORDS.pattern}|died because of|dying because of|come out level over",
    re.IGNORECASE,
)
#: Not the person's pages: files, and staff's.
ELSEWHERE = ("//", "/static/", "/clinician/", "/account")
ROUTES = sorted(
    {
        *(address for address, _ in list_routes() if "<" not in address),
        *("/sure/before/", "/sure/after/"),
    }
)
RUN = {
    "comparator": "natalizumab",
    "worse": {"natalizumab": 230, "ahsct": 150},
    "start": 8,
    "given": [True],
    "found": None,
}


def answer(session):
    for page, given in build_answers().items():
        save_page(session, page, given)


def nothing(session):
    pass


def some_answers(session):
    save_page(session, "course", {"course": "rrms"})


def all_answers(session):
    answer(session)


def values_given(session):
    answer(session)
    save_values(
        session, {"ratings": {"dying": "very"}, "concerns": "", "questions": ""}
    )


def sure_given(session):
    values_given(session)
    save_sure(session, "before", {"sure": "no"})


def at_the_ready_step(session):
    sure_given(session)
    reach(session, Step.READY)


def later(session):
    at_the_ready_step(session)
    set_ready(session, ready=False)


def taken_back(session):
    answer(session)
    set_ready(session, ready=True)
    reach(session, Step.SUMMARY)
    save_limit_run(session, RUN)
    set_ready(session, ready=False)


def less(session):
    answer(session)
    set_ready(session, ready=True, detail=LESS)


def less_after_everything(session):
    taken_back(session)
    set_ready(session, ready=True, detail=LESS)


#: How a session comes to be, for those who have not asked for deaths.
STATES = [
    nothing,
    some_answers,
    all_answers,
    values_given,
    sure_given,
    at_the_ready_step,
    later,
    taken_back,
    less,
    less_after_everything,
]


@pytest.fixture(autouse=True)
def few_draws(settings):
    settings.COMPARISON_DRAWS = 100


def find_deaths(response):
    """Find figures of death on a page; a redirect has none."""
    if "json" in response.headers.get("Content-Type", ""):
        return ["a figure's data"]
    if "pdf" in response.headers.get("Content-Type", ""):
        words = " ".join(" ".join(read_pages(response.content)).split())
        return [match.group() for match in DEATH_IN_PRINT.finditer(words)]
    page = read(response)
    numbers = [one["data-number"] for one in page.select("[data-number]")]
    found = [number for number in numbers if DEATH.search(number)]
    if page.main is not None:
        words = " ".join(page.main.get_text(" ").split())
        found += [match.group() for match in DEATH_IN_WORDS.finditer(words)]
    return found


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_address_shows_a_death_that_was_not_asked_for(client, state):
    for address in ROUTES:
        for method in (client.get, client.post):
            # Anew each time: a post may have changed it.
            session = client.session
            session.clear()
            state(session)
            session.save()
            response = method(address)
            assert response.status_code in (200, 302, 400, 404, 405), address
            if response.status_code == 200:
                assert not find_deaths(response), (address, method.__name__)


@pytest.mark.parametrize("state", [less, less_after_everything])
def test_no_way_on_asks_who_sees_less_about_deaths_again(client, state):
    """Every link from the numbers, and from each page that they lead to."""
    session = client.session
    state(session)
    set_ready_to_read(session)
    set_ready(session, ready=True, detail=LESS)
    session.save()
    waiting, seen = ["/results/"], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        assert response.status_code == 200, (address, response.get("Location"))
        assert not find_deaths(response), address
        if "html" not in response["Content-Type"]:
            continue
        for link in read(response).select("a[href]"):
            target = urljoin(address, str(link["href"])).split("#")[0]
            asks = "asks first" in link.find_parent().get_text()
            if target.startswith("/") and not target.startswith(ELSEWHERE) and not asks:
                waiting.append(target)
    assert {"/results/living/?years=5", "/results/print/", "/sure/after/"} <= seen
    assert "/results/summary.pdf?years=5" in seen
    assert len(seen) > 40


@pytest.mark.parametrize("ready", [False, True], ids=["before the yes", "after it"])
def test_a_result_opened_by_a_code_asks_anew(client, ready):
    open_session(client, lifelike_document(), ready=ready)
    shown = [address for address in ROUTES if find_deaths(client.get(address))]
    assert bool(shown) is ready, shown


def test_everything_shows_deaths_where_they_belong(client):
    """So that the tests above would see one."""
    open_session(client, lifelike_document())
    for address in (
        *("/results/", "/results/years/", "/results/harms/", "/results/level/"),
        *("/results/print/", "/results/summary.pdf", "/results/figure.json"),
    ):
        assert find_deaths(client.get(address)), address
    session = client.session
    save_limit_run(session, RUN)
    session.save()
    assert find_deaths(client.get("/limit/"))
    response = client.post("/understanding/", {"died": "6"}, follow=True)
    assert find_deaths(response)
