"""Writes a German word as it sounds, so that spelling by ear meets the dictionary."""

import re
from collections.abc import Sequence
from functools import lru_cache

from directory.spelling.letters import plain

# In this order: each rule reads what the rules before it left.
# Capitals are sounds that German writes with several letters: A ei, O eu, S sch, C ch.
_RULES = tuple(
    (re.compile(pattern, re.MULTILINE), sound)
    for pattern, sound in (
        (r"ß", "ss"),
        (r"(?<![aeouq])ae", "ä"),
        (r"(?<![aeouq])oe", "ö"),
        (r"(?<![aeouq])ue", "ü"),
        (r"[^a-zäöü\n]", ""),
        (r"äu|eu|oi|oy", "O"),
        (r"ey", "i"),
        (r"ei|ai|ay", "A"),
        (r"ow(?=[lns])", "o"),
        (r"ou|ow(?=[^aeiouäöü]|$)", "u"),
        (r"^y(?=[aeou])", "j"),
        (r"^[dt]sch", "j"),
        (r"chs(?!ch)", "x"),
        (r"t?sch|t?sh|^ch(?=[aeiou]m?p)|(?<=[a-zäöü])g(?=ie)", "S"),
        (r"[sS](?=[pt])", "s"),
        (r"chs|cks|ks|gs|x", "ks"),
        (r"ph|pf|v", "f"),
        (r"ig$", "iC"),
        (r"^ch(?=[aoulr])", "k"),
        (r"ch", "C"),
        (r"c(?=[eiäöy])|[td]?[zs]+", "s"),
        (r"qu", "kw"),
        (r"c?k+|c|q", "k"),
        (r"dt|th", "t"),
        (r"rh", "r"),
        (r"ie(?=h|r|[^aeiouäöü]|$)", "i"),
        (r"(?<=[aeiouäöüAO])h", ""),
        (r"er(?=[^aeiouäöüAO]|$)", "a"),
        (r"en$", "n"),
        (r"[yü]", "i"),
        (r"[äö]", "e"),
        # People from Saxony or Franconia say b, d, g where others say p, t, k.
        (r"b", "p"),
        (r"d", "t"),
        (r"g", "k"),
        (r"(.)\1+", r"\1"),
    )
)
# All vowels are one, and an r after a vowel is hardly heard: Sport, Spoat.
_VOWELS = re.compile(r"[aeiouAO]+(?:r(?![aeiouAO]))?")


@lru_cache(maxsize=256)
def sound(word: str) -> str:
    """Words that sound alike have one form: Füsse and Viehse; empty without German letters."""
    return sounds([word])[0]


def sounds(words: Sequence[str]) -> list[str]:
    """The sound form of each; all at once, because each rule is slow to begin."""
    text = "\n".join(plain(word).replace("\n", "") for word in words)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text.split("\n")


def skeleton(sounds: str) -> str:
    """A sound form in which all vowels are one: what stays when somebody hears them otherwise."""
    return _VOWELS.sub("e", sounds)
