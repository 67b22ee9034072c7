"""The rule about the genitive: "des Vereins" becomes "von dem Verein"."""

from __future__ import annotations

from collections.abc import Iterator

from ..compounds import parts
from ..findings import Finding
from ..grammar import Clause, Sentence
from ..models import first_names, listed, nouns, word_list, word_map, zipf
from ..words import Word
from .wording import finding

_MASCULINE = listed(
    "des eines meines deines seines ihres unseres eures dieses jenes jedes keines welches manches "
    "jeden"
)
_ALWAYS = listed("des eines")
_FEMININE = listed(
    "der einer meiner deiner seiner ihrer unserer eurer dieser jener jeder keiner aller vieler "
    "mehrerer beider "
    "verschiedener einiger zweier dreier solcher"
)
_WITHOUT_ARTICLE = listed(
    "aller vieler mehrerer beider verschiedener einiger zweier dreier jeglicher jeden"
)
_PREPOSITIONS = listed(
    "wegen trotz während statt anstatt aufgrund innerhalb außerhalb mithilfe infolge anlässlich "
    "bezüglich "
    "hinsichtlich seitens mittels angesichts zwecks einschließlich ausschließlich oberhalb "
    "unterhalb anhand dank "
    "zugunsten inmitten unweit jenseits diesseits halber abzüglich zuzüglich laut ungeachtet "
    "abseits beiderseits entlang"
)
_GIVING = listed(
    "geben zeigen erklären sagen schreiben bringen schenken erzählen anbieten mitteilen empfehlen "
    "übergeben überlassen spenden leihen verkaufen bieten stellen wünschen"
)
_ONLY_DATIVE = listed(
    "helfen danken folgen gehören gefallen vertrauen passen schmecken nützen schaden begegnen "
    "zuhören zuschauen antworten nähern widmen zustimmen widersprechen gratulieren beitreten "
    "angehören dienen"
)
_SOME_OF = listed(
    "jeder jede jedes einer eine eines viele einige manche keiner keine keines wenige meisten"
)
_NO_OWNER = listed("uhr euro montag dienstag mittwoch donnerstag freitag samstag sonntag")


def genitiv(sentence: Sentence) -> Iterator[Finding]:
    """Four kinds: after a noun, after a preposition, a name with s, dessen and deren."""
    seen: set[int] = set()
    for place in range(len(sentence.words)):
        if place in seen:
            continue
        found = (
            _after_preposition(sentence, place)
            or _with_article(sentence, place)
            or _feminine(sentence, place)
            or _without_article(sentence, place)
            or _name(sentence, place)
            or _whose(sentence, place)
        )
        if found:
            seen.update(
                i
                for i, other in enumerate(sentence.words)
                if found.start <= other.start < found.end
            )
            yield found


def _noun_after(sentence: Sentence, place: int) -> int | None:
    """The noun that the article at this place belongs to, past its adjectives."""
    for i in range(place + 1, min(place + 5, len(sentence.words))):
        word = sentence.words[i]
        if word.is_noun or word.tag == "NE" or (word.tag == "FM" and word.text[0].isupper()):
            return i
        if word.tag not in ("ADJ(A)", "CARD", "ADV", "ADJ(D)", "VV(PP)", "PIAT", "FM") or (
            not word.is_word and word.tag not in ("ADJ(A)", "CARD")
        ):
            return None
    return None


def _with_article(sentence: Sentence, place: int) -> Finding | None:
    word = sentence.words[place]
    if word.small not in _MASCULINE or word.tag in ("PDS", "PIS"):
        return None
    noun = _noun_after(sentence, place)
    if noun is None:
        return None
    name = sentence.words[noun]
    if word.small not in _ALWAYS and not _has_genitive_ending(name):
        return None
    if word.small == "jeden" and (not place or not sentence.words[place - 1].is_noun):
        return None
    return _owned(sentence, place, noun)


