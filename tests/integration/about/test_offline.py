"""What may be kept on a device: only what reads the same for everybody."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from decisionaid.about import offline
from decisionaid.about.views import GATED
from tests.answers_factory import POSTS
from tests.results_pages import find_main, read_page, read_text

pytestmark = pytest.mark.django_db

WORKER = "/about/worker.js"


def read_kept(client: Client) -> dict[str, Any]:
    script = client.get(WORKER).content.decode()
    [kept] = re.findall(r"^const KEPT = (\{.*\});$", script, re.MULTILINE)
    return json.loads(kept)


def test_the_list_holds_no_page_of_a_person(client: Client) -> None:
    kept = read_kept(client)
    assert len(kept["pages"]) == len(offline.PAGES) > 8
    for address in kept["pages"]:
        assert address.startswith("/about/")
        assert "?" not in address
    gated = {reverse(f"about:{name}") for name in GATED}
    assert not gated & set(kept["pages"])
    assert kept["fallback"] in kept["pages"]


def test_kept_pages_read_the_same_with_and_without_answers(client: Client) -> None:
    for name, data in POSTS.items():
        client.post(f"/questions/{name}/", data)
    for address in read_kept(Client())["pages"]:
        stranger = Client()
        page = read_page(stranger, address)
        assert not stranger.cookies, address
        assert not page.select("form, [data-number], [name=csrfmiddlewaretoken]")
        assert read_text(find_main(page)) == read_text(
            find_main(read_page(client, address))
        )


def test_the_worker_keeps_only_its_list_and_without_cookies(client: Client) -> None:
    response = client.get(WORKER)
    assert response["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in response
    script = response.content.decode()
    assert script.count("cache.put") == 1
    keeping = script[script.index("async function keep") : script.index("forgetOlder")]
    assert "cache.put" in keeping
    assert 'credentials: "omit"' in keeping
    assert "worker-src 'self'" in client.get("/")["Content-Security-Policy"]


def test_another_release_or_other_words_make_another_copy(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_kept(client)["name"]
    assert read_kept(client)["name"] == before
    monkeypatch.setattr(offline, "list_words", lambda: ("Other words.",))
    assert read_kept(client)["name"] != before


def test_the_explanation_can_be_installed(client: Client) -> None:
    page = read_page(client, "/about/offline/")
    [link] = page.select('link[rel="manifest"]')
    described = client.get(str(link["href"])).json()
    assert described["start_url"] == described["scope"] == "/about/"
    assert described["icons"][0]["src"].endswith(".svg")
