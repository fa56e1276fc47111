"""Reading kept results."""

from __future__ import annotations

from datetime import datetime

from decisionaid.summaries.codes import hash_code_by_every_secret
from decisionaid.summaries.models import SavedComparison


def find_saved_comparison(*, code: str, now: datetime) -> SavedComparison | None:
    """Find the result that a code opens now.

    A wrong, an expired and a withdrawn code cost the same work and give the same None:
    nobody learns that a code was once right.
    """
    return SavedComparison.objects.filter(
        code_hash__in=hash_code_by_every_secret(code),
        expires_at__gt=now,
        withdrawn_at__isnull=True,
    ).first()
