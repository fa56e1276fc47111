"""What staff do at the evidence desk; each act with its row in the trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from decisionaid.clinician.audit import Act, record_event
from decisionaid.evidence_desk.dry_run import compare_releases
from decisionaid.evidence_desk.models import Check, Discrepancy, Proposal
from decisionaid.evidence_desk.selectors import get_standing
from decisionaid.releases.actions import DecidedMeanwhile, put_in_use, take_turn
from decisionaid.releases.selectors import InUse, find_release, get_in_use
from riskmodel import interface


class Refused(Exception):
    """The act is against the rules of the desk; nothing happened."""


class SamePerson(Refused):
    """Whoever proposed a release is not the second person who approves it."""


class NotTheProposer(Refused):
    """Only whoever proposed a release withdraws the proposal."""


class Withdrawn(Refused):
    """The proposal was withdrawn."""


class StaleDryRun(Refused):
    """A release is not what it was when the dry run was made."""


class AlreadyDone(Refused):
    """Somebody has done it before."""


class NotChecked(Refused):
    """Figures in use are not all checked, or some are disputed."""


class NoSuchRelease(Refused):
    """The release cannot be used: it is not in the files, or was never in use."""


def _name_figure(id: str) -> str:
    return f"figure {id}"


@transaction.atomic
def sign_off(
    *,
    figure_id: str,
    by: User,
    said: Mapping[str, str],
    now: datetime,
) -> Check:
    """Say that a figure was held against its paper and agrees with it."""
    release = get_in_use().release
    check = Check.objects.create(
        figure_id=figure_id,
        release_id=release.id,
        digest=release.digest,
        by=by,
        at=now,
        **said,
    )
    details = {"checked in release": release.id}
    record_event(by, Act.REVIEW, _name_figure(figure_id), details)
    return check


@transaction.atomic
def raise_discrepancy(
    *, figure_id: str, by: User, said: Mapping[str, str], now: datetime
) -> Discrepancy:
    """Say that a figure and its paper disagree; a lifted banner comes back."""
    # Whoever lifts the banner meanwhile either sees this, or is undone by it.
    take_turn()
    in_use = get_in_use()
    release = in_use.release
    discrepancy = Discrepancy.objects.create(
        figure_id=figure_id,
        release_id=release.id,
        digest=release.digest,
        by=by,
        at=now,
        **said,
    )
    if in_use.preview_lifted:
        put_in_use(release, after=in_use, now=now)
    details = {"discrepancy": discrepancy.pk, "release": release.id}
    record_event(by, Act.REVIEW, _name_figure(figure_id), details)
    return discrepancy


@transaction.atomic
def resolve_discrepancy(
    *, discrepancy: Discrepancy, by: User, reason: str, now: datetime
) -> None:
    """Settle a disagreement, once."""
    still_open = Discrepancy.objects.filter(pk=discrepancy.pk, resolved_at__isnull=True)
    if not still_open.update(reason=reason, resolved_by=by, resolved_at=now):
        raise AlreadyDone
    details = {"resolved discrepancy": discrepancy.pk}
    record_event(by, Act.REVIEW, _name_figure(discrepancy.figure_id), details)


@transaction.atomic
def propose_release(
    *,
    release: interface.Release,
    reasons: str,
    answers: Iterable[Discrepancy],
    by: User,
    now: datetime,
) -> Proposal:
    """Propose that a release of the files be used."""
    proposal = Proposal.objects.create(
        release_id=release.id, reasons=reasons, proposed_by=by, proposed_at=now
    )
    proposal.answers.set(answers)
    record_event(by, Act.PROPOSE, _name_proposal(proposal), {"release": release.id})
    return proposal


def _name_proposal(proposal: Proposal) -> str:
    return f"release proposal {proposal.pk}"


def run_dry(*, proposal: Proposal, by: User, now: datetime) -> None:
    """Run the panel on the release in use and on the proposed one; keep both digests.

    The sums are done before the transaction: they take seconds.
    """
    live = get_in_use().release
    candidate = _find_proposed(proposal)
    found = compare_releases(live.id, candidate.id)
    with transaction.atomic():
        still_open = Proposal.objects.filter(
            pk=proposal.pk, approved_at__isnull=True, withdrawn_at__isnull=True
        )
        if not still_open.update(
            dry_run=found,
            live_digest=live.digest,
            digest=candidate.digest,
            run_at=now,
        ):
            raise AlreadyDone
        details = {"from": live.digest, "to": candidate.digest}
        record_event(by, Act.DRY_RUN, _name_proposal(proposal), details)


def _find_proposed(proposal: Proposal) -> interface.Release:
    try:
        return interface.evidence_release(release=proposal.release_id)
    except interface.EvidenceError as error:
        raise NoSuchRelease from error


def is_stale(proposal: Proposal) -> bool:
    """Whether a release is not what it was when the dry run was made."""
    return (
        proposal.live_digest != get_in_use().release.digest
        or find_release(proposal.release_id, proposal.digest) is None
    )


@transaction.atomic
def withdraw_proposal(*, proposal_id: int, by: User, now: datetime) -> None:
    """Take one's own proposal back; it stays to be read.

    Raises
    ------
    NotTheProposer, AlreadyDone
        Nothing has changed then.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    if proposal.approved_at or proposal.withdrawn_at:
        raise AlreadyDone
    if proposal.proposed_by_id != by.pk:
        raise NotTheProposer
    proposal.withdrawn_at = now
    proposal.save(update_fields=["withdrawn_at"])
    record_event(by, Act.WITHDRAW, _name_proposal(proposal))


