"""Figures are held against their papers: signed off, disputed, resolved."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from decisionaid.clinician.models import AuditEvent
from decisionaid.clinician.roles import Role
from decisionaid.evidence_desk.models import Check, Discrepancy
from decisionaid.evidence_desk.selectors import list_figures
from riskmodel import interface
from tests.staff import make_client, sign_in

pytestmark = pytest.mark.django_db

DESK = "/clinician/evidence/"
FIGURE = f"{DESK}figures/improved_ahsct/"
CHECK = {"compared": "Table 2, the three cohorts", "note": "Read twice."}
DISPUTE = {"paper_says": "31 of 100", "place": "Table 3", "note": ""}


def read(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def read_states(client, **asked: str) -> dict[str, str]:
    page = BeautifulSoup(client.get(DESK, asked).content, "html.parser")
    return {
        row.select_one("a")["href"].split("/")[-2]: row.select("td")[-1].text
        for row in page.select(".app-data tbody tr")
    }


def list_acts() -> list[tuple[str, str, str]]:
    rows = AuditEvent.objects.order_by("id")
    return list(rows.values_list("actor_name", "act", "object"))


def test_every_figure_of_the_release_is_listed_with_its_state(client):
    ids = [one.id for one in list_figures(interface.evidence_release())]
    states = read_states(client)
    assert list(states) == ids
    assert len(interface.parameters()) < len(ids)
    assert set(states.values()) == {"not checked"}


def test_the_list_is_searched_by_words_and_state(client):
    client.post(f"{FIGURE}check/", CHECK)
    assert read_states(client, state="checked") == {"improved_ahsct": "checked"}
    assert "improved_ahsct" not in read_states(client, state="not_checked")
    found = read_states(client, words="Mancardi_2012")
    assert "improved_ahsct" in found
    assert "share_women" not in found
    assert read_states(client, state="nonsense") == {}


@pytest.mark.parametrize(
    "figure", list_figures(interface.evidence_release()), ids=lambda one: one.id
)
def test_every_figure_has_a_page_with_its_publications(client, figure):
    page = read(client, f"{DESK}figures/{figure.id}/")
    assert page.h1.text == figure.label
    cited = {source.id: source.citation for source in interface.sources()}
    for id in figure.source_ids:
        assert cited[id] in page.text


def test_a_figure_stands_above_its_studies_and_their_disagreements(client):
    page = read(client, f"{DESK}figures/ahsct_worsening_hr/")
    drawn = [line.text for line in page.select(".app-forest__line text")]
    listed = page.select_one("h2#studies-of-it").find_next("table").text
    studies = [
        one for one in interface.effects() if "ahsct" in (one.option, one.against)
    ]
    assert {one.kind for one in studies} == {"comparison", "cohort"}
    for one in studies:
        assert one.label in listed
        is_drawn = any(label.startswith(one.label) for label in drawn)
        assert is_drawn == (one.kind == "comparison")
    about = [one for one in interface.conflicts() if "ahsct_worsening_hr" in one.about]
    for one in about:
        assert one.decision in page.text
    assert "8 of 281 died" in read(client, f"{DESK}figures/trm_intercept/").text


def test_what_people_see_that_rests_on_a_figure_is_told(client):
    rests = read(client, f"{DESK}figures/alemtuzumab_treatment_death/").text
    words = interface.explain("alemtuzumab.5.died_treatment.mean").words
    assert words in rests
    assert words not in read(client, f"{DESK}figures/trm_intercept/").text


def test_a_figure_is_signed_off_by_name_and_date_for_this_release(client):
    assert client.post(f"{FIGURE}check/", CHECK)["Location"] == FIGURE
    check = Check.objects.get()
    assert check.by.username == "ann"
    assert check.digest == interface.evidence_release().digest
    history = read(client, FIGURE).select("#history ~ div tbody tr")
    assert len(history) == 1
    for words in ("ann", f"{check.at:%Y}", "Table 2, the three cohorts", "Read twice."):
        assert words in history[0].text
    assert list_acts() == [("ann", "review", "figure improved_ahsct")]


def test_what_was_compared_has_to_be_said(client):
    response = client.post(f"{FIGURE}check/", {"compared": " ", "note": "kept"})
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one(".nhsuk-error-summary a")["href"] == "#compared"
    assert "kept" in page.select_one("#note").text
    assert not Check.objects.exists()


def test_a_disputed_figure_is_open_until_it_is_resolved_with_a_reason(client, ben):
    client.post(f"{FIGURE}check/", CHECK)
    client.post(f"{FIGURE}discrepancy/", DISPUTE)
    assert read_states(client)["improved_ahsct"] == "discrepancy open"
    address = read(client, FIGURE).find("a", string="Resolve it")["href"]
    second = sign_in(ben)
    assert second.post(address, {"reason": ""}).status_code == 200
    assert Discrepancy.objects.get().resolved_at is None
    assert second.post(address, {"reason": "A misprint"})["Location"] == FIGURE
    assert read_states(client)["improved_ahsct"] == "checked"
    assert "A misprint" in read(client, FIGURE).text
    again = second.post(address, {"reason": "Another"})
    assert again.status_code == 409
    assert Discrepancy.objects.get().reason == "A misprint"
    assert [act[:2] for act in list_acts()] == [
        ("ann", "review"),
        ("ann", "review"),
        ("ben", "review"),
    ]


def test_clinicians_read_and_have_no_way_to_write():
    clinician = make_client(Role.CLINICIAN)
    page = read(clinician, FIGURE)
    assert not page.select(".app-desk-acts")
    for address in ("check/", "discrepancy/"):
        assert clinician.post(f"{FIGURE}{address}", CHECK | DISPUTE).status_code == 403
    assert not Check.objects.exists()
    assert not Discrepancy.objects.exists()


def test_a_figure_that_is_not_in_the_release_has_no_page(client):
    for address in ("", "check/", "discrepancy/"):
        assert client.get(f"{DESK}figures/nonsense/{address}").status_code == 404
