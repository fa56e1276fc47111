"""Those who run the site see how much and how fast, and nothing of anybody."""

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from tests.integration.frame.processes import serve
from tests.integration.frame.test_start import ask, database, port  # noqa: F401

pytestmark = pytest.mark.django_db

TOKEN = "only-for-tests"


def read(text: str) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def show(client: Client, settings) -> dict[tuple[str, ...], float]:
    settings.METRICS_TOKEN = TOKEN
    headers = {"authorization": f"Bearer {TOKEN}"}
    response = client.get("/metrics", headers=headers)
    assert response.status_code == 200
    return read(response.text)


@pytest.mark.parametrize("shown", ["", "Bearer ", "Bearer wrong", TOKEN])
@pytest.mark.parametrize("token", ["", TOKEN])
def test_without_the_token_there_is_no_such_page(client, settings, shown, token):
    settings.METRICS_TOKEN = token
    headers = {"authorization": shown} if shown else {}
    assert client.get("/metrics", headers=headers).status_code == 404


def test_requests_are_counted_by_the_name_of_their_address(client, settings):
    name = ("aid_requests_total", "302", "POST", "questionnaire:question")
    before = show(client, settings).get(name, 0)
    client.post("/questions/course/", {"course": "rrms"})
    client.post("/questions/sex/", {"sex": "female"})
    assert show(client, settings)[name] == before + 2


def test_a_strange_address_or_method_makes_no_new_label(client, settings):
    client.generic("MARKER", "/marker/?marker=marker")
    shown = show(client, settings)
    assert ("aid_requests_total", "", "404", "other") in shown
    assert "marker" not in str(shown).lower()


def test_the_counts_of_all_workers_are_added_up(database, port):  # noqa: F811
    with serve(port, DATABASE_URL=database, METRICS_TOKEN=TOKEN):
        for _ in range(20):
            assert ask(port, "GET", "/about/")[0] == 200
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        shown = {
            ask(port, "GET", "/metrics", headers=bearer)[2].decode() for _ in range(6)
        }
        counted = [read(text) for text in shown]
    about = [name for name in counted[0] if "about" in str(name) and "total" in name[0]]
    assert about
    assert {counts[about[0]] for counts in counted} == {20.0}
