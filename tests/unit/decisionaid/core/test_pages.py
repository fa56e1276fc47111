"""The questionnaire's data is whole, and leads every way to its end."""

import pytest

from decisionaid.core import flow, pages
from tests.answers_factory import build_answers

NAMES = [
    "course", "onset", "edss", "age", "sex", "relapses", "mri", "treatments", "jcv",
    "centre", "children",
]  # fmt: skip
WORKED_OUT = {"edss_known": "work_out", "edss": None}
ON_NATALIZUMAB = {"treatments": ["natalizumab"], "years_natalizumab": 2.0}


def test_the_main_pages_in_order():
    assert [page.name for page in pages.PAGES if not page.follows] == NAMES


def test_names_are_unique():
    assert len({page.name for page in pages.PAGES}) == len(pages.PAGES)


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.name)
def test_a_page_is_whole(page):
    assert str(page.title)
    if not page.asks:
        return
    assert page.why, "why we ask"
    if page.word is not None:
        assert page.topic
    if page.follows:
        assert pages.find_page(page.follows)
    fields = page.form.base_fields
    for field in fields.values():
        for option in getattr(field, "options", ()):
            # The drugs' years are made by the form, one for each drug.
            assert (
                not option.reveals
                or option.reveals in fields
                or page.name == ("treatments")
            )
            assert str(option.label)


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.name)
def test_sentences_are_short(page):
    for sentence in str(page.why).replace("?", ".").split("."):
        assert len(sentence.split()) <= 20, sentence


def walk(answers):
    page, seen = pages.PAGES[0], []
    while page is not None:
        seen.append(page.name)
        page = pages.find_next(page, answers)
    return seen


def test_the_shortest_way():
    assert walk(build_answers()) == NAMES


def test_the_longest_way():
    answers = build_answers(
        edss=WORKED_OUT,
        edss_moving={"moving": "unaided"},
        edss_distance={"detail": "over_500"},
        treatments=ON_NATALIZUMAB,
        jcv={"jcv": "positive", "jcv_index": None},
        centre={"centre": "new"},
    )
    extra = set(walk(answers)) - set(NAMES)
    assert extra == {
        "edss-moving", "edss-distance", "edss-everyday", "edss-range", "natalizumab",
        "immunosuppression", "conditioning",
    }  # fmt: skip
    assert pages.find_missing(answers).name == "edss-everyday"


def test_back_is_the_way_on_reversed():
    answers = build_answers(edss=WORKED_OUT, edss_moving={"moving": "bed"})
    for name in walk(answers)[1:]:
        page = pages.find_page(name)
        before = pages.find_previous(page, answers)
        assert pages.find_next(before, answers) == page


def test_progress_counts_questions_not_pages():
    answers = build_answers(edss=WORKED_OUT, edss_moving={"moving": "bed"})
    for name in ("edss", "edss-moving", "edss-bed", "edss-range"):
        assert pages.count_progress(pages.find_page(name), answers) == (3, 11)
    assert pages.count_progress(pages.find_page("children"), answers) == (11, 11)


def test_a_woman_of_55_is_not_asked_about_children():
    answers = build_answers(age={"age": 55})
    assert walk(answers)[-1] == "centre"
    assert "children" in walk(build_answers(age={"age": 55}, sex={"sex": "male"}))
    page = pages.find_page("children")
    assert pages.count_progress(page, answers) == (10, 10)


def test_missing_is_the_first_page_that_does_not_suffice():
    assert pages.find_missing({}).name == "course"
    assert pages.find_missing(build_answers()) is None
    unknown = build_answers(course={"course": "unknown"})
    assert pages.find_missing(unknown).name == "course"


def lead(name, answers, *, from_check=True):
    return flow.next_url(pages.find_page(name), answers, from_check=from_check)


def test_a_change_returns_to_the_check_page():
    assert lead("age", build_answers()) == "/check/"
    assert lead("children", build_answers(), from_check=False) == "/check/"


def test_a_change_shows_its_follow_ups_again():
    changed = build_answers(
        treatments=ON_NATALIZUMAB,
        natalizumab={"on_natalizumab": "no", "years_on_natalizumab": None},
    )
    assert lead("treatments", changed) == "/questions/natalizumab/?from=check"
    assert lead("natalizumab", changed) == "/check/"


def test_a_change_leads_to_what_it_made_missing():
    changed = build_answers(centre={"centre": "new"})
    assert lead("age", changed) == "/questions/conditioning/?from=check"


def test_an_unknown_course_leads_to_its_stop():
    unknown = build_answers(course={"course": "unknown"})
    assert lead("course", unknown, from_check=False) == "/course-needed/"
    assert flow.resume_url(unknown) == "/questions/course/"
