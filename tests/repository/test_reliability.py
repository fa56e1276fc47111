"""docs/reliability.md is there, is what was measured, and names its release."""

from __future__ import annotations

import pytest

from riskmodel import interface
from tools.reliability.parts import PARTS
from tools.reliability.report import REPORT, read_results, write_report


def test_the_report_is_what_was_measured():
    assert REPORT.read_text() == write_report(read_results())


@pytest.mark.parametrize("part", PARTS)
def test_a_part_was_measured_on_a_release_that_is_there(part):
    result = read_results()[part]
    # how the site stands a fault or a load does not hang on the newest figures
    assert result.release in {release.digest for release in interface.releases()}
    assert result.lines


def test_what_does_not_hold_is_said_to(tmp_path):
    text = REPORT.read_text()
    broken = [line for result in read_results().values() for line in result.lines]
    assert text.count("| **no** |") == sum(not line.holds for line in broken)
    short = [result for result in read_results().values() if not result.full]
    assert text.count("**Short form: ") == len(short)
