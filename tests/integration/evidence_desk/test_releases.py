"""A release is proposed, run dry, approved by a second person, and gone back from."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from decisionaid.clinician.models import AuditEvent
from decisionaid.evidence_desk import actions
from decisionaid.evidence_desk.models import Discrepancy, Proposal
from decisionaid.releases.actions import DecidedMeanwhile, put_in_use
from decisionaid.releases.models import ReleaseInUse
from decisionaid.releases.selectors import get_in_use
from riskmodel import interface
from riskmodel.evidence import registry
from tests.answers_factory import answer_all
from tests.releases import SECOND, forget, replace
from tests.staff import sign_in

pytestmark = pytest.mark.django_db

DESK = "/clinician/evidence/"
RELEASES = f"{DESK}releases/"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def newest() -> str:
    return interface.evidence_release().id


def propose(client: Client, **more: object) -> str:
    response = client.post(
        f"{RELEASES}propose/", {"release": SECOND, "reasons": "A newer paper", **more}
    )
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


@pytest.fixture
def proposed(client, second, small_panel) -> str:
    """Give the address of a proposal that was run dry."""
    address = propose(client)
    assert client.post(f"{address}dry-run/")["Location"] == address
    return address


def read_title(response) -> str:
    return BeautifulSoup(response.content, "html.parser").h1.text


def get_patients_release() -> str:
    """Give the release that a person's numbers are told to come from."""
    patient = Client()
    answer_all(patient)
    patient.post("/ready/", {"choice": "yes"})
    page = BeautifulSoup(patient.get("/results/").content, "html.parser")
    return page.select_one(".app-release").text


def test_where_nobody_has_decided_the_newest_of_the_files_is_used(second, newest):
    assert get_in_use().release.id == newest
    assert not get_in_use().decided
    assert newest in get_patients_release()


def test_from_proposal_to_use_and_back(proposed, client, ben, administrator, newest):
    second_person = sign_in(ben)
    assert second_person.post(f"{proposed}approve/")["Location"] == RELEASES
    assert get_in_use().release.id == SECOND
    assert SECOND in get_patients_release()
    admin = sign_in(administrator)
    sent = {"release": newest, "reason": "A mistake"}
    assert admin.post(f"{RELEASES}roll-back/", sent)["Location"] == RELEASES
    assert get_in_use().release.id == newest
    assert newest in get_patients_release()
    rows = AuditEvent.objects.order_by("id").values_list("actor_name", "act")
    assert list(rows) == [
        ("ann", "propose"),
        ("ann", "dry_run"),
        ("ben", "approve"),
        ("ada", "roll_back"),
    ]
    # And forward again, as it was approved.
    assert admin.post(f"{RELEASES}roll-back/", {**sent, "release": SECOND})
    assert get_in_use().release.id == SECOND


def test_a_persons_comparison_keeps_the_release_it_says(proposed, ben, newest):
    patient = Client()
    answer_all(patient)
    patient.post("/ready/", {"choice": "yes"})
    patient.get("/results/")
    before = patient.session["comparison"]["document"]["release"]["id"]
    sign_in(ben).post(f"{proposed}approve/")
    assert before == newest
    assert patient.session["comparison"]["document"]["release"]["id"] == newest
    # Looked at again, the numbers and the release they name change together.
    patient.get("/results/")
    assert patient.session["comparison"]["document"]["release"]["id"] == SECOND


def test_the_dry_run_keeps_both_digests_and_says_who_changes(proposed, client, newest):
    proposal = Proposal.objects.get()
    assert proposal.live_digest == interface.evidence_release().digest
    assert proposal.digest == interface.evidence_release(release=SECOND).digest
    page = BeautifulSoup(client.get(proposed).content, "html.parser")
    deaths = page.select_one("#counts-died_treatment").find_parent("table")
    cells = {
        row.th.text: [int(cell.text) for cell in row.select("td")]
        for row in deaths.select("tbody tr")
    }
    heads = [head.text for head in deaths.select("thead th")[1:]]
    alemtuzumab = heads.index("Alemtuzumab")
    assert cells["1 to 5 more"][alemtuzumab] > 0
    assert cells["the same"][heads.index("Natalizumab")] > 0
    assert sum(row[alemtuzumab] for row in cells.values()) == 4


def test_whoever_proposed_cannot_approve(proposed, client):
    response = client.post(f"{proposed}approve/")
    assert response.status_code == 409
    assert read_title(response) == "A second person is needed"
    assert "Approve: use" not in client.get(proposed).content.decode()
    assert not ReleaseInUse.objects.exists()


def test_a_proposal_that_was_not_run_dry_cannot_be_approved(client, second, ben):
    address = propose(client)
    assert sign_in(ben).post(f"{address}approve/").status_code == 409
    assert not ReleaseInUse.objects.exists()


