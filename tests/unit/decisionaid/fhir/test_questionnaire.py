"""The Questionnaire asks what the site asks, when the site asks it."""

from __future__ import annotations

from fhir.resources.R4B.questionnaire import Questionnaire
from hypothesis import given
from hypothesis import strategies as st

from decisionaid.core.fields import ChoiceQuestion, TickQuestion
from decisionaid.core.page import always
from decisionaid.core.pages import PAGES
from decisionaid.fhir.bindings import EnableOperator, ItemType
from decisionaid.fhir.conditions import ENABLED_WHEN
from decisionaid.fhir.questionnaire import build_questionnaire, list_pages, make_form
from riskmodel import interface

RELEASE = interface.evidence_release()


def test_its_structure_is_fhir_s_and_its_types_are_of_the_required_binding():
    questionnaire = build_questionnaire(RELEASE)
    Questionnaire.model_validate(questionnaire)
    for page in questionnaire["item"]:
        assert page["type"] == ItemType.GROUP
        assert {item["type"] for item in page["item"]} <= set(ItemType)


def test_every_page_and_field_is_there_in_order():
    told = [
        (page["linkId"], [item["linkId"] for item in page["item"]])
        for page in build_questionnaire(RELEASE)["item"]
    ]
    assert told == [
        (page.name, [f"{page.name}.{field}" for field in make_form(page).fields])
        for page in PAGES
        if page.asks
    ]


def test_every_link_of_an_enable_when_leads_to_an_item_with_that_answer():
    items = {
        item["linkId"]: item
        for page in build_questionnaire(RELEASE)["item"]
        for item in (page, *page["item"])
    }
    for item in items.values():
        for condition in item.get("enableWhen", ()):
            asked = items[condition["question"]]
            if "answerCoding" in condition:
                offered = [one["valueCoding"]["code"] for one in asked["answerOption"]]
                assert condition["answerCoding"]["code"] in offered
            else:
                assert asked["type"] == ItemType.INTEGER


def test_every_page_that_is_not_always_asked_says_when():
    assert set(ENABLED_WHEN) == {
        page.name for page in list_pages() if page.asked is not always
    }


@st.composite
def some_answers(draw: st.DrawFn) -> dict[str, dict[str, object]]:
    """Answers of a person who goes through the pages in order."""
    answers: dict[str, dict[str, object]] = {}
    for page in list_pages():
        if not page.asked(answers):
            continue
        given: dict[str, object] = {}
        for name, field in make_form(page).fields.items():
            if isinstance(field, TickQuestion):
                values = [option.value for option in field.options]
                given[name] = draw(st.lists(st.sampled_from(values), max_size=3))
            elif isinstance(field, ChoiceQuestion):
                values = [option.value for option in field.options]
                given[name] = draw(st.sampled_from(values))
            else:
                given[name] = draw(st.integers(18, 85))
        answers[page.name] = given
    return answers


def is_enabled(page: str, answers: dict[str, dict[str, object]]) -> bool:
    """Judge as a FHIR form would: without an answer nothing hangs on it."""
    met = []
    for condition in ENABLED_WHEN[page].conditions:
        asked, _, field = condition.question.partition(".")
        value = answers.get(asked, {}).get(field)
        if value is None:
            met.append(False)
            continue
        values = value if isinstance(value, list) else [value]
        met.append(
            {
                EnableOperator.EQUAL: lambda v=values, c=condition: c.answer in v,
                EnableOperator.NOT_EQUAL: lambda v=values, c=condition: (
                    c.answer not in v
                ),
                EnableOperator.LESS: lambda v=values, c=condition: v[0] < c.answer,
            }[condition.operator]()
        )
    return any(met)


@given(some_answers())
def test_a_page_is_enabled_exactly_when_the_site_asks_it(answers):
    for page in list_pages():
        if page.name in ENABLED_WHEN:
            assert is_enabled(page.name, answers) == page.asked(answers), page.name
