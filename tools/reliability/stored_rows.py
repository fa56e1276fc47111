"""Many kept results at once, made by the database itself."""

from __future__ import annotations

import psycopg

#: Each is as whole as the site's own rows, but its document is short: what is looked
#: at is how the number of rows matters, and a million real documents are 50 GB.
INSERT = """
INSERT INTO summaries_savedcomparison
    (code_hash, answers, document, release_id, release_digest, created_at, expires_at)
SELECT
    md5('first' || number) || md5('second' || number),
    '{"course": {"course": "rrms"}}',
    repeat('{"release": {}} ', 20),
    'made for the test',
    'sha256:' || md5(number::text),
    now() - number * interval '1 second',
    now() + interval '60 days' + number * interval '1 second'
FROM generate_series(1, %s) AS number
"""


def add_kept_results(url: str, rows: int) -> None:
    """Add so many kept results, none of which any code opens."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(INSERT, [rows])
        connection.execute("VACUUM ANALYZE summaries_savedcomparison")
