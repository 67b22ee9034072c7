"""Rules about signs and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..grammar import Sentence
from ..models import word_list, word_map
from .gender import GENDER_SIGN
from .numbers import FRACTION
from .times import DATE
from .wording import finding

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]{1,200}|\b[\w-]{1,63}\.(?:de|org|com|net|info"
    r"|eu)\b\S*"
)
_BOLD = re.compile(r"\*\*[^*]{1,80}\*\*")
_BULLET = re.compile(r"^\s*[*•·▪–-]\s")
_SIGN = re.compile(r"\.{3,}|[()\[\]{}/&%§;…*<>=+~#|\\^_]")
_WORDS = {"&": "und", "/": "oder", "%": "Prozent", "+": "und", "=": "ist", "§": "Paragraf"}
_PHONE = re.compile(
    r"(?<![\w.,/:–-])(?:\+49[\s/-]?|0)\d{1,5}(?:[\s/–-]{1,3}\d{2,}){1,5}"
    r"|(?<![\w.,/])\(0\d{2,5}\)[\s/-]?\d[\d\s/-]{3,}\d"
)


def sonderzeichen(sentence: Sentence) -> Iterator[Finding]:
    """Brackets, slashes, stars and other signs. Web and mail addresses keep theirs."""
    text = sentence.text
    free = [m.span() for m in _ADDRESS.finditer(text)]
    free += [m.span() for m in _BOLD.finditer(text)] + [m.span() for m in _BULLET.finditer(text)]
    free += [m.span() for m in GENDER_SIGN.finditer(text)]
    free += [m.span() for m in DATE.finditer(text)] + [m.span() for m in FRACTION.finditer(text)]
    for phone in _PHONE.finditer(text):
        if any(a < phone.end() and phone.start() < b for a, b in free):
            continue
        free.append(phone.span())
        if re.search(r"[/()–-]", phone.group()):
            yield finding("sonderzeichen", *phone.span(), replacement=_phone(phone.group()))
    for sign in _SIGN.finditer(text):
        if any(start <= sign.start() < end for start, end in free):
            continue
        if sign.group() == ")" and "(" in text[: sign.start()]:
            # The finding at the opening bracket covers both.
            continue
        if sign.group() == "+" and text[sign.end() : sign.end() + 2] == "49":
            continue
        yield _sign(text, sign)


def _phone(number: str) -> str:
    """Pairs from the right, as numbers are read aloud: 0 30 12 34 56."""
    area, *rest = (part for part in re.split(r"[\s/()–-]+", number.replace("+49", "0", 1)) if part)
    if area == "0" and rest:
        area, rest = "0" + rest[0], rest[1:]
    return " ".join((_pairs(area), _pairs("".join(rest)))).strip()


def _pairs(figures: str) -> str:
    odd = len(figures) % 2
    pairs = [figures[:odd]] if odd else []
    return " ".join(pairs + [figures[i : i + 2] for i in range(odd, len(figures), 2)])


def _sign(text: str, sign: re.Match[str]) -> Finding:
    start, end = sign.span()
    if sign.group() == "&" or (sign.group() == "/" and _between_words(text, start)):
        left = "" if text[start - 1 : start].isspace() else " "
        right = "" if text[end : end + 1].isspace() else " "
        both = re.search(r"\b(?:und|oder)$", text[:start].rstrip())
        if not both:
            return finding(
                "sonderzeichen", start, end, replacement=f"{left}{_WORDS[sign.group()]}{right}"
            )
    if sign.group() == "(":
        closing = text.find(")", end)
        if closing > 0:
            inner = text[end:closing].strip()
            pattern = f"Schreiben Sie 2 Sätze. Der 2. Satz sagt: „{inner}“."
            return finding("sonderzeichen", start, closing + 1, pattern=pattern)
    if sign.group() == ";":
        return finding(
            "sonderzeichen",
            start,
            end,
            pattern="Machen Sie einen Punkt. Schreiben Sie dann einen neuen Satz.",
        )
    return finding(
        "sonderzeichen",
        start,
        end,
        pattern="Lassen Sie das Zeichen weg. Oder schreiben Sie ein Wort.",
    )


def _between_words(text: str, place: int) -> bool:
    before, after = text[:place].rstrip(), text[place + 1 :].lstrip()
    return before[-1:].isalpha() and after[:1].isalpha()


_DOTTED = re.compile(
    r"(?<![\w.@-])(?:z\.\s?B|d\.\s?h|u\.\s?a|u\.\s?Ä|o\.\s?Ä|u\.\s?ä|o\.\s?ä|s\.\s?o|s\.\s?u"
    r"|i\.\s?d\.\s?R|v\.\s?a|z\.\s?T|u\.\s?U|"
    r"e\.\s?V|usw|etc|bzw|ca|inkl|exkl|einschl|evtl|ggf|ggfs|vgl|Nr|Str|Tel|Std|Min|Sek|max|min"
    r"|mind|zzgl|abzgl|Dr|Prof|Hr|"
    r"Fr|St|bspw|sog|geb|allg|insb|insbes|bes|Jan|Feb|Aug|Sept|Sep|Okt|Nov|Dez|Mo|Di|Mi|Do|Sa|So"
    r"|vorm|nachm|tägl|tgl|wöchentl|"
    r"monatl|jährl|Jh|Mio|Mrd|Abs|Bhf|gem|lt|ff|Kl|Fa|ehem|Bsp|Mitgl|Anm|Pers|Wo|Mon|Abt|verh"
    r"|led|i\.\s?A|m\.\s?E|n\.\s?V|u(?=\.\s+[a-zA-ZÄÖÜ])|o\.\s?g|p\.\s?P|"
    r"p\.\s?a|u\.\s?v\.\s?m)\.(?!\w)"
)
_UNDOTTED = re.compile(
    r"(?<![\w.@-])(?:km/h|km|cm|mm|kg|m²|qm|km²|Hbf|Bhf|PLZ|bzw|usw|zzgl|inkl|evtl|ggf|ca|Std"
    r"|Tel|Nr|EUR|GmbH|gGmbH|Hrn|etc)(?!\w|\.\w)"
)
_STREET = re.compile(r"(?<=\w)[Ss]tr\.(?!\w)")
_DAY = r"(?:Mo|Di|Mi|Do|Fr|Sa|So)"
_DAYS = re.compile(
    rf"(?<![\w.-]){_DAY}(?:\s?[-–/+&]\s?|\s?,\s?|\s+und\s+){_DAY}(?![\w.])"
    r"|(?<![\w.-])(?:Mo|Di|Mi|Fr|Sa)(?![\w.-])|(?<=\w\s)Do(?![\w.-])|(?<![\w.-])Do(?=\s+(?:um"
    r"|von|ab|bis|ist|und)\b)|(?<![\w.-])(?:Do|So)(?=[,:]?\s+\d)"
)
_CAPITALS = re.compile(
    r"(?<![\w.@-])(?:[A-ZÄÖÜ]{2,6}|[A-Z][a-z]?[A-Z]{1,3}|[A-Z]{2,4}s)(?!\w|\.\w|@)"
)
# A dot inside a sentence before a small letter can only close an abbreviation.
_INSIDE = re.compile(r"(?<![\w.@-])[A-Za-zäöüÄÖÜß]{1,10}\.(?=\s+[a-zäöü])")
_ROMAN_LIKE = re.compile(r"^[IVX]+$")
_CLUB = re.compile(
    r"^(?:TSV|SV|FC|SC|TV|TuS|VfB|VfL|SG|FSV|BSG|DJK|SSV|TSG|ASV|BSC|ESV|HSV|KSV|MTV|PSV|RSV"
    r"|SpVgg|TG|TSC|TuSpo|USC|VfR|VSG|BSV|GSV|RSC|RV|RBG|SSC|TC|HC|BC|EC|SVG|SKV|VBC|TTC|LG|LC"
    r"|LAC|ATV|VfG|SSG|BRSV|BRSG|VSV|HTC|PSC|WSV|ASC)$"
)
_WEEKDAYS = {
    "Mo": "Montag",
    "Di": "Dienstag",
    "Mi": "Mittwoch",
    "Do": "Donnerstag",
    "Fr": "Freitag",
    "Sa": "Samstag",
    "So": "Sonntag",
}


def abkuerzung(sentence: Sentence) -> Iterator[Finding]:
    """Abbreviations with and without a dot, and words of capitals that few people know."""
    text = sentence.text
    taken: list[tuple[int, int]] = [m.span() for m in _ADDRESS.finditer(text)]
    for expression in (_DAYS, _DOTTED, _UNDOTTED, _STREET, _CAPITALS, _INSIDE):
        for match in expression.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if expression is _CAPITALS and not _is_unknown_capitals(sentence, match):
                continue
            if expression is _DOTTED and not _is_abbreviation(text, match):
                continue
            taken.append(match.span())
            yield _abbreviation(text, match)


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    short, rest = match.group(), text[match.end() :].strip(' )"“!?*')
    if short in (
        "So.",
        "Do.",
        "Mi.",
        "Min.",
        "Mon.",
        "Wo.",
        "Di.",
        "Fr.",
        "St.",
        "So.",
        "min.",
        "gem.",
        "bes.",
        "Str.",
    ):
        # At the end of a sentence these may be words: "Das ist so." stands in small letters.
        return bool(rest) or short in ("Min.", "Mi.", "Di.", "Do.", "min.", "Str.")
    return True


def _abbreviation(text: str, match: re.Match[str]) -> Finding:
    short = match.group()
    start, end = match.span()
    if _DAYS.fullmatch(short) or _DAYS.match(short):
        spoken = re.sub(r"\s?[-–]\s?", " bis ", short)
        spoken = re.sub(r"\s?[/+&]\s?", " und ", spoken)
        spoken = re.sub(r"\b(Mo|Di|Mi|Do|Fr|Sa|So)\b", lambda day: _WEEKDAYS[day.group()], spoken)
        return finding("abkuerzung", start, end, replacement=spoken)
    long = word_map("expansions").get(re.sub(r"\s", "", short).lower())
    if short.lower() == "str." and text[start - 1 : start].isalpha():
        long = "straße"
    if long is None:
        long = word_map("expansions").get(short.lower() + ".")
    if long is None:
        return finding(
            "abkuerzung", start, end, pattern=f"Schreiben Sie das ganze Wort für „{short}“."
        )
    if not text[:start].strip(' "„*•–-'):
        long = long[0].upper() + long[1:]
    if short.endswith(".") and not text[end:].strip(' )]"“*'):
        long += "."
    return finding("abkuerzung", start, end, replacement=long)


def _is_unknown_capitals(sentence: Sentence, match: re.Match[str]) -> bool:
    """Capitals that are no Roman figure, no club name, no shouting and not known to everybody."""
    short, text = match.group(), sentence.text
    known = word_list("known_capitals")
    if short in known or short.rstrip("s") in known or _ROMAN_LIKE.match(short):
        return False
    words = text.split()
    # A text in capitals: "ALLE SIND WILLKOMMEN".
    shouting = sum(word.isupper() and len(word) > 3 for word in words) > len(words) / 2
    return not shouting and not _CLUB.match(short)
