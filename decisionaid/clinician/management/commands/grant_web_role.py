"""``manage.py grant_web_role NAME``: what the web process may do on PostgreSQL.

Migrations run as the tables' owner. The site itself runs as another role, which reads
and writes every table but can neither change nor delete a row of the audit trail, nor
lift the triggers that refuse it.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from decisionaid.clinician.append_only import TABLES

STATEMENTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
)
TAKE_BACK = "REVOKE ALL ON {table} FROM {role}"
GIVE_BACK = "GRANT SELECT, INSERT ON {table} TO {role}"


class Command(BaseCommand):
    help = "Grant a PostgreSQL role what the web process needs, and no more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="an existing role, not the tables' owner")

    @transaction.atomic
    def handle(self, *args: Any, role: str, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("SQLite has no roles; its triggers guard the trail.")
        name = connection.ops.quote_name(role)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if cursor.fetchone() is None:
                raise CommandError(f"There is no role {role}: CREATE ROLE it first.")
            for statement in STATEMENTS:
                cursor.execute(statement.format(role=name))
            for table in TABLES:
                for statement in (TAKE_BACK, GIVE_BACK):
                    cursor.execute(
                        statement.format(
                            table=connection.ops.quote_name(table), role=name
                        )
                    )
        self.stdout.write(f"{role} may use the site's tables; the trail only grows.")
