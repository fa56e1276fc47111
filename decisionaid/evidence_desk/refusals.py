"""What the desk refuses, told in a page: why, and what to do instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from decisionaid.evidence_desk.actions import (
    AlreadyDone,
    NoSuchRelease,
    NotChecked,
    NotTheProposer,
    Refused,
    SamePerson,
    StaleDryRun,
    Withdrawn,
)

View = Callable[..., HttpResponse]
REASONS: dict[type[Refused], tuple[Any, Any]] = {
    SamePerson: (
        _("A second person is needed"),
        _("You proposed this release. Somebody else has to approve it."),
    ),
    StaleDryRun: (
        _("The dry run is out of date"),
        _(
            "A release has changed since it was made. Nothing was approved. Run it "
            "dry again, look at what it shows, and decide then."
        ),
    ),
    NotTheProposer: (
        _("This is somebody else's proposal"),
        _("Only whoever proposed a release withdraws the proposal."),
    ),
    Withdrawn: (
        _("This proposal was withdrawn"),
        _("Whoever made it took it back. Nothing was approved."),
    ),
    AlreadyDone: (
        _("This has been done"),
        _("Somebody was faster. Nothing was done twice."),
    ),
    NotChecked: (
        _("Not every figure is checked"),
        _(
            "The banner stays until each figure in use is checked against its paper "
            "and no discrepancy is open."
        ),
    ),
    NoSuchRelease: (
        _("This release cannot be used"),
        _("It is not in the files of this site."),
    ),
}


def told(view: View) -> View:
    """Tell what was refused, with 409: nothing has changed."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            title, text = REASONS[type(refused)]
            context = {"title": title, "text": text}
            template = "evidence_desk/refused.html"
            return render(request, template, context, status=HTTPStatus.CONFLICT)

    return run
