"""Files of words: what each must have, and what a mistake in one is told as."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks

from decisionaid.core import content
from decisionaid.core.content import ContentError, check_content
from decisionaid.core.glossary import get_terms

SIGNED: dict[str, Any] = {"author": "the project", "date": date(2026, 11, 24)}


def test_a_signed_file_is_read() -> None:
    read = check_content("one", {**SIGNED, "title": "Hello", "points": ["a", "b"]})
    assert read.signature.author == "the project"
    assert read.signature.date == date(2026, 11, 24)
    assert read.get("points") == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"date": date(2026, 1, 1)}, "author is missing"),
        ({"author": " ", "date": date(2026, 1, 1)}, "author is missing"),
        ({"author": "the project"}, "date is missing"),
        ({"author": "the project", "date": "soon"}, "date is missing"),
        ({**SIGNED, "title": " "}, "title is empty"),
        ({**SIGNED, "parts": [{"text": "a"}, {"text": ""}]}, r"parts\[2\].text"),
    ],
)
def test_what_is_missing_is_named(data: dict[str, Any], told: str) -> None:
    with pytest.raises(ContentError, match=f"^page: .*{told}"):
        check_content("page", dict(data))


def test_a_key_that_is_not_there_is_named() -> None:
    with pytest.raises(ContentError, match=r"page: one\.two is missing"):
        check_content("page", {**SIGNED, "one": {}}).get("one", "two")


def test_a_key_missing_from_an_entry_is_named_with_its_place() -> None:
    read = check_content("page", {**SIGNED, "parts": [{"a": "x"}, {"b": "x"}]})
    with pytest.raises(ContentError, match=r"^page: parts\[2\]: a is missing"):
        _ = [part.get("a") for part in read.each("parts")]


@pytest.mark.parametrize(
    "name", ["burden", "harms", "why", "evidence/figures", "evidence/people"]
)
def test_words_by_ids_are_signed_and_translated(
    name: str,
) -> None:
    read = content.read_content(name)
    assert read.signature.author
    words = content.list_words()
    for place, text in content.walk_texts(read.data):
        assert (text in words) or place.endswith((".id", ".ref")), place


def test_a_file_that_is_no_toml_stops_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.toml").write_text("author = ")
    monkeypatch.setattr(content, "FOLDER", tmp_path)
    errors = [found.msg for found in run_checks() if found.id == "about.E001"]
    assert "broken: " in errors[0]


def test_every_file_of_words_is_used_as_it_is() -> None:
    assert not [found for found in run_checks() if found.id == "about.E001"]


def test_words_to_translate_leave_out_names() -> None:
    words = content.list_words()
    assert "Words explained" in words
    assert str(get_terms()["pml"].meaning) in words
    assert len(words) == len(set(words)) > 200
    assert "the project" in words
    assert "pml" not in words


def test_each_term_has_one_meaning_in_whole_sentences() -> None:
    terms = get_terms().values()
    assert len({str(term.meaning) for term in terms}) == len(terms)
    assert all(str(term.meaning).endswith(".") for term in terms)
    names = [name.casefold() for term in terms for name in {str(term.term), *term.also}]
    assert len(names) == len(set(names))
