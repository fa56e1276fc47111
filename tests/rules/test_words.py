"""R15, R18, R20, R21, R23: words, order, consent and help."""

from __future__ import annotations

import colorsys
import re
from collections import defaultdict

from django.test import Client

from decisionaid.core.glossary import get_terms
from decisionaid.presentation.wording import evidence
from tests.repository.files import ROOT
from tests.results_pages import read_text
from tests.rules.numbers import OPTIONS
from tests.rules.reading import (
    count_words,
    leave_out_names,
    measure_age,
    split_sentences,
)
from tests.rules.report import TOLERATED_YEARS, measure_pages, read_report
from tests.rules.walk import Walked, list_answers, list_routes, parse, say_yes
from tools.messages import extract

LONGEST_SENTENCE_WORDS = 20
#: Reading ages: of a page whose medical words the glossary explains, and of the page
#: with those words counted as they stand.
OLDEST, OLDEST_WITH_NAMES = 11, 14
#: It says of itself that it is for readers who know prediction models; its lists are
#: those of others, in their words.
FOR_EXPERTS = {"about:model_card"}
#: Sentences that may be longer, by how they begin, and why.
LONGER = {
    "Within %s, fewer than 1 of": "the ends of its range are words, not digits",
    "your ": "the list of what the person did not know",
}
ADVICE = re.compile(
    r"you should|you must choose|we recommend|recommended|best (option|choice)"
    r"|better (option|choice)|right choice for you|safest|winner|top choice",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(r"\b[A-Z]{2,}[A-Za-z]*\b")
#: Not words of medicine, or explained where they stand.
NO_TERMS = {"A4", "PDF", "QR", "UK", "WCAG", "AA", "HIV", "DNA", "SURE"} | {
    # Names of those who made the lists on the page of the checklist.
    *("IPDAS", "NICE"),
}
#: Words of research that the evidence has and a person need not know.
OF_THE_FIELD = re.compile(
    r"\b(hazard|odds|posterior|cohort|conditioning|confirm|interval|log|placebo|median"
    r"|probability|variance|regression|composite|comparator|mortality|baseline|onset"
    r"|matched|retrospective|pooled|RRMS|SPMS|PPMS|JCV)|\bv\b",
    re.IGNORECASE,
)
#: Files whose texts are for staff or for other programs.
NOT_FOR_PATIENTS = re.compile(
    r"^(decisionaid|templates)/(clinician|evidence_desk|account|mfa|admin|fhir)/"
)
#: What stands for the parts of a text that are filled in; for others, one word.
FILLED_IN = {"time": "5 years", "option": "no MS drug"}
CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")
#: Any figure of death, in digits.
DEATH = re.compile(
    r"\b\d[\d,]* (of|in|out of) [\d,]+\b.*\b(die|died|deaths?|dying)\b"
    r"|\b(die|died|deaths?|dying)\b.*\b\d[\d,]* (of|in|out of) [\d,]+\b"
    r"|\b\d[\d,]* (people )?(die|died|deaths?)\b",
    re.IGNORECASE,
)


def unexplained(text: str) -> list[str]:
    """List the abbreviations of a text that the glossary does not explain."""
    known = {
        word
        for term in get_terms().values()
        for name in (str(term.term), *term.also)
        for word in re.findall(r"\w+", name)
    }
    found = ABBREVIATION.findall(text)
    return [word for word in found if word not in known | NO_TERMS]


def is_allowed(sentence: str) -> bool:
    begins = re.sub(r"\d+ years?", "%s", sentence)
    return any(begins.startswith(one) for one in LONGER)


def test_r15_nothing_is_chosen_beforehand(client: Client, db: None) -> None:
    forms = 0
    for address, _ in list_routes():
        response = client.get(address, follow=True)
        if not response.get("Content-Type", "").startswith("text/html"):
            continue
        page = parse(response.content.decode())
        forms += len(page.select("main form"))
        assert not page.select("main [checked], main [selected]"), address
    assert forms > 10


def test_r15_no_option_is_ranked_or_advised(walked: tuple[Walked, ...]) -> None:
    for page in walked:
        for text in page.texts:
            assert not ADVICE.search(text), f"{page.address}: {text}"


def test_r15_every_option_looks_the_same(screens: tuple[Walked, ...]) -> None:
    orders = set()
    for page in screens:
        cards = page.main.select("article.app-card")
        assert len({" ".join(card["class"]) for card in cards}) == 1, page.address
        orders.add(tuple(str(card["id"]) for card in cards))
        tables = page.main.select("table.app-comparison")
        rows = {
            tuple(read_text(row) for row in table.select("tbody th"))
            for table in tables
        }
        assert len(rows) == 1, f"{page.address}: the order differs between tables"
    assert len(orders) == 1, "the order differs between times"
    assert len(next(iter(orders))) == len(OPTIONS)


def test_r15_no_red_and_no_green() -> None:
    palette = (ROOT / "static/css/_palette.scss").read_text("utf-8")
    colours = re.findall(r"--([a-z-]+): #([0-9a-f]{6})", palette)
    assert len(colours) > 20
    for name, colour in colours:
        red, green, blue = (
            int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)
        )
        hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
        degrees = 360 * hue
        if saturation > 0.2:
            assert 15 < degrees < 75 or 170 < degrees < 330, f"{name}: {colour}"