def test_a_dry_run_of_files_that_changed_since_is_stale(proposed, second, ben):
    replace(second / "limits.toml", "limit_alemtuzumab_age", "40", "41")
    forget()
    browser = sign_in(ben)
    assert "has changed since this dry run" in browser.get(proposed).content.decode()
    response = browser.post(f"{proposed}approve/")
    assert response.status_code == 409
    assert read_title(response) == "The dry run is out of date"
    assert not ReleaseInUse.objects.exists()
    browser.post(f"{proposed}dry-run/")
    assert browser.post(f"{proposed}approve/").status_code == 302


def test_a_dry_run_against_what_is_not_in_use_any_more_is_stale(
    proposed, client, ben, administrator, newest
):
    other = propose(client)
    client.post(f"{other}dry-run/")
    browser = sign_in(ben)
    assert browser.post(f"{other}approve/").status_code == 302
    assert read_title(browser.post(f"{proposed}approve/")).endswith("out of date")
    assert ReleaseInUse.objects.count() == 2


def test_a_proposal_is_approved_once(proposed, ben, administrator):
    assert sign_in(ben).post(f"{proposed}approve/").status_code == 302
    again = sign_in(administrator)
    assert read_title(again.post(f"{proposed}approve/")) == "This has been done"
    assert again.post(f"{proposed}dry-run/").status_code == 409
    assert AuditEvent.objects.filter(act="approve").count() == 1


def test_of_two_who_decide_at_once_the_second_is_refused(second, newest):
    seen = get_in_use()
    release = interface.evidence_release(release=SECOND)
    put_in_use(release, after=seen, now=NOW)
    with pytest.raises(DecidedMeanwhile):
        put_in_use(release, after=seen, now=NOW)
    assert ReleaseInUse.objects.count() == 2


def test_a_release_that_left_the_files_is_not_used(proposed, ben, second, newest):
    sign_in(ben).post(f"{proposed}approve/")
    replace(second / "limits.toml", "limit_alemtuzumab_age", "40", "41")
    forget()
    assert get_in_use().release.id == newest
    assert not get_in_use().decided


def test_a_proposal_names_the_discrepancies_it_answers(client, second, ann):
    one = actions.raise_discrepancy(
        figure_id="improved_ahsct",
        by=ann,
        said={"paper_says": "31 of 100", "place": "Table 3", "note": ""},
        now=NOW,
    )
    address = propose(client, answers=[one.pk])
    assert list(Proposal.objects.get().answers.all()) == [one]
    assert "improved_ahsct" in client.get(address).content.decode()
    assert Discrepancy.objects.get().resolved_at is None


def test_a_proposal_is_withdrawn_by_its_proposer(proposed, client, ben):
    second_person = sign_in(ben)
    refused = second_person.post(f"{proposed}withdraw/")
    assert (refused.status_code, read_title(refused)) == (
        409,
        "This is somebody else's proposal",
    )
    assert "Withdraw this proposal" not in second_person.get(proposed).content.decode()
    assert "Withdraw this proposal" in client.get(proposed).content.decode()
    assert client.post(f"{proposed}withdraw/")["Location"] == proposed
    page = client.get(proposed).content.decode()
    assert "Withdrawn" in page
    assert "Run it dry" not in page
    assert "withdrawn" in client.get(RELEASES).content.decode()
    refused = second_person.post(f"{proposed}approve/")
    assert read_title(refused) == "This proposal was withdrawn"
    for again in ("withdraw", "dry-run"):
        assert read_title(client.post(f"{proposed}{again}/")) == "This has been done"
    assert not ReleaseInUse.objects.exists()
    row = AuditEvent.objects.first()
    assert (row.actor_name, row.act) == ("ann", "withdraw")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"release": SECOND, "reasons": ""}, "reasons"),
        ({"release": "1999", "reasons": "Why"}, "release"),
        ({"release": "in use", "reasons": "Why"}, "release"),
        ({"release": SECOND, "reasons": "Why", "answers": "77"}, "answers"),
    ],
)
def test_a_proposal_with_errors_says_which(client, second, newest, sent, field):
    sent = {**sent, "release": sent["release"].replace("in use", newest)}
    response = client.post(f"{RELEASES}propose/", sent)
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one(".nhsuk-error-summary a")["href"] == f"#{field}"
    assert not Proposal.objects.exists()


def test_with_one_release_nothing_can_be_proposed(client, monkeypatch, tmp_path):
    monkeypatch.setattr(registry, "ARCHIVE", tmp_path)
    page = client.get(f"{RELEASES}propose/").content.decode()
    assert "no other release" in page
    assert "Propose it" not in page
