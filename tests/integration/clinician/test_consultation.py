"""A clinician opens a result by its code, estimates, corrects, and loses nothing."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from pypdf import PdfReader

from decisionaid.clinician.models import AuditEvent, Consultation, Opening
from decisionaid.clinician.roles import Role
from decisionaid.summaries.actions import withdraw_saved_comparison
from decisionaid.summaries.models import SavedComparison
from riskmodel import interface
from tests.consultations import (
    LIST,
    NOW,
    compute,
    correct,
    keep,
    of_an_older_release,
    open_result,
    read,
    read_number,
)
from tests.staff import make_client

pytestmark = pytest.mark.django_db


def test_a_result_opens_with_the_persons_own_numbers(clinician):
    document = compute()
    page = read(clinician, open_result(clinician, keep(document)))
    for option, kept in document["options"].items():
        worse = kept["horizons"]["5"]["outcomes"]["worse"]["mean"]
        assert read_number(page, f"{option}.5.worse.mean") == [worse]
    assert "EDSS 3.5" in page.select_one("h1").text


@pytest.mark.parametrize("code", ["", "7QK2-9MXD-0HRA-C4TE", "nonsense"])
def test_a_wrong_code_opens_nothing_and_says_so(clinician, code):
    keep()
    response = clinician.post(f"{LIST}open/", {"code": code})
    assert response.status_code == 200
    assert "This code opens no result" in response.content.decode()
    assert not Opening.objects.exists()


def test_wrong_codes_count_wherever_they_are_typed(clinician, settings):
    settings.WRONG_CODES_PER_HOUR = 2
    code = keep()
    wrong = {"code": "7QK2-9MXD-0HRA-C4TE"}
    assert clinician.post(f"{LIST}open/", wrong).status_code == 200
    assert Client().post("/code/", wrong).status_code == 200
    stopped = clinician.post(f"{LIST}open/", {"code": code})
    assert stopped.status_code == 429
    assert int(stopped.headers["Retry-After"]) > 60
    assert not Opening.objects.exists()
    elsewhere = {"REMOTE_ADDR": "203.0.113.7"}
    assert clinician.post(f"{LIST}open/", {"code": code}, **elsewhere)["Location"]


def test_who_was_not_given_the_code_finds_no_such_page(clinician, other):
    address = open_result(clinician, keep())
    for path in ("", "estimate/", "work/"):
        assert other.get(f"{address}{path}").status_code == 404
    assert address not in other.get(LIST).content.decode()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_a_code_opens_nothing_for_other_roles(role):
    client = make_client(role)
    assert client.post(f"{LIST}open/", {"code": keep()}).status_code == 403
    assert not Opening.objects.exists()


def test_the_code_is_in_no_address_and_no_row(clinician):
    code = keep()
    address = open_result(clinician, code)
    assert code not in address
    rows = AuditEvent.objects.values_list("object", "details")
    assert code not in str(list(rows))


def test_an_estimate_is_asked_before_any_number_is_seen(clinician):
    address = open_result(clinician, keep(), estimate=False)
    assert clinician.get(address)["Location"] == f"{address}estimate/"
    asked = read(clinician, f"{address}estimate/")
    assert not asked.select("[data-number]")
    wrong = clinician.post(f"{address}estimate/", {"ahsct": "1001"})
    assert "Enter a whole number from 0 to 1,000" in wrong.content.decode()
    clinician.post(f"{address}estimate/", {"ahsct": "150", "natalizumab": ""})
    page = read(clinician, address)
    assert "you said 150, the model says" in page.text
    assert page.text.count("you said") == 1
    # Once given it stands: nobody estimates after seeing.
    clinician.post(f"{address}estimate/", {"ahsct": "20"})
    assert Opening.objects.get().estimate == {"ahsct": 150}


def worse_at_5(document: interface.Document, option: str) -> float:
    horizon = document["options"][option]["horizons"]["5"]
    return horizon["outcomes"]["worse"]["mean"]


def test_corrected_answers_stand_beside_the_persons(clinician):
    document = compute()
    address = open_result(clinician, keep(document))
    assert correct(clinician, address, edss="5").status_code == 302
    page = read(clinician, address)
    seen, corrected = read_number(page, "no_dmt.5.worse.mean")
    assert seen == worse_at_5(document, "no_dmt")
    same = compute(edss={"edss_known": "known", "edss": 5.0})
    assert corrected == worse_at_5(same, "no_dmt")
    heads = [head.text for head in page.select("thead th")][:3]
    assert heads == ["As the person saw it", "Corrected", "Change"]
    # What the person was told is never touched.
    assert SavedComparison.objects.get().read_document() == document


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"edss": "3.7"}, "EDSS, measured"),
        ({"jcv_index": "11"}, "JC virus index"),
        ({"jcv_index": "nan"}, "JC virus index"),
        ({"jcv": "negative", "jcv_index": "1.9"}, "JC virus index"),
        ({"relapses_1y": "many"}, "Relapses in 12 months"),
        ({"relapses_1y": "5", "relapses_2y": "1"}, "Relapses in 2 years"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_is_lost(
    clinician, given, told
):
    address = open_result(clinician, keep())
    response = correct(clinician, address, notes="a long note", **given)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one(".nhsuk-error-summary a") is not None
    labels = [label.text for label in page.select(".nhsuk-form-group--error label")]
    assert told in labels
    assert "a long note" in page.select_one("textarea").text
    assert Consultation.objects.get().version == 0


def test_two_browsers_at_once_lose_nothing(clinician, other):
    code = keep()
    address = open_result(clinician, code)
    assert open_result(other, code) == address
    assert (
        correct(clinician, address, version=0, notes="mine", edss="4").status_code
        == 302
    )
    answer = correct(
        other, address, version=0, notes="theirs", edss="5", centre="experienced"
    )
    assert answer.status_code == 409
    page = BeautifulSoup(answer.content, "html.parser")
    rows = {
        row.th.text: [cell.text for cell in row.select("td")]
        for row in page.select("table tbody tr")
    }
    # In the words of the form.
    assert rows == {
        "EDSS, measured": ["4.0", "5.0"],
        "Own centre's record: transplants for MS": ["\N{EN DASH}", "many"],
        "Notes": ["mine", "theirs"],
    }
    assert "one saved a change" in page.text
    assert Consultation.objects.get().notes == "mine"
    # The form on the page holds what was typed, and the version it now stands on.
    form = {
        field["name"]: field.get("value", "") for field in page.select("main input")
    }
    form["notes"] = page.select_one("textarea").text.strip() + " and mine"
    form["edss"] = page.select_one("#edss option[selected]")["value"]
    assert other.post(f"{address}work/", form).status_code == 302
    kept = Consultation.objects.get()
    assert (kept.notes, kept.corrections) == ("theirs and mine", {"edss": 5})
    assert (kept.version, kept.changed_by.username) == (2, "two")


def test_a_change_leaves_a_row_that_names_fields_and_no_answers(clinician):
    address = open_result(clinician, keep())
    correct(clinician, address, edss="5", notes="wants children")
    event = AuditEvent.objects.get(act="change")
    assert event.object == f"kept result {SavedComparison.objects.get().pk}"
    assert event.details == {"fields": ["edss", "notes"]}


def test_every_look_leaves_a_row(clinician):
    address = open_result(clinician, keep())
    clinician.get(address)
    rows = AuditEvent.objects.order_by("pk").values_list("act", "details")
    assert list(rows) == [
        ("view", {"by": "code"}),
        ("create", {"fields": ["own estimate"]}),
        ("view", {"page": "result"}),
    ]


def test_an_older_release_opens_with_its_digits_and_todays_beside_them(clinician):
    document = of_an_older_release()
    page = read(clinician, open_result(clinician, keep(document)))
    then, now = read_number(page, "ahsct.5.worse.mean")
    assert (
        then
        == document["options"]["ahsct"]["horizons"]["5"]["outcomes"]["worse"]["mean"]
    )
    assert (
        now
        == compute()["options"]["ahsct"]["horizons"]["5"]["outcomes"]["worse"]["mean"]
    )
    heads = [head.text for head in page.select("thead th")][:3]
    assert heads == ["As the person saw it", "Today's release", "Change"]
    assert "Made with release 2025-01" in page.text


def test_an_answer_that_today_does_not_know_still_opens(clinician):
    document = of_an_older_release()
    document["profile"]["conditioning"] = "of another age"
    page = read(clinician, open_result(clinician, keep(document)))
    assert "It cannot be computed anew" in page.text
    assert len(read_number(page, "ahsct.5.worse.mean")) == 1


def test_points_to_discuss_never_say_eligible(clinician):
    address = open_result(
        clinician, keep(compute(age={"age": 60}, course={"course": "spms"}))
    )
    text = read(clinician, address).text
    assert "Ideally under 45 years of age" in text
    assert "Progressive MS only with inflammatory activity" in text
    assert "ECTRIMS and EBMT recommendations, 2025" in text
    assert "eligib" not in text.lower()


def test_what_a_clinician_wrote_goes_with_the_result(clinician):
    address = open_result(clinician, keep())
    correct(clinician, address, notes="private")
    saved = SavedComparison.objects.get()
    withdraw_saved_comparison(saved=saved, now=NOW)
    assert not Consultation.objects.exists()
    assert clinician.get(address).status_code == 404
    # That there was one, and who touched it, stays.
    assert AuditEvent.objects.filter(object=f"kept result {saved.pk}").count() == 3


def test_an_expired_result_is_not_opened_any_more(clinician, settings):
    address = open_result(clinician, keep())
    settings.STAFF_IDLE_MINUTES = settings.STAFF_SESSION_HOURS = 10**7
    settings.SESSION_COOKIE_AGE = 10**9
    clinician.get(address)
    SavedComparison.objects.update(expires_at=NOW - timedelta(seconds=1))
    assert clinician.get(address).status_code == 404
    assert address not in clinician.get(LIST).content.decode()


def test_time_travel_is_not_needed_to_reopen(clinician):
    """Opening again keeps the estimate and moves the result to the top."""
    code = keep()
    address = open_result(clinician, code, estimate=False)
    clinician.post(f"{address}estimate/", {"ahsct": "150"})
    with time_machine.travel(NOW + timedelta(minutes=5)):
        open_result(clinician, code, estimate=False)
    opening = Opening.objects.get()
    assert opening.estimate == {"ahsct": 150}
    assert opening.opened_at > NOW


def test_the_record_is_a_tagged_pdf_with_the_same_digits(clinician):
    address = open_result(clinician, keep())
    notes = "#set text(red) *not markup* \u2028 \U0001f600"
    correct(clinician, address, edss="5", notes=notes)
    page = read(clinician, address)
    response = clinician.get(f"{address}record.pdf")
    assert response["Content-Type"] == "application/pdf"
    pdf = PdfReader(io.BytesIO(response.content))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    assert pdf.metadata.title == page.select_one("h1").text
    for number in page.select("[data-number$='.5.worse.mean']"):
        assert number.text in text
    assert "#set text(red) *not markup*" in text
    assert "corrected: 5" in text
    assert "Made by one on" in text
    event = AuditEvent.objects.latest("pk")
    assert (event.act, event.details) == ("export", {"file": "PDF"})
