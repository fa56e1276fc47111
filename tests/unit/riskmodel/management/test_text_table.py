from __future__ import annotations

from riskmodel.management.text_table import HARMS, write_text
from tests.consistency.text_rows import read_row
from tests.factories import HARMS as ALL_HARMS
from tests.factories import lifelike_document


def test_every_part_of_the_document_is_told():
    document = lifelike_document(not_estimable=("natalizumab",))
    text = write_text(document)
    assert document["release"]["id"] in text
    assert document["release"]["digest"] in text
    assert "RESEARCH PREVIEW" in text
    assert "Natalizumab: not estimable" in text
    assert "English text of ppms_no_estimate." in text
    assert "After 1 year " in text
    assert "After 10 years" in text
    deaths = round(1000 * document["transplant_mortality"]["mean"])
    assert f"Die of the transplant, of 1,000: {deaths} (" in text
    level = document["break_even"]["no_dmt"]["dead_or_worse"]["5"]["mean"]
    assert f"5 y {round(1000 * level)} (" in text
    for warning in document["warnings"]:
        assert f"{warning['id']}: {warning['text']}" in text


def test_a_checked_release_has_no_preview_line():
    document = lifelike_document()
    document["release"]["research_preview"] = False
    assert "PREVIEW" not in write_text(document)


def test_break_even_and_harms_may_be_not_known():
    text = write_text(lifelike_document(not_estimable=("ahsct",), horizons=(5,)))
    assert "No MS drug, dead or worse: 1 y not known" in text
    assert read_row(text, HARMS["male_fertility"], after="5")[-1].strip() == "not known"


def test_a_level_that_no_draw_reaches_is_told():
    document = lifelike_document()
    level = document["break_even"]["natalizumab"]["dead_or_worse"]
    level["5"] = dict.fromkeys(level["5"]) | {"no_tie": 1.0}
    assert "5 y never;" in write_text(document)


def test_columns_are_aligned():
    table = write_text(lifelike_document(horizons=(5,))).split("\n\n")[3]
    assert len({len(line) for line in table.splitlines()}) == 1


def test_every_harm_of_the_model_has_a_title():
    assert {harm for harms in ALL_HARMS.values() for harm in harms} == set(HARMS)