@transaction.atomic
def approve(*, proposal_id: int, by: User, now: datetime) -> None:
    """Use the proposed release from now on.

    Raises
    ------
    SamePerson, AlreadyDone, Withdrawn, StaleDryRun
        Nothing has changed then.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    if proposal.approved_at:
        raise AlreadyDone
    if proposal.withdrawn_at:
        raise Withdrawn
    if proposal.proposed_by_id == by.pk:
        raise SamePerson
    in_use = get_in_use()
    release = find_release(proposal.release_id, proposal.digest)
    if release is None or proposal.live_digest != in_use.release.digest:
        raise StaleDryRun
    _use(release, after=in_use, now=now)
    proposal.approved_by, proposal.approved_at = by, now
    proposal.save(update_fields=["approved_by", "approved_at"])
    details = {"release": release.id, "digest": release.digest}
    record_event(by, Act.APPROVE, _name_proposal(proposal), details)


def _use(
    release: interface.Release,
    *,
    after: InUse,
    now: datetime,
    preview_lifted: bool = False,
) -> None:
    try:
        put_in_use(release, after=after, now=now, preview_lifted=preview_lifted)
    except DecidedMeanwhile as error:
        raise StaleDryRun from error


@transaction.atomic
def roll_back(
    *, release: interface.Release, reason: str, by: User, now: datetime
) -> None:
    """Use an earlier release again, under the banner."""
    in_use = get_in_use()
    _use(release, after=in_use, now=now)
    details = {"from": in_use.release.id, "to": release.id, "reason": reason}
    record_event(by, Act.ROLL_BACK, "release in use", details)


@transaction.atomic
def lift_banner(*, by: User, now: datetime) -> None:
    """Say no more that the site is a research preview.

    Raises
    ------
    NotChecked
        While a figure in use is not checked, or is disputed.
    """
    take_turn()
    in_use = get_in_use()
    if not get_standing(in_use.release).is_complete:
        raise NotChecked
    _use(in_use.release, after=in_use, now=now, preview_lifted=True)
    details = {"lifted for": in_use.release.digest}
    record_event(by, Act.CHANGE, "research-preview banner", details)


@transaction.atomic
def restore_banner(*, by: User, now: datetime) -> None:
    """Say again that the site is a research preview."""
    in_use = get_in_use()
    _use(in_use.release, after=in_use, now=now)
    record_event(by, Act.CHANGE, "research-preview banner", {"put back": True})
