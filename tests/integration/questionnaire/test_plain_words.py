"""The words a tired person reads: short sentences, no advice, nothing relative."""

import re

import pytest
from bs4 import BeautifulSoup

from decisionaid.core.pages import PAGES
from tests.answers_factory import answer_all

pytestmark = pytest.mark.django_db

LONGEST_SENTENCE_WORDS = 20
ADDRESSES = [
    "/",
    "/course-needed/",
    "/check/",
    "/values/",
    "/sure/before/",
    "/ready/",
    "/later/",
    "/talk/",
    "/forgotten/",
    *(f"/questions/{page.name}/" for page in PAGES),
]
#: Advice, ranking, relative risks and drama.
NEVER = re.compile(
    r"you should|recommend|best (option|choice)|safest|per cent|%|1 in \d"
    r"|times (more|less)|risk ratio|hazard|battle|suffer|victim",
    re.IGNORECASE,
)
#: What makes the pages asked that most people do not see.
WORKS_OUT = {"edss": {"edss_known": "work_out"}}
UNAIDED = {**WORKS_OUT, "edss-moving": {"moving": "unaided"}}
BEFORE = {
    "edss-moving": WORKS_OUT,
    "edss-distance": UNAIDED,
    "edss-everyday": {**UNAIDED, "edss-distance": {"detail": "over_500"}},
    "edss-aided": {**WORKS_OUT, "edss-moving": {"moving": "one_side"}},
    "edss-chair": {**WORKS_OUT, "edss-moving": {"moving": "wheelchair"}},
    "edss-bed": {**WORKS_OUT, "edss-moving": {"moving": "bed"}},
    "edss-range": {**UNAIDED, "edss-distance": {"detail": "from_300"}},
    "natalizumab": {
        "treatments": {"treatments": ["natalizumab"], "years_natalizumab": "1"}
    },
    "immunosuppression": {"jcv": {"jcv": "unknown"}},
    "conditioning": {"centre": {"centre": "new"}},
}


def read_texts(response):
    main = BeautifulSoup(response.content, "html.parser").main
    for element in main.select("h1, h2, p, li, label, legend, dt, dd, .nhsuk-hint"):
        yield " ".join(element.get_text().split())


@pytest.mark.parametrize("address", ADDRESSES)
def test_plain_words(client, address):
    answer_all(client)
    for name, data in BEFORE.get(address.split("/")[-2], {}).items():
        client.post(f"/questions/{name}/", data)
    response = client.get(address)
    assert response.status_code == 200
    for text in read_texts(response):
        assert not NEVER.search(text), text
        for sentence in re.split(r"(?<=[.?!:])\s", text):
            assert len(sentence.split()) <= LONGEST_SENTENCE_WORDS, sentence
