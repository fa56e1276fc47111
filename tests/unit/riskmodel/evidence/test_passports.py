import re
from collections.abc import Iterator
from typing import Any

import pytest

from riskmodel.document import Document
from riskmodel.engine.eligibility import Limits, judge_option
from riskmodel.engine.profile import Option
from riskmodel.evidence.numbers import HARM_WORDS
from riskmodel.evidence.parts import TRIED_AGAINST
from riskmodel.evidence.passports import CERTAINTIES, STATUSES
from riskmodel.evidence.registry import get_evidence
from riskmodel.evidence.schema import Certainty, CheckStatus
from riskmodel.interface import UnknownNumber, compare, explain, read_text
from tests.engine_cases import profile_with
from tests.repository.files import ROOT
from tests.unit.riskmodel.evidence.moves import TABLES, find_moves, find_table_moves

#: Tables that numbers rest on without the engine reading them: one is what the
#: fit of transplant mortality is made from, the other says what the bands mean.
NOT_READ = {"transplant_studies", "edss_steps"}


def list_ids(document: Document) -> Iterator[str]:
    """Every number of a document, by id."""

    def walk(prefix: str, part: Any) -> Iterator[str]:
        if isinstance(part, float):
            yield prefix
        elif part is not None:
            pairs = part.items() if isinstance(part, dict) else enumerate(part)
            for key, value in pairs:
                yield from walk(f"{prefix}.{key}", value)

    for option, result in document["options"].items():
        for year, horizon in result["horizons"].items():
            yield from walk(f"{option}.{year}", horizon.pop("outcomes"))
            yield from walk(f"{option}.{year}", horizon)
        for harm, years in result["harms"].items():
            if "not_known" in years:
                continue
            del years["sources"]
            for year, figures in years.items():
                yield from walk(f"{option}.{year}.harms.{harm}", figures)
    for option, outcomes in document["break_even"].items():
        for outcome, years in outcomes.items():
            for year, figures in years.items():
                yield from walk(f"break_even.{option}.{year}.{outcome}", figures)
    yield from walk("transplant_mortality", document["transplant_mortality"])


@pytest.fixture(scope="module")
def numbers() -> list[str]:
    """Ids of all numbers told to one person."""
    asked = {"course": "rrms", "edss": "3.5", "duration": "6", "age": "35"}
    return list(list_ids(compare(read_text({**asked, "draws": "100"}))))


def test_every_number_of_a_document_has_a_passport(numbers: list[str]) -> None:
    assert len(numbers) == len(set(numbers)) > 1000
    for number in numbers:
        assert explain(number).number_id == number


def test_every_parameter_and_table_is_in_some_passport(numbers: list[str]) -> None:
    passports = [explain(number) for number in numbers]
    evidence = get_evidence()
    parameters = {p.id for passport in passports for p in passport.parameters}
    assert parameters == set(evidence.parameters)
    shown = {t.id for p in passports for t in p.tables}
    assert shown == set(evidence.tables) - TRIED_AGAINST


def test_a_passport_names_the_equations_of_the_model(numbers: list[str]) -> None:
    used = {equation for number in numbers for equation in explain(number).equations}
    text = (ROOT / "docs" / "model.md").read_text("utf-8")
    assert used == {int(n) for n in re.findall(r"^\((\d+)\) ", text, re.M)}


@pytest.mark.parametrize("number", sorted(find_moves()))
def test_a_passport_names_the_parameters_that_move_the_number(number: str) -> None:
    named = {p.id for p in explain(f"{number}.mean").parameters}
    read = {id for id in named if not id.startswith("limit_")}
    assert read == find_moves()[number]


@pytest.mark.parametrize("number", sorted(find_table_moves()))
def test_a_passport_names_the_tables_that_move_the_number(number: str) -> None:
    named = {table.id for table in explain(f"{number}.mean").tables}
    assert named - NOT_READ == find_table_moves()[number]


def test_every_table_is_moved() -> None:
    assert set(TABLES) | NOT_READ | TRIED_AGAINST == set(get_evidence().tables)


@pytest.mark.parametrize("option", Option)
def test_a_passport_names_the_limits_of_the_option(option: Option) -> None:
    limits = get_evidence().limits
    old = profile_with(edss=6.5, age_years=60.0, duration_years=11.0, relapses_1y=1)
    mild = profile_with(relapses_1y=1)
    known = {id for id in get_evidence().parameters if id.startswith("limit_")}

    def judge(limits: Limits) -> list[object]:
        return [judge_option(option, profile, limits) for profile in (old, mild)]

    moving = {
        id
        for id in known
        for value in (2.0, 99.0)
        if judge(Limits({**limits.values, id: value})) != judge(limits)
    }
    passport = explain(f"{option}.5.worse.mean")
    assert {p.id for p in passport.parameters} & known == moving


