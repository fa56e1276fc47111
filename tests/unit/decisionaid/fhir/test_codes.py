"""Codes of others: named, dated, and not taken for each other."""

from __future__ import annotations

import re

import pytest

from decisionaid.fhir import codes
from decisionaid.fhir.codes import CodeStatus, read_codes
from riskmodel.interface import Course

#: What each course is called and by which words it must not be. The pair that public
#: projects swap stands here a second time on purpose: a slip in the file is seen.
COURSES = {
    Course.RRMS: ("426373005", "relapsing remitting", "progressive"),
    Course.SPMS: ("425500002", "secondary progressive", "primary"),
    Course.PPMS: ("428700003", "primary progressive", "relapsing"),
}


@pytest.mark.parametrize("course", Course)
def test_each_course_has_its_own_code_and_name(course):
    code, named, never = COURSES[course]
    found = read_codes()[f"course_{course}"]
    assert (found.system, found.code) == ("http://snomed.info/sct", code)
    assert named in found.display.lower()
    assert never not in found.display.lower()


def test_no_two_things_have_the_same_code():
    found = [(code.system, code.code) for code in read_codes().values()]
    assert len(set(found)) == len(found)


def test_every_course_is_there():
    told = {id for id in read_codes() if id.startswith("course_")}
    assert told == {f"course_{course}" for course in Course}


@pytest.mark.parametrize("code", read_codes().values(), ids=lambda code: code.id)
def test_a_code_counts_as_seen_only_with_version_and_source(code):
    assert code.display
    assert code.seen
    if code.status is CodeStatus.SEEN:
        assert code.version
        assert code.seen.startswith("https://")


@pytest.mark.parametrize(
    "code",
    [c for c in read_codes().values() if c.system == "http://snomed.info/sct"],
    ids=lambda code: code.id,
)
def test_snomed_numbers_have_a_right_check_digit(code):
    assert verhoeff_holds(code.code)
    # the check is one: another last digit fails it
    assert not verhoeff_holds(f"{code.code[:-1]}{(int(code.code[-1]) + 1) % 10}")


def test_a_version_is_sent_where_it_is_known():
    assert codes.get_coding("unconfirmed")["version"] == "4.0.1"
    assert "version" not in codes.get_coding("course_rrms")


def test_our_own_systems_are_told_apart():
    own = [codes.ANSWERS, codes.OPTIONS, codes.OUTCOMES, codes.RELEASES]
    assert len(set(own)) == len(own)
    assert all(re.match(r"urn:[a-z-]+:fhir:[a-z]+$", system) for system in own)


def verhoeff_holds(number: str) -> bool:
    """Check a number's last digit by Verhoeff's scheme, as SNOMED CT does."""
    multiply = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
        [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
        [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
        [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
        [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
        [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
        [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
        [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
        [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    ]
    permute = [list(range(10)), [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
    for _ in range(6):
        permute.append([permute[1][one] for one in permute[-1]])
    check = 0
    for place, digit in enumerate(reversed(number)):
        check = multiply[check][permute[place % 8][int(digit)]]
    return check == 0
