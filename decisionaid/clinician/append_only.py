"""Tables that only grow: triggers that refuse to change or delete a row.

SQLite and PostgreSQL spell triggers differently; this is the only place that knows.
On PostgreSQL a role without the rights is a second lock: see ``grant_web_role``.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

#: Every table of the kind; a test holds this to the migrations.
TABLES = ("clinician_auditevent",)
REFUSAL = "rows of this table are never changed or deleted"

_SQLITE = {
    "make": [
        'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" '
        "BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
        'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" '
        "BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
    ],
    "drop": [
        'DROP TRIGGER IF EXISTS "{table}_no_update"',
        'DROP TRIGGER IF EXISTS "{table}_no_delete"',
    ],
}
_POSTGRESQL = {
    "make": [
        'CREATE OR REPLACE FUNCTION "{table}_refuse"() RETURNS trigger '
        "LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{refusal}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$",
        'CREATE TRIGGER "{table}_no_change" BEFORE UPDATE OR DELETE ON "{table}" '
        'FOR EACH ROW EXECUTE FUNCTION "{table}_refuse"()',
        'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" '
        'FOR EACH STATEMENT EXECUTE FUNCTION "{table}_refuse"()',
    ],
    "drop": [
        'DROP TRIGGER IF EXISTS "{table}_no_change" ON "{table}"',
        'DROP TRIGGER IF EXISTS "{table}_no_truncate" ON "{table}"',
        'DROP FUNCTION IF EXISTS "{table}_refuse"()',
    ],
}
_BY_VENDOR = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def guard(table: str) -> None:
    """Refuse changes to a table's rows."""
    _run("make", table)


def unguard(table: str) -> None:
    """Let a table's rows be changed again: to undo a migration."""
    _run("drop", table)


def _run(what: str, table: str) -> None:
    with connection.cursor() as cursor:
        for statement in _BY_VENDOR[connection.vendor][what]:
            # Values of our own, and of DDL no database takes parameters.
            cursor.execute(statement.format(table=table, refusal=REFUSAL))


class AppendOnly(Operation):
    """Guard a table from here on. List it in ``TABLES`` as well."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing in Django's own picture of the table."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        guard(self.table)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        unguard(self.table)

    def describe(self) -> str:
        return f"Refuse changes to rows of {self.table}"
