"""The questionnaire of the site as a FHIR Questionnaire: the same pages and fields."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from decisionaid.core.fields import (
    ChoiceQuestion,
    NumberQuestion,
    TickQuestion,
)
from decisionaid.core.forms.base import PageForm
from decisionaid.core.page import Page
from decisionaid.core.pages import PAGES
from decisionaid.core.wording import DECISION
from decisionaid.fhir import codes
from decisionaid.fhir.bindings import (
    EnableOperator,
    ItemType,
    PublicationStatus,
)
from decisionaid.fhir.conditions import ENABLED_WHEN, Condition
from riskmodel import interface

Json = dict[str, Any]

ID = "ms-treatment-choices"
MINIMUM = "http://hl7.org/fhir/StructureDefinition/minValue"
MAXIMUM = "http://hl7.org/fhir/StructureDefinition/maxValue"


def list_pages() -> list[Page]:
    """List the pages that ask something; some only tell."""
    return [page for page in PAGES if page.asks]


def make_form(page: Page) -> PageForm:
    """Make a page's form for its fields alone."""
    return page.form(answers={}, today=timezone.localdate())


def name_item(page: Page, field: str) -> str:
    return f"{page.name}.{field}"


def build_questionnaire(release: interface.Release) -> Json:
    """Build the Questionnaire, under the release that its answers are used with."""
    return {
        "resourceType": "Questionnaire",
        "id": ID,
        "url": codes.QUESTIONNAIRE,
        "version": release.id,
        "name": "MsTreatmentChoices",
        "title": str(DECISION),
        "status": PublicationStatus.ACTIVE,
        "experimental": release.research_preview,
        "subjectType": ["Patient"],
        "date": release.made_on,
        "item": [_build_page(page) for page in list_pages()],
    }


def _build_page(page: Page) -> Json:
    form = make_form(page)
    revealed = {name: (asking, option) for asking, option, name in _list_revealed(form)}
    item = {
        "linkId": page.name,
        "text": str(page.title),
        "type": ItemType.GROUP,
        "item": [
            _build_field(page, name, field, revealed.get(name))
            for name, field in form.fields.items()
        ],
    }
    enabling = ENABLED_WHEN.get(page.name)
    if enabling is not None:
        item["enableWhen"] = [_build_condition(one) for one in enabling.conditions]
        if len(enabling.conditions) > 1:
            item["enableBehavior"] = enabling.behavior
    return item


def _list_revealed(form: PageForm) -> list[tuple[str, str, str]]:
    return [
        (name, option.value, option.reveals)
        for name, field in form.fields.items()
        if isinstance(field, ChoiceQuestion | TickQuestion)
        for option in field.options
        if option.reveals
    ]


def _build_condition(condition: Condition) -> Json:
    if isinstance(condition.answer, int):
        answer: Json = {"answerInteger": condition.answer}
    else:
        answer = {"answerCoding": _code(condition.answer)}
    return {"question": condition.question, "operator": condition.operator, **answer}


def _build_field(
    page: Page, name: str, field: Any, revealed_by: tuple[str, str] | None
) -> Json:
    item: Json = {
        "linkId": name_item(page, name),
        "text": str(field.label),
        **_describe_answer(field),
    }
    if revealed_by is not None:
        asking = name_item(page, revealed_by[0])
        condition = Condition(asking, EnableOperator.EQUAL, revealed_by[1])
        item["enableWhen"] = [_build_condition(condition)]
    if field.required:
        item["required"] = True
    return item


def _describe_answer(field: Any) -> Json:
    match field:
        case ChoiceQuestion() | TickQuestion():
            options = [
                {"valueCoding": _code(option.value, str(option.label))}
                for option in field.options
            ]
            repeats = {"repeats": True} if isinstance(field, TickQuestion) else {}
            return {"type": ItemType.CHOICE, **repeats, "answerOption": options}
        case NumberQuestion():
            kind = ItemType.INTEGER if field.whole else ItemType.DECIMAL
            value = "valueInteger" if field.whole else "valueDecimal"
            limits = [
                {"url": MINIMUM, value: field.low},
                {"url": MAXIMUM, value: field.high},
            ]
            return {"type": kind, "extension": limits}
    raise TypeError(f"no FHIR item is known for {type(field).__name__}")


def _code(value: str, display: str = "") -> Json:
    coding = {"system": codes.ANSWERS, "code": value}
    return {**coding, "display": display} if display else coding
