"""A clinician finds a result among those they opened, and saves the list."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from decisionaid.clinician.models import AuditEvent, Consultation, Opening
from decisionaid.summaries.models import SavedComparison
from riskmodel import interface
from tests.answers_factory import build_answers
from tests.consultations import LIST, NOW, compute, keep, open_result, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(clinician) -> list[str]:
    """Three results, opened on three days."""
    addresses = []
    for days, course in enumerate(("rrms", "spms", "rrms")):
        address = open_result(clinician, keep(compute(course={"course": course})))
        consultation = Consultation.objects.latest("pk")
        SavedComparison.objects.filter(pk=consultation.saved_id).update(
            answers=build_answers(course={"course": course})
        )
        consultation.notes = ("stem cells", "=HYPERLINK(1)", "")[days]
        consultation.save()
        Opening.objects.filter(consultation=consultation).update(
            opened_at=datetime(2026, 11, 20 + days, 12, tzinfo=UTC)
        )
        addresses.append(address)
    return addresses


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [2, 1, 0]),
        ({"words": "STEM"}, [0]),
        ({"course": "spms"}, [1]),
        ({"since": "2026-11-21"}, [2, 1]),
        ({"until": "2026-11-21"}, [1, 0]),
        ({"since": "2026-11-21", "until": "2026-11-21"}, [1]),
        ({"words": "nothing like it"}, []),
    ],
)
def test_the_list_is_searched(clinician, three, asked, found):
    page = BeautifulSoup(clinician.get(LIST, asked).content, "html.parser")
    links = [link["href"] for link in page.select("table a")]
    assert links == [three[place] for place in found]


def test_a_wrong_date_is_told(clinician, three):
    text = clinician.get(LIST, {"since": "soon"}).content.decode()
    assert "error-summary" in text


def test_the_file_holds_what_the_list_shows_and_no_formula(clinician, three):
    response = clinician.get(f"{LIST}list.csv", {"course": "spms"})
    assert response["Content-Type"] == "text/csv"
    text = response.content.decode("utf-8-sig")
    [heads, row] = csv.reader(io.StringIO(text))
    assert dict(zip(heads, row, strict=True)) == {
        "opened": "2026-11-21T12:00+00:00",
        "course": "secondary progressive",
        "EDSS": "3.5",
        "age": "35",
        "release": interface.evidence_release().id,
        "kept until": (NOW + timedelta(days=90)).date().isoformat(),
        "corrected": "no",
        "notes": "'=HYPERLINK(1)",
    }
    event = AuditEvent.objects.get(act="export")
    assert event.details == {"rows": 1}


def test_the_list_has_pages_and_few_queries(
    clinician, three, django_assert_max_num_queries
):
    document = compute()
    for _ in range(27):
        open_result(clinician, keep(document))
    with django_assert_max_num_queries(8):
        page = read(clinician, LIST)
    assert len(page.select("tbody tr")) == 25
    assert page.select_one("a[rel=next]") is not None
