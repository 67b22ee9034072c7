"""Rules about who is meant: man, du, er and sie."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..grammar import Sentence
from ..models import once, tagger, word_list, zipf
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
    r"^(?:ist|hat|kann|will|muss|darf|soll|wird|war|hatte|mag|weiß|hilft|gibt|nimmt|spricht|liest|läuft|fährt|trifft|wirft|schläft|trägt)$"
)


def _is_she(sentence: Sentence, place: int) -> bool:
    """ "Sie ist Trainerin": at the start of a sentence only the verb tells who is meant."""
    if any(other.is_word for other in sentence.words[:place]):
        return False
    after = sentence.words[place + 1 : place + 2]
    if not after:
        return False
    verb = after[0]
    return bool(_SHE.match(verb.small)) or (verb.tag == "VV(FIN)" and verb.small.endswith("t"))


def _is_plural_you(sentence: Sentence, place: int) -> bool:
    """ "ihr kommt" and "kommt ihr" address a group."""
    around = (*sentence.words[max(0, place - 1) : place], *sentence.words[place + 1 : place + 2])
    return any(word.small.endswith("t") and word.is_finite for word in around) or any(
        word.small
        in ("seid", "habt", "könnt", "müsst", "wollt", "dürft", "sollt", "werdet", "möchtet")
        for word in sentence.words
    )


_SINGULAR_YOU = frozenset(
    "bist hast kannst willst musst darfst sollst wirst möchtest magst weißt brauchst kommst gehst machst spielst findest "
    "bringst triffst lernst fährst nimmst gibst siehst suchst interessierst fühlst hilfst übst läufst schwimmst".split()
)
_PLURAL_YOU = frozenset("seid habt könnt müsst wollt dürft sollt werdet möchtet".split())


def duzen(sentence: Sentence) -> Iterator[Finding]:
    """du and ihr, verbs in their form, and requests such as "Komm vorbei!"."""
    for i, word in enumerate(sentence.words):
        small = word.small
        if _YOU.match(small) and not _is_name(sentence, i):
            yield finding("duzen", word.start, word.end, pattern=_polite(small))
        elif small == "ihr" and word.tag in ("PPER", "PPOSAT") and _is_addressed_group(sentence, i):
            yield finding("duzen", word.start, word.end, pattern=_polite(small))
        elif _is_you_form(sentence, i):
            yield finding("duzen", word.start, word.end, pattern="Schreiben Sie mit „Sie“.")
        elif _is_request(sentence, i):
            pattern = f"Schreiben Sie: „{_formal(small)} Sie …“"
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
    word = sentence.words[place]
    small = word.small
    if small in _PLURAL_YOU and word.tag in ("VA(FIN)", "VM(FIN)", "VV(FIN)"):
        return not any(_YOU.match(s) or s == "ihr" for s in sentence.small)
    if any(s == "du" for s in sentence.small):
        return False
    if small in _SINGULAR_YOU:
        return word.text[0].islower() or place == 0
    return (
        word.tag == "VV(FIN)"
        and small.endswith("st")
        and len(small) > 4
        and small[:-2] in _imperative_stems()
        and not small.endswith(("ost", "est", "ist", "ust", "asst", "esst", "isst", "lst"))
        and not zipf(small[:-1]) > zipf(small)
        and not any(s in ("er", "es", "man", "das") for s in sentence.small)
    )


@once
def _imperative_stems() -> frozenset[str]:
    model = tagger()
    return frozenset(
        stem
        for tag in ("VV", "VVnp", "VV_VAR")
        for stem in model.LP_m_t[model.tag2int[tag]]
        if len(stem) > 2
    )


_STRONG_REQUESTS = frozenset(
    "gib hilf nimm lies iss sprich triff sieh wirf vergiss sei hab lass geh komm steh tu lauf fahr ruf".split()
)
_NO_REQUEST = frozenset(
    "halt bitte danke heute morgen alle jede eine keine viele andere gute neue unsere seine ihre meine diese manche beide "
    "hallo stopp start ende seite reise ruhe suche hilfe frage liebe sprache woche schule feier sonne pause nähe ecke "
    "laut dank mit nicht recht statt wert weit zeit acht nacht rat gut leicht schlecht echt fest dicht bunt".split()
)


def _is_request(sentence: Sentence, place: int) -> bool:
    """A bare verb at the start of the sentence, or after und, that nobody does: "Bring Wasser mit"."""
    word = sentence.words[place]
    if not word.is_word or any(other.is_word for other in sentence.words[:place]):
        if sentence.small[place - 1 : place] != ("bitte",) and not _follows_request(
            sentence, place
        ):
            return False
        if any(
            other.is_word for other in sentence.words[: max(0, place - 1)]
        ) and not _follows_request(sentence, place):
            return False
    small = word.small
    if small in _NO_REQUEST or small in word_list("starters") and small not in ("komm", "kommt"):
        return False
    after = sentence.words[place + 1 : place + 2]
    if after and (
        after[0].text
        in (
            "Sie",
            "wir",
            "ich",
            "er",
            "es",
            "sie",
            "du",
            "ihr",
            "der",
            "die",
            "das",
            "ein",
            "eine",
            ":",
        )
        or after[0].text == "-"
    ):
        return small in _STRONG_REQUESTS and after[0].text in ("die", "das", "ein", "eine", "der")
    if "?" in sentence.small or (after and after[0].small == "es" and small.endswith("t")):
        return False
    if small in _STRONG_REQUESTS:
        return word.tag not in ("NN", "NE") or place == 0
    if len(sentence.plain) < 2 and "!" not in sentence.small:
        return False
    others = [i for i in sentence.finite if i != place and i < place + 6]
    if others and word.tag not in ("VV(IMP)", "VV(FIN)"):
        return False
    return (
        _is_bare_stem(small)
        and word.tag in ("VV(IMP)", "VV(FIN)", "NN", "NE", "ADJ(D)", "XY", "FM")
        and (word.tag.startswith("VV") or zipf(small + "en") > 3.3 and not others)
    )


def _is_bare_stem(small: str) -> bool:
    stems = _imperative_stems()
    if small in stems:
        return True
    if small.endswith("e") and small[:-1] in stems:
        return True
    return small.endswith("t") and (small[:-1] in stems or small[:-2] in stems)


def _follows_request(sentence: Sentence, place: int) -> bool:
    if sentence.small[place - 1 : place] not in (("und",), ("oder",)):
        return False
    first = next((i for i, word in enumerate(sentence.words) if word.is_word), place)
    return (
        first < place - 1 and sentence.tags[place].startswith("VV") and _is_request(sentence, first)
    )


def _formal(small: str) -> str:
    stem = small.removesuffix("e").removesuffix("t") if small.endswith(("e", "t")) else small
    irregular = {"gib": "Geben", "hilf": "Helfen", "nimm": "Nehmen", "lies": "Lesen", "iss": "Essen", "sprich": "Sprechen",
                 "triff": "Treffen", "sieh": "Sehen", "wirf": "Werfen", "vergiss": "Vergessen", "sei": "Seien", "hab": "Haben"}  # fmt: skip
    return irregular.get(small, (stem + "en").capitalize())
