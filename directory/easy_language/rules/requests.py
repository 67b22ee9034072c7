"""Finds requests to a person one knows well: "Komm vorbei!", "Bringt Wasser mit."."""

from __future__ import annotations

from ..grammar import Sentence
from ..models import once, tagger, word_list, word_map, zipf

_NOBODY_ELSE = frozenset(("Sie", "wir", "ich", "er", "sie", "du", "ihr", "man", ":", "-"))
_ARTICLES = frozenset(("der", "die", "das", "ein", "eine", "es"))
# After these the bare verb can be no noun: "Spiel mit", "Lauf doch".
_WITH_VERB = frozenset(
    (
        "uns",
        "mich",
        "dich",
        "euch",
        "mir",
        "ihn",
        "ihm",
        "doch",
        "mal",
        "bitte",
        "einfach",
        "den",
        "alle",
    )
)
_TAGS = frozenset(
    (
        "VV(IMP)",
        "VV(FIN)",
        "VA(IMP)",
        "VA(FIN)",
        "VV(INF)",
        "NN",
        "NE",
        "ADJ(D)",
        "XY",
        "FM",
        "PTKVZ",
    )
)


def is_request(sentence: Sentence, place: int) -> bool:  # noqa: PLR0911 - one return per reason
    """Whether the word at this place asks the reader to do something, without "Sie"."""
    word = sentence.words[place]
    if not word.is_word or word.tag not in _TAGS or "?" in sentence.small:
        return False
    if not (_opens(sentence, place) or _continues(sentence, place)):
        return False
    small = word.small
    if _is_statement(sentence, place) or _is_call(sentence, place):
        return False
    if small in word_list("no_requests") or (place > 2 and word.text[0].isupper()):
        return False
    after = sentence.words[place + 1] if place + 1 < len(sentence.words) else None
    if after is None or after.text in _NOBODY_ELSE:
        return False
    one, many = small in _for_one(), small in _for_many()
    if not one and not many:
        return False
    if _somebody_does_it(sentence, place):
        return False
    if not one and after.small in _ARTICLES and not _is_complete(sentence, place):
        return False
    if one and zipf(small) and _is_noun_too(sentence, place):
        return _is_complete(sentence, place)
    return one or _is_complete(sentence, place) or "!" in sentence.small or word.tag == "VV(IMP)"


def _is_statement(sentence: Sentence, place: int) -> bool:
    """ "Dann steht ein Rollstuhl bereit", "16 Paddel tauchen ein", "Frisch geprüft"."""
    word, after = sentence.words[place], sentence.words[place + 1 : place + 2]
    before = sentence.words[max(0, place - 1) : place]
    if before and before[0].tag == "CARD":
        return True
    if not after:
        return False
    if word.tag == "ADJ(D)" and after[0].tag in ("VV(PP)", "ADJ(A)", "NN"):
        return True
    # To several people one hardly says "Dann": a noun after the verb is who does it.
    return (
        bool(before)
        and before[0].small == "dann"
        and word.small.endswith("t")
        and after[0].tag in ("ART", "PPOSAT", "NN", "NE", "CARD", "ADJ(A)", "PDAT")
    )


def _is_call(sentence: Sentence, place: int) -> bool:
    """Noises such as "Brumm!" and calls such as "Hau ruck!" ask for nothing."""
    said = [word for word in sentence.words[place:] if word.is_word]
    if place or "!" not in sentence.small:
        return False
    if len(said) == 1:
        return not zipf(said[0].small) and said[0].small not in _STRONG
    return len(said) == 2 and said[1].tag == "NN" and said[1].text[0].islower()


def _opens(sentence: Sentence, place: int) -> bool:
    """First word, after bitte, or after a clause with wenn."""
    before = [word for word in sentence.words[: min(place, 12)] if word.is_word]
    if place < 12 and all(word.small in ("bitte", "dann", "also", "los", "na") for word in before):
        return True
    clause = sentence.clause_of(place)
    if clause.start != place:
        return False
    earlier = [other for other in sentence.clauses if other.end <= place]
    return bool(earlier) and earlier[-1].is_subordinate


def _continues(sentence: Sentence, place: int) -> bool:
    """ "Komm vorbei und mach mit": the second request after the first."""
    if sentence.small[place - 1 : place] not in (("und",), ("oder",), (",",)):
        return False
    first = next((i for i, word in enumerate(sentence.words) if word.is_word), place)
    return (
        first < place - 1 and sentence.tags[place].startswith("V") and is_request(sentence, first)
    )


def _somebody_does_it(sentence: Sentence, place: int) -> bool:
    """Another finite verb stands in the same clause, or a subject follows the verb."""
    clause = sentence.clause_of(place)
    joined = {i + 1 for i, small in enumerate(sentence.small) if small in ("und", "oder")}
    others = [i for i in clause.finite if i != place and i not in joined]
    return any(not sentence.tags[i].endswith("(IMP)") for i in others)


def _is_noun_too(sentence: Sentence, place: int) -> bool:
    """ "Spiel", "Lauf" and "Ruf" are nouns as well."""
    word = sentence.words[place]
    if not word.text[0].isupper():
        return False
    return word.small in _nouns() or word.tag in ("NN", "NE")


def _is_complete(sentence: Sentence, place: int) -> bool:
    """A particle or a pronoun shows that the word is a verb: "Ruf uns an"."""
    after = sentence.words[place + 1]
    if after.small in _WITH_VERB or after.small.startswith(("dein", "eure")) or after.small == "es":
        return True
    last = sentence.plain[-1]
    return last.tag == "PTKVZ" or (
        last.small
        in ("mit", "an", "vorbei", "aus", "zu", "auf", "ein", "ab", "vor", "weiter", "her", "los")
        and last.start > sentence.words[place].start
    )


_STRONG = frozenset(
    (
        "gib",
        "hilf",
        "nimm",
        "lies",
        "iss",
        "sprich",
        "triff",
        "sieh",
        "wirf",
        "vergiss",
        "sei",
        "hab",
        "tu",
    )
)


@once
def _stems() -> frozenset[str]:
    model = tagger()
    return frozenset(
        stem for tag in ("VV", "VVnp") for stem in model.LP_m_t[model.tag2int[tag]] if len(stem) > 2
    )


@once
def _for_one() -> frozenset[str]:
    return _STRONG | _stems() | frozenset(stem + "e" for stem in _stems())


@once
def _for_many() -> frozenset[str]:
    return frozenset(("seid", "habt")) | frozenset(
        stem + ending
        for stem in _stems()
        for ending in ("t", "et")
        if not stem.endswith("t") or ending == "et"
    )


@once
def _nouns() -> frozenset[str]:
    model = tagger()
    return frozenset(model.LP_m_t[model.tag2int["NN"]])


def formal(small: str) -> str:
    """ "komm" becomes "Kommen", "gib" becomes "Geben"."""
    irregular = word_map("requests")
    if small in irregular:
        return irregular[small]
    stems = _stems()
    for ending in ("", "e", "et", "t"):
        if small.endswith(ending) and small[: len(small) - len(ending)] in stems:
            return (small[: len(small) - len(ending)] + "en").capitalize()
    return (small + "en").capitalize()
