"""Forms of German verbs: past stems, participles, separable beginnings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .models import once, tagger, word_list, zipf

SEPARABLE = [
    "zusammen",
    "kennen",
    "zurück",
    "weiter",
    "wieder",
    "heraus",
    "herein",
    "hinaus",
    "hinein",
    "vorbei",
    "statt",
    "teil",
    "durch",
    "nach",
    "auf",
    "aus",
    "ein",
    "mit",
    "vor",
    "bei",
    "fest",
    "frei",
    "ab",
    "an",
    "um",
    "zu",
    "her",
    "hin",
    "los",
    "weg",
    "da",
]
INSEPARABLE = (
    "be",
    "ge",
    "er",
    "ver",
    "zer",
    "ent",
    "emp",
    "miss",
    "über",
    "unter",
    "wider",
    "hinter",
    "voll",
)


@dataclass(frozen=True, slots=True)
class StrongVerb:
    """A verb with an irregular past."""

    infinitive: str
    past: str
    participle: str
    helper: str


@once
def strong_verbs() -> dict[str, StrongVerb]:
    """Strong verbs by their past stem."""
    verbs = (StrongVerb(*line.split(":")) for line in word_list("strong_verbs"))
    return {verb.past: verb for verb in verbs}


@once
def _participles() -> dict[str, str]:
    return {verb.infinitive: verb.participle for verb in strong_verbs().values()}


@once
def _verb_stems() -> frozenset[str]:
    model = tagger()
    return frozenset(
        stem
        for tag in ("VV", "VVnp", "VV_VAR", "VVnp_VAR")
        for stem in model.LP_m_t[model.tag2int[tag]]
    )


def split_verb(infinitive: str) -> tuple[str, str]:
    """ "anbieten" is ("an", "bieten"); a verb that does not part has an empty first half."""
    for opening in SEPARABLE:
        rest = infinitive.removeprefix(opening)
        if (
            rest != infinitive
            and len(rest) > 3
            and _known_stem(rest.removesuffix("n").removesuffix("e"))
        ):
            return opening, rest
    return "", infinitive


def _known_stem(stem: str) -> bool:
    if stem in _verb_stems():
        return True
    opening = next((o for o in INSEPARABLE if stem.startswith(o)), "")
    return bool(opening) and len(stem) > len(opening) + 2 and stem[len(opening) :] in _verb_stems()


@lru_cache(maxsize=4_000)
def participle(infinitive: str) -> str:
    """ "spielen" becomes "gespielt", "anbieten" becomes "angeboten"."""
    opening, core = split_verb(infinitive)
    if core in _participles():
        return opening + _participles()[core]
    prefix = next(
        (p for p in INSEPARABLE if core.startswith(p) and core[len(p) :] in _participles()), ""
    )
    if prefix:
        return opening + prefix + _participles()[core[len(prefix) :]].removeprefix("ge")
    stem = core.removesuffix("n").removesuffix("e")
    ending = "et" if stem.endswith(("t", "d", "chn", "ffn", "gn", "dn", "tm")) else "t"
    if core.endswith("ieren") or (core.startswith(INSEPARABLE) and not core.startswith("geh")):
        return opening + stem + ending
    return opening + "ge" + stem + ending


_WOULD_BE = str.maketrans({"a": "ä", "o": "ö", "u": "ü"})


@once
def _would_be() -> dict[str, str]:
    """Forms such as "käme", "fingen" aside: past stem with other vowel, and e, en, est or et."""
    forms = {}
    for past, verb in strong_verbs().items():
        stem = past.removesuffix("te").translate(_WOULD_BE).replace("äü", "au")
        if past.endswith("te") or stem in _verb_stems_of_present():
            continue
        # Without a new vowel the plural is the plain past: "sie schliefen".
        endings = ("e",) if stem == past else ("e", "en", "est", "et")
        forms.update({stem + ending: verb.infinitive for ending in endings})
    return forms


@once
def _verb_stems_of_present() -> frozenset[str]:
    model = tagger()
    return frozenset(
        stem for tag in ("VV", "VVnp") for stem in model.LP_m_t[model.tag2int[tag]]
    ) - frozenset(strong_verbs())


@lru_cache(maxsize=20_000)
def would_be_infinitive(form: str) -> str | None:
    """The basic form of what would be: "käme" is "kommen"; None for other forms."""
    forms = _would_be()
    if form in forms:
        return forms[form]
    for opening in (*SEPARABLE, *INSEPARABLE):
        rest = form.removeprefix(opening)
        if rest != form and rest in forms:
            return opening + forms[rest]
    return None


_PAST_ENDINGS = ("", "en", "n")


@lru_cache(maxsize=20_000)
def past_infinitive(form: str) -> str | None:
    """The basic form of a full verb in the past: "spielten" is "spielen"; None for other forms."""
    for ending in _PAST_ENDINGS:
        if form.endswith(ending):
            stem = form[: len(form) - len(ending)] if ending else form
            strong = _strong(stem)
            if strong:
                return strong
    return _weak(form)


def _strong(stem: str) -> str | None:
    verbs = strong_verbs()
    if stem in verbs:
        return verbs[stem].infinitive
    for opening in (*SEPARABLE, *INSEPARABLE):
        rest = stem.removeprefix(opening)
        if rest != stem and rest in verbs:
            return opening + verbs[rest].infinitive
    return None


def _weak(form: str) -> str | None:
    for ending in ("test", "tet", "ten", "te"):
        if form.endswith(ending):
            stem = form.removesuffix(ending)
            break
    else:
        return None
    if len(stem) < 2 or not zipf(form):
        known = len(stem) > 2 and _known_stem(_without_opening(stem.removesuffix("e")))
    else:
        known = _known_stem(_without_opening(stem)) or _known_stem(
            _without_opening(stem.removesuffix("e"))
        )
    # "warten" and "kosten" are present forms: with the t the stem is a verb of its own.
    if not known or _known_stem(_without_opening(stem + "t")):
        return None
    return stem.removesuffix("e") + "en" if not stem.endswith(("l", "r")) else stem + "n"


def _without_opening(stem: str) -> str:
    if stem in _verb_stems():
        return stem
    for opening in SEPARABLE:
        rest = stem.removeprefix(opening)
        if rest != stem and len(rest) > 2:
            return rest
    return stem
