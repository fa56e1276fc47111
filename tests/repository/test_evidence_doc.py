"""docs/evidence.md says what the release says."""

import re

from django.core.management import call_command

from riskmodel.evidence.registry import DATA, get_evidence
from riskmodel.management.evidence_doc import write_document
from tests.repository.files import ROOT

PATH = ROOT / "docs" / "evidence.md"


def test_document_is_up_to_date():
    assert PATH.read_text("utf-8") == write_document(DATA), (
        "run: python manage.py write_evidence_doc"
    )


def test_command_writes_the_document(tmp_path, settings, capsys):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    call_command("write_evidence_doc")
    assert (tmp_path / "docs" / "evidence.md").read_text() == PATH.read_text()
    assert capsys.readouterr().out == "Written: docs/evidence.md\n"


def test_document_names_everything_and_links_nowhere_wrong():
    text = PATH.read_text("utf-8")
    evidence = get_evidence()
    assert evidence.release.digest in text
    for ids in (evidence.parameters, evidence.tables):
        assert not [id for id in ids if f"`{id}`" not in text and f"/{id}." not in text]
    published = (*evidence.targets, *evidence.aside, *evidence.not_compared)
    for one in (*published, *evidence.effects):
        assert f"`{one.id}`" in text
    for conflict in evidence.conflicts:
        assert conflict.decision in text
    for source in evidence.sources.values():
        assert source.citation in text
        assert source.doi in text
        assert source.pmid in text
    anchors = set(re.findall(r'<a id="(source-[^"]+)">', text))
    assert anchors == {f"source-{id}" for id in evidence.sources}
    assert set(re.findall(r"\(#([^)]+)\)", text)) <= anchors


def test_a_calendar_year_keeps_its_half():
    assert "(`trm_prediction_year`) | 2012.5, fixed |" in write_document(DATA)


def test_tables_have_as_many_cells_in_each_row():
    for table in re.findall(r"(?:^\|.*\n)+", PATH.read_text("utf-8"), re.M):
        assert len({line.count("|") for line in table.splitlines()}) == 1
