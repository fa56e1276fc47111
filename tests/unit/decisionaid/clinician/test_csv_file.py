"""No cell of a file is a formula."""

from __future__ import annotations

import csv
import io

import pytest

from decisionaid.clinician.consultation.csv_file import make_harmless, write_csv


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1"]
)
def test_what_a_spreadsheet_would_run_is_text(cell):
    assert make_harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "words", "3.5", "a=b", "2026-11-24"])
def test_what_it_would_not_run_stays(cell):
    assert make_harmless(cell) == cell


def test_quotes_commas_and_lines_survive():
    row = ["a, b", 'say "no"', "two\nlines"]
    text = write_csv(["x", "y", "z"], [row]).removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["x", "y", "z"], row]