def test_r18_reading_age_of_every_page(walked: tuple[Walked, ...]) -> None:
    for page in walked:
        texts = page.texts
        age, with_names = measure_age(leave_out_names(texts)), measure_age(texts)
        oldest = OLDEST_WITH_NAMES if page.view in FOR_EXPERTS else OLDEST
        assert age <= oldest, f"{page.address}: {age:.1f} years"
        assert with_names <= OLDEST_WITH_NAMES, (
            f"{page.address}: {with_names:.1f} years"
        )


def test_r18_the_measure_tells_plain_from_hard() -> None:
    plain = ["The cat sat on the mat. It was warm there. The cat was glad."]
    hard = [
        "Autologous haematopoietic transplantation necessitates prolonged "
        "hospitalisation alongside considerable immunosuppressive conditioning."
    ]
    assert measure_age(plain) < 7
    assert measure_age(hard) > 18


def test_r18_sentences_of_at_most_20_words(walked: tuple[Walked, ...]) -> None:
    for page in walked:
        if page.view in FOR_EXPERTS:
            continue
        for text in page.texts:
            for sentence in split_sentences(text):
                words = count_words(sentence)
                assert words <= LONGEST_SENTENCE_WORDS or is_allowed(sentence), (
                    f"{page.address}: {words} words: {sentence}"
                )


def test_r18_texts_of_pages_that_nobody_walks_are_plain_too() -> None:
    """After a post, of a wrong answer or a rare one: the catalogue has all texts."""
    by_file: dict[str, list[str]] = defaultdict(list)
    for message in extract():
        forms = [message.id] if isinstance(message.id, str) else message.id
        for file in {file for file, _line in message.locations}:
            if not NOT_FOR_PATIENTS.search(file):
                by_file[file] += map(fill_in, forms)
    assert len(by_file) > 100
    for file, texts in by_file.items():
        for text in texts:
            assert unexplained(text) == [], f"{file}: {text}"
            for sentence in split_sentences(text):
                words = count_words(sentence)
                assert words <= LONGEST_SENTENCE_WORDS or is_allowed(sentence), (
                    f"{file}: {words} words: {sentence}"
                )
        if len(texts) > 2:
            assert measure_age(leave_out_names(texts)) <= OLDEST, file


def fill_in(text: str) -> str:
    return re.sub(
        r"%\((\w+)\)[\d.]*[sdfg]", lambda part: FILLED_IN.get(part[1], "3"), text
    )


def test_r18_abbreviations_are_explained_in_the_glossary(
    walked: tuple[Walked, ...],
) -> None:
    for page in walked:
        if page.view in FOR_EXPERTS:
            continue
        for text in page.texts:
            assert unexplained(text) == [], f"{page.address}: {text}"


