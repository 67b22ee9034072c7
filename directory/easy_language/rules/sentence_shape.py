"""Rules about the sentence as a whole: length, statements, subordinate clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding, Severity
from ..grammar import Clause, Sentence
from ..models import listed
from .wording import finding

LONGEST = 12
EASY = 8
_CUTTERS = listed("und oder aber sondern denn sowie")


def satzlaenge(sentence: Sentence) -> Iterator[Finding]:
    """More than twelve words are a fault, more than eight a note. A hyphenated word counts once."""
    count = len(sentence.plain)
    if count <= EASY:
        return
    end = sentence.plain[-1].end
    pattern = _cut_points(sentence)
    if count > LONGEST:
        yield finding("satzlaenge", 0, end, pattern=pattern)
    else:
        yield finding("satzlaenge", 0, end, pattern=pattern, severity=Severity.NOTE)


def _cut_points(sentence: Sentence) -> str:
    """The sentence with a stroke where it may be cut."""
    places = [
        word.start
        for i, word in enumerate(sentence.words)
        if i
        and (
            (word.small in _CUTTERS and sentence.small[i + 1 : i + 2] != ("ohne",))
            or sentence.words[i - 1].text in ",;:–"
        )
    ]
    if not places:
        return "Machen Sie aus dem Satz 2 Sätze."
    pieces = [
        sentence.text[a:b].strip() for a, b in zip((0, *places), (*places, None), strict=True)
    ]
    return "Machen Sie hier einen Punkt: " + " | ".join(piece for piece in pieces if piece)


def mehrere_saetze(sentence: Sentence) -> Iterator[Finding]:
    """Two main clauses, or two finite verbs that share a subject."""
    main = [clause for clause in sentence.clauses if not clause.is_subordinate]
    verbs = [place for clause in main for place in _own_verbs(sentence, clause)]
    if len(verbs) < 2 or _is_quoted_speech(sentence):
        return
    second = verbs[1]
    start = _second_start(sentence, verbs[0], second)
    word = sentence.words[start]
    end = sentence.plain[-1].end
    first_part = sentence.text[: word.start].strip(" ,;:–")
    rest = sentence.text[word.start : end].strip()
    opening = rest.split(" ", 1)
    if opening[0].lower() in _CUTTERS and len(opening) > 1:
        rest = opening[1]
        start += 1
    if start == second and sentence.small[second + 1 : second + 2] not in (("sie",), ("wir",)):
        # "Der Verein hat 3 Gruppen und sucht Helfer": the second sentence needs the subject too.
        rest = sentence.text[: sentence.words[verbs[0]].start] + rest
    pattern = f"Machen Sie 2 Sätze: {first_part}. | {rest[:1].upper()}{rest[1:]}."
    yield finding("mehrere_saetze", word.start, end, pattern=pattern)


_REPORTED = frozenset(("sei", "seien", "habe", "werde", "könne", "müsse"))


def _own_verbs(sentence: Sentence, clause: Clause) -> list[int]:
    """Finite verbs without please-words and without a verb that only opens quoted speech."""
    if clause.start and any(sentence.small[place] in _REPORTED for place in clause.finite):
        # "Er meint, das sei gut": what somebody else says.
        return []
    return [
        place for place in clause.finite if sentence.small[place] not in ("bitte", "danke", "siehe")
    ]


def _is_quoted_speech(sentence: Sentence) -> bool:
    """ "Sie sagt: Ich spiele gern." is the easy way to report speech, and so is "…", sagt Tom."""
    if _SAYS.search(sentence.text):
        return True
    if ":" not in sentence.small:
        return False
    colon = sentence.small.index(":")
    before = sum(place < colon for place in sentence.finite)
    return before <= 1 and sum(place > colon for place in sentence.finite) <= 1


_SAYS = re.compile(
    r"[\"“”«»‘’]\s*,?\s*(?:sagt|sagen|fragt|fragen|ruft|rufen|antwortet|meint|erzählt)\b"
)


def _second_start(sentence: Sentence, first: int, second: int) -> int:
    for i in range(second, first, -1):
        if sentence.small[i] in _CUTTERS or sentence.words[i - 1].text in ",;:–":
            return i
    return second


_MEANING = {
    **dict.fromkeys(("wenn", "falls", "sobald", "sofern"), "condition"),
    **dict.fromkeys(("weil", "da"), "reason"),
    "obwohl": "contrast",
    "damit": "aim",
}


def nebensatz(sentence: Sentence) -> Iterator[Finding]:
    """Clauses that depend on another one, with a pattern made of the writer's own words."""
    for clause in sentence.clauses:
        if clause.opener is None:
            continue
        first = sentence.words[clause.opener]
        last = sentence.words[clause.end - 1]
        yield finding("nebensatz", first.start, last.end, pattern=_two_sentences(sentence, clause))


