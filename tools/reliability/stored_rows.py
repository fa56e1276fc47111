"""Many kept results at once, made by the database itself."""

from __future__ import annotations

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

TABLE = "summaries_savedcomparison"
#: Each is as whole as the site's own rows, but its document is short: what is looked
#: at is how the number of rows matters, and a million real documents are 50 GB.
COLUMNS = {
    "code_hash": "md5('first' || number) || md5('second' || number)",
    "answers": """'{"course": {"course": "rrms"}}'""",
    "document": """repeat('{"release": {}} ', 20)""",
    "release_id": "'made for the test'",
    "release_digest": "'sha256:' || md5(number::text)",
    "created_at": "now() - number * interval '1 second'",
    "expires_at": "now() + interval '60 days' + number * interval '1 second'",
}


def add_kept_results(url: str, rows: int) -> None:
    """Add so many kept results, none of which any code opens."""
    usual = _usual_values()
    query = sql.SQL(
        "INSERT INTO {table} ({names}) SELECT {values} "
        "FROM generate_series(1, {rows}) AS number"
    ).format(
        table=sql.Identifier(TABLE),
        names=sql.SQL(", ").join(map(sql.Identifier, [*COLUMNS, *usual])),
        values=sql.SQL(", ").join(
            [*map(sql.SQL, COLUMNS.values()), *map(sql.Literal, usual.values())]
        ),
        rows=sql.Literal(rows),
    )
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(query)
        connection.execute(sql.SQL("VACUUM ANALYZE {}").format(sql.Identifier(TABLE)))


def _usual_values() -> dict[str, object]:
    """Give what the other columns hold when nothing is said of them."""
    # Only once Django is set up.
    from decisionaid.summaries.models import SavedComparison

    usual = {
        str(field.column): field.get_default()
        for field in SavedComparison._meta.concrete_fields
        if not field.primary_key and field.column not in COLUMNS
    }
    return {
        name: Jsonb(value) if isinstance(value, dict | list) else value
        for name, value in usual.items()
    }