def _has_genitive_ending(noun: Word) -> bool:
    base = noun.lemma.lower()
    if base.endswith(("s", "ß")):
        # "Hauses", "Kreises"; "Kurs" itself shows nothing.
        return noun.small.rsplit("-", 1)[-1] == base + "es"
    return noun.small.endswith("s") and noun.small != base


def _owned(sentence: Sentence, place: int, noun: int) -> Finding:
    first, last = sentence.words[place], sentence.words[noun]
    middle = sentence.text[first.end : last.start]
    opening = word_map("owner_articles").get(first.small)
    bare = _dative_singular(last)
    after_noun = place > 0 and sentence.words[place - 1].tag in ("NN", "NE", "NNI", "NNA", "CARD")
    if opening and bare and after_noun:
        return finding("genitiv", first.start, last.end, replacement=opening + middle + bare)
    return finding(
        "genitiv", first.start, last.end, pattern=f"Schreiben Sie mit „von“: „{opening or 'von'} …“"
    )


def _dative_singular(noun: Word) -> str | None:
    """ "Vereins" is "Verein", "Hauses" is "Haus"; weak nouns keep their n."""
    text = noun.text
    if text.endswith("ns") and zipf(text[:-2].lower() + "n") == 0 and zipf(text[:-2].lower()):
        return text[:-1]
    lemma = noun.lemma.lower()
    last = text.rsplit("-", 1)[-1].lower()
    for ending in ("es", "s"):
        bare = last.removesuffix(ending)
        if bare != last and bare == lemma:
            return text[: len(text) - len(ending)]
    if last.endswith("n"):
        return text
    if last.endswith("s") and not last.endswith(("ss", "us", "is", "as")) and len(last) > 4:
        return text[:-1]
    return None


def _feminine(sentence: Sentence, place: int) -> Finding | None:
    word = sentence.words[place]
    if (
        word.small not in _FEMININE
        or place == 0
        or (word.text[0].isupper() and word.text != "Ihrer")
    ):
        return None
    before = sentence.words[place - 1]
    if (
        (before.tag not in ("NN", "NNI", "NNA") and not _opens_with_noun(sentence, place))
        or before.small in _NO_OWNER
        or not before.text[0].isupper()
    ) and not (before.small in _SOME_OF or before.text.isdigit()):
        return None
    noun = _noun_after(sentence, place)
    if noun is None or sentence.small[noun : noun + 2] == ("reihe", "nach"):
        return None
    name = sentence.words[noun]
    if (
        name.tag == "NE"
        and word.small == "der"
        and (not name.text.isupper() or _lacks_subject(sentence, place, noun))
    ):
        # "das Büro der AWO", but not "am Ende der Max".
        return None
    if _may_be_dative(sentence, place) or _is_subject(sentence, place, noun):
        return None
    return _owned_by_her(sentence, place, noun)


def _without_article(sentence: Sentence, place: int) -> Finding | None:
    """ "Räume kleiner Größe", "Menschen mittleren Alters": the ending of the adjective tells."""
    if place == 0 or sentence.words[place - 1].tag not in ("NN", "NNI", "NNA"):
        return None
    word = sentence.words[place]
    if _is_place_with_s(word, sentence.words[place - 1]) or (
        word.tag == "NNA" and word.small.endswith("er")
    ):
        pattern = f"Schreiben Sie mit „von“: „von {word.text.removesuffix('s')}“."
        return finding("genitiv", word.start, word.end, pattern=pattern)
    if place > 1 and sentence.tags[place - 2] == "CARD":
        # "ein 14 Jahre alter Junge"
        return None
    noun = _strong_adjective(sentence, place)
    if noun is None:
        return None
    last = sentence.words[noun]
    pattern = f"Schreiben Sie mit „von“: „von … {last.text}“."
    return finding("genitiv", word.start, last.end, pattern=pattern)


