import re
from pathlib import Path

import pytest

from riskmodel import engine, texts
from riskmodel.engine.eligibility import Remark
from riskmodel.evidence.registry import get_evidence
from riskmodel.texts import word_remark

ENGINE = Path(engine.__path__[0])
SITE_REASONS = {harm.reason for harm in get_evidence().harms if harm.reason}
#: Values that some remark's words take.
VALUES = {
    "limit": 7.0,
    "scenario": "waning",
    "options": ["no_dmt", "ahsct"],
    "fields": ["jcv", "centre"],
    "years": [12, 15],
}


def ids_in_the_engine() -> set[str]:
    """Names of remarks as they stand in the source of the eligibility rules."""
    source = (ENGINE / "eligibility.py").read_text("utf-8")
    made = re.findall(r'Remark\("([a-z0-9_]+)"', source)
    checked = re.findall(r'"([a-z]+_(?:above|below)_(?:studies|guidance))"', source)
    wanted = re.findall(r'^        \(.*, "([a-z0-9_]+)"\),$', source, re.MULTILINE)
    assert len(made) >= 6
    assert len(set(checked)) == 7
    assert len(wanted) >= 14
    return {*made, *checked, *wanted}


def test_every_remark_of_the_engine_has_words_and_no_words_are_unused() -> None:
    assert ids_in_the_engine() | SITE_REASONS == set(texts._TEXTS)


@pytest.mark.parametrize("id", sorted(texts._TEXTS))
def test_words_are_whole_sentences(id: str) -> None:
    words = word_remark(Remark(id, VALUES))
    assert words.endswith(".")
    assert "{" not in words


def test_lists_and_numbers_are_worded() -> None:
    assert "no_dmt, ahsct" in word_remark(Remark("outside_studies", VALUES))
    assert "above 7." in word_remark(Remark("edss_above_7", VALUES))


def test_remark_without_words_is_refused() -> None:
    with pytest.raises(KeyError):
        word_remark(Remark("not_a_remark"))
