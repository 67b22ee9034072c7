"""Cuts a text into sentences, with care for dates, ordinals, abbreviations, quotes and lists."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .models import word_list


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order, without white space around them.

    A blank line, a list item and a heading end a sentence as a full stop does. Mark-up is taken
    out first. A text without letters, such as "…", is one sentence; an empty text has none.
    """
    plain = without_markup(text)
    return [plain[start:end] for start, end in spans(plain)]


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence in a text without mark-up."""
    for start, end in _blocks(text):
        for first, last in _trimmed(text, _cut(text, start, end)):
            yield from _bounded(text, first, last)


# A run of words without any full stop is cut here, so that time stays bounded.
_LONGEST = 2_000


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > 0 else start + _LONGEST
        yield start, cut
        start = cut + (1 if space > 0 else 0)
    if start < end:
        yield start, end


_HIDDEN = re.compile(r"<(script|style)\b[^>]{0,500}>.*?</\1\s*>|<!--.*?-->", re.I | re.S)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|th|table|section|article|header|footer|main|nav|form|"
    r"blockquote|dl|dt|dd|figure|figcaption|hr|body|html|head|title|address|aside|option|label"
    r"|button)"
    r"\b[^<>]{0,500}>",
    re.I,
)
_BOLD_TAG = re.compile(r"</?(?:b|strong)\b[^<>]{0,200}>", re.I)
_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.I)


def without_markup(text: str) -> str:
    """Plain text: block tags become new lines, bold stays visible as `**`, others vanish."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", " ")
    if "<" in text and _TAG.search(text):
        if "</" in text or "-->" in text:
            text = _HIDDEN.sub(" ", text)
        text = _BLOCK_TAG.sub("\n\n", text)
        text = _BOLD_TAG.sub("**", text)
        text = _TAG.sub("", text)
    if "&" in text and ";" in text:
        text = html.unescape(text)
    return text.replace("\xa0", " ").replace("\u202f", " ")


