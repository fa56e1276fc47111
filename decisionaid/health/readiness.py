"""What must work before a person can be served."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from decisionaid.releases.selectors import get_release
from riskmodel import interface

logger = logging.getLogger(__name__)


def check_readiness() -> dict[str, str]:
    """Try each part; give "ok", "failed" or, for the evidence, its digest."""
    return {
        "database": _try(_check_database),
        "migrations": _try(_check_migrations),
        "evidence": _try(_check_evidence),
    }


def _try(check: Callable[[], str]) -> str:
    try:
        return check()
    except (Error, interface.RiskModelError):
        logger.exception("Not ready")
        return "failed"


def _check_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _check_migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "failed" if waiting else "ok"


def _check_evidence() -> str:
    return get_release().digest