def _two_sentences(sentence: Sentence, clause: Clause) -> str:  # noqa: PLR0911
    opener = clause.start if clause.opener is None else clause.opener
    words = [
        word.text for word in sentence.words[opener + 1 : clause.end] if word.text not in "!?."
    ]
    small = sentence.small[opener]
    content = " ".join(words)
    meaning = _MEANING.get(small)
    if meaning == "condition" and words:
        question = _as_question(words)
        return f"{question} Dann {_rest(sentence, clause)}"
    if meaning == "reason":
        return f"{_main(sentence, clause)}. Der Grund ist: {_verb_second(words)}."
    if meaning == "contrast":
        return f"{_verb_second(words, upper=True)}. Trotzdem …"
    if meaning == "aim":
        return f"{_main(sentence, clause)}. Dann {_verb_first(words)}."
    if small in ("bevor", "ehe"):
        return f"Zuerst: {_main(sentence, clause)}. Danach: {_verb_second(words, upper=True)}."
    if small in ("nachdem", "seit", "seitdem"):
        return f"Zuerst: {_verb_second(words, upper=True)}. Danach: {_main(sentence, clause)}."
    if small in ("dass", "daß", "ob") or small in ("wo", "wann", "wer", "was", "wie", "warum"):
        asked = (
            f"{small[0].upper()}{small[1:]} {_verb_first(words)}?"
            if small[0] == "w"
            else f"{_verb_second(words, upper=True)}."
        )
        return f"{_main(sentence, clause)}: {asked}"
    if sentence.tags[opener].startswith("PREL") or small in (
        "der",
        "die",
        "das",
        "den",
        "dem",
    ):
        return f"{_main(sentence, clause)}. {small[0].upper()}{small[1:]} {_verb_first(words)}."
    return f"Machen Sie 2 Sätze: {_main(sentence, clause)}. | {content}."


def _as_question(words: list[str]) -> str:
    """ "wenn Sie Fragen haben" becomes "Haben Sie Fragen?"."""
    verb_first = _verb_first(words)
    return f"{verb_first[0].upper()}{verb_first[1:]}?"


def _verb_first(words: list[str]) -> str:
    return " ".join([words[-1], *words[:-1]]) if words else "…"


def _verb_second(words: list[str], upper: bool = False) -> str:
    if len(words) < 2:
        return " ".join(words) or "…"
    ordered = " ".join([words[0], words[-1], *words[1:-1]])
    return ordered[0].upper() + ordered[1:] if upper or ordered[0].islower() else ordered


def _main(sentence: Sentence, clause: Clause) -> str:
    """What stands outside the clause, as one run of words."""
    first, last = sentence.words[clause.start].start, sentence.words[clause.end - 1].end
    outside = sentence.text[:first].rstrip(" ,") + " " + sentence.text[last:].lstrip(" ,")
    outside = outside.strip().rstrip(".!?").strip()
    return outside[:1].upper() + outside[1:] if outside else "…"


def _rest(sentence: Sentence, clause: Clause) -> str:
    outside = _main(sentence, clause)
    for opening in ("Dann ", "So "):
        outside = outside.removeprefix(opening)
    return f"{outside[:1].lower()}{outside[1:]}."


_FIXED = listed("essen trinken tun lesen sehen lachen")
_AMOUNTS = listed("etwas nichts viel was wenig genug")


def infinitivsatz(sentence: Sentence) -> Iterator[Finding]:
    """An infinitive with "zu". "etwas zu trinken" is a fixed phrase and stays."""
    for i, word in enumerate(sentence.words):
        if word.tag == "VV(IZU)":
            yield finding("infinitivsatz", word.start, word.end, pattern=_without_zu(sentence, i))
        elif word.small == "zu" and i + 1 < len(sentence.words):
            after = sentence.words[i + 1]
            if not (after.tag.endswith("(INF)") and after.text[0].islower()):
                continue
            if after.small in _FIXED and i and sentence.small[i - 1] in _AMOUNTS:
                continue
            yield finding("infinitivsatz", word.start, after.end, pattern=_without_zu(sentence, i))


def _without_zu(sentence: Sentence, place: int) -> str:
    """The part with "zu" as words for a second sentence: "im Wasser spielen"."""
    clause = sentence.clause_of(place)
    words = [
        w for w in sentence.words[clause.start : clause.end] if w.is_word or w.text[0].isdigit()
    ]
    kept = [
        w.lemma if w.tag == "VV(IZU)" else w.text
        for w in words
        if w.small not in ("zu", "um", "ohne", "anstatt", "statt")
    ]
    if clause.finite or not kept:
        return "Machen Sie 2 Sätze. Jeder Satz sagt eine Sache."
    return f"Machen Sie 2 Sätze. Ein Satz sagt: „{' '.join(kept)}“."
