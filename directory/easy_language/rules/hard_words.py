"""Rules about hard words: foreign, rare, and nouns made from verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..compounds import LONGEST_WORD, parts
from ..findings import Finding
from ..grammar import Sentence
from ..models import tagger, word_list, word_map, zipf
from ..words import Word, lemma
from .gender import GENDER_SIGN
from .wording import finding

_FOREIGN_ENDING = re.compile(
    r"(?:ismus|ismen|ität(?:en)?|[ts]ion(?:en)?|ieren|iert|ierte[nrsm]?|ierung(?:en)?|ologie"
    r"|ologisch(?:e[nrsm]?)?|ikation(?:en)?|"
    r"[^l]iv(?:e[nrsm]?)?|[^hsm]ell(?:e[nrsm]?)?|[^kwf]abel|ibel|ment(?:s|e|en)?|anz(?:en)?"
    r"|enz(?:en)?|isch(?:e[nrsm]?)?|tär(?:e[nrsm]?)?|"
    r"ose|itis|ose[nrs]?|eur(?:e)?|euse|age|ette|esse|ium|ien|oid|graf(?:ie)?|phil|phob|thek|tik"
    r"|zismus)$"
)
_SURE_ENDING = re.compile(
    r"(?:ismus|ismen|ität(?:en)?|[ts]ion(?:en)?|ieren|iert(?:e[nrsm]?)?|ierung(?:en)?|ologie"
    r"|ologisch(?:e[nrsm]?)?|ikation(?:en)?|"
    r"[at]iv(?:e[nrsm]?)?|(?:on|du|tu|ti|nd|rt|zi|ri|xu|su)ell(?:e[nrsm]?)?|[^fw]abel|ibel"
    r"|itär(?:e[nrsm]?)?|olog(?:e|en|in|innen)?|ologisch\w*|itis|osoph\w*|graphi\w*)$"
)


def fremdwort(sentence: Sentence) -> Iterator[Finding]:
    """Words of the list, and words with a learned ending that are not everyday words."""
    for word in sentence.words:
        if len(word.text) > LONGEST_WORD or not word.is_word:
            continue
        if word.tag == "NE" and word.small not in word_list("foreign_words"):
            continue
        if is_foreign(word.small, word.tag):
            pattern = _easier(word)
            yield finding("fremdwort", word.start, word.end, pattern=pattern)


def _easier(word: Word) -> str:
    easy = word_map("easier_words").get(word.small) or word_map("easier_words").get(
        word.lemma.lower()
    )
    if easy:
        return f"Schreiben Sie zum Beispiel: „{easy}“."
    return f"Schreiben Sie ein leichtes Wort. {_explained(word)}"


def _explained(word: Word) -> str:
    return f"Oder erklären Sie das Wort: „{word.text}“ bedeutet: …"


@lru_cache(maxsize=20_000)
def is_foreign(small: str, tag: str) -> bool:
    """Whether a word, or one part of a compound, is a foreign word for many readers."""
    known, foreign = word_list("everyday_foreign"), word_list("foreign_words")
    base = lemma(small, tag).lower() if tag else small
    if small in known or base in known:
        return False
    if small in foreign or base in foreign:
        return True
    pieces = [piece.lower() for piece in parts(small.capitalize())]
    if len(pieces) > 1:
        return any(_is_foreign_part(piece) for piece in pieces)
    return bool(_SURE_ENDING.search(small)) and len(small) > 6 and not _is_everyday(small, base)


def _is_foreign_part(piece: str) -> bool:
    known, foreign = word_list("everyday_foreign"), word_list("foreign_words")
    for form in (piece, piece.removesuffix("s"), piece.removesuffix("n")):
        if form in known:
            return False
        if form in foreign:
            return True
    return bool(re.search(r"(?:ismus|ität|[ts]ions?)$", piece)) and len(piece) > 6


def _is_everyday(small: str, base: str) -> bool:
    """Forms of everyday words: "trainiert" of "trainieren"."""
    known = word_list("everyday_foreign")
    if base in known or base + "en" in known:
        return True
    stem = re.sub(r"(?:st|t|e|te|ten|en|end|er|es|em)$", "", small)
    return stem + "en" in known or re.sub(r"t(?:e[nrsm]?)?$", "", small) + "en" in known


_RARE = 3.0


def seltenes_wort(sentence: Sentence) -> Iterator[Finding]:
    """Words that are neither common themselves nor made of common words; names are left out."""
    free = [m.span() for m in GENDER_SIGN.finditer(sentence.text)]
    for i, word in enumerate(sentence.words):
        if (
            not 5 <= len(word.text) <= LONGEST_WORD
            or not word.is_word
            or any(a <= word.start < b for a, b in free)
        ):
            continue
        if word.tag not in (
            "NN",
            "VV(FIN)",
            "VV(INF)",
            "VV(PP)",
            "VV(IZU)",
            "ADJ(A)",
            "ADJ(D)",
            "ADV",
            "NNA",
        ):
            continue
        if _may_be_name(sentence, i) or is_foreign(word.small, word.tag):
            continue
        if is_rare(word.small, word.tag):
            pattern = f"Schreiben Sie ein bekanntes Wort. {_explained(word)}"
            yield finding("seltenes_wort", word.start, word.end, pattern=pattern)


def _may_be_name(sentence: Sentence, place: int) -> bool:
    """A capital in a row of capitals, or an unknown word without an article, may be a name."""
    word = sentence.words[place]
    if not word.text[0].isupper():
        return False
    before = sentence.words[place - 1] if place else None
    after = sentence.words[place + 1] if place + 1 < len(sentence.words) else None
    if before is not None and before.text in (
        "Frau",
        "Herr",
        "Herrn",
        "in",
        "nach",
        "aus",
        "bei",
        "Familie",
        "Firma",
    ):
        return True
    if before is not None and (before.tag == "NE" or before.text in '„"“»«'):
        return True
    return after is not None and (after.tag == "NE" or (after.is_noun and not _known(word.small)))


@lru_cache(maxsize=20_000)
def is_rare(small: str, tag: str) -> bool:
    """Neither the word nor its basic form nor its parts are among the common words."""
    base = lemma(small.capitalize() if tag == "NN" else small, tag).lower()
    if _known(small) or _known(base) or _known_derivation(small) or _known_derivation(base):
        return False
    pieces = parts(small.capitalize())
    if len(pieces) > 1 or "-" in small:
        return any(not _known_part(piece.lower()) for piece in pieces)
    return True


def _known(form: str) -> bool:
    return (
        zipf(form) >= _RARE
        or form in word_list("club_words")
        or form in word_list("everyday_foreign")
    )


def _known_part(piece: str) -> bool:
    forms = {piece, *(piece.removesuffix(link) for link in ("s", "es", "n", "en", "e", "er"))}
    forms |= {piece + ending for ending in ("e", "en", "n")}
    return any(_known(form) for form in forms if len(form) > 1) or any(
        _known_derivation(form) for form in forms
    )


_ENDINGS = (
    "igkeit",
    "keit",
    "heit",
    "innen",
    "in",
    "chen",
    "lein",
    "s",
    "es",
    "n",
    "en",
    "e",
    "er",
    "st",
    "t",
    "et",
    "te",
    "ten",
    "em",
    "end",
    "ere",
    "eren",
    "ste",
    "sten",
    "bar",
    "los",
    "lich",
    "ern",
    "nd",
    "ung",
    "ungen",
)
_OPENINGS = [
    "herunter",
    "hinunter",
    "herauf",
    "hinauf",
    "herum",
    "hinein",
    "herein",
    "heraus",
    "hinaus",
    "zurück",
    "zusammen",
    "weiter",
    "wieder",
    "vorbei",
    "durch",
    "nach",
    "los",
    "weg",
    "auf",
    "aus",
    "ein",
    "mit",
    "vor",
    "bei",
    "fest",
    "ab",
    "an",
    "um",
    "zu",
    "her",
    "hin",
    "be",
    "er",
    "ver",
    "ent",
    "un",
]


def _known_derivation(form: str) -> bool:
    """Inflected, prefixed and diminutive forms of known words are known too."""
    for stem in _without_endings(form):
        if len(stem) > 2 and any(_known(stem + ending) for ending in ("", "e", "en", "n", "er")):
            return True
        for opening in _OPENINGS:
            rest = stem.removeprefix(opening).removeprefix("ge").removeprefix("zu")
            if (
                stem.startswith(opening)
                and len(rest) > 3
                and any(_known(rest + e) for e in ("", "en", "n", "e"))
            ):
                return True
    return False


def _without_endings(form: str) -> Iterator[str]:
    yield form
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) > 3:
            stem = form.removesuffix(ending)
            yield stem
            yield stem.translate(_UMLAUTS)
    if form.startswith("ge") and form.endswith(("t", "en")):
        yield form[2:].removesuffix("t").removesuffix("en")


_UMLAUTS = str.maketrans("äöü", "aou")

_ABSTRACT = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|tion|tionen|tät|täten|nahme|nahmen|nis|nisse)$"
)


def nominal(sentence: Sentence) -> Iterator[Finding]:
    """Two or more nouns on -ung, -heit, -keit, -tion, or one phrase of office German."""
    strong = [word for word in sentence.words if _is_office_word(sentence, word)]
    if strong:
        word = strong[0]
        yield finding("nominal", word.start, word.end, pattern=_with_verb(word))
        return
    abstract = [word for word in sentence.words if _is_abstract(word)]
    if len(abstract) > 1:
        yield finding(
            "nominal", abstract[0].start, abstract[-1].end, pattern=_with_verb(abstract[0])
        )


def _is_office_word(sentence: Sentence, word: Word) -> bool:
    if word.small in word_list("office_words"):
        return True
    last = parts(word.text)[-1].lower() if word.text[0].isupper() and len(word.text) > 9 else ""
    if last and last in word_list("office_words"):
        return True
    if word.small == "verfügung":
        return True
    return word.small in ("anspruch", "einsatz", "kenntnis", "betracht") and bool(
        re.search(r"\b(?:in|zum|zur) (?:Anspruch|Einsatz|Kenntnis|Betracht)\b", sentence.text)
    )


def _is_abstract(word: Word) -> bool:
    if not word.is_noun or not _ABSTRACT.search(word.small):
        return False
    last = parts(word.text)[-1].lower()
    concrete = word_list("concrete_nouns")
    return (
        last not in concrete
        and word.lemma.lower() not in concrete
        and re.sub(r"(?:en|s)$", "", last) not in concrete
    )


def _with_verb(word: Word) -> str:
    stem = re.sub(r"ungen$|ung$", "", word.small)
    if stem != word.small and any(stem == s for s in _stems()):
        return f"Schreiben Sie mit einem Tu-Wort: „{stem}en“."
    return "Schreiben Sie mit einem Tu-Wort: Wer tut was?"


def _stems() -> frozenset[str]:
    model = tagger()
    return frozenset(model.LP_m_t[model.tag2int["VVnp"]])
