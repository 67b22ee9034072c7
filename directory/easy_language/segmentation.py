"""Cuts a text into sentences, with care for dates, ordinals, abbreviations, quotes and lists."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

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
    if _ENDS.search(last_line):
        # A date or an abbreviation at the end of a line may still go on in the next.
        return next_line.lstrip()[:1].islower() and last_line.endswith(".")
    first = next_line.lstrip()[:1]
    if first.islower():
        return True
    return bool(_HANGING.search(last_line)) or len(last_line) >= _WRAPPED_AT


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
    word = (
        found.group("word") if (found := _NEXT_WORD.match(text, after, after + 80)) else ""
    ) or ""
    opens = word[:1].isupper() and (
        word.lower() in word_list("starters") or bool(_REQUEST.match(text, after))
    )
    if junction.group("only_smile"):
        return opens
    if not junction.group("gap"):
        return _glued(text, begin, junction, opens)
    if word[:1].islower():
        return False
    mark = junction.group("end")
    if "!" in mark or "?" in mark:
        return True
    if mark != ".":
        # Dots that leave something out end a sentence only when a new one clearly begins.
        return opens or not mark.startswith(("…", "..")) or bool(junction.group("close"))
    if junction.group("smile") or (junction.group("close") and text[after] in "„»"):
        return True
    return _dot_ends(text, begin, junction.start(), word, opens)


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
_LETTER_AFTER = re.compile(
    r"(?:Gruppe|Klasse|Halle|Block|Eingang|Plan|Vitamin|Tor|Haus|Team|Raum|Stufe|Liga|Serie"
    r"|Weg)\s+$"
)


_LIST_ENDS = frozenset(("usw", "etc"))


def _dot_ends(text: str, begin: int, dot: int, word: str, opens: bool) -> bool:  # noqa: PLR0911
    before = _last_word(text, begin, dot)
    core = before.strip(_CLOSERS + ",;:-–/").lower()
    if not core:
        return True
    context = text[max(begin, dot - len(before) - 40) : dot - len(before)]
    if core.isdigit():
        return _number_ends(core, context, word, opens)
    if _DATE.search(before):
        return opens
    if len(core) == 1 and core.isalpha():
        return _letter_ends(core, before, context, opens)
    tail = re.split(r"[.-]", core)[-1]
    if tail in _LIST_ENDS and word[:1].isupper():
        return True
    if tail.endswith("str") and not opens:
        return False
    if "." in core and len(tail) == 1:
        return opens and tail in word_list("closing_abbreviations")
    if tail in word_list("abbreviations") and before[:1].isalpha():
        return opens and tail in word_list("closing_abbreviations")
    return True


def _number_ends(number: str, context: str, word: str, opens: bool) -> bool:
    if len(number) > 2 or int(number) > 31 or number.startswith("0"):
        return not word[:1].isdigit() or len(number) == 4
    if word[:1].isdigit():
        return False
    if _MEASURE_BEFORE.search(context):
        return True
    if not context.strip():
        return False
    return opens and not _ORDINAL_BEFORE.search(context)


def _letter_ends(letter: str, before: str, context: str, opens: bool) -> bool:
    if letter == "m" and re.search(r"\bu\.\s?v\.\s?$", context):
        return True
    if not opens:
        return False
    if before == "V":
        return context.rstrip().endswith("e.")
    if before.islower() and re.search(r"\d\s?$", context):
        # A house number or a measure: "Markt 3 a.", "200 m."
        return True
    if letter in "aäou" and before.islower():
        return bool(re.search(r"\bu\.\s?$", context))
    return bool(_LETTER_AFTER.search(context))