def _is_place_with_s(word: Word, before: Word) -> bool:
    """ "die Straßen Berlins". After "Frau" or "Trainer" the name of a person may end in s."""
    return (
        word.tag == "NE"
        and word.small.endswith("s")
        and word.small not in word_list("names_with_s")
        and word.small[:-1] in first_names()
        and zipf(word.small[:-1]) > zipf(word.small) + 1
        and not before.small.endswith(("er", "in", "frau", "herr", "herrn", "familie", "firma"))
    )


def _strong_adjective(sentence: Sentence, place: int) -> int | None:
    """The noun after an adjective whose own ending shows the genitive."""
    word = sentence.words[place]
    if word.tag != "ADJ(A)" or word.text[0].isupper() or word.small == "super":
        return None
    noun = _noun_after(sentence, place)
    if noun is None or sentence.tags[noun] != "NN":
        return None
    last = sentence.words[noun]
    if word.small.endswith("en"):
        return noun if _has_genitive_ending(last) else None
    if not word.small.endswith("er"):
        return None
    part = last.small.rsplit("-", 1)[-1]
    # "Im Saal ist offener Treff": one masculine thing, and nobody owns it.
    if part != last.lemma.lower() or _is_feminine(part):
        return noun
    return noun if part.endswith("er") and not _lacks_subject(sentence, place, noun) else None


def _opens_with_noun(sentence: Sentence, place: int) -> bool:
    """ "Fest der Vereine": in a heading HanTa may miss that the first word is a noun."""
    first = sentence.words[0]
    # HanTa counts "Auf" among the nouns too, but not where it stands before an article.
    loose = first.tag.startswith(("AP", "KO", "ADV", "P", "ART"))
    return place == 1 and not first.is_finite and not loose and first.small in nouns()


def _may_be_dative(sentence: Sentence, place: int) -> bool:  # noqa: PLR0911 - one return per reason
    """ "Dann gibt der Trainer der Gruppe den Ball": here the group gets something."""
    clause = sentence.clause_of(place)
    before = [i for i in clause.finite if i < place]
    if not before:
        return False
    between = sentence.words[before[-1] + 1 : place]
    if not all(word.tag in ("ART", "NN", "NE", "PPOSAT", "ADJ(A)", "PPER") for word in between):
        return False
    verb = sentence.words[before[-1]].lemma
    articles = [word.small for word in between if word.tag in ("ART", "PPOSAT")]
    if any(article.endswith("em") for article in articles):
        # "Wir helfen dem Trainer der Gruppe": somebody else is helped already.
        return False
    if verb in _ONLY_DATIVE:
        already = any(article.endswith("en") for article in articles)
        return not already and (bool(articles) or not between[-1].small.endswith("n"))
    if verb in _GIVING:
        after = sentence.words[place + 1 : clause.end]
        if not articles and between[-1].small.endswith("n"):
            return False
        return "der" in articles or sum(word.tag in ("NN", "NE") for word in after) > 1
    return _is_given_last(sentence, place, clause)


def _is_given_last(sentence: Sentence, place: int, clause: Clause) -> bool:
    """ "Wir wollen den Ball der Gruppe geben": the verb of giving stands last, no noun between."""
    inside = [word for word in sentence.words[place + 1 : clause.end] if word.is_word]
    nouns_after = sum(word.is_noun for word in inside)
    last = inside[-1]
    return (
        nouns_after == 1
        and last.tag in ("VV(PP)", "VV(INF)")
        and last.lemma in (_GIVING | _ONLY_DATIVE)
    )


def _is_subject(sentence: Sentence, place: int, noun: int) -> bool:
    """ "Am Abend kommt zum Fest der Trainer": a masculine noun in its basic form, and no other."""
    word = sentence.words[noun]
    if sentence.small[place] != "der" or word.lemma.lower() != word.small.rsplit("-", 1)[-1]:
        return False
    if word.small.endswith(_SAME_IN_PLURAL):
        return sentence.words[place - 1].small in _NO_OWNER or (
            word.small.endswith("er") and _lacks_subject(sentence, place, noun)
        )
    return _is_masculine(word)


_SAME_IN_PLURAL = ("er", "en", "el", "chen", "lein")


