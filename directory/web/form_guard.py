"""Tells programs from people without asking people anything: a trap and a signed start time.

A doubtful form comes back filled in and asks to press the button once more. Nobody is shut out and
nothing is lost; a program that sends the same lines again and again stays outside.
"""

import hashlib
import hmac
import re
import secrets
from enum import StrEnum

from directory.web.forms import Typed

STAMP = "beginn"
TRAP = "homepage"
# Reading a question and answering it takes people longer.
QUICKEST_SECONDS = 3
# Where one press is the whole answer.
QUICKEST_PRESS_SECONDS = 1


_STAMP = re.compile(r"[0-9]{1,12}\.[0-9a-f]{16}\.[0-9a-f]{32}")


class Doubt(StrEnum):
    """Why a form may come from a program."""

    TRAP = "trap"
    TOO_FAST = "too_fast"
    UNKNOWN_START = "unknown_start"


def new_stamp(secret: bytes, now: float) -> str:
    """When a form was handed out, which one it is, and our signature."""
    begun = f"{int(now)}.{secrets.token_hex(8)}"
    return f"{begun}.{_signature(secret, begun)}"


def is_stamp(text: str) -> bool:
    """Whether it looks like one; only its signature says whether it is one."""
    return bool(_STAMP.fullmatch(text))


def doubt(answers: Typed, secret: bytes, now: float, quickest: int) -> Doubt | None:
    """Nothing where all looks like a person. There is no latest time: people may need a day."""
    if answers.get(TRAP, ""):
        return Doubt.TRAP
    begun, _, signature = answers.get(STAMP, "").rpartition(".")
    if not hmac.compare_digest(_signature(secret, begun).encode(), signature.encode()):
        return Doubt.UNKNOWN_START
    started = int(begun.partition(".")[0])
    return Doubt.TOO_FAST if now - started < quickest else None


def form_key(answers: Typed, *content: object) -> str:
    """The same form with the same answers has the same key, however often it is sent.

    Other answers make another key: who goes back and asks something else is heard again.
    """
    said = repr((answers.get(STAMP, ""), content))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _signature(secret: bytes, begun: str) -> str:
    return hmac.new(secret, begun.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32]
