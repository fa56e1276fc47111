"""Every address of the site, opened by everyone who might try.

A new address gets a row: a test fails for each that has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import Resolver404, URLResolver, get_resolver, resolve

from decisionaid.clinician.consultation.actions import open_result, save_estimate
from decisionaid.clinician.models import Consultation
from decisionaid.clinician.roles import Role
from decisionaid.evidence_desk.actions import propose_release, raise_discrepancy
from decisionaid.summaries.actions import create_saved_comparison
from decisionaid.summaries.models import SavedComparison
from riskmodel import interface
from tests.answers_factory import build_answers
from tests.consultations import compute
from tests.staff import add_app, make_account, sign_in

pytestmark = pytest.mark.django_db

#: What a GET answers, for: a stranger; who opened a kept result by its code; a
#: clinician whose second factor is not set up; a clinician; an evidence reviewer; an
#: administrator.
TABLE = """
/                                                          200 200 200 200 200 200
/questions/course/                                         200 200 200 200 200 200
/questions/nonsense/                                       404 404 404 404 404 404
/course-needed/                                            200 200 200 200 200 200
/check/                                                    302 200 302 302 302 302
/ready/                                                    302 200 302 302 302 302
/later/                                                    200 200 200 200 200 200
/talk/                                                     200 200 200 200 200 200
/forget/                                                   405 405 405 405 405 405
/forgotten/                                                200 200 200 200 200 200
/results/                                                  302 200 302 302 302 302
/results/years/                                            302 200 302 302 302 302
/results/harms/                                            302 200 302 302 302 302
/results/living/                                           302 200 302 302 302 302
/results/level/                                            302 200 302 302 302 302
/results/sure/                                             302 200 302 302 302 302
/results/numbers/                                          302 200 302 302 302 302
/results/view/                                             405 405 405 405 405 405
/results/print/                                            302 200 302 302 302 302
/results/summary.pdf                                       302 200 302 302 302 302
/results/figure.json                                       302 200 302 302 302 302
/about/                                                    200 200 200 200 200 200
/about/ready/                                              405 405 405 405 405 405
/about/questions/                                          200 200 200 200 200 200
/about/sources/                                            200 200 200 200 200 200
/about/glossary/                                           200 200 200 200 200 200
/about/publisher/                                          200 200 200 200 200 200
/about/intended-use/                                       200 200 200 200 200 200
/about/method/                                             200 200 200 200 200 200
/about/limits/                                             200 200 200 200 200 200
/about/privacy/                                            200 200 200 200 200 200
/about/accessibility/                                      200 200 200 200 200 200
/about/checklist/                                          200 200 200 200 200 200
/about/hazards/                                            200 200 200 200 200 200
/about/model-card/                                         200 200 200 200 200 200
/about/offline/                                            200 200 200 200 200 200
/about/report/                                             200 200 200 200 200 200
/about/site.webmanifest                                    200 200 200 200 200 200
/about/worker.js                                           200 200 200 200 200 200
/code/                                                     200 200 200 200 200 200
/code/changes/                                             302 200 302 302 302 302
/code/sheet.pdf                                            405 405 405 405 405 405
/clinician/                                                302 302 302 200 200 200
/clinician/nonsense/                                       404 404 404 404 404 404
/clinician/results/                                        302 302 302 200 403 403
/clinician/results/open/                                   302 302 302 405 405 405
/clinician/results/list.csv                                302 302 302 200 403 403
/clinician/results/{opened}/                               302 302 302 200 403 403
/clinician/results/{opened}/estimate/                      302 302 302 302 403 403
/clinician/results/{opened}/work/                          302 302 302 200 403 403
/clinician/results/{others}/                               302 302 302 404 403 403
/clinician/results/{opened}/what-if/                       302 302 302 200 403 403
/clinician/results/{opened}/sensitivity/                   302 302 302 200 403 403
/clinician/results/{opened}/record.pdf                     302 302 302 200 403 403
/clinician/evidence/                                       302 302 302 200 200 200
/clinician/evidence/figures/improved_ahsct/                302 302 302 200 200 200
/clinician/evidence/figures/nonsense/                      302 302 302 404 404 404
/clinician/evidence/figures/improved_ahsct/check/          302 302 302 403 200 200
/clinician/evidence/figures/improved_ahsct/discrepancy/    302 302 302 403 200 200
/clinician/evidence/discrepancies/{disputed}/              302 302 302 403 200 200
/clinician/evidence/releases/                              302 302 302 200 200 200
/clinician/evidence/releases/propose/                      302 302 302 403 200 200
/clinician/evidence/releases/roll-back/                    302 302 302 403 403 200
/clinician/evidence/releases/banner/                       302 302 302 403 403 200
/clinician/evidence/proposals/{proposed}/                  302 302 302 200 200 200
/clinician/evidence/proposals/{proposed}/dry-run/          302 302 302 405 405 405
/clinician/evidence/proposals/{proposed}/approve/          302 302 302 405 405 405
/clinician/evidence/proposals/{proposed}/withdraw/         302 302 302 405 405 405
/clinician/use/                                            302 302 302 200 200 200
/clinician/audit/                                          302 302 302 403 403 200
/clinician/account/sign-in/                                200 200 302 302 302 302
/clinician/account/sign-in/code/                           302 302 302 302 302 302
/clinician/account/sign-in/passkey/                        302 302 302 302 302 302
/clinician/account/sign-out/                               302 302 200 200 200 200
/clinician/account/closed/                                 200 200 200 200 200 200
/clinician/account/password/                               302 302 302 200 200 200
/clinician/account/password/set/1/nonsense/                200 200 200 200 200 200
/clinician/account/sessions/                               302 302 302 200 200 200
/clinician/account/confirm/                                302 302 200 200 200 200
/clinician/account/confirm/code/                           302 302 302 200 200 200
/clinician/account/confirm/passkey/                        302 302 302 302 302 302
/clinician/account/second-factor/                          302 302 200 200 200 200
/clinician/account/second-factor/app/                      302 302 200 302 302 302
/clinician/account/second-factor/app/remove/               302 302 302 302 302 302
/clinician/account/second-factor/passkeys/                 302 302 302 200 200 200
/clinician/account/second-factor/passkeys/add/             302 302 200 302 302 302
/clinician/account/second-factor/passkeys/1/name/          302 302 302 302 302 302
/clinician/account/second-factor/passkeys/1/remove/        302 302 302 302 302 302
/clinician/account/second-factor/recovery-codes/           302 302 302 404 404 404
/clinician/account/second-factor/recovery-codes/new/       302 302 302 302 302 302
/clinician/account/second-factor/recovery-codes/file/      302 302 302 404 404 404
/clinician/admin/                                          302 302 302 403 403 200
/clinician/admin/nonsense/                                 302 302 302 403 403 404
/clinician/admin/login/                                    302 302 302 302 302 302
/clinician/admin/logout/                                   302 302 302 403 403 302
/clinician/admin/password_change/                          302 302 302 403 403 302
/clinician/admin/password_change/done/                     302 302 302 403 403 200
/clinician/admin/autocomplete/                             302 302 302 403 403 403
/clinician/admin/jsi18n/                                   302 302 302 403 403 200
/clinician/admin/r/1/1/                                    302 302 302 403 403 404
/clinician/admin/evidence/                                 302 302 302 403 403 200
/clinician/admin/auth/                                     302 302 302 403 403 200
/clinician/admin/auth/user/                                302 302 302 403 403 200
/clinician/admin/auth/user/add/                            302 302 302 403 403 200
/clinician/admin/auth/user/{account}/                      302 302 302 403 403 302
/clinician/admin/auth/user/{account}/change/               302 302 302 403 403 200
/clinician/admin/auth/user/{account}/password/             302 302 302 403 403 200
/clinician/admin/auth/user/{account}/history/              302 302 302 403 403 200
/clinician/admin/auth/user/{account}/delete/               302 302 302 403 403 403
/clinician/admin/summaries/savedcomparison/                302 302 302 403 403 200
/clinician/admin/summaries/savedcomparison/add/            302 302 302 403 403 403
/clinician/admin/summaries/savedcomparison/{kept}/         302 302 302 403 403 302
/clinician/admin/summaries/savedcomparison/{kept}/change/  302 302 302 403 403 200
/clinician/admin/summaries/savedcomparison/{kept}/history/ 302 302 302 403 403 200
/clinician/admin/summaries/savedcomparison/{kept}/delete/  302 302 302 403 403 403
/api/v1/comparisons/                                       405 405 405 405 405 405
/api/v1/comparisons/batch/                                 405 405 405 405 405 405
/api/v1/options/                                           200 200 200 200 200 200
/api/v1/evidence/                                          200 200 200 200 200 200
/api/v1/evidence/sources/affirm_2006/                      200 200 200 200 200 200
/api/v1/evidence/conflicts/nonsense/                       404 404 404 404 404 404
/api/v1/parameters/                                        200 200 200 200 200 200
/api/v1/parameters/nonsense/                               404 404 404 404 404 404
/api/v1/releases/                                          200 200 200 200 200 200
/api/v1/numbers/transplant_mortality.mean/                 200 200 200 200 200 200
/api/schema/                                               200 200 200 200 200 200
/api/nonsense/                                             404 404 404 404 404 404
/values/                                                   302 200 302 302 302 302
/sure/before/                                              302 200 302 302 302 302
/sure/nonsense/                                            404 404 404 404 404 404
/sure/after/help/                                          302 200 302 302 302 302
/metrics                                                   404 404 404 404 404 404
/api/v1/break-even/                                        405 405 405 405 405 405
/api/v1/era-curve/                                         405 405 405 405 405 405
/api/v1/sensitivity/                                       405 405 405 405 405 405
/limit/                                                    302 200 302 302 302 302
/understanding/                                            302 200 302 302 302 302
/results/changes/                                          302 200 302 302 302 302
/results/numbers/ahsct.5.worse.mean/                       302 200 302 302 302 302
/results/numbers/nonsense/                                 302 404 302 302 302 302
/fhir/Questionnaire/nonsense                               404 404 404 404 404 404
/fhir/QuestionnaireResponse/$compare                       405 405 405 405 405 405
/fhir/metadata                                             200 200 200 200 200 200
/fhir/nonsense/                                            404 404 404 404 404 404
/healthz                                                   200 200 200 200 200 200
/readyz                                                    200 200 200 200 200 200
"""
PEOPLE = (
    "stranger",
    "holder of a code",
    "clinician without a second factor",
    "clinician",
    "evidence reviewer",
    "administrator",
)
ROWS = [line.split() for line in TABLE.strip().splitlines()]


@pytest.fixture
def places() -> dict[str, object]:
    """Give what stands for the braces in an address."""
    cache.clear()
    create_saved_comparison(
        answers=build_answers(), document=compute(), now=datetime.now(UTC)
    )
    another = make_account("another", Role.CLINICIAN)
    now = datetime.now(UTC)
    said = {"paper_says": "Another number", "place": "Table 1"}
    disputed = raise_discrepancy(
        figure_id="improved_ahsct", by=another, said=said, now=now
    )
    proposed = propose_release(
        release=interface.evidence_release(),
        reasons="Why",
        answers=[disputed],
        by=another,
        now=now,
    )
    return {
        "kept": SavedComparison.objects.get().pk,
        "account": another.pk,
        "disputed": disputed.pk,
        "proposed": proposed.pk,
    }


@pytest.fixture
def people(places) -> dict[str, Client]:
    made = create_saved_comparison(
        answers=build_answers(), document=compute(), now=datetime.now(UTC)
    )
    holder = Client()
    holder.post("/code/", {"action": "open", "code": made.code})
    holder.post("/ready/", {"choice": "yes"})
    without = make_account("without", Role.CLINICIAN)
    clients = [Client(), holder, sign_in(without, second_factor=False)]
    for role in Role:
        account = make_account(role, role)
        add_app(account)
        clients.append(sign_in(account))
    opening = open_result(
        saved=SavedComparison.objects.get(pk=places["kept"]),
        clinician=User.objects.get(username=Role.CLINICIAN),
        now=datetime.now(UTC),
    )
    save_estimate(opening=opening, estimate={})
    places["opened"] = opening.consultation_id
    others = Consultation.objects.create(saved=SavedComparison.objects.latest("pk"))
    places["others"] = others.pk
    return dict(zip(PEOPLE, clients, strict=True))


@pytest.mark.parametrize("place", range(len(PEOPLE)), ids=PEOPLE)
def test_each_opens_what_is_theirs_and_nothing_else(place, people, places):
    client = people[PEOPLE[place]]
    expected = {row[0]: int(row[1 + place]) for row in ROWS}
    answered = {
        path: client.get(path.format(**places)).status_code for path in expected
    }
    assert answered == expected


def test_every_address_has_a_row():
    rows = {_find_route(row[0].format_map(defaultdict(int))) for row in ROWS}
    missing = set(_list_routes(get_resolver())) - rows
    assert not missing, f"no row for {sorted(missing)}"


def _find_route(path: str) -> str:
    try:
        return resolve(path).route
    except Resolver404:
        return "of no page"


def _list_routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from _list_routes(pattern, route)
        else:
            yield route
