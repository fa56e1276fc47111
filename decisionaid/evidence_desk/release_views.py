"""Pages about releases: proposed, run dry, approved, gone back to; and the banner."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from decisionaid.evidence_desk import actions
from decisionaid.evidence_desk.access import (
    get_account,
    is_administrator,
    is_reviewer,
    may_administer,
    may_read,
    may_review,
)
from decisionaid.evidence_desk.dry_run_page import present_dry_run
from decisionaid.evidence_desk.forms import ProposalForm, RollBackForm
from decisionaid.evidence_desk.models import Proposal
from decisionaid.evidence_desk.refusals import told
from decisionaid.evidence_desk.selectors import (
    State,
    get_standing,
    list_candidates,
    list_earlier,
)
from decisionaid.releases.models import ReleaseInUse
from decisionaid.releases.selectors import get_in_use
from riskmodel import interface

require_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@may_read
def releases(request: HttpRequest) -> HttpResponse:
    """Show the releases of the files, the proposals, and what was in use when."""
    in_use = get_in_use()
    context = {
        "in_use": in_use,
        "releases": interface.releases(),
        "candidates": list_candidates(in_use),
        "earlier": list_earlier(in_use),
        "proposals": Proposal.objects.select_related("proposed_by", "approved_by"),
        "history": ReleaseInUse.objects.all(),
        "may_review": is_reviewer(request),
        "may_administer": is_administrator(request),
    }
    return render(request, "evidence_desk/releases.html", context)


@require_form
@may_review
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a release of the files."""
    candidates = list_candidates(get_in_use())
    form = ProposalForm(request.POST or None, candidates=candidates)
    if form.is_valid():
        proposal = actions.propose_release(
            **form.cleaned_data, by=get_account(request), now=timezone.now()
        )
        return redirect("evidence-proposal", proposal.pk)
    context = {"form": form, "candidates": candidates}
    return render(request, "evidence_desk/propose.html", context)


@require_safe
@may_read
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a proposal and what its dry run found."""
    found = get_object_or_404(Proposal, pk=pk)
    context = {
        "proposal": found,
        "answers": found.answers.all(),
        "dry_run": present_dry_run(found.dry_run) if found.dry_run else None,
        "stale": found.dry_run and found.is_open and actions.is_stale(found),
        "own": found.proposed_by_id == request.user.pk,
        "may_review": is_reviewer(request),
    }
    return render(request, "evidence_desk/proposal.html", context)


@require_POST
@may_review
@told
def dry_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Run a proposal dry."""
    found = get_object_or_404(Proposal, pk=pk)
    actions.run_dry(proposal=found, by=get_account(request), now=timezone.now())
    return redirect("evidence-proposal", pk)


@require_POST
@may_review
@told
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a proposal: its release is used from now on."""
    get_object_or_404(Proposal, pk=pk)
    actions.approve(proposal_id=pk, by=get_account(request), now=timezone.now())
    return redirect("evidence-releases")


@require_POST
@may_review
@told
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own proposal back."""
    get_object_or_404(Proposal, pk=pk)
    actions.withdraw_proposal(
        proposal_id=pk, by=get_account(request), now=timezone.now()
    )
    return redirect("evidence-proposal", pk)


@require_form
@may_administer
@told
def roll_back(request: HttpRequest) -> HttpResponse:
    """Go back to an earlier release."""
    earlier = list_earlier(get_in_use())
    form = RollBackForm(request.POST or None, earlier=earlier)
    if form.is_valid():
        actions.roll_back(
            **form.cleaned_data, by=get_account(request), now=timezone.now()
        )
        return redirect("evidence-releases")
    context = {"form": form, "earlier": earlier, "in_use": get_in_use()}
    return render(request, "evidence_desk/roll_back.html", context)


@require_form
@may_administer
@told
def banner(request: HttpRequest) -> HttpResponse:
    """Show what stands in the way of lifting the banner; lift it, or put it back."""
    in_use = get_in_use()
    if request.method == "POST":
        act = actions.restore_banner if in_use.preview_lifted else actions.lift_banner
        act(by=get_account(request), now=timezone.now())
        return redirect("evidence-banner")
    standing = get_standing(in_use.release)
    context = {
        "in_use": in_use,
        "complete": standing.is_complete,
        "not_checked": len(standing.list_in(State.NOT_CHECKED)),
        "disputed": standing.list_in(State.OPEN),
    }
    return render(request, "evidence_desk/banner.html", context)