def _is_masculine(noun: Word) -> bool:
    """The form with s is common, as in "Kurses": a feminine noun never has one."""
    last = noun.small.rsplit("-", 1)[-1]
    last = parts(last.capitalize())[-1].lower()
    if last.endswith(_FEMININE_ENDINGS) or last[-1] in "aeiouy":
        return False
    return bool(zipf(last + "es") or zipf(last + "s")) and last not in word_list("feminine")


def _lacks_subject(sentence: Sentence, place: int, noun: int) -> bool:
    """Every other noun of the clause stands after a preposition, and the verb comes first."""
    clause = sentence.clause_of(place)
    if not any(i < place for i in clause.finite) or sentence.small[clause.finite[0]].endswith("en"):
        return False
    governed = False
    for i in range(clause.start, clause.end):
        tag = sentence.tags[i]
        if place <= i <= noun:
            continue
        if tag in ("APPR", "APPRART"):
            governed = True
        elif tag in ("NN", "NE", "NNI", "NNA", "PPER", "PIS", "PDS"):
            if not governed:
                return False
            governed = False
    return True


_PLURAL_N = ("n", "s")
_FEMININE_ENDINGS = (
    "ung",
    "heit",
    "keit",
    "schaft",
    "ion",
    "tät",
    "in",
    "ei",
    "ik",
    "ur",
    "anz",
    "enz",
    "ie",
)


def _is_feminine(part: str) -> bool:
    return (
        part.endswith(_FEMININE_ENDINGS)
        or (part.endswith("e") and len(part) > 3)
        or part in word_list("feminine")
    )


def _owned_by_her(sentence: Sentence, place: int, noun: int) -> Finding:
    first, last = sentence.words[place], sentence.words[noun]
    middle = sentence.text[first.end : last.start]
    opening = word_map("owner_articles").get(first.small)
    part = last.text.rsplit("-", 1)[-1].lower()
    singular = part == last.lemma.lower() and _is_feminine(part)
    if opening and singular:
        return finding("genitiv", first.start, last.end, replacement=opening + middle + last.text)
    if first.small == "der" and part != last.lemma.lower() and last.tag == "NN":
        many = last.text if part.endswith(_PLURAL_N) else last.text + "n"
        return finding("genitiv", first.start, last.end, replacement=f"von den{middle}{many}")
    pattern = f"Schreiben Sie mit „von“: „von … {last.text}“."
    return finding("genitiv", first.start, last.end, pattern=pattern)


_OFTEN_DATIVE = frozenset(("laut", "ausschließlich"))


def _after_preposition(sentence: Sentence, place: int) -> Finding | None:  # noqa: PLR0911
    word = sentence.words[place]
    if word.small not in _PREPOSITIONS or place + 1 >= len(sentence.words):
        return None
    if word.tag in ("KOUS", "KOUI", "VV(INF)", "ADJ(D)") and word.small not in (
        "während",
        "statt",
        "trotz",
        "wegen",
    ):
        return None
    after = sentence.words[place + 1]
    noun = _noun_after(sentence, place)
    if after.small in _MASCULINE | _FEMININE | {"seines", "deren", "dessen"} and (
        noun := _noun_after(sentence, place + 1)
    ):
        if (
            after.small in _MASCULINE
            and after.small not in _ALWAYS
            and not _has_genitive_ending(sentence.words[noun])
        ):
            return None
        if any(clause.opener == place for clause in sentence.clauses) and word.small == "während":
            return None
        if word.small in _OFTEN_DATIVE and after.small in _FEMININE:
            return None
    elif noun is None or not (
        (word.small not in _OFTEN_DATIVE and _strong_adjective(sentence, place + 1))
        or _bare_genitive(sentence, place, noun)
    ):
        return None
    last = sentence.words[noun]
    return finding("genitiv", word.start, last.end, pattern=_instead(word.small))


