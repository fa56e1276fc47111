"""Many people at once, for locust, in a process of its own.

gevent changes whatever process it is imported in, so nothing of the site is imported
here: what people send was recorded from one journey before, and is read from a file.
"""

from __future__ import annotations

import itertools
import json
import os
from pathlib import Path
from typing import Any

from locust import HttpUser, between, task

PLAN = json.loads(Path(os.environ["AID_PLAN"]).read_text())
numbers = itertools.count(1)


class Person(HttpUser):  # type: ignore[misc]
    """Reads for a moment, answers, reads on; and once a page asks the bare site."""

    wait_time = between(1, 3)

    def on_start(self) -> None:
        self.client.verify = PLAN["certificate"]
        self.client.trust_env = False
        self.client.headers["Origin"] = PLAN["home"]
        self.client.headers["Referer"] = PLAN["home"] + "/"

    @task  # type: ignore[untyped-decorator]
    def journey(self) -> None:
        self.client.cookies.clear()
        for method, path, fields in PLAN["steps"]:
            self.send(method, path, fields)
            self.client.get(PLAN["bare"], name="bare Django page")
            self.wait()
        self.client.get("/results/", name="results")
        self.wait()

    def send(self, method: str, path: str, fields: list[list[str]]) -> None:
        self.client.get(path, name="page")
        if method == "GET":
            return
        token: Any = next(
            (c.value for c in self.client.cookies if "csrftoken" in c.name), ""
        )
        data = [
            (name, token if name == "csrfmiddlewaretoken" else value)
            for name, value in fields
        ]
        with self.client.post(
            path, data, name="post", allow_redirects=False, catch_response=True
        ) as response:
            # A page that is shown again has not taken its answer.
            if response.status_code != 302:
                response.failure(f"answered with {response.status_code}")
