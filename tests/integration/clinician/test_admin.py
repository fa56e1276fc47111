"""Staff read kept results and the evidence; nobody edits them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from decisionaid.summaries.actions import create_saved_comparison
from decisionaid.summaries.models import SavedComparison
from riskmodel import interface
from tests.factories import comparison_document, lifelike_document

pytestmark = pytest.mark.django_db

INDEX = "/clinician/admin/"
EVIDENCE = "/clinician/admin/evidence/"
LIST = "/clinician/admin/summaries/savedcomparison/"


def sign_in(**kind: bool) -> Client:
    user = User.objects.create_user("someone", password="no one signs in by it", **kind)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def staff() -> Client:
    return sign_in(is_staff=True)


@pytest.fixture
def superuser() -> Client:
    return sign_in(is_staff=True, is_superuser=True)


@pytest.fixture
def saved() -> SavedComparison:
    create_saved_comparison(
        answers={"age": {"age": 35}},
        document=lifelike_document(not_estimable=("alemtuzumab",)),
        now=datetime.now(UTC),
    )
    return SavedComparison.objects.get()


@pytest.fixture
def addresses(saved: SavedComparison) -> list[str]:
    one = f"{LIST}{saved.pk}/"
    return [INDEX, EVIDENCE, LIST, f"{one}change/", f"{one}history/"]


def test_the_clinicians_door_leads_to_the_admin():
    assert Client().get("/clinician/")["Location"] == INDEX
    assert reverse("admin:index") == INDEX


def test_a_stranger_is_sent_to_sign_in(addresses):
    for address in addresses:
        response = Client().get(address)
        assert response.status_code == 302
        assert response["Location"].startswith(f"{INDEX}login/?next=")


def test_someone_who_is_not_staff_is_refused(addresses):
    client = sign_in()
    for address in addresses:
        assert client.get(address).status_code == 302


def test_staff_read_everything(staff, addresses):
    for address in addresses:
        assert staff.get(address).status_code == 200


def test_the_index_leads_to_both(staff, saved):
    page = BeautifulSoup(staff.get(INDEX).content, "html.parser")
    links = {link.get("href") for link in page.find_all("a")}
    assert {EVIDENCE, LIST} <= links
    assert "/clinician/admin/auth/user/" not in links


def test_an_apps_own_index_has_only_its_tables(staff, saved):
    page = BeautifulSoup(
        staff.get("/clinician/admin/summaries/").content, "html.parser"
    )
    assert [link["href"] for link in page.select("#content-main th a")] == [LIST]


def test_the_list_tells_when_which_release_course_and_edss(staff, saved):
    row = BeautifulSoup(staff.get(LIST).content, "html.parser").select_one("tbody tr")
    assert saved.release_id in row.text
    assert "RRMS" in row.text
    assert "3.5" in row.text


def test_the_list_takes_as_many_queries_for_many_results(
    staff, saved, django_assert_max_num_queries
):
    for seed in range(20):
        create_saved_comparison(
            answers={}, document=comparison_document(seed), now=datetime.now(UTC)
        )
    with django_assert_max_num_queries(8):
        assert staff.get(LIST).status_code == 200


def test_a_result_shows_the_persons_numbers_and_no_hash(staff, saved):
    response = staff.get(f"{LIST}{saved.pk}/change/")
    text = response.content.decode()
    assert saved.code_hash not in text
    page = BeautifulSoup(text, "html.parser")
    document = saved.read_document()
    worse = document["options"]["ahsct"]["horizons"]["5"]["outcomes"]["worse"]
    shown = page.select_one('[data-number="ahsct.5.worse.mean"]')
    assert float(shown["data-value"]) == worse["mean"]
    assert "not known" in page.text
    assert not page.select(
        "input[type=text], textarea, select[name]:not([name=action])"
    )


@pytest.mark.parametrize("seed", range(8))
def test_any_document_can_be_shown(staff, seed):
    create_saved_comparison(
        answers={},
        document=comparison_document(
            seed, horizons=(1, 15), profile={"edss_low": 2.0, "edss_high": 4.0}
        ),
        now=datetime.now(UTC),
    )
    saved = SavedComparison.objects.get()
    assert staff.get(f"{LIST}{saved.pk}/change/").status_code == 200


@pytest.mark.parametrize("who", ["staff", "superuser"])
def test_nobody_edits_adds_or_deletes(who, saved, request):
    client = request.getfixturevalue(who)
    before = SavedComparison.objects.values().get()
    for address in (f"{LIST}add/", f"{LIST}{saved.pk}/delete/"):
        assert client.get(address).status_code == 403
        assert client.post(address, {"post": "yes"}).status_code == 403
    assert client.post(f"{LIST}{saved.pk}/change/", {"document": ""}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": saved.pk})
    assert SavedComparison.objects.values().get() == before


def withdraw(client: Client, saved: SavedComparison, **more: str):
    chosen = {"action": "withdraw", "_selected_action": saved.pk}
    return client.post(LIST, chosen | more, follow=True)


def test_staff_without_the_permission_withdraw_nothing(staff, saved):
    withdraw(staff, saved, confirmed="yes")
    saved.refresh_from_db()
    assert saved.withdrawn_at is None


def test_staff_with_the_permission_withdraw_after_confirming(staff, saved):
    permission = Permission.objects.get(codename="withdraw_savedcomparison")
    User.objects.get().user_permissions.add(permission)
    asked = withdraw(staff, saved)
    assert "Withdraw kept results?" in asked.content.decode()
    saved.refresh_from_db()
    assert saved.withdrawn_at is None
    done = withdraw(staff, saved, confirmed="yes")
    assert "1 result withdrawn." in done.content.decode()
    saved.refresh_from_db()
    assert saved.document == ""
    assert "withdrawn" in staff.get(LIST).content.decode()
    page = staff.get(f"{LIST}{saved.pk}/change/").content.decode()
    assert "Withdrawn: nothing is kept." in page
    assert "Withdrawn." in staff.get(f"{LIST}{saved.pk}/history/").content.decode()


def test_superusers_manage_staff_and_groups(superuser):
    assert superuser.get("/clinician/admin/auth/user/add/").status_code == 200
    assert superuser.get("/clinician/admin/auth/group/").status_code == 200


def test_other_staff_do_not(staff):
    assert staff.get("/clinician/admin/auth/user/").status_code == 403


def test_the_evidence_lists_every_parameter_and_source(staff):
    page = BeautifulSoup(staff.get(EVIDENCE).content, "html.parser")
    release = interface.evidence_release()
    assert release.id in page.text
    assert release.digest in page.text
    listed = {code.text for code in page.select("tbody code")}
    assert {p.id for p in interface.parameters()} <= listed
    assert {s.id for s in interface.sources()} <= listed


def test_the_evidence_is_for_reading(staff):
    assert staff.post(EVIDENCE).status_code == 405
