"""Rules about verb forms: passive, subjunctive, past, future."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..grammar import Sentence
from ..models import listed, verb_stems, word_list, word_map, zipf
from ..verb_forms import participle, past_infinitive, split_verb, would_be_infinitive
from ..words import Word
from .wording import finding

_WERDEN = listed("wird werden werde wirst werdet wurde wurden wurdest wurdet")
_LOOKS_LIKE_PARTICIPLE = re.compile(
    r"^(?:[a-zäöü]*ge[a-zäöüß]{2,}(?:t|en)|(?:[a-zäöü]{0,6})?(?:be|ver|er|ent|emp|zer|über|unter"
    r"|wieder)[a-zäöüß]{3,}(?:t|en)"
    r"|[a-zäöüß]{2,}iert)$"
)
# Infinitive and participle look the same.
_BOTH = listed(
    "bekommen vergessen erhalten verlassen betreten vertreten vergeben erfahren empfangen "
    "behalten enthalten "
    "unterhalten beraten verraten überlassen entlassen befallen gefallen ergeben vorbehalten "
    "zerfallen "
    "unterlassen belassen vermessen verfahren befahren überfahren umgeben vergraben beladen "
    "entladen"
)
_NOT_AFTER_PARTICIPLE = frozenset(("ADJ(D)", "ADJ(A)", "NN", "NE", "ART", "CARD", "PPOSAT", "PIAT"))
# These can only follow "werden" as what is to come: "Das wird Ihnen gefallen".
_NEVER_PASSIVE = frozenset(("gefallen", "zerfallen", "entfallen", "guttun", "gelingen"))
_PERFECT = listed("hat haben ist sind hatte hatten war waren")
_AGENT = frozenset(("von", "vom", "durch"))


def passiv(sentence: Sentence) -> Iterator[Finding]:
    """A form of werden with a participle in the same clause, or worden."""
    small = sentence.small
    for clause in sentence.clauses:
        helpers = [i for i in range(clause.start, clause.end) if small[i] in _WERDEN]
        done = [i for i in range(clause.start, clause.end) if small[i] == "worden"]
        for helper in helpers[:1]:
            made = _participle_place(sentence, clause.start, clause.end, helper)
            if made is not None:
                yield _passive(sentence, helper, made)
        if done and not helpers:
            yield _passive(sentence, done[0], max(clause.start, done[0] - 1))


def _participle_place(sentence: Sentence, start: int, end: int, helper: int) -> int | None:
    small, tags = sentence.small, sentence.tags
    for i in range(end - 1, start - 1, -1):
        word = sentence.words[i]
        if i == helper or not (word.text[0].islower() or i == 0):
            continue
        if small[i + 1 : i + 2] in (("haben",), ("sein",), ("bleiben",)) and i + 1 < end:
            # "Die Tür wird verschlossen sein" tells of a state to come.
            return None
        if small[i] in _NEVER_PASSIVE or _is_perfect(sentence, helper, i):
            return None
        if tags[i] == "VV(PP)" and word.lemma.lower() == small[i] != participle(small[i]):
            # HanTa takes "verabreden" for a participle.
            continue
        if small[i] in _BOTH and tags[i] in ("VV(PP)", "VV(INF)", "VV(FIN)", "ADJ(D)"):
            agent = any(small[k] in _AGENT for k in range(start, end))
            wir = any(small[k] in ("wir", "ich", "den") for k in range(start, end))
            return i if agent or (not wir and tags[i] == "VV(PP)") else None
        if helper < i and tags[i + 1 : i + 2] and tags[i + 1] in _NOT_AFTER_PARTICIPLE:
            # "Das wird bestimmt gut": what something becomes follows.
            continue
        if small[i].startswith("un") and not small[i].startswith("unter"):
            continue
        if tags[i] in ("VV(PP)", "VM(PP)") and not _is_adjective_here(sentence, i):
            return i
        if (
            tags[i] in ("VV(FIN)", "ADJ(D)", "VV(IMP)")
            and _LOOKS_LIKE_PARTICIPLE.match(small[i])
            and _closes(sentence, i, end)
            and (tags[i] != "ADJ(D)" or _is_made_from_verb(small[i]))
        ):
            return i
    return None


def _is_perfect(sentence: Sentence, helper: int, place: int) -> bool:
    """ "Sie wird Mutter und hat geheiratet": another helping verb owns the participle."""
    return any(small in _PERFECT for small in sentence.small[helper + 1 : place])


def _is_adjective_here(sentence: Sentence, place: int) -> bool:
    """ "Die Gruppe wird bekannt bei Kindern": becoming something is no passive."""
    return sentence.small[place] in word_list("adjective_participles")


def _is_made_from_verb(small: str) -> bool:
    """ "gefliest": HanTa may not know the verb. "gesund" and "geeignet" are adjectives."""
    if small in word_list("participles_as_adjectives"):
        return True
    return bool(_RARE_PARTICIPLE.match(small)) and not zipf(small)


_RARE_PARTICIPLE = re.compile(
    r"(?:ab|an|auf|aus|ein|mit|um|vor|zu|nach|weg|los|her|hin)?ge[a-zäöüß]{3,}t$"
)


def _closes(sentence: Sentence, place: int, end: int) -> bool:
    """Only verbs and signs follow up to the end of the clause, or a coordinated part begins."""
    for i in range(place + 1, end):
        word = sentence.words[i]
        if word.small in ("und", "oder"):
            return True
        if word.is_word and not word.tag.startswith(("VA", "VM")):
            return False
    return True


def _passive(sentence: Sentence, helper: int, made: int) -> Finding:
    first, last = sorted((helper, made))
    words = sentence.words
    pattern = f"Wer macht das? {_by_whom(sentence, helper, made)}"
    return finding("passiv", words[first].start, words[last].end, pattern=pattern)


def _by_whom(sentence: Sentence, helper: int, made: int) -> str:
    """The sentence with "Wir" in front, or the person that the sentence names."""
    clause, words = sentence.clause_of(helper), sentence.words
    agent = next((i for i in range(helper + 1, made) if sentence.small[i] in ("von", "vom")), None)
    if agent is not None and sentence.tags[agent + 1] in ("NE", "NN", "ART", "PPOSAT"):
        # Without its article: "dem" does not tell whether "der" or "das" must stand in front.
        who = agent + 1 + (sentence.tags[agent + 1] in ("ART", "PPOSAT"))
        named = sentence.text[words[who].start : words[made].start].strip()
        if named:
            return f"Fangen Sie den Satz so an: „{named[0].upper()}{named[1:]} …“"
    opening, core = split_verb(words[made].lemma.lower())
    before = sentence.text[words[clause.start].start : words[helper].start].strip()
    between = sentence.text[words[helper].end : words[made].start].strip() if made > helper else ""
    rest = " ".join(part for part in (_as_object(before), between, opening) if part)
    return f"Schreiben Sie zum Beispiel: „Wir {core} {rest}“"


def _as_object(opening: str) -> str:
    """ "Der Kurs" becomes "den Kurs"; other openings only lose their capital."""
    first, _, rest = opening.partition(" ")
    accusative = {
        "Der": "den",
        "Ein": "einen",
        "Unser": "unseren",
        "Ihr": "Ihren",
        "Jeder": "jeden",
    }
    small = {
        "Die",
        "Das",
        "Im",
        "Am",
        "In",
        "Alle",
        "Es",
        "Hier",
        "Bei",
        "Für",
        "Neue",
        "Eine",
        "Viele",
        "Danach",
    }
    if first == "Es":
        return rest
    if first in accusative:
        return f"{accusative[first]} {rest}".strip()
    return f"{first.lower()} {rest}".strip() if first in small else opening


_WOULD = frozenset(("würde", "würden", "würdest", "würdet"))
_THIRD = frozenset(("er", "es", "man", "sie", "dies", "das", "niemand", "jemand", "jeder", "alles"))


def konjunktiv(sentence: Sentence) -> Iterator[Finding]:
    """A closed list of forms. "möchte" and "sollte" are everyday words and stay allowed."""
    second, first = word_map("subjunctives"), word_map("reported_forms")
    for i, word in enumerate(sentence.words):
        small = word.small
        if word.text[0].isupper() and i > 0 and sentence.words[i - 1].is_word:
            continue
        if small in _WOULD:
            yield finding("konjunktiv", word.start, word.end, pattern=_without_would(sentence, i))
        elif small in second and word.tag[:2] in ("VV", "VA", "VM", "NN", "AD"):
            pattern = f"Schreiben Sie „{second[small]}“ statt „{small}“."
            yield finding("konjunktiv", word.start, word.end, pattern=pattern)
        elif word.tag.startswith("VV") and (infinitive := _would_be(word)):
            pattern = f"Schreiben Sie eine Form von „{infinitive}“ statt „{small}“."
            yield finding("konjunktiv", word.start, word.end, pattern=pattern)
        elif (small in first and _is_reported(sentence, i)) or _sounds_reported(sentence, i):
            easy = first.get(small, f"{small[:-1]}t")
            pattern = f"Schreiben Sie „{easy}“ statt „{small}“."
            yield finding("konjunktiv", word.start, word.end, pattern=pattern)


def _would_be(word: Word) -> str | None:
    """ "Striche" and "Griffe" at the start of a sentence are nouns; with ä, ö, ü it is a verb."""
    if word.text[0].isupper() and not _UMLAUT.search(word.small):
        return None
    return would_be_infinitive(word.small)


_UMLAUT = re.compile("[äöü]")


def _without_would(sentence: Sentence, place: int) -> str:
    infinitive = next((w.text for w in sentence.words[place + 1 :] if w.tag == "VV(INF)"), "")
    if infinitive:
        return f"Schreiben Sie ohne „{sentence.words[place].small}“: „Wir {infinitive} …“"
    return f"Schreiben Sie ohne „{sentence.words[place].small}“: So ist es."


def _is_reported(sentence: Sentence, place: int) -> bool:
    word = sentence.words[place]
    if word.text[0].isupper() or place == 0:
        return False
    clause = sentence.clause_of(place)
    near = sentence.small[clause.start : clause.end]
    if "ich" in near or any(small in near for small in ("du", "bitte")):
        return False
    if word.small in ("sei", "seien"):
        # "Bitte seien Sie leise" asks; it reports nothing.
        return (
            sentence.small[place + 1 : place + 2] != ("sie",)
            or sentence.words[place + 1].text != "Sie"
        )
    if word.small in ("könne", "müsse", "dürfe", "wolle", "solle", "wisse"):
        return True
    before = sentence.words[place - 1]
    if before.small in _THIRD:
        return True
    return (
        word.tag.endswith("(FIN)")
        and (before.tag in ("NN", "NE") or _ends_clause(sentence, place, clause.end))
        and clause.start > 0
    )


def _sounds_reported(sentence: Sentence, place: int) -> bool:
    """ "Die Lage bleibe ernst, sagt die Stadt": after a third person only t is plain speech."""
    word = sentence.words[place]
    if not word.is_finite or not word.small.endswith("e") or word.text[0].isupper() or not place:
        return False
    # Forms on -te are the past of weak verbs, and "ich" has the same form in plain speech.
    known = word.small in word_map("reported_forms") or word.small[:-1] in verb_stems()
    if word.small.endswith("te") or not known:
        return False
    clause = sentence.clause_of(place)
    near = sentence.small[clause.start : clause.end]
    if "ich" in near or "bitte" in near or clause.finite != (place,):
        return False
    has_source = len(sentence.clauses) > 1 or near[0] in ("laut", "nach", "es")
    before = sentence.words[place - 1]
    return has_source and (before.tag in ("NN", "NE", "PPER", "PIS", "PDS"))


def _ends_clause(sentence: Sentence, place: int, end: int) -> bool:
    return not any(word.is_word for word in sentence.words[place + 1 : end])


_NO_PAST = listed(
    "möchte möchten sollte sollten wollte wollten konnte konnten musste mussten durfte durften "
    "mochte mochten "
    "hatte hatten war waren wurde wurden könnte müsste hätte bitte heute rate schalte achte leite"
)


def praeteritum(sentence: Sentence) -> Iterator[Finding]:
    """The past of full verbs; war, hatte and modal verbs are easy enough."""
    for i, word in enumerate(sentence.words):
        if not word.is_word or word.small in _NO_PAST or not word.tag.startswith("VV("):
            continue
        if word.tag not in ("VV(FIN)", "VV(INF)") or (word.text[0].isupper() and i > 0):
            continue
        infinitive = past_infinitive(word.small)
        if infinitive is None or infinitive == word.small:
            continue
        if word.tag == "VV(INF)" and i not in sentence.finite:
            continue
        yield finding(
            "praeteritum", word.start, word.end, pattern=_perfect(sentence, i, infinitive)
        )


def _perfect(sentence: Sentence, place: int, infinitive: str) -> str:
    clause = sentence.clause_of(place)
    parted = next((w.small for w in sentence.words[place + 1 : clause.end] if w.tag == "PTKVZ"), "")
    done = participle(parted + infinitive)
    return f"Schreiben Sie mit „haben“ oder „sein“: „… {done}“."


def futur(sentence: Sentence) -> Iterator[Finding]:
    """A present form of werden with an infinitive, where no passive is meant."""
    for clause in sentence.clauses:
        for i in range(clause.start, clause.end):
            if sentence.small[i] not in ("wird", "werden", "werde", "wirst", "werdet"):
                continue
            if _participle_place(sentence, clause.start, clause.end, i) is not None:
                break
            if sentence.tags[i].endswith(("(INF)",)) and i not in clause.finite:
                continue
            verb = _infinitive_with(sentence, clause.start, clause.end, i)
            if verb is None:
                continue
            word, end = sentence.words[i], sentence.words[verb]
            start, stop = min(word.start, end.start), max(word.end, end.end)
            pattern = (
                f"Schreiben Sie ohne „{word.small}“. Sagen Sie dafür: Wann? Zum Beispiel: morgen."
            )
            yield finding("futur", start, stop, pattern=pattern)
            break


def _infinitive_with(sentence: Sentence, start: int, end: int, helper: int) -> int | None:
    places: list[int] = [*range(helper + 1, end), *range(helper - 1, start - 1, -1)]
    for i in places:
        word = sentence.words[i]
        if not word.text[0].islower() or not _closes(sentence, i, end):
            continue
        infinitive = word.tag in ("VV(INF)", "VA(INF)", "VM(INF)") or (
            word.small in _BOTH and word.tag == "VV(PP)"
        )
        if infinitive and sentence.tags[i - 1] != "PTKZU":
            return i
    return None
