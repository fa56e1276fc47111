"""The parts of the results: each leads on, each number leads to where it is from."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from decisionaid.core.answers import LESS, set_ready
from decisionaid.presentation.view import OPTIONS
from decisionaid.presentation.wording.evidence import DISAGREEMENTS, FIGURES
from riskmodel import interface
from tests.factories import comparison_document, lifelike_document, note
from tests.results_pages import (
    PART_ADDRESSES,
    find_main,
    open_session,
    read_page,
    read_text,
)

pytestmark = pytest.mark.django_db

TREATED = ("natalizumab", "alemtuzumab", "ahsct")
#: Before a number's last word, its kind is what passports are told apart by.
FIGURE = re.compile(r"\.(mean|lower95|upper95|no_tie|people|people_not_seen)$")


def find_kind(number_id: str) -> str:
    """Take the kind of a number: without year, end of range, both sides, what-if."""
    kind = FIGURE.sub("", number_id)
    kind = re.sub(r"^what_if\.[a-z0-9_]+\.", "", kind)
    kind = re.sub(r"^pml_table\..*", "pml_table", kind)
    return re.sub(r"\.\d+(?=\.|$)", "", kind).replace(".not_", ".")


def read_links(page: BeautifulSoup) -> set[str]:
    return {
        find_kind(str(link["href"]).split("/results/numbers/")[1].split("/")[0])
        for link in page.select('a[href^="/results/numbers/"]')
        if "/results/numbers/?" not in str(link["href"])
    }


def test_each_part_leads_to_the_next_and_to_all(client: Client) -> None:
    open_session(client, lifelike_document())
    for address, after in zip(PART_ADDRESSES, (*PART_ADDRESSES[1:], None), strict=True):
        page = read_page(client, f"{address}?years=2")
        listed = {str(link["href"]) for link in page.select(".app-parts__list a")}
        assert listed == {f"{a}?years=2" for a in PART_ADDRESSES if a != address}
        following = [str(link["href"]) for link in page.select(".app-parts__next")]
        assert following == ([] if after is None else [f"{after}?years=2"])
        assert len(page.select(".app-parts-strip [aria-current=page]")) == 1
        assert len(page.select("h1")) == 1


def test_each_part_leads_to_its_hard_words_where_they_are_explained(
    client: Client,
) -> None:
    open_session(client, lifelike_document())
    explained = {
        str(one["id"]) for one in read_page(client, "/about/glossary/").select("[id]")
    }
    for address in PART_ADDRESSES:
        links = read_page(client, address).select('a[href^="/about/glossary/#"]')
        assert links, address
        assert {str(link["href"]).split("#")[1] for link in links} <= explained


def test_every_number_of_every_part_leads_to_where_it_comes_from(
    client: Client,
) -> None:
    open_session(client, lifelike_document(warnings=[note("pml_high")]))
    linked: set[str] = set()
    shown: set[str] = set()
    for address in PART_ADDRESSES:
        page = read_page(client, address)
        linked |= read_links(page)
        shown |= {
            find_kind(str(one["data-number"])) for one in page.select("[data-number]")
        }
    # Dead or worse is the sum of three numbers that are listed.
    sums = {f"{option}.dead_or_worse" for option in OPTIONS}
    assert shown - linked - sums == set()
    for number_id in linked:
        assert "_" not in number_id[:1]


@pytest.mark.parametrize(
    ("number_id", "words"),
    [
        (
            "ahsct.5.worse.mean",
            "More disabled: people who had a transplant, after 5 years.",
        ),
        (
            "ahsct.5.not_worse.upper95",
            "everybody but “More disabled”: people who had a transplant, after 5 years:"
            " the upper end of the range.",
        ),
        ("natalizumab.5.harms.pml.mean", "PML: people on natalizumab, after 5 years."),
        (
            "no_dmt.1.died_treatment.mean",
            "Died because of the treatment: people with no MS drug, after 1 year.",
        ),
        (
            "break_even.no_dmt.5.dead_or_worse.mean",
            "Deaths of the transplant at which it is level with no MS drug after 5"
            " years. Dead or more disabled count alike.",
        ),
        (
            "transplant_mortality.mean",
            "Died because of the treatment: people who had a transplant.",
        ),
        ("studied.ahsct.people", "People like you in studies: Stem-cell transplant."),
        (
            "pml_table.no_index.6.mean",
            "Have had PML after 6 years on natalizumab. Positive, index not known.",
        ),
        (
            "pml_table.own.6.mean",
            "Have had PML 6 years from today, if on natalizumab all the time. All your"
            " answers together.",
        ),
        (
            "what_if.edss_higher.ahsct.5.worse.mean",
            "EDSS one point higher. More disabled: people who had a transplant, after"
            " 5 years.",
        ),
        (
            "no_dmt.10.edss_distribution.6.mean",
            "In the band of EDSS 6: people with no MS drug, after 10 years.",
        ),
    ],
)
def test_a_passport_tells_what_a_number_rests_on(
    client: Client, number_id: str, words: str
) -> None:
    open_session(client, lifelike_document())
    page = read_page(client, f"/results/numbers/{number_id}/")
    text = read_text(find_main(page))
    passport = interface.explain(number_id)
    assert words in text
    assert f"Its certainty is {passport.certainty}." in text
    for study in passport.studies:
        assert study.citation in text
        assert str(study.year) in text
    for conflict in passport.conflicts:
        assert str(DISAGREEMENTS[conflict.id].question) in text
    for figure in passport.parameters:
        assert str(FIGURES[figure.id]) in text
    assert ("people followed for about" in text) == any(
        study.id in interface.follow_up_years() for study in passport.studies
    )


def test_the_studies_closest_to_a_number_stand_open_and_the_rest_is_folded(
    client: Client,
) -> None:
    open_session(client, lifelike_document())
    page = read_page(client, "/results/numbers/alemtuzumab.5.died_treatment.mean/")
    [section] = page.select("section:has(> #passport-studies)")
    first = [read_text(one) for one in section.select(":scope > ul > li")]
    assert len(first) == 3
    assert any("Safety of alemtuzumab" in study for study in first)
    assert len(section.select("details li")) > 20
    assert not section.select("details[open]")


def test_a_passport_shows_the_persons_own_number(client: Client) -> None:
    open_session(client, lifelike_document())
    page = read_page(client, "/results/numbers/ahsct.5.worse.lower95/")
    shown = read_page(client, "/results/").select_one(
        '#compare [data-number="ahsct.5.worse.mean"]'
    )
    own = page.select_one('[data-number="ahsct.5.worse.mean"]')
    assert shown is not None
    assert own is not None
    assert own.get_text() == shown.get_text()


@pytest.mark.parametrize("number_id", ["ahsct.5.luck.mean", "x", "what_if..a", "%00"])
def test_no_passport_for_what_is_no_number(client: Client, number_id: str) -> None:
    open_session(client, lifelike_document())
    assert client.get(f"/results/numbers/{number_id}/").status_code == 404


@pytest.mark.parametrize("first", OPTIONS)
def test_the_order_chosen_holds_on_every_page(client: Client, first: str) -> None:
    open_session(client, lifelike_document())
    answer = client.post("/results/view/", {"first": first, "back": "harms"})
    assert answer["Location"] == "/results/harms/"
    start = OPTIONS.index(first)
    order = [f"option-{option}" for option in OPTIONS[start:] + OPTIONS[:start]]
    for address in ("/results/", "/results/print/"):
        page = read_page(client, address)
        assert [card["id"] for card in page.select(".app-card")] == order
    assert "The order says nothing" in read_text(read_page(client, "/results/"))


def test_a_hundred_people_where_nothing_is_rarer(client: Client) -> None:
    open_session(client, lifelike_document())
    client.post("/results/view/", {"people": "100", "back": "page"})
    page = read_page(client, "/results/")
    worse = page.select(".app-comparison--worse [data-people]")
    assert worse
    for number in worse:
        share = float(str(number["data-value"]))
        assert int(str(number["data-count"])) == round(share * 100)
    assert not page.select(".app-comparison--died_treatment [data-people]")
    assert not page.select(".app-card [data-people], #words [data-people]")


@pytest.mark.parametrize(
    "sent",
    [{}, {"back": "//example.org"}, {"first": "luck", "back": "page"}, {"people": "7"}],
)
def test_a_choice_that_is_none_changes_nothing(
    client: Client, sent: dict[str, str]
) -> None:
    open_session(client, lifelike_document())
    assert client.post("/results/view/", sent)["Location"] == "/results/"
    ids = [card["id"] for card in read_page(client, "/results/").select(".app-card")]
    assert ids == [f"option-{option}" for option in OPTIONS]


def test_who_sees_less_meets_no_death_on_any_part(client: Client) -> None:
    open_session(client, lifelike_document())
    session = client.session
    set_ready(session, ready=True, detail=LESS)
    session.save()
    for address in (*PART_ADDRESSES, "/results/numbers/ahsct.5.died_treatment.mean/"):
        response = client.get(address)
        if address in ("/results/", "/results/living/"):
            page = BeautifulSoup(response.content, "html.parser")
            ids = {str(one["data-number"]) for one in page.select("[data-number]")}
            assert not [number for number in ids if "died" in number]
        else:
            assert response.status_code == 302


def test_a_high_chance_of_pml_shows_the_ways_of_lowering_it(client: Client) -> None:
    open_session(client, lifelike_document(warnings=[note("pml_high")]))
    page = read_page(client, "/results/harms/")
    tables = page.select("#high .app-comparison")
    assert len(tables) == 3
    for table in tables:
        rows = [str(row["data-row"]) for row in table.select("tbody tr")]
        assert rows[1:3] == ["natalizumab_6weekly", "natalizumab_stop_24m"]
    open_session(client, lifelike_document())
    assert not read_page(client, "/results/harms/").select("#high")


@pytest.mark.parametrize(
    ("years", "words"), [(0.0, "Stopping after two years"), (3.0, "Stopping now")]
)
def test_stopping_is_told_as_it_is_for_the_person(
    client: Client, years: float, words: str
) -> None:
    profile = {"years_on_natalizumab": years}
    open_session(
        client, lifelike_document(profile=profile, warnings=[note("pml_high")])
    )
    rows = read_page(client, "/results/harms/").select(
        '#high [data-row="natalizumab_stop_24m"] th'
    )
    assert {read_text(row) for row in rows} == {words}


def test_the_own_line_of_the_pml_table_is_marked(client: Client) -> None:
    open_session(client, lifelike_document())
    page = read_page(client, "/results/harms/")
    [own] = page.select("#matrix-pml .app-matrix__line--own")
    assert "index 0.9 to 1.5 your answers" in read_text(own)
    assert len(page.select("#matrix-pml tbody")) == 6


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ({"jcv": "unknown", "jcv_index": "unknown"}, "All your answers together"),
        ({"prior_immunosuppression": "unknown"}, "All your answers together"),
        (
            {"years_on_natalizumab": 3.0},
            "All your answers together, in years from today",
        ),
        (
            {"treatments": "interferon:1.0,natalizumab:4.0"},
            "All your answers together, in years from today",
        ),
    ],
)
def test_a_person_of_no_line_of_the_pml_table_has_an_own_one(
    client: Client, answers: dict[str, object], name: str
) -> None:
    open_session(client, lifelike_document(profile=answers))
    page = read_page(client, "/results/harms/")
    [own] = page.select("#matrix-pml .app-matrix__line--own")
    [title] = own.select(".app-matrix__name")
    assert read_text(title) == name
    assert len(page.select("#matrix-pml tbody")) == 7
    ids = {str(one["data-number"]) for one in own.select("[data-number]")}
    assert ids == {f"pml_table.own.{year}.mean" for year in (1, 2, 4, 6)}


def test_the_own_line_of_pml_tells_what_the_harms_tell(client: Client) -> None:
    answers = {**lifelike_document()["profile"], "prior_immunosuppression": "unknown"}
    document = interface.compare(interface.read_json({**answers, "draws": 400}))
    open_session(client, document)
    page = read_page(client, "/results/harms/?years=2")
    told = {
        str(one["data-number"]): one.get_text()
        for one in page.select("#harms [data-number], #matrix-pml [data-number]")
    }
    assert told["pml_table.own.2.mean"] == told["natalizumab.2.harms.pml.mean"]


@pytest.mark.parametrize("sex", ["female", "male", "unknown"])
def test_fertility_is_told_by_sex(client: Client, sex: str) -> None:
    profile = {"sex": sex}
    document = lifelike_document(profile=profile)
    if sex == "male":
        del document["options"]["ahsct"]["harms"]["periods_stop"]
    if sex == "female":
        del document["options"]["ahsct"]["harms"]["male_fertility"]
    open_session(client, document)
    [section] = read_page(client, "/results/harms/").select("#fertility")
    text = read_text(section)
    assert ("Women, by age" in text) == (sex != "male")
    # a survey is told with how few it asked and where it stands
    links = [link["href"] for link in section.select("a")]
    assert links == ["https://doi.org/10.6002/ECT.2015.0336"] * (sex != "male")
    assert ("asked 28 women" in text) == (sex != "male")
    assert ("Men " in text) == (sex != "female")


def test_people_like_you_are_counted(client: Client) -> None:
    open_session(client, lifelike_document())
    page = read_page(client, "/results/sure/")
    count = page.select_one('[data-number="studied.natalizumab.people"]')
    assert count is not None
    assert count.get_text() == "627"
    progressive = {"course": "ppms", "edss": 6.0, "age": 50.0}
    open_session(client, lifelike_document(profile=progressive))
    text = read_text(read_page(client, "/results/sure/").select("#studied")[0])
    assert text.count("No study is known to have taken people like you.") == 4


def test_the_kinds_of_studies_stand_side_by_side(client: Client) -> None:
    open_session(client, lifelike_document())
    tables = read_page(client, "/results/sure/").select("#disagreement .app-comparison")
    assert len(tables) == 3
    for table in tables:
        best = [int(cell.get_text()) for cell in table.select(".app-comparison__best")]
        assert len(best) == 4
        assert len(set(best)) == 4


@pytest.mark.parametrize("beside", ["1", "10", "5", "x", ""])
def test_two_times_stand_side_by_side(client: Client, beside: str) -> None:
    open_session(client, lifelike_document())
    page = read_page(client, f"/results/years/?years=5&beside={beside}")
    heads = [head.get_text() for head in page.select("#beside thead")[0].select("th")]
    other = int(beside) if beside in ("1", "10") else 10
    assert heads == [
        f"After {years} year{'s' * (years > 1)}" for years in sorted((5, other))
    ]


def test_no_level_in_any_run_is_said(client: Client) -> None:
    document = lifelike_document()
    for outcome in ("dead_or_worse", "dead_or_edss6"):
        entry = document["break_even"]["natalizumab"][outcome]["5"]
        names = ("mean", "median", "lower50", "upper50", "lower95", "upper95")
        document["break_even"]["natalizumab"][outcome]["5"] = {
            **entry,
            **dict.fromkeys(names),
            "no_tie": 1.0,
        }
    open_session(client, document)
    text = read_text(find_main(read_page(client, "/results/level/")))
    assert "no try of the model over 5 years has such a level" in text


def test_changes_of_unknown_options_say_not_known(client: Client) -> None:
    document = comparison_document(3, not_estimable=TREATED, profile={"course": "ppms"})
    open_session(client, document)
    page = read_page(client, "/results/changes/")
    assert "not known" in page.select("#matrix-edss")[0].get_text()
    assert "Not known for people like you" in page.select("#waiting")[0].get_text()
    assert page.select(".app-moving li")
