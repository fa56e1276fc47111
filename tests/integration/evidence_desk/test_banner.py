"""The banner is lifted when everything is checked, by an administrator, not before."""

from __future__ import annotations

import pytest
from django.test import Client

from decisionaid.clinician.models import AuditEvent
from decisionaid.evidence_desk import actions
from decisionaid.evidence_desk.models import Check
from decisionaid.evidence_desk.selectors import list_figures
from decisionaid.releases.actions import put_in_use
from decisionaid.releases.models import ReleaseInUse
from decisionaid.releases.selectors import get_in_use
from riskmodel import interface
from tests.integration.evidence_desk.test_releases import NOW
from tests.releases import SECOND
from tests.staff import sign_in

pytestmark = pytest.mark.django_db

BANNER = "/clinician/evidence/releases/banner/"
SAID = {"paper_says": "31 of 100", "place": "Table 3", "note": ""}


def shows_banner(address: str = "/about/") -> bool:
    return (
        "Not for clinical use: some figures" in Client().get(address).content.decode()
    )


def check_all(by, release: interface.Release, *, but: int = 0) -> None:
    figures = list(list_figures(release))
    Check.objects.bulk_create(
        Check(
            figure_id=one.id,
            release_id=release.id,
            digest=release.digest,
            by=by,
            at=NOW,
            compared="All of it",
        )
        for one in figures[: len(figures) - but]
    )


@pytest.fixture
def admin(administrator) -> Client:
    return sign_in(administrator)


@pytest.fixture
def checked(ann) -> None:
    check_all(ann, interface.evidence_release())


def lift(admin: Client):
    return admin.post(BANNER)


def test_it_stays_while_one_figure_is_not_checked(admin, ann):
    check_all(ann, interface.evidence_release(), but=1)
    assert "Lift the banner" not in admin.get(BANNER).content.decode()
    response = lift(admin)
    assert response.status_code == 409
    assert "Not every figure is checked" in response.content.decode()
    assert shows_banner()


def test_checks_of_another_release_do_not_count(admin, ann, second):
    check_all(ann, interface.evidence_release(release=SECOND))
    assert lift(admin).status_code == 409
    assert shows_banner()


def test_it_stays_while_a_discrepancy_is_open(admin, ann, ben, checked):
    one = actions.raise_discrepancy(
        figure_id="improved_ahsct", by=ann, said=SAID, now=NOW
    )
    assert lift(admin).status_code == 409
    actions.resolve_discrepancy(discrepancy=one, by=ben, reason="A misprint", now=NOW)
    assert lift(admin).status_code == 302
    assert not shows_banner()


def test_it_is_lifted_and_put_back_with_a_row_for_each(admin, checked):
    assert shows_banner()
    assert lift(admin)["Location"] == BANNER
    for address in ("/", "/about/", "/code/", "/clinician/account/sign-in/"):
        assert not shows_banner(address), address
    assert admin.post(BANNER).status_code == 302
    assert shows_banner()
    rows = AuditEvent.objects.filter(object="research-preview banner")
    assert [row.details for row in rows.order_by("id")] == [
        {"lifted for": interface.evidence_release().digest},
        {"put back": True},
    ]


def test_what_the_files_say_of_the_release_stays(admin, checked):
    preview = interface.evidence_release().research_preview
    assert preview
    lift(admin)
    assert get_in_use().release.research_preview == preview


def test_a_new_discrepancy_brings_it_back(admin, ann, checked):
    lift(admin)
    actions.raise_discrepancy(figure_id="improved_ahsct", by=ann, said=SAID, now=NOW)
    assert shows_banner()


def test_another_release_brings_it_back(admin, checked, second):
    lift(admin)
    release = interface.evidence_release(release=SECOND)
    put_in_use(release, after=get_in_use(), now=NOW)
    assert shows_banner()


def test_reviewers_do_not_lift_it(client, checked):
    assert client.get(BANNER).status_code == 403
    assert client.post(BANNER).status_code == 403
    assert shows_banner()


@pytest.mark.usefixtures("checked", "broken_trail")
def test_without_its_row_it_is_not_lifted(admin):
    admin.raise_request_exception = False
    assert lift(admin).status_code == 500
    assert not ReleaseInUse.objects.exists()
    assert shows_banner()
