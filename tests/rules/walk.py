"""Every patient page, as a few people meet it.

The addresses come from the site's own list, so that a new page is walked, and held to
every rule, from the day it is there. Links found on the way are followed too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.conf import settings
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from decisionaid.core.pages import PAGES
from tests.answers_factory import POSTS
from tests.results_pages import find_main
from tests.rules.reading import list_blocks

#: First parts of addresses that are not a patient's, and why.
NOT_FOR_PATIENTS = {
    "clinician": "staff, behind sign-in",
    "account": "staff's sign-in",
    "accounts": "staff's sign-in",
    "api": "machines",
    "fhir": "machines",
    "healthz": "machines",
    "readyz": "machines",
    "metrics": "machines",
    "csp": "browsers' reports",
    "i18n": "a choice that leads back",
}
#: A file to download is no page: its own tests read it.
FILE = re.compile(r"\.[a-z]+$")
#: What stands in an address for its part that changes.
PARTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "questionnaire:question": {"name": tuple(page.name for page in PAGES)},
}
#: Enough for the shape of every page, and quick.
DRAWS = 200
#: A page may have links that lead on for ever, such as one for each number.
LINKS_A_VIEW = 8

UNKNOWN: dict[str, dict[str, Any]] = {
    "onset": {"onset_known": "rough", "rough_years": "from_5"},
    "edss": {"edss_known": "work_out"},
    "edss-moving": {"moving": "unaided"},
    "edss-distance": {"detail": "unknown"},
    "sex": {"sex": "unknown"},
    "relapses": {"relapses_unknown": ["unknown"]},
    "mri": {"new_mri": "unknown"},
    "treatments": {"treatments": ["unknown"]},
    "jcv": {"jcv": "unknown"},
    "immunosuppression": {"prior_immunosuppression": "unknown"},
    "centre": {"centre": "unknown"},
    "children": {"children": "unknown"},
}
#: The people who walk; each by what they answer otherwise than the usual person.
PEOPLE: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "relapsing, EDSS 3.5": {},
    "I don't know": UNKNOWN,
    "primary progressive": {"course": {"course": "ppms"}},
    "EDSS 7": {
        "course": {"course": "spms"},
        "onset": {"onset_known": "rough", "rough_years": "from_10"},
        "edss": {"edss_known": "known", "edss": "7"},
        "age": {"age": "48"},
    },
}


_WORKS_OUT = {"edss": {"edss_known": "work_out"}}
_UNAIDED = {**_WORKS_OUT, "edss-moving": {"moving": "unaided"}}
#: What makes the questions asked that most people do not meet.
BRANCHES: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "edss-moving": _WORKS_OUT,
    "edss-distance": _UNAIDED,
    "edss-everyday": {**_UNAIDED, "edss-distance": {"detail": "over_500"}},
    "edss-aided": {**_WORKS_OUT, "edss-moving": {"moving": "one_side"}},
    "edss-chair": {**_WORKS_OUT, "edss-moving": {"moving": "wheelchair"}},
    "edss-bed": {**_WORKS_OUT, "edss-moving": {"moving": "bed"}},
    "natalizumab": {
        "treatments": {"treatments": ["natalizumab"], "years_natalizumab": "1"}
    },
    "immunosuppression": {"jcv": {"jcv": "unknown"}},
    "conditioning": {"centre": {"centre": "new"}},
}


@dataclass(frozen=True)
class Walked:
    """A page that was met: where, by whom, and what it says.

    ``consented`` tells whether the person had said yes to seeing numbers.
    """

    person: str
    address: str
    view: str
    consented: bool
    status: int
    content: str

    @property
    def soup(self) -> BeautifulSoup:
        return parse(self.content)

    @property
    def main(self) -> Tag:
        return find_main(self.soup)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is read on the page, block by block."""
        return read_texts(self.content)

    @property
    def path(self) -> str:
        return urlsplit(self.address).path


@cache
def parse(content: str) -> BeautifulSoup:
    """Read a page; it is shared, so nobody changes it."""
    return BeautifulSoup(content, "html.parser")


@cache
def read_texts(content: str) -> tuple[str, ...]:
    """Read the texts of a page's main part."""
    return tuple(list_blocks(find_main(parse(content))))


