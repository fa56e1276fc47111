"""Lighthouse's own judgement of accessibility and good practice: nothing to mend."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.browser.test_results import DOCUMENTS
from tests.results_pages import open_session
from tools.system import find_chromium

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("/", "/questions/edss/", "/results/", "/results/harms/", "/about/method/")


@pytest.mark.parametrize("page", PAGES)
def test_page_has_full_marks(
    page: str, client: Client, live_server: Any, tmp_path: Path
) -> None:
    open_session(client, DOCUMENTS["lifelike"])
    name = settings.SESSION_COOKIE_NAME
    headers = {"Cookie": f"{name}={client.cookies[name].value}"}
    (tmp_path / "headers.json").write_text(json.dumps(headers), "utf-8")
    report = tmp_path / "report.json"
    subprocess.run(
        [
            str(ROOT / "node_modules" / ".bin" / "lighthouse"),
            f"{live_server.url}{page}",
            "--quiet",
            "--only-categories=accessibility,best-practices",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            f"--extra-headers={tmp_path / 'headers.json'}",
            "--output=json",
            f"--output-path={report}",
        ],
        env={**os.environ, "CHROME_PATH": find_chromium() or ""},
        timeout=120,
        check=True,
    )
    found = json.loads(report.read_text("utf-8"))
    assert found["finalDisplayedUrl"] == f"{live_server.url}{page}"
    faults = [id for id, one in found["audits"].items() if one["score"] == 0]
    assert {k: v["score"] for k, v in found["categories"].items()} == {
        "accessibility": 1,
        "best-practices": 1,
    }, faults