_LINE = re.compile(r"[^\n\v\f\x85\u2028\u2029]+")
_BULLET = re.compile(r"\s*(?:[-–—•*▪‣·○●■►✓✔→+]\s+|\(?\d{1,2}\)\s+|\(?[a-zA-Z]\)\s+)")
_ENDS = re.compile(r"[.!?…:;][\"”“»«’'›‹)\]*]*$")
_HANGING = re.compile(
    r"(?:[,–-]|\b(?:der|die|das|den|dem|des|ein|eine|einen|einem|einer|und|oder|aber|mit|von|vom"
    r"|zu|zum|"
    r"zur|in|im|an|am|auf|bei|beim|für|nach|vor|über|unter|um|bis|ab|aus|ist|sind|hat|haben|wird"
    r"|kann|"
    r"können|dass|weil|wenn|wie|als|sehr|unser|unsere|unseren|unserem|unserer|Ihr|Ihre|Ihren"
    r"|Ihrem|kein|keine|"
    r"jeden|jede|jedes|jeder|Frau|Herr|Herrn|gibt|geben|machen|uns|Sie|sich|Die"
    r"|Der|Das|Wir))$"
)
_WRAPPED_AT = 65


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines that belong together: a wrapped sentence goes on in the next line."""
    start = end = -1
    for line in _LINE.finditer(text):
        raw = line.group()
        if not raw.strip():
            continue
        if start >= 0 and _goes_on(text, start, end, line.start(), raw):
            end = line.end()
            continue
        if start >= 0:
            yield start, end
        start, end = line.span()
    if start >= 0:
        yield start, end


def _goes_on(text: str, start: int, end: int, next_start: int, next_line: str) -> bool:
    if text.count("\n", end, next_start) != 1 or _BULLET.match(next_line):
        return False
    last_line = text[max(start, text.rfind("\n", start, end) + 1) : end].rstrip()
    first = next_line.lstrip()[:1]
    if _ENDS.search(last_line):
        # A date or an abbreviation at the end of a line may still go on in the next.
        return last_line.endswith(".") and (first.islower() or _waits(last_line))
    if first.islower():
        return True
    if _FRESH.match(next_line) and not last_line.endswith(","):
        return False
    return bool(_HANGING.search(last_line)) or len(last_line) >= _WRAPPED_AT


# "Über uns" and then "Wir sind": these small words have a capital only where a sentence begins.
_FRESH = re.compile(
    r"\s*(?:Wir|Ich|Es|Er|Der|Die|Das|Dort|Hier|Dann|Danach|Am|Im|Bei|Für|Mit|Alle|Jede[rs]?|Unsere?"
    r"|Wer|Was|Wie|Wo|Wann|Bitte|Auch|Man|Ein|Eine|Kein|Keine|Zum|Zur|Von|Ab)\b"
)
_WAITING = re.compile(r"(?:^|[\s(.])(?:Dr|Prof|Nr|Tel|ca|bzw|St|Hr|Kl|z\.\s?B|d\.\s?h|inkl|ggf)\.$")
_WAITING_DAY = re.compile(r"\b(?:am|vom|zum|bis|ab|der|die|das|den|dem) \d{1,2}\.$", re.I)


def _waits(last_line: str) -> bool:
    """Whether a line ends in the middle: "am 3." or "z. B."."""
    tail = last_line[-40:]
    return bool(_WAITING.search(tail) or _WAITING_DAY.search(tail))


def _trimmed(text: str, pieces: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in pieces:
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        last = end - (len(piece) - len(piece.rstrip()))
        if first < last:
            yield first, last


_CLOSERS = "\"”“»«’'›‹)]*"
_EMOJI = r"[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u2B55\uFE0F\u200D]"
_JUNCTION = re.compile(
    rf"(?P<end>[.!?…]+)(?P<close>[\"”“»«’'›‹)\]*]*)(?P<smile>(?:\s*{_EMOJI})*)(?P<gap>\s+"
    rf"|(?=[A-ZÄÖÜ]))"
    rf"|(?P<only_smile>{_EMOJI}+|[:;]-?[)D])(?P<smile_gap>\s+)"
)
_NEXT_WORD = re.compile(r"[\"„“”»«‚‘'’(\[*¡¿]*(?P<word>[^\W_]+)?")
# "Folgen Sie den Schildern": a verb before the person opens a sentence.
_REQUEST = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{1,20}(?:en|eln|ern) (?:Sie|wir)\b")
# "Kommt ihr", "Morgen sind wir": a noun of the sentence before has no pronoun behind it.
_WITH_PRONOUN = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{1,20} (?:wir|ich|du|ihr|er|es|man|Sie|euch)\b")
_SECOND_WORD = re.compile(r"[\w-]{1,60}(?: [A-ZÄÖÜ][\w-]{0,40})? (?P<verb>[a-zäöüß]{2,30})\b")
_STREET = re.compile(
    r"[\w-]{0,40}(?:[Ss]tr\.|[Ss]tra(?:ß|ss)e|[Ww]eg|[Pp]latz|[Aa]llee|[Gg]asse|[Rr]ing|[Uu]fer) \d"
)
_BEFORE = re.compile(r"[^\s(\[„“\"»«'’]+$")


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for junction in _JUNCTION.finditer(text, start, end):
        after = junction.end()
        if after >= end:
            break
        if _is_boundary(text, begin, junction, after):
            yield begin, after
            begin = after
    yield begin, end


def _is_boundary(  # noqa: PLR0911
    text: str, begin: int, junction: re.Match[str], after: int
) -> bool:
    sign = _Next.at(text, begin, after)
    if junction.group("only_smile"):
        return sign.opens or sign.likely
    if not junction.group("gap"):
        return _glued(text, begin, junction, sign.opens)
    if sign.word[:1].islower():
        return False
    mark = junction.group("end")
    if "!" in mark or "?" in mark:
        return True
    closed = bool(junction.group("close"))
    if mark != ".":
        # Dots that leave something out end a sentence only when a new one clearly begins.
        return sign.opens or sign.likely or not mark.startswith(("…", "..")) or closed
    if junction.group("smile") or (closed and text[after] in "„»"):
        return True
    return _dot_ends(text, begin, junction.start(), sign)


@dataclass(frozen=True)
class _Next:
    """What the words behind a full stop tell about a new sentence."""

    word: str
    # A small word or a request: this opens a sentence for certain.
    opens: bool
    # A capital word with its verb or a pronoun behind it, or a street with its number.
    likely: bool

    @staticmethod
    def at(text: str, begin: int, after: int) -> _Next:
        found = _NEXT_WORD.match(text, after, after + 80)
        word = (found.group("word") if found else "") or ""
        if not word[:1].isupper():
            return _Next(word, False, False)
        opens = word.lower() in word_list("starters") or bool(_REQUEST.match(text, after))
        return _Next(word, opens, opens or _likely(text, begin, after))


def _likely(text: str, begin: int, after: int) -> bool:
    if _WITH_PRONOUN.match(text, after, after + 80) or _STREET.match(text, after, after + 80):
        return True
    second = _SECOND_WORD.match(text, after, after + 120)
    if not second or not _is_verb(second.group("verb")):
        return False
    before = text[max(begin, after - 300) : after]
    return any(_is_verb(word) for word in re.findall(r"[^\W\d_]+", before))


def _is_verb(word: str) -> bool:
    return word in word_list("finite_verbs") or (word.islower() and word.endswith("iert"))


def _glued(text: str, begin: int, junction: re.Match[str], opens: bool) -> bool:
    """ "Halle.Wir": a space was forgotten. Addresses such as www.Sport.de do not count."""
    before = _last_word(text, begin, junction.start())
    return opens and len(before) > 2 and before.isalpha() and junction.group("end") != "…"


def _last_word(text: str, begin: int, end: int) -> str:
    found = _BEFORE.search(text, max(begin, end - 60), end)
    return found.group() if found else ""


_DATE = re.compile(r"\d{1,2}\.\s?\d{1,2}$")
_ORDINAL_BEFORE = re.compile(
    r"(?:^|[\s(„\"])(?:am|vom|zum|beim|bis|ab|im|der|die|das|den|dem|des|und|oder|jeden|jede"
    r"|jedes|unser|unsere|"
    r"ihr|ihre|sein|seine|ein|eine|einen|einem|einer|seit|ins|mein|meine|dieser|diese|dieses)\s+$",
    re.I,
)
_MEASURE_BEFORE = re.compile(
    r"(?:Uhr|Euro|Nummer|Nr\.|Zimmer|Raum|Halle|Linie|Bus|Gleis|Haus|Hausnummer|Tor|Feld|Platz"
    r"|Etage|Seite|"
    r"Klasse|Gruppe|Tel\.|Telefon|plus|minus|mal|zu|Größe|Stufe|Level|Tram|Bahn|Eingang"
    r"|Kilometer|"
    r"[\w-]*(?:[Ss]traße|[Ss]tr\.|[Ww]eg|[Pp]latz|[Aa]llee|[Gg]asse|[Rr]ing|[Dd]amm"
    r"|[Uu]fer))\s+$"
)
_ARTICLE_BEFORE = re.compile(
    r"(?:^|[\s(„\"])(?:am|zum|beim|im|der|die|das|den|dem|des|jede[nrs]?|unsere?[mnrs]?|ihre?[nrms]?"
    r"|seine?[nrms]?|eine?[nrms]?|diese[nrms]?)\s+$",
    re.I,
)
# "Gruppe A.": a letter that is a name, so the full stop is one.
_LETTER_AFTER = re.compile(
    r"(?:gruppe|klasse|halle|block|eingang|plan|vitamin|tor|haus|team|raum|stufe|liga|serie|weg"
    r"|kurs|saal|platz|feld|gebäude|mannschaft|staffel|zimmer|ausgang|hepatitis|jugend|typ|variante"
    r"|bereich|abteilung|treppe|hof|bahn|steig|level|teil|punkt)\s+$",
    re.I,
)
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})$")
_CHAIN = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.\s?){1,5}[^\W\d_]{1,3}$")

# These end a list, and mostly the sentence too.
_LIST_ENDS = frozenset(
    ("usw", "etc", "usf", "uvm", "uva", "uvam", "uam", "uä", "oä", "uäm", "dgl", "udgl", "odgl")
)
# These need a word behind them.
_NEVER_END = frozenset(("zb", "dh", "ia", "ih", "zhd", "zh"))
# Written with a capital these are days, months and articles, otherwise they are words.
_WITH_CAPITAL = frozenset(
    ("mo", "di", "mi", "do", "fr", "sa", "so", "jan", "feb", "apr", "jun", "jul", "aug")
) | {"sept", "sep", "okt", "nov", "dez", "art", "st", "pl"}
_WITH_SMALL = frozenset(("max", "wg", "dt", "zus"))


def _dot_ends(text: str, begin: int, dot: int, sign: _Next) -> bool:  # noqa: PLR0911
    before = _last_word(text, begin, dot)
    bare = before.strip(_CLOSERS + ",;:-–/")
    core = bare.lower()
    if not core:
        return True
    context = text[max(begin, dot - len(before) - 40) : dot - len(before)]
    if core.isdigit():
        return _number_ends(core, context, sign)
    if _DATE.search(before):
        return sign.likely
    chain = _CHAIN.search(text, max(begin, dot - 24), dot)
    if chain and not chain.group()[-1].isdigit():
        return _chain_ends(chain.group(), sign)
    if _ROMAN.match(bare) and not (len(bare) == 1 and _LETTER_AFTER.search(context)):
        return sign.opens and bool(context.strip()) and not _ARTICLE_BEFORE.search(context)
    if len(core) == 1 and core.isalpha():
        return _letter_ends(bare, context, sign)
    return _abbreviation_ends(bare, sign)


def _abbreviation_ends(bare: str, sign: _Next) -> bool:
    tail = re.split(r"[.-]", bare)[-1]
    small = tail.lower()
    if small in _LIST_ENDS:
        return bool(sign.word)
    if small.endswith("str"):
        return sign.likely
    known = small in word_list("abbreviations") and bare[:1].isalpha()
    if not known or (small in _WITH_CAPITAL and tail.islower()):
        return True
    if small in _WITH_SMALL and tail[:1].isupper():
        return sign.likely
    if small == "art":
        return not sign.word[:1].isdigit()
    return sign.likely and small in word_list("closing_abbreviations")


def _chain_ends(chain: str, sign: _Next) -> bool:
    """ "z. B.", "e. V.", "u. v. m." and initials, whether written with blanks or without."""
    letters = re.sub(r"[\s.]", "", chain)
    if letters.lower() in _LIST_ENDS:
        return bool(sign.word)
    if letters.lower() in _NEVER_END and not letters.isupper():
        return False
    return sign.opens if letters.isupper() else sign.likely


def _number_ends(number: str, context: str, sign: _Next) -> bool:
    digit = sign.word[:1].isdigit()
    if len(number) > 3:
        return True
    if len(number) == 3 or int(number) > 31 or number.startswith("0"):
        return not digit and (sign.opens or not _ARTICLE_BEFORE.search(context))
    if digit:
        return False
    if _MEASURE_BEFORE.search(context):
        return True
    if not context.strip():
        return False
    return sign.opens or (sign.likely and not _ORDINAL_BEFORE.search(context))


def _letter_ends(letter: str, context: str, sign: _Next) -> bool:
    if letter.isupper():
        # "Eva K." ends only where a new sentence begins, "Gruppe A." nearly always.
        named = bool(_LETTER_AFTER.search(context))
        return named or (sign.likely and bool(context.strip()))
    # A house number or a measure: "Markt 3 a.", "200 m."
    return sign.likely and bool(re.search(r"\d\s?$", context))
