"""Every number is of the release that staff put in use, not of the newest files."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decisionaid.clinician.roles import Role
from decisionaid.core.comparison import HORIZONS
from decisionaid.core.to_profile import build_request
from decisionaid.releases.actions import take_turn
from decisionaid.releases.models import ReleaseInUse
from decisionaid.releases.selectors import get_in_use, looking_once
from decisionaid.summaries.actions import create_saved_comparison
from riskmodel import interface
from tests.answers_factory import answer_all, build_answers
from tests.consultations import correct, open_result
from tests.integration.frame.test_who_may_open import ROWS
from tests.releases import SECOND
from tests.staff import make_client

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
#: Pages that compare releases or list them, and say of each which it is.
OF_MANY_RELEASES = ("/clinician/evidence/", "/api/v1/releases/")
#: Told of by their own tests: they are asked by other programs.
OTHER_PROGRAMS = ("/api/", "/fhir/", "/metrics")
#: The alemtuzumab's deaths are three times as many in the older release.
DEATHS = "alemtuzumab.5.died_treatment.mean"
SITE = Path(__file__).parents[3] / "decisionaid"
#: Functions of the model that need a release to answer.
ASKED = tuple(
    f"interface.{name}"
    for name in interface.__all__
    if inspect.isfunction(ask := getattr(interface, name))
    and "release" in inspect.signature(ask).parameters
)
#: Where the newest of the files is meant: what stands in for no decision, and the
#: words that are read before there is a database.
MEANS_THE_NEWEST = ("releases/selectors.py", "about/checks.py")


@pytest.fixture
def newest() -> interface.Release:
    return interface.evidence_release()


@pytest.fixture(autouse=True)
def few_draws(settings: Any) -> None:
    settings.COMPARISON_DRAWS = 100


@pytest.fixture
def only_that(monkeypatch: pytest.MonkeyPatch, older_in_use: interface.Release) -> None:
    """Fail where the model is asked for anything else."""
    load = interface.get_evidence

    def refuse(release: str | None = None) -> object:
        assert release == SECOND, f"asked for {release}"
        return load(release)

    monkeypatch.setattr(interface, "get_evidence", refuse)


@pytest.fixture
def person() -> Client:
    client = Client()
    answer_all(client)
    client.post("/ready/", {"choice": "yes"})
    client.post("/about/ready/", {"next": "sources"})
    return client


def keep(release: str) -> str:
    """Keep a result of a release; give its code."""
    request = build_request(build_answers(), HORIZONS, draws=100)
    document = interface.compare(request, release=release)
    return create_saved_comparison(
        answers=build_answers(), document=document, now=timezone.now()
    ).code


def list_readers(person: Client) -> Iterator[tuple[Client, str]]:
    """List every address of the site's own list, each with somebody who may open it."""
    clinician = make_client(Role.CLINICIAN)
    administrator = make_client(Role.ADMINISTRATOR)
    opened = open_result(clinician, keep(SECOND))
    correct(clinician, opened, edss="4")
    [number] = [part for part in opened.split("/") if part.isdigit()]
    for address, *_others, of_clinician, _of_reviewer, of_administrator in ROWS:
        if address.startswith((*OF_MANY_RELEASES, *OTHER_PROGRAMS)):
            continue
        path = address.replace("{opened}", number)
        if not path.startswith("/clinician/"):
            yield person, path
        elif "{" not in path and of_clinician == "200":
            yield clinician, path
        elif "{" not in path and of_administrator == "200":
            yield administrator, path


def test_no_page_asks_the_model_for_another_release(newest, only_that, person):
    told = []
    for client, address in list_readers(person):
        response = client.get(address)
        content = b"".join(response).decode("utf-8", "replace")
        assert newest.id not in content, address
        assert newest.digest.removeprefix("sha256:")[:12] not in content, address
        told += [address] if SECOND in content else []
    # Where people and staff are told the release by its name, it is this one.
    for address in ("/results/", "/results/print/", "/about/method/"):
        assert address in told
    assert "/clinician/admin/evidence/" in told


def read_number(client: Client, address: str, number: str) -> set[str]:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    return {str(one["data-value"]) for one in page.select(f'[data-number="{number}"]')}


def test_digits_are_those_of_the_release_in_use(older_in_use, newest, person):
    def count(release: str) -> str:
        request = build_request(build_answers(), HORIZONS, draws=100)
        options = interface.compare(request, release=release)["options"]
        outcomes = options["alemtuzumab"]["horizons"]["5"]["outcomes"]
        return repr(outcomes["died_treatment"]["mean"])

    assert count(SECOND) != count(newest.id)
    for address in ("/results/", "/results/numbers/", f"/results/numbers/{DEATHS}/"):
        assert read_number(person, address, DEATHS) == {count(SECOND)}, address


def test_a_page_looks_once_which_release_is_in_use(person, older_in_use):
    with CaptureQueriesContext(connection) as asked:
        person.get("/results/")
    table = ReleaseInUse._meta.db_table
    assert sum(table in query["sql"] for query in asked) == 1


def test_within_a_page_the_release_stays_until_one_decides(newest, older_in_use):
    with looking_once():
        assert get_in_use().release == older_in_use
        ReleaseInUse.objects.all().delete()
        assert get_in_use().release == older_in_use
        take_turn()
        assert get_in_use().release == newest


def test_the_figures_of_the_release_in_use_are_listed(older_in_use, newest, person):
    told = interface.parameters(release=SECOND)
    [death] = [one for one in told if one.id == "alemtuzumab_treatment_death"]
    page = person.get("/about/sources/").content.decode()
    row = next(row for row in page.split("<tr") if f"figure-{death.id}" in row)
    assert str(death.value) in row


def test_a_kept_result_keeps_its_release_and_says_what_is_in_use(
    older_in_use, newest, person
):
    code = keep(newest.id)
    person.post("/code/", {"action": "open", "code": code})
    person.post("/ready/", {"choice": "yes"})
    page = BeautifulSoup(person.get("/results/").content, "html.parser")
    assert newest.id in page.select_one(".app-release").text
    assert person.get("/results/changes/").status_code == 200
    changed = person.get("/code/changes/").content.decode()
    assert newest.id in changed
    assert SECOND in changed


def test_probes_and_copies_name_the_release_in_use(older_in_use, tmp_path):
    ready = json.loads(Client().get("/readyz").content)
    assert ready["evidence"] == older_in_use.digest


def list_calls() -> Iterator[tuple[str, int, str]]:
    """List where the site asks the model without saying of which release."""
    for path in sorted(SITE.rglob("*.py")):
        module = path.relative_to(SITE).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            named = {keyword.arg for keyword in node.keywords}
            if called in ASKED and "release" not in named:
                yield module, node.lineno, called


def test_no_module_asks_for_the_newest_without_meaning_it():
    found = [call for call in list_calls() if not call[0].startswith(MEANS_THE_NEWEST)]
    assert not found, "use decisionaid.releases.model, or name the release"
