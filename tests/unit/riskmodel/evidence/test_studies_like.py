"""How many people like one person were studied."""

from __future__ import annotations

from pathlib import Path

import pytest

from riskmodel import interface
from riskmodel.engine.profile import Course, Option
from riskmodel.errors import EvidenceError
from riskmodel.evidence import studies_like
from riskmodel.evidence.schema import CheckStatus
from riskmodel.evidence.studies_like import Reach, StudyPeople, list_study_people
from tests.engine_cases import profile_with

STUDY = StudyPeople(
    source="care_ms_2",
    option=Option.ALEMTUZUMAB,
    courses=frozenset({Course.RRMS}),
    people=426,
    status=CheckStatus.NEEDS_CHECKING,
    age=(18, 55),
    edss=(0, 5),
    duration=(0, 10),
)


@pytest.mark.parametrize(
    ("changes", "reach"),
    [
        ({}, Reach.TAKEN),
        ({"age_years": 55.0}, Reach.TAKEN),
        ({"age_years": 56.0}, Reach.OUTSIDE),
        ({"edss_low": 4.0, "edss_high": 5.5}, Reach.OUTSIDE),
        ({"edss": 5.0}, Reach.TAKEN),
        ({"duration_years": 10.5}, Reach.OUTSIDE),
        ({"course": Course.SPMS}, Reach.OUTSIDE),
    ],
)
def test_a_study_took_people_inside_its_ranges(
    changes: dict[str, object], reach: Reach
) -> None:
    assert STUDY.reach(profile_with(**changes)) is reach


def test_a_range_that_was_not_seen_is_not_guessed() -> None:
    bare = StudyPeople(
        "top_2020",
        Option.NATALIZUMAB,
        frozenset({Course.RRMS}),
        6148,
        CheckStatus.SECONDARY,
        edss=(0, 6),
    )
    assert bare.reach(profile_with()) is Reach.NOT_SEEN
    assert bare.reach(profile_with(edss=6.5)) is Reach.OUTSIDE


def test_every_study_is_a_source_of_the_release_and_counted_once() -> None:
    known = {source.id for source in interface.sources()}
    once = set()
    for study in list_study_people():
        assert study.source in known
        for course in study.courses:
            key = (study.source, study.option, course)
            assert key not in once
            once.add(key)


def test_people_are_added_up_by_option() -> None:
    found = interface.studies_like(profile_with())
    assert set(found) == set(Option)
    for option, studies in found.items():
        everyone = (*studies.taken, *studies.not_seen, *studies.outside)
        assert {study.option for study in everyone} <= {option}
        assert studies.people == sum(study.people for study in studies.taken)
        assert studies.people_not_seen == sum(s.people for s in studies.not_seen)
    assert found[Option.NATALIZUMAB].people == 627


def test_nobody_treated_is_like_a_person_with_primary_progressive_ms() -> None:
    found = interface.studies_like(profile_with(course=Course.PPMS))
    for option in (Option.NATALIZUMAB, Option.ALEMTUZUMAB, Option.AHSCT):
        assert found[option].people == found[option].people_not_seen == 0


def test_follow_up_is_of_publications_of_the_release() -> None:
    known = {source.id for source in interface.sources()}
    assert set(interface.follow_up_years()) <= known
    assert interface.follow_up_years()["affirm_2006"] == 2


def test_a_follow_up_that_is_no_time_stops_the_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "people.toml"
    file.write_text("[follow_up_years]\na = 0", encoding="utf-8")
    monkeypatch.setattr(studies_like, "FILE", file)
    with pytest.raises(EvidenceError):
        studies_like.get_follow_up.__wrapped__()


def test_counts_have_passports() -> None:
    passport = interface.explain("studied.ahsct.people")
    assert "silfverberg_2024" in {source.id for source in passport.studies}
    for wrong in ("studied.ahsct.mean", "studied.nobody.people"):
        with pytest.raises(interface.UnknownNumber):
            interface.explain(wrong)


@pytest.mark.parametrize(
    "content",
    [
        "people = 1",
        '[[people]]\nsource = "a"',
        '[[people]]\nsource = "a"\noption = "ahsct"\ncourses = ["rrms"]\npeople = 0\n'
        'status = "judgement"',
        '[[people]]\nsource = "a"\noption = "ahsct"\ncourses = ["rrms"]\npeople = 5\n'
        'status = "judgement"\nage = [50, 18]',
    ],
)
def test_a_record_that_cannot_be_stops_the_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    file = tmp_path / "people.toml"
    file.write_text(content, encoding="utf-8")
    monkeypatch.setattr(studies_like, "FILE", file)
    with pytest.raises(EvidenceError):
        list_study_people.__wrapped__()
