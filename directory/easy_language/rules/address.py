"""Rules about who is meant: man, du, er and sie."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..grammar import Sentence
from ..models import listed, verb_stems, zipf
from .requests import formal, is_request
from .wording import finding

_YOU = re.compile(r"^(?:du|dich|dir|dein(?:e[nmrs]?)?|deinetwegen|euch|euer|eure[nmrs]?)$")


def man(sentence: Sentence) -> Iterator[Finding]:
    """The word "man", which hides who is meant."""
    for i, word in enumerate(sentence.words):
        if word.small == "man" and not (
            word.text[0].isupper() and i and sentence.words[i - 1].is_word
        ):
            yield finding(
                "man",
                word.start,
                word.end,
                pattern="Schreiben Sie „Sie“ oder „Menschen“ statt „man“.",
            )


def pronomen3(sentence: Sentence) -> Iterator[Finding]:
    """er, sie, ihm, ihn, ihnen for a person or thing named before. "Sie" for the reader is fine."""
    for i, word in enumerate(sentence.words):
        small = word.small
        if small in ("er", "ihn", "ihm"):
            yield _pronoun(sentence, i)
        elif small in ("sie", "ihnen"):
            if word.text[0].islower() or (small == "sie" and _is_she(sentence, i)):
                yield _pronoun(sentence, i)
        elif (
            small == "ihr"
            and word.tag == "PPER"
            and word.text[0].islower()
            and not _is_plural_you(sentence, i)
        ):
            yield _pronoun(sentence, i)


def _pronoun(sentence: Sentence, place: int) -> Finding:
    word = sentence.words[place]
    pattern = f"Schreiben Sie das Wort noch einmal statt „{word.small}“."
    return finding("pronomen3", word.start, word.end, pattern=pattern)


_SHE = re.compile(
    r"^(?:ist|hat|kann|will|muss|darf|soll|wird|war|hatte|wollte|sollte|konnte|musste|durfte"
    r"|wurde|möchte|mag|weiß|hilft|gibt|nimmt|spricht|liest|läuft|fährt|trifft|wirft|schläft"
    r"|trägt)$"
)


def _is_she(sentence: Sentence, place: int) -> bool:
    """ "Sie ist Trainerin": at the start of a sentence only the verb tells who is meant."""
    if any(other.is_word for other in sentence.words[:place]):
        return False
    after = sentence.words[place + 1 : place + 2]
    if not after:
        return False
    verb = after[0]
    return bool(_SHE.match(verb.small)) or (
        verb.tag == "VV(FIN)" and verb.small.endswith(("t", "te"))
    )


def _is_plural_you(sentence: Sentence, place: int) -> bool:
    """ "ihr kommt" and "kommt ihr" address a group."""
    return _is_addressed_group(sentence, place)


_SINGULAR_YOU = listed(
    "bist hast kannst willst musst darfst sollst wirst möchtest magst weißt brauchst kommst "
    "gehst machst spielst findest "
    "bringst triffst lernst fährst nimmst gibst siehst suchst interessierst fühlst hilfst übst "
    "läufst schwimmst"
)
_PLURAL_YOU = listed("seid habt könnt müsst wollt dürft sollt werdet möchtet")


_SPEECH = re.compile(
    r"(?:sagt|sagte|fragt|fragte|ruft|rief|gesagt|gefragt|antwortet)\b[^:]{0,60}: "
    r"|[“\"«»]\s*,?\s*(?:sagt|fragt|ruft)"
)


def duzen(sentence: Sentence) -> Iterator[Finding]:
    """du and ihr, verbs in their form, and requests such as "Komm vorbei!"."""
    if _SPEECH.search(sentence.text):
        # Somebody says "du" to somebody else: the reader is not meant.
        return
    for i, word in enumerate(sentence.words):
        small = word.small
        if (_YOU.match(small) and not _is_name(sentence, i)) or (
            small == "ihr" and word.tag in ("PPER", "PPOSAT") and _is_addressed_group(sentence, i)
        ):
            yield finding("duzen", word.start, word.end, pattern=_polite(small))
        elif _is_you_form(sentence, i):
            yield finding("duzen", word.start, word.end, pattern="Schreiben Sie mit „Sie“.")
        elif is_request(sentence, i):
            pattern = f"Schreiben Sie: „{formal(small)} Sie …“"
            yield finding("duzen", word.start, word.end, pattern=pattern)


def _polite(small: str) -> str:
    if small.startswith(("dein", "eure", "euer")):
        return f"Schreiben Sie „Ihr“ oder „Ihre“ statt „{small}“."
    if small in ("dir", "euch"):
        return f"Schreiben Sie „Ihnen“ oder „Sie“ statt „{small}“."
    return f"Schreiben Sie „Sie“ statt „{small}“."


def _is_name(sentence: Sentence, place: int) -> bool:
    word = sentence.words[place]
    return (
        word.text[0].isupper()
        and word.tag == "NE"
        and place > 0
        and sentence.words[place - 1].text in ("Frau", "Herr")
    )


def _is_addressed_group(sentence: Sentence, place: int) -> bool:
    if sentence.words[place].text[0].isupper() and place:
        return False
    before, after = sentence.words[max(0, place - 1) : place], sentence.words[place + 1 : place + 2]
    # "Der Ball gehört ihr": somebody else does something already.
    done = bool(before) and before[0].is_finite and _has_noun_before(sentence, place - 1)
    around = after if done else (*before, *after)
    return any(
        (word.is_finite and word.small.endswith("t") and not word.small.endswith("st"))
        or word.small in _PLURAL_YOU
        for word in around
        if word.is_word
    )


def _has_noun_before(sentence: Sentence, place: int) -> bool:
    clause = sentence.clause_of(place)
    return any(sentence.words[i].tag in ("NN", "NE", "PDS") for i in range(clause.start, place))


def _is_you_form(sentence: Sentence, place: int) -> bool:
    """ "kannst" or "habt" without a word for the person addressed."""
    word = sentence.words[place]
    small = word.small
    if small in _PLURAL_YOU and word.is_finite:
        return not any(_YOU.match(other) or other == "ihr" for other in sentence.small)
    if not small.endswith("st") or "du" in sentence.small:
        return False
    if small in _SINGULAR_YOU:
        return word.text[0].islower() or place == 0
    return (
        word.tag == "VV(FIN)"
        and len(small) > 4
        and small[:-2] in verb_stems()
        and not small.endswith(_STEMS_ON_ST)
        and zipf(small[:-1]) <= zipf(small)
        and _OTHERS.isdisjoint(sentence.small)
    )


# "tastet" and "kostet" aside: here the s belongs to the verb itself.
_STEMS_ON_ST = ("ost", "est", "ist", "ust", "asst", "esst", "isst", "lst")
_OTHERS = frozenset(("er", "es", "man", "das"))
