"""docs/page-speed.md is of this release, and says what was measured."""

from __future__ import annotations

import re

import pytest

from riskmodel import interface
from tools import bench_page
from tools.bench_page import FORMS, GOAL, REPORT, Run, find_middle, read_report

SHOWN = dict.fromkeys(bench_page.AUDITS, "1")


@pytest.mark.parametrize("form", FORMS)
def test_whether_the_goal_is_met_is_told_as_it_was_measured(form):
    text = REPORT.read_text()
    row = rf"^\| {form} \| (\d+) \| (yes|\*\*no\*\*) \|"
    ((score, met),) = re.findall(row, text, re.MULTILINE)
    assert (int(score) >= GOAL) == (met == "yes")


def test_it_was_measured_on_the_evidence_of_today():
    assert interface.evidence_release().digest in REPORT.read_text()


def test_of_several_runs_the_middle_one_is_told():
    runs = [Run(score, SHOWN, (f"at {score}",)) for score in (99, 80, 96)]
    assert find_middle(runs).score == 96
    text = bench_page.write_report({"phone": runs}, release="sha256:1", machine="m")
    assert "| phone | 96 | yes | 99, 80, 96 |" in text
    assert "- phone: at 96." in text
    assert "at 80" not in text
    slow = {"phone": [Run(GOAL - 1, SHOWN, ())]}
    text = bench_page.write_report(slow, release="sha256:1", machine="m")
    assert f"| phone | {GOAL - 1} | **no** |" in text


def test_a_report_of_lighthouse_is_read():
    def audit(score: float | None, value: float = 0, unit: str = "unitless"):
        return {
            "score": score,
            "title": f"title {score}",
            "numericValue": value,
            "numericUnit": unit,
        }

    found = {
        "categories": {
            "performance": {
                "score": 0.955,
                "auditRefs": [
                    {"id": "total-blocking-time", "group": "metrics"},
                    {"id": "good", "group": "diagnostics"},
                    {"id": "bad", "group": "insights"},
                    {"id": "silent", "group": "insights"},
                ],
            }
        },
        "audits": {
            "server-response-time": audit(1, 227.9, "millisecond"),
            "first-contentful-paint": audit(1, 1216.7, "millisecond"),
            "largest-contentful-paint": audit(1, 990, "millisecond"),
            "total-blocking-time": audit(0.2, 580, "millisecond"),
            "cumulative-layout-shift": audit(1, 0.004),
            "total-byte-weight": audit(1, 33_679, "byte"),
            "good": audit(1),
            "bad": audit(0.5),
            "silent": audit(None),
        },
    }
    run = read_report(found)
    assert run.score == 96
    assert run.complaints == ("title 0.5",)
    assert list(run.shown.values()) == [
        "228 ms",
        "1.2 s",
        "990 ms",
        "580 ms",
        "0.00",
        "33 KiB",
    ]
