"""The rules by which the HTTP Observatory gives points, for one answer of a site over HTTPS.

Points beyond 100 count only where 90 are left without them; 100 or more is an A+.
"""

from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Final

BASE: Final = 100
BEST_GRADE: Final = 100
BONUS_FROM: Final = 90
SIX_MONTHS_SECONDS: Final = 15_768_000
_PRIVATE: Final = frozenset(
    {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
)


def points(headers: Mapping[str, str], *, foreign_scripts: int) -> int:
    """What this answer is worth; names of headers in small letters."""
    policy = directives(headers.get("content-security-policy", ""))
    given = (
        _content_policy(policy),
        _framing(policy, headers),
        _strict_transport(headers.get("strict-transport-security", "")),
        _referrer(headers.get("referrer-policy", "")),
        _resource(headers.get("cross-origin-resource-policy", "")),
        _cookies(headers.get("set-cookie", "")),
        -50 if foreign_scripts else 0,
        0 if headers.get("x-content-type-options") == "nosniff" else -5,
        -50 if "access-control-allow-credentials" in headers else 0,
    )
    without_bonus = BASE + sum(one for one in given if one < 0)
    bonus = sum(one for one in given if one > 0)
    return max(0, without_bonus + (bonus if without_bonus >= BONUS_FROM else 0))


def directives(policy: str) -> dict[str, list[str]]:
    """``script-src 'self'; …`` by name; of the same one twice only the first counts."""
    found: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split()
        found.setdefault(name.lower(), sources)
    return found


def _content_policy(policy: Mapping[str, list[str]]) -> int:
    if not policy:
        return -25
    usual = policy.get("default-src", ["*"])
    scripts, styles = policy.get("script-src", usual), policy.get("style-src", usual)
    everything = [source for sources in policy.values() for source in sources]
    if {"'unsafe-inline'", "*", "data:", "https:"} & set(scripts):
        return -20
    if any(source.startswith("http:") for source in everything):
        return -20
    if "'unsafe-eval'" in everything:
        return -10
    if {"'unsafe-inline'", "*"} & set(styles):
        return 0
    return 10 if usual == ["'none'"] else 5


def _framing(policy: Mapping[str, list[str]], headers: Mapping[str, str]) -> int:
    if policy.get("frame-ancestors", ["*"]) in (["'none'"], ["'self'"]):
        return 5
    return 0 if headers.get("x-frame-options", "").upper() in ("DENY", "SAMEORIGIN") else -20


def _strict_transport(header: str) -> int:
    age = header.partition("max-age=")[2].partition(";")[0]
    if not age.isdecimal():
        return -20
    return 0 if int(age) >= SIX_MONTHS_SECONDS else -10


def _referrer(header: str) -> int:
    if not header:
        return 0
    return 5 if header in _PRIVATE else -5


def _resource(header: str) -> int:
    return 10 if header in ("same-origin", "same-site") else 0


def _cookies(header: str) -> int:
    kept = SimpleCookie(header)
    if not kept:
        return 0
    if not all(one["secure"] for one in kept.values()):
        return -20
    if not all(one["httponly"] for one in kept.values()):
        return -30
    return 5 if all(one["samesite"] in ("Lax", "Strict") for one in kept.values()) else 0