def list_routes() -> Iterator[tuple[str, str]]:
    """List every patient address there is, with the name of its view."""
    yield from _list_routes(get_resolver(), "/", "")


def _list_routes(
    resolver: URLResolver, start: str, namespace: str
) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        route = start + str(one.pattern)
        if route.strip("/").split("/")[0] in NOT_FOR_PATIENTS:
            continue
        if FILE.search(route):
            continue
        if isinstance(one, URLResolver):
            yield from _list_routes(one, route, one.namespace or namespace)
        else:
            yield from _fill_route(one, route, f"{namespace}:{one.name}")


def _fill_route(one: URLPattern, route: str, view: str) -> Iterator[tuple[str, str]]:
    if not one.pattern.converters:
        yield route, view
        return
    # A view with a part that nobody listed here is met by the links that lead to it.
    [(part, values)] = PARTS.get(view, {"": ()}).items()
    for value in values:
        yield route.replace(f"<slug:{part}>", value), view


@cache
def walk(person: str) -> tuple[Walked, ...]:
    """Walk the whole way as a person does: before the yes to numbers, and after."""
    # The site's own limits on floods of posts are for strangers.
    with override_settings(COMPARISON_DRAWS=DRAWS, RATELIMIT_ENABLE=False):
        client = Client()
        for name, data in list_answers(person):
            response = client.post(f"/questions/{name}/", data)
            assert response.status_code == 302, f"{person}: {name} was not accepted"
        before = tuple(_visit_all(client, person, consented=False))
        say_yes(client)
        after = tuple(_visit_all(client, person, consented=True))
        return before + after + tuple(_visit_branches(person))


def _visit_branches(person: str) -> Iterator[Walked]:
    for name, answers in BRANCHES.items():
        client = Client()
        for page, data in answers.items():
            client.post(f"/questions/{page}/", data)
        met = _visit(client, person, f"/questions/{name}/", consented=False)
        assert met is not None, f"{name} was not asked"
        yield met


def list_answers(person: str) -> list[tuple[str, dict[str, Any]]]:
    """List what a person answers, page by page in the order they are asked."""
    given = {**POSTS, **PEOPLE[person]}
    return [(page.name, dict(given[page.name])) for page in PAGES if page.name in given]


def say_yes(client: Client) -> None:
    """Say yes to seeing numbers, and find them."""
    client.post("/ready/", {"choice": "yes"})
    response = client.get("/results/")
    assert response.status_code == 200, response.get("Location")


def _visit_all(client: Client, person: str, *, consented: bool) -> Iterator[Walked]:
    routes = [address for address, _ in list_routes()]
    waiting = list(routes)
    seen: set[str] = set()
    visits: dict[str, int] = {}
    while waiting:
        address = waiting.pop(0)
        full = visits.get(_name_view(address), 0) >= LINKS_A_VIEW
        if address in seen or (full and address not in routes):
            continue
        seen.add(address)
        met = _visit(client, person, address, consented=consented)
        if met is None:
            continue
        visits[met.view] = visits.get(met.view, 0) + 1
        yield met
        waiting.extend(_list_links(met))


def _visit(
    client: Client, person: str, address: str, *, consented: bool
) -> Walked | None:
    """Visit an address; None for what is no page of its own."""
    response = client.get(address)
    if response.status_code in (302, 405):
        return None
    content_type = response.get("Content-Type", "")
    if not content_type.startswith("text/html"):
        return None
    return Walked(
        person=person,
        address=address,
        view=_name_view(address),
        consented=consented,
        status=response.status_code,
        content=response.content.decode(),
    )


def _name_view(address: str) -> str:
    return resolve(urlsplit(address).path).view_name


def _list_links(met: Walked) -> Iterator[str]:
    for link in met.soup.select("a[href]"):
        href = str(link["href"]).split("#")[0]
        if href.startswith("?"):
            href = met.path + href
        if not href.startswith("/") or href.startswith("//"):
            continue
        path = urlsplit(href).path
        if path.startswith(settings.STATIC_URL) or FILE.search(path):
            continue
        if path.strip("/").split("/")[0] not in NOT_FOR_PATIENTS:
            yield href
