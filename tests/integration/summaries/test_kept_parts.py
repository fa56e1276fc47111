"""What a person agreed to keep, the sheet with a code, and what has changed since."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from decisionaid.summaries.changes import find_changes
from decisionaid.summaries.deliberated import read_deliberation
from decisionaid.summaries.models import SavedComparison
from riskmodel import interface
from tests.deliberations import make_deliberation, say
from tests.factories import lifelike_document
from tests.pdf_reading import list_tags, open_pdf, read_pages
from tests.results_pages import open_session, read_text

pytestmark = pytest.mark.django_db

URL = "/code/"
SHEET = "/code/sheet.pdf"
CHANGES = "/code/changes/"
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\b")
SAID = make_deliberation()


def read(response: Any) -> str:
    main = BeautifulSoup(response.content, "html.parser").main
    assert main is not None
    return read_text(main)


@pytest.fixture(name="person")
def give_person() -> Client:
    client = Client()
    open_session(client, lifelike_document())
    say(client, SAID)
    return client


def keep(person: Client, *parts: str) -> str:
    response = person.post(URL, {"action": "keep", "keep": parts})
    assert response.status_code == 200
    [code] = CODE.findall(read(response))
    return str(code)


def open_with(code: str) -> Client:
    other = Client()
    other.post(URL, {"action": "open", "code": code})
    other.post("/ready/", {"choice": "yes"})
    return other


def test_nothing_a_person_said_is_kept_unless_ticked(person: Client) -> None:
    page = BeautifulSoup(person.get(URL).content, "html.parser")
    boxes = page.select('input[name="keep"]')
    assert [box["value"] for box in boxes] == ["values", "limit", "unclear"]
    assert not [box for box in boxes if box.has_attr("checked")]
    keep(person)
    assert SavedComparison.objects.get().deliberation == {}


def test_nothing_is_offered_that_was_not_said() -> None:
    client = Client()
    open_session(client, lifelike_document())
    assert b'name="keep"' not in client.get(URL).content


@pytest.mark.parametrize(
    ("parts", "kept"),
    [
        (("values",), {"values"}),
        (("limit",), {"own_limit", "limit_run"}),
        (("unclear",), {"sure", "understanding"}),
        (("values", "limit", "unclear"), set(SAID)),
    ],
)
def test_what_was_ticked_comes_back_with_the_code(
    person: Client, parts: tuple[str, ...], kept: set[str]
) -> None:
    other = Client()
    other.post(URL, {"action": "open", "code": keep(person, *parts)})
    said = {part: content for part, content in SAID.items() if part in kept}
    assert read_deliberation(other.session) == said


def test_a_kept_limit_is_shown_on_its_own_page_again(person: Client) -> None:
    other = open_with(keep(person, "limit"))
    assert read(other.get("/limit/")) == read(person.get("/limit/"))


def test_a_part_that_is_none_is_told_and_nothing_is_kept(person: Client) -> None:
    response = person.post(URL, {"action": "keep", "keep": "everything"})
    assert "“everything” is not one of what can be kept." in read(response)
    assert not SavedComparison.objects.exists()


def test_withdrawing_deletes_what_was_said_too(person: Client) -> None:
    code = keep(person, "values")
    person.post(URL, {"action": "withdraw", "withdraw-code": code})
    saved = SavedComparison.objects.get()
    assert (saved.deliberation, saved.view) == ({}, {})


def test_the_square_leads_to_the_page_and_holds_no_code(person: Client) -> None:
    response = person.post(URL, {"action": "keep"})
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select("svg.app-qr")
    where = page.select_one(".app-sheet__code p")
    assert where is not None
    assert "At http://testserver/code/." in where.get_text()
    # A narrow line ends before the path, not within it.
    assert where.select("wbr")


def test_the_sheet_with_the_code_has_it_on_paper_only(person: Client) -> None:
    code = keep(person)
    response = person.post(SHEET, {"code": code.lower()})
    assert response["Content-Type"] == "application/pdf"
    words, _ = read_pages(response.content)
    assert f"My code: {code}" in words
    assert "Type it at http://testserver/code/." in words
    figures = [alt for tag, alt in list_tags(open_pdf(response.content)) if alt and tag]
    assert "Square code that leads to the page for codes" in figures
    assert code not in str(dict(person.session))
    assert code not in str(response.headers)


def test_a_code_opens_the_sheet_in_the_order_and_at_the_time_it_was_kept(
    person: Client,
) -> None:
    person.post("/results/view/", {"first": "ahsct", "back": "page"})
    person.get("/results/?years=10")
    code = keep(person)
    person.post("/results/view/", {"first": "natalizumab", "back": "page"})
    person.get("/results/?years=2")
    own = person.post(SHEET, {"code": code})
    other = open_with(code)
    for response in (own, other.post(SHEET, {"code": code})):
        words, pictures = read_pages(response.content)
        assert "After 10 years, of 1,000 people like you" in words
        assert pictures.index("Stem-cell transplant") < pictures.index("No MS drug")
        assert pictures.index("No MS drug") < pictures.index("Natalizumab")
    page = BeautifulSoup(other.get("/results/print/").content, "html.parser")
    assert "After 10 years" in read_text(page.select("h1")[0])
    assert page.select(".app-card")[0]["id"] == "option-ahsct"


def test_a_result_kept_before_orders_were_has_the_usual_time(person: Client) -> None:
    code = keep(person)
    SavedComparison.objects.update(view={})
    words, _ = read_pages(open_with(code).post(SHEET, {"code": code}).content)
    assert "After 5 years, of 1,000 people like you" in words


@pytest.mark.parametrize("code", ["", "0000-0000-0000-0000", "x" * 200])
def test_a_wrong_code_gives_no_sheet(person: Client, code: str) -> None:
    assert person.post(SHEET, {"code": code})["Location"] == URL


def test_another_result_s_code_does_not_go_on_this_sheet(person: Client) -> None:
    other = Client()
    open_session(other, lifelike_document(profile={"age": 36.0}))
    assert person.post(SHEET, {"code": keep(other)})["Location"] == URL


def test_the_sheet_with_a_code_waits_for_the_person_to_be_ready(person: Client) -> None:
    code = keep(person)
    stranger = Client()
    stranger.post(URL, {"action": "open", "code": code})
    location = stranger.post(SHEET, {"code": code})["Location"]
    assert location.startswith("/ready/")
    assert stranger.get(CHANGES)["Location"].startswith("/ready/")
    assert person.get(SHEET).status_code == 405


def make_real() -> dict[str, Any]:
    """Compute what today's release says; then it is kept as of an older one."""
    request = interface.read_json(
        {"course": "rrms", "edss": 3.5, "duration": 6, "age": 35, "draws": 100}
        | {"horizons": [1, 2, 5, 10]}
    )
    return interface.compare(request)


