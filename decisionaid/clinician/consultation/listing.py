"""The list of what a clinician has opened: searched, filtered, exported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from decisionaid.clinician.consultation import actions, selectors
from decisionaid.clinician.consultation.csv_file import write_csv
from decisionaid.clinician.consultation.views import get_clinician
from decisionaid.clinician.models import Opening
from decisionaid.clinician.presenters import word_edss
from decisionaid.clinician.roles import Role, requires
from decisionaid.limits.posts import check_wrong_codes, count_wrong_code
from decisionaid.summaries.forms import CodeForm

ROWS_A_PAGE = 25
COURSES = {
    "rrms": gettext_lazy("relapsing"),
    "spms": gettext_lazy("secondary progressive"),
    "ppms": gettext_lazy("primary progressive"),
}


class ListForm(forms.Form):
    """What to look for; everything may be left empty."""

    words = forms.CharField(
        label=gettext_lazy("Words in the notes"), required=False, max_length=100
    )
    course = forms.ChoiceField(
        label=gettext_lazy("Course"),
        required=False,
        choices=[("", gettext_lazy("any")), *COURSES.items()],
    )
    since = forms.DateField(
        label=gettext_lazy("Opened from"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )
    until = forms.DateField(
        label=gettext_lazy("to"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "%s", **kwargs})


@dataclass(frozen=True)
class ListRow:
    """One consultation of the list."""

    pk: int
    opened_at: datetime
    course: str
    edss: str
    age: str
    release: str
    expires_on: date
    corrected: bool
    notes: str


def find_openings(request: HttpRequest, form: ListForm) -> QuerySet[Opening]:
    """Find what fits; of a form with errors, nothing."""
    found = selectors.list_openings(
        clinician=get_clinician(request), now=timezone.now()
    )
    if not form.is_valid():
        return found.none()
    asked = form.cleaned_data
    wanted = {
        "consultation__notes__icontains": asked["words"],
        "consultation__saved__answers__course__course": asked["course"],
        "opened_at__date__gte": asked["since"],
        "opened_at__date__lte": asked["until"],
    }
    return found.filter(**{name: value for name, value in wanted.items() if value})


def present_row(opening: Opening) -> ListRow:
    """Present one opening."""
    consultation = opening.consultation
    profile = (consultation.saved.read_document() or {})["profile"]
    corrected = {**profile, **consultation.corrections}
    return ListRow(
        pk=consultation.pk,
        opened_at=opening.opened_at,
        course=str(COURSES.get(profile["course"], profile["course"])),
        edss=word_edss(corrected),
        age=f"{profile['age']:g}",
        release=consultation.saved.release_id,
        expires_on=timezone.localdate(consultation.saved.expires_at),
        corrected=bool(consultation.corrections),
        notes=consultation.notes,
    )


def render_list(
    request: HttpRequest, *, code_form: CodeForm | None = None
) -> HttpResponse:
    """Show the list, with the form that opens another by its code."""
    form = ListForm(request.GET)
    pages: Page[Opening] = Paginator(
        find_openings(request, form), ROWS_A_PAGE
    ).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "code_form": code_form or CodeForm(now=timezone.now()),
        "rows": [present_row(opening) for opening in pages],
        "page": pages,
    }
    return render(request, "clinician/consultation/list.html", context)


@require_safe
@requires(Role.CLINICIAN)
def consultations(request: HttpRequest) -> HttpResponse:
    """Show what this clinician has opened."""
    return render_list(request)


@sensitive_post_parameters("code")
@require_POST
@requires(Role.CLINICIAN)
def open_by_code(request: HttpRequest) -> HttpResponse:
    """Open the result that a code opens."""
    check_wrong_codes(request)
    now = timezone.now()
    form = CodeForm(request.POST, now=now)
    if not form.is_valid():
        count_wrong_code(request)
        return render_list(request, code_form=form)
    opening = actions.open_result(
        saved=form.saved, clinician=get_clinician(request), now=now
    )
    return redirect("consultation", opening.consultation_id)


@require_safe
@requires(Role.CLINICIAN)
def export(request: HttpRequest) -> HttpResponse:
    """Give the list as a file for a spreadsheet."""
    rows = [present_row(o) for o in find_openings(request, ListForm(request.GET))]
    actions.record_export(clinician=get_clinician(request), count=len(rows))
    heads = (
        _("opened"),
        _("course"),
        "EDSS",
        _("age"),
        _("release"),
        _("kept until"),
        _("corrected"),
        _("notes"),
    )
    cells = (
        (
            timezone.localtime(row.opened_at).isoformat(timespec="minutes"),
            row.course,
            row.edss,
            row.age,
            row.release,
            row.expires_on.isoformat(),
            _("yes") if row.corrected else _("no"),
            row.notes,
        )
        for row in rows
    )
    response = HttpResponse(write_csv(heads, cells), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="consultations.csv"'
    return response
