"""The reference person: fixed, computed once for a release."""

from types import SimpleNamespace

import pytest

from decisionaid.about import reference
from decisionaid.about.reference import PERSON, VARIANTS, Reference
from decisionaid.presentation.counts import OUTCOMES
from riskmodel import interface

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    asked = []
    release = SimpleNamespace(id="one", digest="sha256:one")

    def compare(request, *, release):
        asked.append(request)
        return {"options": {}}

    monkeypatch.setattr(interface, "compare", compare)
    monkeypatch.setattr(interface, "evidence_release", lambda: release)
    reference._compare.cache_clear()
    yield SimpleNamespace(requests=asked, release=release)
    reference._compare.cache_clear()


def test_it_is_the_person_the_page_names(asked):
    Reference()
    [request] = asked.requests
    profile = interface.profile_document(request.profile)
    assert (profile["course"], profile["edss"], profile["sex"]) == (
        "rrms",
        3.5,
        "unknown",
    )
    assert (profile["duration"], profile["age"]) == (6, 35)
    assert request.draws == PERSON["draws"] == 4000


def test_computed_once_for_a_release_and_a_variant(asked):
    Reference()
    Reference()
    assert len(asked.requests) == 1
    Reference("seed_era")
    assert len(asked.requests) == 2
    asked.release.digest = "sha256:two"
    Reference()
    assert len(asked.requests) == 3


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_five_groups_are_allotted_together(variant):
    person = Reference(variant)
    for option, given in person.options.items():
        if given["status"] == "not_estimable":
            continue
        counts = [person.make_outcome(option, 5, one).best.count for one in OUTCOMES]
        assert sum(counts) == 1000