def test_a_passport_says_what_the_number_is() -> None:
    assert explain("ahsct.5.worse.mean").words == (
        "Of people like this on a stem-cell transplant, after 5 years: share alive "
        "with lasting disability at least one EDSS band above the start: mean"
    )
    assert explain("alemtuzumab.1.harms.not_thyroid.mean").words == (
        "Of people like this on alemtuzumab, after one year: all but the share who "
        "have had thyroid disease: mean"
    )
    assert explain("break_even.no_dmt.1.dead_or_edss6.no_tie").words == (
        "Transplant mortality at which a transplant and no MS drug tie on being dead "
        "or at EDSS 6 or more after one year: probability that no mortality makes "
        "them tie"
    )


def test_a_passport_names_the_studies_of_its_figures() -> None:
    passport = explain("alemtuzumab.5.harms.thyroid.mean")
    assert [p.id for p in passport.parameters] == ["alemtuzumab_thyroid"]
    assert [s.id for s in passport.studies] == ["alemtuzumab_safety_2019"]
    assert passport.tables == passport.conflicts == ()
    assert passport.certainty is Certainty.MODERATE
    assert passport.status is CheckStatus.SEEN
    assert passport.equations == (18,)


def test_a_passport_is_as_sure_as_the_least_sure_part() -> None:
    passport = explain("transplant_mortality.mean")
    assert passport.certainty is Certainty.VERY_LOW
    assert passport.status is CheckStatus.NEEDS_CHECKING
    assert {"trm_nowadays", "self_pay"} <= {c.id for c in passport.conflicts}
    assert {t.id for t in passport.tables} == {"transplant_studies"}
    assert "ebmt_2025" not in {s.id for s in passport.studies}


def test_deaths_of_no_treatment_rest_on_nothing() -> None:
    passport = explain("no_dmt.5.died_treatment.mean")
    assert passport.parameters == passport.studies == ()
    assert passport.certainty is Certainty.HIGH
    assert passport.status is CheckStatus.DERIVED


def test_certainties_and_statuses_are_all_ordered() -> None:
    assert set(CERTAINTIES) == set(Certainty)
    assert set(STATUSES) == set(CheckStatus)


def test_every_harm_has_words() -> None:
    known = {h.id for h in get_evidence().harms}
    assert known | {"pml", "treatment_death"} == set(HARM_WORDS)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "worse",
        "ahsct.5.worse",
        "ahsct.5.worse.mode",
        "ahsct.5.worse.no_tie",
        "ahsct.0.worse.mean",
        "ahsct.16.worse.mean",
        "ahsct.05.worse.mean",
        "ahsct.5.worst.mean",
        "ahsct.5.edss_distribution.mean",
        "ahsct.5.edss_distribution.10.mean",
        "ahsct.5.harms.pml.mean",
        "ahsct.5.harms.malignancy.mean",
        "no_dmt.5.harms.treatment_death.mean",
        "ocrelizumab.5.worse.mean",
        "break_even.ahsct.5.dead_or_worse.mean",
        "break_even.natalizumab.5.worse.mean",
        "break_even.natalizumab.5.dead_or_worse",
        "transplant_mortality.no_tie",
        "transplant_mortality.5.mean",
    ],
)
def test_an_unknown_number_is_refused(number: str) -> None:
    with pytest.raises(UnknownNumber, match="not the id of a number") as caught:
        explain(number)
    assert caught.value.number_id == number


def test_only_a_share_has_people_left_over() -> None:
    for outcome in ("worse", "dead_or_worse", "edss_at_least_6", "relapse_free"):
        assert "all but the" in explain(f"ahsct.5.not_{outcome}.mean").words
    for outcome in ("mean_edss", "expected_relapses"):
        assert explain(f"ahsct.5.{outcome}.mean").words
        with pytest.raises(UnknownNumber):
            explain(f"ahsct.5.not_{outcome}.mean")


@pytest.mark.parametrize("wrong", [None, 5, ["ahsct", "5"]])
def test_what_is_no_text_is_no_number(wrong: Any) -> None:
    with pytest.raises(UnknownNumber) as caught:
        explain(wrong)
    assert caught.value.number_id is wrong


def test_a_what_if_rests_on_what_its_number_rests_on() -> None:
    plain = explain("ahsct.5.worse.mean")
    what_if = explain("what_if.edss_higher.ahsct.5.worse.mean")
    assert what_if.words == f"What if, edss higher: {plain.words}"
    assert what_if.parameters == plain.parameters
    for wrong in ("what_if.ahsct", "what_if.a.what_if.b.ahsct.5.worse.mean"):
        with pytest.raises(UnknownNumber):
            explain(wrong)
