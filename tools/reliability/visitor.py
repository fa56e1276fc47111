"""A person's journey over http, as a browser without script makes it.

Every form is read from the page and answered, whatever it asks; what could not be sent
is sent again, as the pages of the site advise.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import requests
from bs4 import BeautifulSoup, Tag

from tools.screenshots.answers import ANSWERS, DONT_KNOW

#: After so many seconds of trying the same again a journey has failed.
PATIENCE = 60.0
PAUSE = 0.25
AGAIN = frozenset({429, 503})
FAR_TOO_MANY_PAGES = 80

Fields = list[tuple[str, str]]


class JourneyFailed(Exception):
    """Somebody did not get to their results."""


@dataclass(frozen=True)
class Step:
    """One thing sent, and how long it took until it was taken."""

    method: str
    path: str
    fields: Fields
    tries: int
    seconds: float
    since_failure: float


@dataclass
class Visitor:
    """One browser: its cookies, and what it has done."""

    home: str
    certificate: str | bool = True
    #: The sender's address, as a proxy in front would tell it.
    address: str = ""
    steps: list[Step] = field(default_factory=list)
    pause: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.session = requests.Session()
        self.session.verify = self.certificate
        # No proxy of this machine's stands between it and itself.
        self.session.trust_env = False
        if self.address:
            self.session.headers["X-Forwarded-For"] = self.address

    def walk(self) -> str:
        """Go from the first question to the results; give the last page."""
        path, page = self.send("GET", "/questions/course/")
        for _ in range(FAR_TOO_MANY_PAGES):
            if path.startswith("/results/"):
                return page
            if path == "/check/":
                path, page = self.send("GET", "/ready/")
                continue
            form = find_form(page)
            if form is None:
                raise JourneyFailed(f"{path} has no form")
            target = urljoin(path, str(form.get("action") or path))
            before = path
            path, page = self.send("POST", target, fill_form(form))
            if path == before and "nhsuk-error-summary" in page:
                raise JourneyFailed(f"{path} did not take its answer")
        raise JourneyFailed("the questions have no end")

    def keep(self) -> str:
        """Keep the result; give the page with its code."""
        _path, page = self.send("GET", "/code/")
        for form in BeautifulSoup(page, "html.parser").select("main form"):
            fields = fill_form(form)
            if ("action", "keep") in fields:
                return self.send("POST", "/code/", fields)[1]
        raise JourneyFailed("there is nothing to keep")

    def send(
        self, method: str, path: str, fields: Fields | None = None
    ) -> tuple[str, str]:
        """Send until it is taken; give where that led, and the page there."""
        start = time.monotonic()
        tries, failed_at = 0, start
        while True:
            self.pause()
            tries += 1
            try:
                response = self.session.request(
                    method,
                    self.home + path,
                    data=fields,
                    # As browsers do; Django asks for it over https.
                    headers={"Referer": self.home + path, "Origin": self.home},
                    timeout=PATIENCE,
                )
                status = response.status_code
            except requests.ConnectionError:
                status = 503
            now = time.monotonic()
            if status not in AGAIN:
                break
            if tries == 1:
                failed_at = now
            if now - start > PATIENCE:
                raise JourneyFailed(f"{method} {path} was never taken")
            time.sleep(PAUSE)
        waited = now - failed_at if tries > 1 else 0.0
        self.steps.append(Step(method, path, fields or [], tries, now - start, waited))
        if status != 200:
            raise JourneyFailed(f"{method} {path} was answered with {status}")
        return urlsplit(response.url).path, response.text

    @property
    def retries(self) -> int:
        return sum(step.tries - 1 for step in self.steps)

    @property
    def longest_wait(self) -> float:
        """Seconds from the first refusal of a step until it was taken."""
        return max((step.since_failure for step in self.steps), default=0.0)


def find_form(page: str) -> Tag | None:
    """Give the page's question: the form in its main part that asks or goes on."""
    forms = BeautifulSoup(page, "html.parser").select("main form[method=post]")
    asking = [form for form in forms if form.get("action") != "/forget/"]
    return asking[0] if asking else None


def fill_form(form: Tag) -> Fields:
    """Answer a form as the usual person does, and "I don't know" else."""
    fields: Fields = []
    chosen: set[str] = set()
    for control in form.select("input[name], select[name], textarea[name]"):
        name, kind = str(control["name"]), str(control.get("type") or "text")
        value = str(control.get("value") or "")
        if kind == "hidden":
            fields.append((name, value))
        elif kind in {"radio", "checkbox"}:
            if name not in chosen and value == _choose(form, name, kind):
                chosen.add(name)
                fields.append((name, value))
        else:
            fields.append((name, ANSWERS.get(name, value)))
    # A form may have several buttons; a browser sends the one that is pressed.
    button = form.select_one("button[name]")
    if button is not None:
        fields.append((str(button["name"]), str(button.get("value") or "")))
    return fields


def _choose(form: Tag, name: str, kind: str) -> str | None:
    values = [
        str(control.get("value") or "on")
        for control in form.select(f"input[name='{name}'][type={kind}]")
    ]
    if ANSWERS.get(name) in values:
        return ANSWERS[name]
    texts = form.select("input[type=text], input[type=number], input:not([type])")
    if kind == "checkbox" and any(str(one.get("name")) in ANSWERS for one in texts):
        return None
    if DONT_KNOW in values:
        return DONT_KNOW
    return "yes" if "yes" in values else values[0]