def test_r18_words_of_the_evidence_are_plain() -> None:
    """All of them: of the pages of numbers only a few are walked."""
    told = [
        str(text)
        for words in evidence.DISAGREEMENTS.values()
        for text in vars(words).values()
    ]
    named = [*evidence.FIGURES.values(), *evidence.UNITS.values()]
    texts = [*told, *map(str, named), *map(str, evidence.PEOPLE.values())]
    assert measure_age(leave_out_names(told)) <= OLDEST
    for text in texts:
        assert not OF_THE_FIELD.search(text), text
        assert unexplained(text) == [], text
        for sentence in split_sentences(text):
            assert count_words(sentence) <= LONGEST_SENTENCE_WORDS, sentence


def test_r18_every_page_leads_to_the_glossary(walked: tuple[Walked, ...]) -> None:
    for page in walked:
        assert page.soup.select('footer a[href="/about/glossary/"]'), page.address


def test_r20_people_like_you(results: tuple[Walked, ...]) -> None:
    for page in results:
        if page.view in {"results:page", "results:print"}:
            [heading] = page.main.select("h1")
            assert "people like you" in read_text(heading), page.address
            assert any("You told us: " in text for text in page.texts), page.address


def test_r20_how_many_were_studied(walked: tuple[Walked, ...]) -> None:
    pages = [page for page in walked if page.view == "results:sure"]
    assert pages
    for page in pages:
        [section] = page.main.select("#studied")
        told = [read_text(one) for one in section.select("dd")]
        assert len(told) == len(OPTIONS)
        for text in told:
            assert re.search(r"\d[\d,]* people|no stud", text, re.IGNORECASE), text


def test_r21_a_code_asks_again_before_its_numbers(client: Client, db: None) -> None:
    for name, data in list_answers("relapsing, EDSS 3.5"):
        client.post(f"/questions/{name}/", data)
    say_yes(client)
    kept = client.post("/code/", {"action": "keep"}, follow=True)
    [code] = CODE.findall(read_text(parse(kept.content.decode())))
    stranger = Client()
    stranger.post("/code/", {"action": "open", "code": code})
    assert stranger.get("/results/").status_code == 302
    say_yes(stranger)


def test_r21_no_death_figure_before_consent(walked: tuple[Walked, ...]) -> None:
    before = [page for page in walked if not page.consented]
    assert len(before) > 20
    for page in before:
        assert not page.main.select("[data-number]"), page.address
        for text in page.texts:
            assert not DEATH.search(text), f"{page.address}: {text}"


def test_r21_the_pattern_finds_a_death_figure(walked: tuple[Walked, ...]) -> None:
    found = [
        page.address
        for page in walked
        if page.consented and any(DEATH.search(text) for text in page.texts)
    ]
    assert any(address.startswith("/results/") for address in found)


def test_r23_help_stands_in_the_same_place(walked: tuple[Walked, ...]) -> None:
    places = {
        tuple(str(link["href"]) for link in page.soup.select("footer nav a"))
        for page in walked
    }
    assert len(places) == 1
    assert "/talk/" in next(iter(places))


def test_r23_every_page_has_a_name_and_one_heading(walked: tuple[Walked, ...]) -> None:
    for page in walked:
        assert page.soup.title is not None
        assert len(page.main.select("h1")) == 1, page.address
        assert page.soup.select(".nhsuk-skip-link[href='#main-content']")
        assert page.soup.html is not None
        assert page.soup.html["lang"]


def test_r18_the_reported_reading_ages_are_true(db: None) -> None:
    """What docs/reading-ages.md says of each page is what is measured."""
    written = read_report()
    measured = measure_pages()
    assert written.keys() == measured.keys(), "run `make reading`"
    for name, ages in measured.items():
        for was, now in zip(written[name], ages, strict=True):
            assert abs(was - now) <= TOLERATED_YEARS, f"{name}: run `make reading`"
