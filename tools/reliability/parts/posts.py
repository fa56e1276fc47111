"""Malformed and hostile posts to every form."""

from __future__ import annotations

import http.client
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, urlencode

import psycopg

from tools.reliability.parts import Line
from tools.reliability.topology import Site, running_site

TITLE = "Hostile posts"
#: Posts.
FULL, SHORT = 10_000, 300
SEED = 20_261_124
AT_ONCE = 4
PAGES = (
    *("course", "onset", "edss", "age", "sex", "relapses", "mri", "treatments"),
    *("jcv", "natalizumab", "immunosuppression", "centre", "children"),
    *("edss-moving", "edss-range", "nothing", "../check", "%00"),
)
PATHS = (*(f"/questions/{page}/" for page in PAGES), "/ready/", "/code/", "/forget/")
#: None of these is an answer to any question.
NASTY = (
    *(b"\x00", b"\xff\xfe", b"\xc0\xaf", b"0.55", b"-1", b"1e309", b"nan", b"Infinity"),
    *(b"9" * 3000, b"9" * 60_000, b"<script>alert(1)</script>", b"{{ 7|add:7 }}"),
    *(b"%(name)s %s {0}", b"' OR 1=1 --", b"../../../../etc/passwd", b"[]", b"{}"),
    *("\N{PILE OF POO}" * 50, "½", "٣٥", "\N{RIGHT-TO-LEFT OVERRIDE}35"),
    *(b"rrms\r\nSet-Cookie: x=1", b"${jndi:ldap://x}", b"null", b"undefined", b"NaN"),
)
KINDS = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-7",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "application/json",
    "text/xml",
    "",
)
BROKEN = (b"=&=&=", b"%", b"%zz=%", b"\xff\xfe=\x80", b"&" * 500)
FIELDS = (
    *("course", "onset_known", "onset_year", "rough_years", "edss_known", "edss"),
    *("age", "sex", "relapses_1y", "relapses_2y", "new_mri", "treatments", "jcv"),
    *("jcv_index", "years_natalizumab", "centre", "children", "choice", "code"),
    *("withdraw-code", "action", "__proto__", "a[b]", ""),
)
COUNTED = ("django_session", "summaries_savedcomparison", "auth_user")


@dataclass(frozen=True)
class Post:
    """One request, not necessarily one that a library would agree to send."""

    path: str
    body: bytes
    headers: dict[str, str]


def run(size: int) -> list[Line]:
    with running_site(nodes=1) as site:
        return measure(site, size)


def measure(site: Site, size: int) -> list[Line]:
    """Send so many posts to a node itself; look at the answers and the tables."""
    chance = random.Random(SEED)
    before = count_rows(site)
    posts = [make_post(chance) for _ in range(size)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = Counter(pool.map(lambda post: send(site, post), posts))
    after = count_rows(site)
    failed = sum(count for status, count in statuses.items() if status >= 500)
    told = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
    return [
        Line(
            f"{size:,} malformed and hostile posts: none is answered with an error "
            "of ours",
            f"{failed} answers of 500 or more; by status {told}",
            not failed and sum(statuses.values()) == size,
        ),
        Line(
            "Nothing of them is stored",
            f"rows before: {_words(before)}; after: {_words(after)}",
            before == after,
        ),
    ]


def make_post(chance: random.Random) -> Post:
    """Make one, about half of them with a token that lets them reach the form."""
    kind = chance.choice(KINDS)
    token = "a" * 32
    headers = {
        "Host": "localhost",
        "X-Forwarded-Proto": "https",
        "Origin": "https://localhost",
        "Cookie": f"__Host-csrftoken={token}",
    }
    if kind:
        headers["Content-Type"] = kind
    if chance.random() < 0.1:
        headers["Cookie"] += f"; __Host-sessionid={'x' * chance.randrange(1, 500)}"
    if chance.random() < 0.05:
        headers["Content-Length"] = chance.choice(["-1", "many", "1e3", "0x10"])
    path = chance.choice(PATHS)
    if chance.random() < 0.1:
        path += f"?from={quote_from_bytes(_nasty(chance))[:1000]}"
    body = _make_body(chance, kind, token if chance.random() < 0.6 else "b" * 64)
    return Post(path, body, headers)


def _make_body(chance: random.Random, kind: str, token: str) -> bytes:
    fields = [
        (chance.choice(FIELDS).encode(), _nasty(chance))
        for _ in range(chance.choice([1, 2, 5, 300]))
    ]
    if "multipart" in kind:
        named = [(b"csrfmiddlewaretoken", token.encode()), *fields]
        parts = [
            b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
            % (name, chance.choice([b"", b'; filename="x"']), value)
            for name, value in named[:20]
        ]
        return b"".join(parts) + chance.choice([b"--x--\r\n", b"", b"--x"])
    if "urlencoded" in kind:
        known = urlencode({"csrfmiddlewaretoken": token}).encode()
        rest = b"&".join(
            quote_from_bytes(name).encode() + b"=" + quote_from_bytes(value).encode()
            for name, value in fields
        )
        if chance.random() < 0.2:
            rest = chance.choice(
                [b"=&=&=", b"%", b"%zz=%", b"\xff\xfe=\x80", b"&" * 500]
            )
        return (known + b"&" + rest)[: chance.choice([10**6, 10**6, 100, 70_000])]
    return chance.choice([b"{[", b"<a>", b"\x00" * 1000, b"[" * 5000])


def _nasty(chance: random.Random) -> bytes:
    value = chance.choice(NASTY)
    return value.encode() if isinstance(value, str) else value


def send(site: Site, post: Post) -> int:
    """Send it as it is; a connection that is closed without an answer is 0."""
    port = site.nodes[0].port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.putrequest("POST", post.path, skip_host=True)
        for name, value in post.headers.items():
            connection.putheader(name, value)
        if "Content-Length" not in post.headers:
            connection.putheader("Content-Length", str(len(post.body)))
        connection.endheaders(post.body)
        return connection.getresponse().status
    except (TimeoutError, http.client.HTTPException, ConnectionError):
        return 0
    finally:
        connection.close()


def count_rows(site: Site) -> dict[str, int]:
    with psycopg.connect(site.database.url) as connection:
        counted = {}
        for table in COUNTED:
            row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            counted[table] = row[0] if row else 0
    return counted


def _words(counted: dict[str, int]) -> str:
    return ", ".join(f"{table} {rows}" for table, rows in counted.items())
