"""Tidies what people type: we forgive spellings, so that nobody has to type anything again."""

import re
import unicodedata

import phonenumbers
from email_validator import EmailNotValidError, validate_email

_BLANKS = re.compile(r"[^\S\n]+")
_MANY_LINES = re.compile(r"\n{3,}")

# Letters that look like figures, where figures stand around them: "O345 l23".
_LOOKS_LIKE_0 = re.compile(r"(?:(?<=\d)|(?<![^\s/+(-]))[oO](?=[\s/-]?\d)")
_LOOKS_LIKE_1 = re.compile(r"(?:(?<=\d)|(?<![^\s/+(-]))[lI|](?=\d)")
_FIGURES = re.compile(r"\+?[\s(]*\d(?:[\d\s()/.,–-]*\d)?")
_FEWEST_FIGURES = 5

_AT = re.compile(r"\s*(?:@|[(\[{]\s*(?:at|ät)\s*[)\]}]|\s(?:at|ät)\s)\s*", re.IGNORECASE)
_DOT = re.compile(r"\s*(?:[(\[{]\s*(?:dot|punkt)\s*[)\]}]|\s(?:dot|punkt)\s)\s*", re.IGNORECASE)
_BESIDE_DOT = re.compile(r"\s*\.\s*")
_AROUND = " \t\n<>\"'„“,;:."


def one_line(text: str) -> str:
    """No control signs, no direction marks, no doubled blanks: fit for names and addresses."""
    return " ".join(_visible(text).split())


def lines(text: str) -> str:
    """The same for a longer text, whose line ends stay; at most one empty line in a row."""
    kept = "\n".join(_BLANKS.sub(" ", line).strip() for line in _visible(text).splitlines())
    return _MANY_LINES.sub("\n\n", kept).strip()


def _visible(text: str) -> str:
    lines_end_alike = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(map(_sign, lines_end_alike))


def _sign(sign: str) -> str:
    """Signs that only steer vanish; other unseen ones and line ends of other kinds are blanks."""
    if sign in "\n\u00ad":
        return sign
    category = unicodedata.category(sign)
    if category in ("Cf", "Cs", "Co"):
        return ""
    return " " if category in ("Cc", "Zl", "Zp") else sign


def phone(text: str) -> str:
    """As "+493451234567"; nothing for what nobody can call.

    A German number may lack the 0 or stand in any grouping; words around it are left out. A number
    without its area code is refused, because nobody could call it from elsewhere.
    """
    figures = "".join(map(_figure, _plain(text)))
    figures = _LOOKS_LIKE_1.sub("1", _LOOKS_LIKE_0.sub("0", figures))
    found = _FIGURES.search(figures)
    if not found:
        return ""
    typed = found[0].strip()
    try:
        number = phonenumbers.parse(typed, "DE")
    except phonenumbers.NumberParseException:
        return ""
    has_area = typed.lstrip(" (").startswith(("0", "+")) and phonenumbers.is_possible_number(number)
    if not phonenumbers.is_valid_number(number) and not has_area:
        return ""
    if len(str(number.national_number)) < _FEWEST_FIGURES:
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _plain(text: str) -> str:
    """Wide and narrow forms of letters alike, no soft hyphens."""
    return unicodedata.normalize("NFKC", one_line(text)).replace("\u00ad", "")


def _figure(sign: str) -> str:
    """Figures of other scripts are figures too."""
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def email(text: str, *, test_environment: bool = False) -> str:
    """One address in its plain form; nothing for what is none.

    "anna (at) web.de", "mailto:anna@web.de" and "anna@web,de" are understood. Nobody is asked
    whether the address exists: that would need the network, and would tell others who writes.
    """
    typed = _plain(text).strip(_AROUND)
    typed = re.sub(r"(?i)^(?:mailto:|e-?mail:?)\s*", "", typed)
    typed = _BESIDE_DOT.sub(".", _DOT.sub(".", _AT.sub("@", typed, count=1)))
    local, at, domain = typed.partition("@")
    typed = f"{local}{at}{domain.replace(',', '.')}"
    try:
        found = validate_email(
            typed,
            check_deliverability=False,
            allow_smtputf8=False,
            test_environment=test_environment,
        )
    except EmailNotValidError:
        return ""
    return found.normalized
