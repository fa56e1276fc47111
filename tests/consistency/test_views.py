"""One number, the same digits in every view, and the document's through one rounding.

Everything is read from the HTML, as a reader would; only the expected digits are
worked out here, a second time and plainly.
"""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories import OPTIONS, OUTCOMES, comparison_document
from tests.results_pages import PART_ADDRESSES, open_session, read_page

pytestmark = pytest.mark.django_db

HORIZONS = (1, 2, 5, 10)
DIED = ("died_treatment", "died_other")
EVERY_VIEW = (*PART_ADDRESSES, "/results/print/")
#: Views that run the model anew; of many people they are read for a few.
RUNS_AGAIN = ("/results/sure/", "/results/changes/")
OTHER_VIEWS = tuple(view for view in EVERY_VIEW if view not in RUNS_AGAIN)
#: One of so many people is read in every view.
EVERY_VIEW_FOR_ONE_OF = 20


def allot(outcomes: dict[str, Any]) -> dict[str, int]:
    """Share out 1,000 people by largest remainder, with exact fractions."""
    exact = {name: Fraction(outcomes[name]["mean"]) * 1000 for name in OUTCOMES}
    counts = {name: int(value) for name, value in exact.items()}
    while sum(counts.values()) < 1000:
        name = max(OUTCOMES, key=lambda name: exact[name] - counts[name])
        counts[name] += 1
    return counts


def read_count(text: str) -> int:
    words = {"fewer than 1": 0, "more than 999": 1000}
    return words[text] if text in words else int(text.replace(",", ""))


def read_numbers(page: BeautifulSoup) -> dict[str, set[tuple[int, str]]]:
    """Read every shown number: its count in text or attribute, and its value."""
    found: dict[str, set[tuple[int, str]]] = {}
    for shown in page.select("[data-number]"):
        # A dot of a curve has no text; its count is an attribute.
        text = shown.get_text()
        count = read_count(text) if text else int(str(shown["data-count"]))
        assert count == int(str(shown["data-count"]))
        found.setdefault(str(shown["data-number"]), set()).add(
            (count, str(shown["data-value"]))
        )
    return found


def read_arrays(page: BeautifulSoup) -> dict[tuple[str, str], set[tuple[int, ...]]]:
    """Read (lower, best, upper) of every class from the arrays' attributes."""
    found: dict[tuple[str, str], set[tuple[int, ...]]] = {}
    for card in page.select(".app-card"):
        option = str(card["id"]).removeprefix("option-")
        for polygon in card.select("polygon[data-outcome]"):
            counts = tuple(
                int(str(polygon[f"data-{end}"])) for end in ("lower", "best", "upper")
            )
            key = (option, str(polygon["data-outcome"]))
            found.setdefault(key, set()).add(counts)
    return found


def check_views(
    document: dict[str, Any], years: int, *, addresses: tuple[str, ...] = EVERY_VIEW
) -> None:
    client = Client()
    open_session(client, document)
    pages = {
        address: read_page(client, f"{address}?years={years}") for address in addresses
    }
    page, sheet = pages["/results/"], pages["/results/print/"]
    numbers: dict[str, set[tuple[int, str]]] = {}
    for view in pages.values():
        for number_id, shown in read_numbers(view).items():
            numbers.setdefault(number_id, set()).update(shown)
    for number_id, everywhere in numbers.items():
        assert len(everywhere) == 1, number_id
    assert read_arrays(page) == read_arrays(sheet)
    arrays = read_arrays(page)
    for option in OPTIONS:
        found = document["options"][option]
        if found["status"] == "not_estimable":
            assert not [key for key in arrays if key[0] == option]
            continue
        for shown_years in found["horizons"]:
            outcomes = found["horizons"][shown_years]["outcomes"]
            for name, count in allot(outcomes).items():
                number_id = f"{option}.{shown_years}.{name}.mean"
                value = repr(outcomes[name]["mean"])
                assert numbers[number_id] == {(count, value)}, number_id
        for name in OUTCOMES:
            for counts in arrays.get((option, name), ()):
                ids = [f"{option}.{years}.{name}.{e}" for e in ("lower95", "upper95")]
                best = f"{option}.{years}.{name}.mean"
                [(shown_best, _)] = numbers[best]
                assert counts[1] == shown_best
                for end, number_id in zip((0, 2), ids, strict=True):
                    if number_id in numbers:
                        [(shown_end, _)] = numbers[number_id]
                        assert counts[end] == shown_end


@pytest.mark.parametrize("seed", range(24))
def test_random_documents_read_the_same_everywhere(seed: int) -> None:
    check_views(comparison_document(seed), HORIZONS[seed % 4])


def make_answers(seed: int) -> dict[str, Any]:
    """Make a random person as the API takes it: common ones mostly, extremes kept."""
    rng = random.Random(seed)
    age = rng.choice([rng.randint(20, 55), rng.randint(18, 85)])
    steps = [0.0, *(half / 2 for half in range(2, 20))]
    answers: dict[str, Any] = {
        "course": rng.choice(["rrms", "rrms", "rrms", "spms", "ppms"]),
        "age": age,
        "duration": rng.randint(0, min(30, age - 10)),
        "sex": rng.choice(["female", "male", "unknown"]),
        "jcv": rng.choice(["positive", "negative", "unknown"]),
        "prior_immunosuppression": rng.choice(["yes", "no", "unknown"]),
        "relapses_1y": rng.choice([0, 1, 2, "unknown"]),
        "centre": rng.choice(["experienced", "typical", "new", "unknown"]),
        "years_on_natalizumab": rng.choice([0, 0, 3]),
        "horizons": list(range(1, 11)),
        "draws": 200,
    }
    if rng.random() < 0.3:
        low = rng.randrange(len(steps) - 4)
        answers |= {"edss_low": steps[low], "edss_high": steps[low + 4]}
    else:
        answers["edss"] = rng.choice(steps)
    return answers


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(10))
def test_the_api_and_the_pages_give_the_same_digits(client: Client, batch: int) -> None:
    """Two hundred people through the real model at 200 draws, twenty at a time."""
    for seed in range(20 * batch, 20 * batch + 20):
        response = client.post(
            "/api/v1/comparisons/", make_answers(seed), content_type="application/json"
        )
        assert response.status_code == 200, (seed, response.content)
        every = seed % EVERY_VIEW_FOR_ONE_OF == batch
        check_views(
            response.json(),
            HORIZONS[seed % 4],
            addresses=EVERY_VIEW if every else OTHER_VIEWS,
        )
