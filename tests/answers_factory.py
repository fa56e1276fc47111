"""Answers as a person gives them, and as the session keeps them."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

TODAY = date(2026, 11, 22)

#: What the browser sends, page by page: the shortest whole journey.
POSTS: dict[str, dict[str, Any]] = {
    "course": {"course": "rrms"},
    "onset": {"onset_known": "rough", "rough_years": "from_5"},
    "edss": {"edss_known": "known", "edss": "3.5"},
    "age": {"age": "35"},
    "sex": {"sex": "female"},
    "relapses": {"relapses_1y": "1", "relapses_2y": "2"},
    "mri": {"new_mri": "yes"},
    "treatments": {"treatments": ["none"]},
    "jcv": {"jcv": "negative"},
    "centre": {"centre": "unknown"},
    "children": {"children": "maybe"},
}

#: The same as the session keeps it.
_KEPT: dict[str, dict[str, Any]] = {
    "course": {"course": "rrms"},
    "onset": {
        "onset_known": "rough",
        "onset_year": None,
        "diagnosis_year": None,
        "rough_years": "from_5",
        "duration": 7.5,
    },
    "edss": {"edss_known": "known", "edss": 3.5},
    "age": {"age": 35},
    "sex": {"sex": "female"},
    "relapses": {"relapses_1y": 1, "relapses_2y": 2, "relapses_unknown": []},
    "mri": {"new_mri": "yes"},
    "treatments": {"treatments": ["none"]},
    "jcv": {"jcv": "negative", "jcv_index": None},
    "centre": {"centre": "unknown"},
    "children": {"children": "maybe"},
}


class MemorySession(SessionBase):
    """A session in memory that tells whether its row was deleted."""

    def __init__(self) -> None:
        super().__init__()
        self.flushed = False

    def flush(self) -> None:
        self.flushed = True
        self.clear()


def build_answers(**pages: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Complete answers, with some pages in place of the usual ones.

    A page's name is written with ``_`` for ``-``.
    """
    given = {name.replace("_", "-"): answers for name, answers in pages.items()}
    return {**deepcopy(_KEPT), **given}


def answer_all(client: Any, **pages: dict[str, Any]) -> None:
    """Answer every page through the site, some otherwise than usual."""
    for name, data in {**POSTS, **pages}.items():
        response = client.post(f"/questions/{name.replace('_', '-')}/", data)
        assert response.status_code == 302, f"{name}: not accepted"
