"""The banner is lifted when everything is checked, by an administrator, not before."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from decisionaid.clinician.models import AuditEvent
from decisionaid.clinician.roles import Role
from decisionaid.core.to_profile import build_request
from decisionaid.evidence_desk import actions
from decisionaid.evidence_desk.models import Check
from decisionaid.evidence_desk.selectors import list_figures
from decisionaid.releases.actions import put_in_use
from decisionaid.releases.selectors import get_in_use
from decisionaid.summaries.actions import create_saved_comparison
from riskmodel import interface
from tests.answers_factory import answer_all, build_answers
from tests.consultations import open_result
from tests.integration.evidence_desk.test_releases import NOW
from tests.pdf_reading import read_pages
from tests.releases import SECOND
from tests.staff import make_client, sign_in

pytestmark = pytest.mark.django_db

NUMBER = "ahsct.5.worse.mean"
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


PREVIEW = "esearch preview"


def read_all(person: Client, clinician: Client, consultation: str) -> dict[str, str]:
    """Read the results in every form that a person or their clinician takes away."""
    pages = {
        address: client.get(address).content.decode()
        for client, address in (
            (person, "/results/"),
            (person, f"/results/numbers/{NUMBER}/"),
            (person, "/results/print/"),
            (clinician, consultation),
        )
    }
    files = (person, "/results/summary.pdf"), (clinician, f"{consultation}record.pdf")
    return pages | {
        address: " ".join(read_pages(client.get(address).content))
        for client, address in files
    }


def keep_and_open(clinician: Client, release: str) -> str:
    request = build_request(build_answers(), (1, 2, 5, 10), draws=100)
    document = interface.compare(request, release=release)
    made = create_saved_comparison(
        answers=build_answers(), document=document, now=timezone.now()
    )
    return open_result(clinician, made.code)


def test_every_form_of_the_results_says_what_the_banner_says(
    admin, checked, second, settings
):
    settings.COMPARISON_DRAWS = 100
    person, clinician = Client(), make_client(Role.CLINICIAN)
    answer_all(person)
    person.post("/ready/", {"choice": "yes"})
    opened = keep_and_open(clinician, interface.evidence_release().id)
    for address, text in read_all(person, clinician, opened).items():
        assert PREVIEW in text, address
    lift(admin)
    for address, text in read_all(person, clinician, opened).items():
        assert PREVIEW not in text, address
    # The figures of another release were not all checked.
    older = keep_and_open(clinician, SECOND)
    assert PREVIEW in clinician.get(older).content.decode()


def test_reviewers_do_not_lift_it(client, checked):
    assert client.get(BANNER).status_code == 403
    assert client.post(BANNER).status_code == 403
    assert shows_banner()
