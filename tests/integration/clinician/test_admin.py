"""Staff read kept results and the evidence; nobody edits them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client

from decisionaid.clinician.models import AuditEvent
from decisionaid.clinician.roles import Role, list_roles
from decisionaid.summaries.actions import create_saved_comparison
from decisionaid.summaries.models import SavedComparison
from riskmodel import interface
from tests.factories import comparison_document, lifelike_document
from tests.staff import add_app, make_account, make_client

pytestmark = pytest.mark.django_db

INDEX = "/clinician/admin/"
EVIDENCE = "/clinician/admin/evidence/"
LIST = "/clinician/admin/summaries/savedcomparison/"
ACCOUNTS = "/clinician/admin/auth/user/"


@pytest.fixture
def administrator() -> Client:
    return make_client(Role.ADMINISTRATOR)


@pytest.fixture
def superuser() -> Client:
    return make_client(name="root", is_superuser=True)


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


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.REVIEWER])
def test_who_does_not_administer_is_refused(role, addresses):
    client = make_client(role)
    for address in addresses:
        assert client.get(address).status_code == 403


def test_staff_of_django_alone_are_no_administrators(addresses):
    client = make_client(is_staff=True)
    for address in addresses:
        assert client.get(address).status_code == 403


def test_an_administrator_reads_everything(administrator, addresses):
    for address in addresses:
        assert administrator.get(address).status_code == 200


def test_the_index_leads_to_all(administrator, saved):
    page = BeautifulSoup(administrator.get(INDEX).content, "html.parser")
    links = {link.get("href") for link in page.find_all("a")}
    assert {EVIDENCE, LIST, ACCOUNTS} <= links


def test_an_apps_own_index_has_only_its_tables(administrator, saved):
    page = BeautifulSoup(
        administrator.get("/clinician/admin/summaries/").content, "html.parser"
    )
    assert [link["href"] for link in page.select("#content-main th a")] == [LIST]


def test_the_list_tells_when_which_release_course_and_edss(administrator, saved):
    row = BeautifulSoup(administrator.get(LIST).content, "html.parser").select_one(
        "tbody tr"
    )
    assert saved.release_id in row.text
    assert "RRMS" in row.text
    assert "3.5" in row.text


def test_the_list_takes_as_many_queries_for_many_results(
    administrator, saved, django_assert_max_num_queries
):
    for seed in range(20):
        create_saved_comparison(
            answers={}, document=comparison_document(seed), now=datetime.now(UTC)
        )
    # one of them asks which release is in use
    with django_assert_max_num_queries(10):
        assert administrator.get(LIST).status_code == 200


def test_a_result_shows_the_persons_numbers_and_no_hash(administrator, saved):
    response = administrator.get(f"{LIST}{saved.pk}/change/")
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
def test_any_document_can_be_shown(administrator, seed):
    create_saved_comparison(
        answers={},
        document=comparison_document(
            seed, horizons=(1, 15), profile={"edss_low": 2.0, "edss_high": 4.0}
        ),
        now=datetime.now(UTC),
    )
    saved = SavedComparison.objects.get()
    assert administrator.get(f"{LIST}{saved.pk}/change/").status_code == 200


@pytest.mark.parametrize("who", ["administrator", "superuser"])
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


def test_an_administrator_withdraws_after_confirming(administrator, saved):
    asked = withdraw(administrator, saved)
    assert "Withdraw kept results?" in asked.content.decode()
    saved.refresh_from_db()
    assert saved.withdrawn_at is None
    done = withdraw(administrator, saved, confirmed="yes")
    assert "1 result withdrawn." in done.content.decode()
    saved.refresh_from_db()
    assert saved.document == ""
    assert "withdrawn" in administrator.get(LIST).content.decode()
    page = administrator.get(f"{LIST}{saved.pk}/change/").content.decode()
    assert "Withdrawn: nothing is kept." in page
    history = administrator.get(f"{LIST}{saved.pk}/history/").content.decode()
    assert "Withdrawn." in history
    assert acts() == [
        ("withdraw", f"kept result {saved.pk}"),
        ("view", f"kept result {saved.pk}"),
    ]


def acts() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.order_by("id").values_list("act", "object"))


def test_looking_at_a_result_leaves_a_row(administrator, saved):
    administrator.get(f"{LIST}{saved.pk}/change/")
    event = AuditEvent.objects.get()
    assert (event.act, event.object) == ("view", f"kept result {saved.pk}")
    assert event.actor_name == "administrator"


def test_an_administrator_makes_an_account_with_roles(administrator):
    group = Group.objects.get_or_create(name=Role.CLINICIAN)[0]
    sent = {"username": "new", "groups": [group.pk]}
    response = administrator.post(f"{ACCOUNTS}add/", sent)
    assert response.status_code == 302, response.context["errors"]
    made = User.objects.get(username="new")
    assert response["Location"] == f"{ACCOUNTS}{made.pk}/password/"
    assert list_roles(made) == {Role.CLINICIAN}
    assert acts() == [("create", f"account {made.pk}")]


def test_no_two_names_differ_in_case_alone(administrator):
    make_account("Someone")
    response = administrator.post(f"{ACCOUNTS}add/", {"username": "someone"})
    assert "already exists" in response.content.decode()


def test_a_change_of_an_account_names_the_fields_and_no_values(administrator):
    user = make_account("someone")
    sent = {"username": "someone", "first_name": "Nobody's name"}
    assert administrator.post(f"{ACCOUNTS}{user.pk}/change/", sent).status_code == 302
    user.refresh_from_db()
    assert (user.first_name, user.is_active) == ("Nobody's name", False)
    event = AuditEvent.objects.get()
    assert (event.act, event.object) == ("change", f"account {user.pk}")
    assert event.details == {"fields": ["First name", "Active"]}


def test_a_lost_factor_is_removed_and_the_row_says_so(administrator):
    user = make_account("someone")
    add_app(user)
    sent = {"action": "remove_second_factors", "_selected_action": [user.pk]}
    administrator.post(ACCOUNTS, sent)
    assert not Authenticator.objects.exists()
    event = AuditEvent.objects.latest("id")
    assert (event.actor_name, event.object) == ("administrator", f"account {user.pk}")
    assert event.details == {"removed": "totp"}


def test_no_account_is_deleted(administrator, superuser):
    user = make_account("someone")
    for client in (administrator, superuser):
        address = f"{ACCOUNTS}{user.pk}/delete/"
        assert client.post(address, {"post": "yes"}).status_code == 403
        chosen = {"action": "delete_selected", "_selected_action": user.pk}
        client.post(ACCOUNTS, chosen | {"post": "yes"})
    assert User.objects.filter(pk=user.pk).exists()


def test_an_administrator_makes_nobody_a_superuser(administrator, superuser):
    user = make_account("someone")
    sent = {"username": "someone", "is_active": "on", "is_superuser": "on"}
    administrator.post(f"{ACCOUNTS}{user.pk}/change/", sent | {"is_staff": "on"})
    user.refresh_from_db()
    assert not user.is_superuser
    root = User.objects.get(username="root")
    assert administrator.post(f"{ACCOUNTS}{root.pk}/change/", sent).status_code == 403
    assert administrator.post(f"{ACCOUNTS}{root.pk}/password/").status_code == 403


def test_the_evidence_lists_every_parameter_and_source(administrator):
    page = BeautifulSoup(administrator.get(EVIDENCE).content, "html.parser")
    release = interface.evidence_release()
    assert release.id in page.text
    assert release.digest in page.text
    listed = {code.text for code in page.select("tbody code")}
    assert {p.id for p in interface.parameters()} <= listed
    assert {s.id for s in interface.sources()} <= listed


def test_the_evidence_is_for_reading(administrator):
    assert administrator.post(EVIDENCE).status_code == 405
