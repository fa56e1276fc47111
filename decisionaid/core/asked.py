"""When a question makes sense: read by the list of pages."""

from __future__ import annotations

from decisionaid.core.answers import Answers

#: From this age on a woman is not asked about children.
CHILDREN_UNTIL_AGE = 55


def works_out_edss(answers: Answers) -> bool:
    return answers.get("edss", {}).get("edss_known") == "work_out"


def moves(answers: Answers, *ways: str) -> bool:
    moving = answers.get("edss-moving", {}).get("moving")
    return works_out_edss(answers) and moving in ways


def walks_unaided(answers: Answers) -> bool:
    return moves(answers, "unaided")


def walks_far(answers: Answers) -> bool:
    detail = answers.get("edss-distance", {}).get("detail")
    return walks_unaided(answers) and detail == "over_500"


def walks_with_aid(answers: Answers) -> bool:
    return moves(answers, "one_side", "two_sides")


def uses_wheelchair(answers: Answers) -> bool:
    return moves(answers, "wheelchair")


def is_in_bed(answers: Answers) -> bool:
    return moves(answers, "bed")


def has_had_natalizumab(answers: Answers) -> bool:
    return "natalizumab" in answers.get("treatments", {}).get("treatments", ())


def may_carry_jcv(answers: Answers) -> bool:
    return answers.get("jcv", {}).get("jcv") != "negative"


def knows_centre(answers: Answers) -> bool:
    return answers.get("centre", {}).get("centre") not in (None, "unknown")


def may_have_children(answers: Answers) -> bool:
    is_woman = answers.get("sex", {}).get("sex") == "female"
    age: float = answers.get("age", {}).get("age", 0)
    return not (is_woman and age >= CHILDREN_UNTIL_AGE)
