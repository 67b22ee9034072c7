"""Takes out the signs that no format can hold: what steers machines, and halves of letters."""

import re

# What XML 1.0 forbids, and what is no letter at all; JSON would write it, but readers of feeds and
# tables break on it.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
# Signs that end a line in some programs and not in others, and switches of direction that would
# turn what stands beside a text.
_UNWANTED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def clean(text: str) -> str:
    """The text with its lines, without what some reader of it would break on."""
    return _UNWANTED.sub(" ", _FORBIDDEN.sub("", text))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())
