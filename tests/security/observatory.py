"""What Mozilla's HTTP Observatory would say of a response; its points are data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from http.cookies import Morsel
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

RULES = tomllib.loads(Path(__file__).with_name("observatory.toml").read_text())
PRIVATE_REFERRERS = {
    "no-referrer",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
}
SIX_MONTHS = 15_768_000


def score(results: list[str]) -> int:
    """Add up as the Observatory does: bonus points only on top of a good score."""
    points = [RULES["points"][result] for result in results]
    without = RULES["baseline"] + sum(one for one in points if one < 0)
    bonus = sum(one for one in points if one > 0)
    return without + bonus if without >= RULES["least_for_bonus"] else without


def judge(
    headers: Mapping[str, str],
    *,
    html: str,
    cookies: Mapping[str, Morsel[str]],
    redirect: str,
) -> list[str]:
    """Name the result of each of its tests for one page over https."""
    return [
        _judge_csp(headers),
        _judge_cookies(cookies),
        _judge_cors(headers),
        _judge_redirect(redirect),
        _judge_referrer(headers),
        _judge_hsts(headers),
        _judge_scripts(html),
        _judge_types(headers),
        _judge_frames(headers),
        _judge_isolation(
            headers, "Cross-Origin-Resource-Policy", "corp", "same-origin"
        ),
        _judge_isolation(headers, "Cross-Origin-Opener-Policy", "coop", "same-origin"),
        _judge_isolation(
            headers, "Cross-Origin-Embedder-Policy", "coep", "require-corp"
        ),
    ]


def read_policy(header: str) -> dict[str, list[str]]:
    """Read a content security policy."""
    parts = (part.split() for part in header.split(";"))
    return {name: sources for name, *sources in filter(None, parts)}


def _judge_csp(headers: Mapping[str, str]) -> str:
    policy = read_policy(headers.get("Content-Security-Policy", ""))
    if not policy:
        return "csp-not-implemented"
    fallback = policy.get("default-src", ["*"])
    risky = {"*", "'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:"}
    used = [
        *policy.get("script-src", fallback),
        *policy.get("style-src", fallback),
        *policy.get("object-src", fallback),
    ]
    if risky & set(used):
        return "csp-implemented-with-unsafe-inline"
    closed = (
        fallback == ["'none'"]
        and policy.get("base-uri") in (["'none'"], ["'self'"])
        and policy.get("form-action") in (["'none'"], ["'self'"])
        and "frame-ancestors" in policy
    )
    ending = "-default-src-none" if closed else ""
    return f"csp-implemented-with-no-unsafe{ending}"


def _judge_cookies(cookies: Mapping[str, Morsel[str]]) -> str:
    if not cookies:
        return "cookies-not-found"
    if not all(cookie["secure"] for cookie in cookies.values()):
        return "cookies-without-secure-flag-but-protected-by-hsts"
    sessions = [one for name, one in cookies.items() if "sess" in name.lower()]
    if not all(cookie["httponly"] for cookie in sessions):
        return "cookies-session-without-httponly-flag"
    if all(one["samesite"] in {"Lax", "Strict"} for one in cookies.values()):
        return "cookies-secure-with-httponly-sessions-and-samesite"
    return "cookies-secure-with-httponly-sessions"


def _judge_cors(headers: Mapping[str, str]) -> str:
    allowed = "Access-Control-Allow-Origin" in headers
    kind = "implemented-with-universal-access" if allowed else "not-implemented"
    return f"cross-origin-resource-sharing-{kind}"


def _judge_redirect(location: str) -> str:
    secure = urlsplit(location).scheme == "https"
    return "redirection-to-https" if secure else "redirection-missing"


def _judge_referrer(headers: Mapping[str, str]) -> str:
    given = headers.get("Referrer-Policy")
    if given is None:
        return "referrer-policy-not-implemented"
    return f"referrer-policy-{'private' if given in PRIVATE_REFERRERS else 'unsafe'}"


def _judge_hsts(headers: Mapping[str, str]) -> str:
    given = headers.get("Strict-Transport-Security", "")
    parts = dict(part.strip().partition("=")[::2] for part in given.split(";"))
    if "max-age" not in parts:
        return "hsts-not-implemented"
    enough = int(parts["max-age"]) >= SIX_MONTHS
    return (
        f"hsts-implemented-max-age-{'at-least' if enough else 'less-than'}-six-months"
    )


def _judge_scripts(html: str) -> str:
    scripts = BeautifulSoup(html, "html.parser").select("script[src]")
    if not scripts:
        return "sri-not-implemented-but-no-scripts-loaded"
    if any(urlsplit(str(script["src"])).netloc for script in scripts):
        return "sri-not-implemented-but-external-scripts-loaded-securely"
    return "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"


def _judge_types(headers: Mapping[str, str]) -> str:
    right = headers.get("X-Content-Type-Options") == "nosniff"
    return f"x-content-type-options-{'nosniff' if right else 'not-implemented'}"


def _judge_frames(headers: Mapping[str, str]) -> str:
    policy = read_policy(headers.get("Content-Security-Policy", ""))
    if "frame-ancestors" in policy:
        return "x-frame-options-implemented-via-csp"
    right = headers.get("X-Frame-Options") in {"DENY", "SAMEORIGIN"}
    return f"x-frame-options-{'sameorigin-or-deny' if right else 'not-implemented'}"


def _judge_isolation(
    headers: Mapping[str, str], header: str, name: str, best: str
) -> str:
    right = headers.get(header) == best
    return f"{name}-{f'implemented-with-{best}' if right else 'not-implemented'}"
