"""How answers read on the check page."""

import pytest

from decisionaid.core import words
from tests.answers_factory import build_answers

CASES = [
    (words.word_course, {}, "Relapsing-remitting MS (RRMS)"),
    (words.word_onset, {}, "5 to 10 years ago"),
    (
        words.word_onset,
        {"onset": {"onset_known": "diagnosis", "diagnosis_year": 2020}},
        "Diagnosed in 2020; we count from then",
    ),
    (
        words.word_onset,
        {"onset": {"onset_known": "year", "onset_year": 2019}},
        "2019",
    ),
    (words.word_edss, {}, "3.5"),
    (words.word_edss, {"edss": {"edss_known": "work_out"}}, ""),
    (
        words.word_edss,
        {
            "edss": {"edss_known": "work_out"},
            "edss_moving": {"moving": "wheelchair"},
            "edss_chair": {"detail": "alone"},
        },
        "About 7 to 7.5, worked out from your answers",
    ),
    (words.word_age, {}, "35 years"),
    (words.word_relapses, {}, "1 in the last 12 months, 2 in the last 2 years"),
    (
        words.word_relapses,
        {"relapses": {"relapses_1y": 1, "relapses_2y": None}},
        "1 in the last 12 months, not known in the last 2 years",
    ),
    (
        words.word_relapses,
        {"relapses": {"relapses_1y": None, "relapses_2y": None}},
        "I don't know",
    ),
    (words.word_treatments, {}, "None so far"),
    (
        words.word_treatments,
        {"treatments": {"treatments": ["unknown"]}},
        "I don't know",
    ),
    (
        words.word_treatments,
        {
            "treatments": {
                "treatments": ["interferon", "other"],
                "years_interferon": 1.0,
                "years_other": 0.5,
            }
        },
        "Interferon, 1 year; Another MS drug, 0.5 years",
    ),
    (
        words.word_natalizumab,
        {"natalizumab": {"on_natalizumab": "yes", "years_on_natalizumab": 2.0}},
        "Yes, for 2 years",
    ),
    (words.word_natalizumab, {"natalizumab": {"on_natalizumab": "no"}}, "Not now"),
    (words.word_jcv, {}, "Negative"),
    (
        words.word_jcv,
        {"jcv": {"jcv": "positive", "jcv_index": 1.2}},
        "Positive, index 1.2",
    ),
    (
        words.word_conditioning,
        {"conditioning": {"conditioning": "high"}},
        "A stronger one",
    ),
    (
        words.word_immunosuppression,
        {"immunosuppression": {"prior_immunosuppression": "unknown"}},
        "I don't know",
    ),
    (words.word_children, {}, "Maybe"),
]


@pytest.mark.parametrize(("word", "pages", "expected"), CASES)
def test_wording(word, pages, expected):
    assert word(build_answers(**pages)) == expected