def _bare_genitive(sentence: Sentence, place: int, noun: int) -> bool:
    """ "wegen Umbaus", "trotz schlechten Wetters"."""
    last = sentence.words[noun]
    return (
        last.tag == "NN"
        and _has_genitive_ending(last)
        and sentence.tags[place + 1] in ("NN", "ADJ(A)")
    )


def _instead(preposition: str) -> str:
    ways = {
        "während": "Schreiben Sie zum Beispiel: „in der Zeit von …“",
        "wegen": "Schreiben Sie zum Beispiel: „Der Grund ist: …“",
        "aufgrund": "Schreiben Sie zum Beispiel: „Der Grund ist: …“",
        "trotz": "Schreiben Sie zum Beispiel: „… Das macht nichts.“",
        "mithilfe": "Schreiben Sie zum Beispiel: „mit …“",
        "innerhalb": "Schreiben Sie zum Beispiel: „in …“",
        "außerhalb": "Schreiben Sie zum Beispiel: „nicht in …“",
    }
    return ways.get(preposition, f"Schreiben Sie ein anderes Wort für „{preposition}“.")


def _name(sentence: Sentence, place: int) -> Finding | None:  # noqa: PLR0911
    """ "Annas Gruppe"; names that end in s by themselves, such as Lukas, are left alone."""
    word = sentence.words[place]
    if place + 1 >= len(sentence.words) or len(word.text) < 4:
        return None
    if word.tag in ("NE", "NN") and sentence.small[place + 1] in ("'", "’"):
        # "Lukas' Ball": the sign stands for the s that nobody can say.
        after_sign = sentence.words[place + 2 : place + 3]
        owned = word.small[-1] in "sxzß" and after_sign and after_sign[0].is_noun
        return _of_name(word, after_sign[0]) if owned else None
    if not word.small.endswith("s"):
        return None
    after = sentence.words[place + 1]
    if after.tag == "ADJ(A)" and place + 2 < len(sentence.words):
        after = sentence.words[place + 2]
    if after.tag not in ("NN", "NNI") or not after.text[0].isupper() or not word.text[0].isupper():
        return None
    if (
        word.tag not in ("NE", "NN", "FM")
        or word.small in word_list("names_with_s")
        or word.small[-2] in "sxzß"
    ):
        return None
    before = sentence.words[place - 1] if place else None
    if before is not None and before.tag in (
        "ART",
        "PPOSAT",
        "PDAT",
        "ADJ(A)",
        "APPRART",
        "CARD",
        "PIAT",
    ):
        return None
    if word.tag == "NE" and word.lemma.lower() == word.small[:-1]:
        return _of_name(word, after)
    if (
        place == 0
        and word.small[:-1] in first_names()
        and word.small not in word_list("names_with_s")
    ):
        return _of_name(word, after)
    if word.tag == "NE" and not zipf(word.small) and zipf(word.small[:-1]):
        return _of_name(word, after)
    if word.small in (
        "mamas",
        "papas",
        "omas",
        "opas",
        "vaters",
        "mutters",
        "deutschlands",
        "europas",
    ):
        return _of_name(word, after)
    return None


def _of_name(word: Word, owned: Word) -> Finding:
    pattern = f"Schreiben Sie mit „von“: „{owned.text} von {_without_s(word.text)}“."
    return finding("genitiv", word.start, owned.end, pattern=pattern)


def _without_s(name: str) -> str:
    ends_in_s = name.lower() in word_list("names_with_s") or not name.endswith("s")
    return name if ends_in_s else name[:-1]


def _whose(sentence: Sentence, place: int) -> Finding | None:
    word = sentence.words[place]
    if word.small not in ("dessen", "deren", "wessen") or place + 1 >= len(sentence.words):
        return None
    noun = _noun_after(sentence, place)
    if noun is None:
        return None
    last = sentence.words[noun]
    return finding(
        "genitiv",
        word.start,
        last.end,
        pattern=f"Machen Sie 2 Sätze. Schreiben Sie „{last.text}“ in den 2. Satz.",
    )
