"""A QuestionnaireResponse to answers, through the same forms as the site's pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from decisionaid.core.answers import Answers
from decisionaid.core.forms.base import PageForm
from decisionaid.core.page import Page
from decisionaid.fhir import codes
from decisionaid.fhir.bindings import IssueType, ResponseStatus
from decisionaid.fhir.outcome import Issue, Refused
from decisionaid.fhir.questionnaire import list_pages, make_form, name_item

Json = dict[str, Any]

#: Statuses under which answers are there to be used.
USABLE = (ResponseStatus.COMPLETED, ResponseStatus.AMENDED)
#: Types of value that are read, with what is read of them.
VALUES = ("valueCoding", "valueInteger", "valueDecimal")


def read_response(response: Json) -> dict[str, Json]:
    """Read the answers of a response whose structure is right, page by page.

    Whose they are is not read: subject, author, source and identifiers are passed
    over, kept nowhere and never sent back.

    Raises
    ------
    Refused
        With every answer that cannot be used.
    """
    _check_head(response)
    given = _collect(response)
    answers: dict[str, Json] = {}
    issues: list[Issue] = []
    for page in list_pages():
        items = given.pop(page.name, None)
        if not page.asked(answers):
            if items:
                words = f"{page.name}: not asked after these answers; leave it out."
                issues.append(Issue(IssueType.BUSINESS_RULE, words, _path(page.name)))
            continue
        form = page.form(
            _to_post(page, items or {}), answers=answers, today=timezone.localdate()
        )
        found = list(_list_issues(page, form, asked_at_all=items is not None))
        if found:
            issues.extend(found)
        else:
            answers[page.name] = dict(form.cleaned_data)
    issues.extend(
        Issue(IssueType.NOT_FOUND, f"{name}: no such question.", _path(name))
        for name in given
    )
    if issues:
        raise Refused(*issues)
    return answers


def build_response(answers: Answers, *, authored: str) -> Json:
    """Write answers as a response: only what was understood, and nobody's name."""
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": codes.QUESTIONNAIRE,
        "status": ResponseStatus.COMPLETED,
        "authored": authored,
        "item": [
            {"linkId": page.name, "item": items}
            for page in list_pages()
            if page.name in answers
            and (items := list(_write_items(page, answers[page.name])))
        ],
    }


def _check_head(response: Json) -> None:
    issues = []
    if response.get("status") not in list(USABLE):
        words = f"status: one of {', '.join(USABLE)}."
        issues.append(Issue(IssueType.VALUE, words, "QuestionnaireResponse.status"))
    named = str(response.get("questionnaire") or codes.QUESTIONNAIRE).split("|")[0]
    if named != codes.QUESTIONNAIRE:
        words = f"questionnaire: only {codes.QUESTIONNAIRE} is known here."
        where = "QuestionnaireResponse.questionnaire"
        issues.append(Issue(IssueType.NOT_SUPPORTED, words, where))
    if issues:
        raise Refused(*issues)


def _collect(response: Json) -> dict[str, dict[str, list[str]]]:
    """Collect values by page and field, from groups or from a flat list of items."""
    found: dict[str, dict[str, list[str]]] = {}
    waiting = list(response.get("item") or ())
    while waiting:
        item = waiting.pop(0)
        waiting.extend(item.get("item") or ())
        name = item["linkId"]
        page, _, _ = name.partition(".")
        values = found.setdefault(page, {})
        for answer in item.get("answer") or ():
            waiting.extend(answer.get("item") or ())
            values.setdefault(name, []).append(_read_value(name, answer))
    return found


def _read_value(name: str, answer: Json) -> str:
    for kind in VALUES:
        value = answer.get(kind)
        if value is None:
            continue
        if kind != "valueCoding":
            return str(value)
        if value.get("system") in (codes.ANSWERS, None):
            return str(value.get("code") or "")
    words = f"{name}: answer by {', '.join(VALUES)}; codings of {codes.ANSWERS}."
    raise Refused(Issue(IssueType.VALUE, words, _path(name)))


def _to_post(page: Page, items: dict[str, list[str]]) -> MultiValueDict[str, str]:
    """Write values as a browser would send them."""
    start = len(page.name) + 1
    return MultiValueDict({name[start:]: values for name, values in items.items()})


def _list_issues(page: Page, form: PageForm, *, asked_at_all: bool) -> Iterator[Issue]:
    unknown = set(form.data) - set(form.fields) - {""}
    for field in sorted(unknown):
        name = name_item(page, field)
        yield Issue(IssueType.NOT_FOUND, f"{name}: no such question.", _path(name))
    if form.is_valid():
        if not page.is_enough(form.cleaned_data):
            words = f"{page.name}: with this answer there are no numbers."
            yield Issue(IssueType.BUSINESS_RULE, words, _path(page.name))
        return
    kind = IssueType.VALUE if asked_at_all else IssueType.REQUIRED
    for field, messages in form.errors.items():
        for message in messages:
            name = name_item(page, field)
            yield Issue(kind, f"{name}: {message}", _path(name))


def _write_items(page: Page, given: Any) -> Iterator[Json]:
    form = make_form(page)
    for field in form.fields:
        value = given.get(field)
        values = value if isinstance(value, list) else [value]
        answers = [_write_value(one) for one in values if one not in (None, "")]
        if answers:
            yield {"linkId": name_item(page, field), "answer": answers}


def _write_value(value: Any) -> Json:
    match value:
        case str():
            return {"valueCoding": {"system": codes.ANSWERS, "code": value}}
        case int():
            return {"valueInteger": value}
    return {"valueDecimal": value}


def _path(name: str) -> str:
    return f"QuestionnaireResponse.descendants().where(linkId = '{_quote(name)}')"


def _quote(name: str) -> str:
    """Keep a name that came from outside within its quotes, and short."""
    return name[:60].replace("\\", "\\\\").replace("'", "\\'")