def test_a_kept_result_says_since_when_it_stands(person: Client) -> None:
    other = open_with(keep(person))
    note = BeautifulSoup(other.get("/results/").content, "html.parser").select_one(
        ".app-kept-note"
    )
    assert note is not None
    assert "evidence release 2026.11-preview" in read_text(note)
    assert note.select_one(f'a[href="{CHANGES}"]')
    assert b"app-kept-note" not in person_without_code().get("/results/").content


def person_without_code() -> Client:
    client = Client()
    open_session(client, lifelike_document())
    return client


def test_with_the_same_release_nothing_has_changed() -> None:
    found = find_changes(make_real(), kept_on=date(2026, 11, 1))
    assert found.same_release
    assert not found.tables
    assert not found.differs


def test_with_another_release_the_old_digits_stand_beside_today_s() -> None:
    document = make_real()
    document["release"] |= {"id": "2025-01", "digest": "sha256:old"}
    worse = document["options"]["ahsct"]["horizons"]["5"]["outcomes"]
    today = worse["worse"]["mean"]
    moved = 0.1
    worse["worse"] |= {"mean": today + moved}
    worse["same"] |= {"mean": worse["same"]["mean"] - moved}
    found = find_changes(document, kept_on=date(2026, 11, 1))
    assert found.differs
    changed = {
        (table.id, row.name)
        for table in found.tables
        for row in table.rows
        if row.differs
    }
    assert changed == {("ahsct", "More disabled")}
    [table] = [table for table in found.tables if table.id == "ahsct"]
    [row] = [row for row in table.rows if row.differs]
    assert row.kept is not None
    assert row.today is not None
    assert abs(row.kept.best.count - row.today.best.count - 1000 * moved) <= 1


def test_the_page_of_changes_names_both_releases_and_their_days() -> None:
    client = Client()
    document = make_real()
    document["release"] |= {"id": "2025-01", "digest": "sha256:old"}
    open_session(client, document)
    other = open_with(keep(client))
    text = read(other.get(CHANGES))
    release = interface.evidence_release()
    assert "Its numbers come from evidence release 2025-01." in text
    assert f"Today we use evidence release {release.id}, made on " in text
    assert "No number below differs." in text
    assert "Stem-cell transplant: people of 1,000 after 5 years" in text


def test_answers_that_today_s_model_does_not_take_are_said_to_be_so() -> None:
    document = lifelike_document(profile={"course": "a course of long ago"})
    found = find_changes(document, kept_on=date(2026, 11, 1))
    assert found.cannot
    assert not found.tables


def test_without_a_kept_result_there_is_nothing_to_compare() -> None:
    assert person_without_code().get(CHANGES)["Location"] == "/results/"
