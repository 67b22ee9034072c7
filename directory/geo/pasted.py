"""Reads a point out of what people paste: two numbers, degrees and minutes, a link to a map."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

# Longer texts are no point; links of maps have some hundred signs.
_LONGEST = 2_000
_NUMBER = r"-?\d{1,3}(?:\.\d{1,15})?"
# In a link a mark that somebody set comes before the middle of what the screen showed.
_LINKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[?&#]mlat=(?P<north>{_NUMBER})&mlon=(?P<east>{_NUMBER})",
        rf"!3d(?P<north>{_NUMBER})!4d(?P<east>{_NUMBER})",
        rf"[?&](?:q|ll|query|destination|daddr|sll|center|coordinate)=(?:loc:)?"
        rf"(?P<north>{_NUMBER}),\s*(?P<east>{_NUMBER})",
        rf"/(?:place|search|dir)/[^?#]*?(?P<north>{_NUMBER}),[\s+]*(?P<east>{_NUMBER})(?=[/?@]|$)",
        rf"^geo:(?P<north>{_NUMBER}),(?P<east>{_NUMBER})",
        rf"#map=\d{{1,2}}(?:\.\d+)?/(?P<north>{_NUMBER})/(?P<east>{_NUMBER})",
        rf"@(?P<north>{_NUMBER}),(?P<east>{_NUMBER})",
        rf"[?&]cp=(?P<north>{_NUMBER})~(?P<east>{_NUMBER})",
        rf"[?&](?:lat|latitude)=(?P<north>{_NUMBER})&(?:lon|lng|longitude)=(?P<east>{_NUMBER})",
    )
)
_MINUTES = re.compile(
    r"(\d{1,3})\s*°\s*(\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''))?"
)
_WITH_POINTS = re.compile(r"(?<![\d.])-?\d{1,3}\.\d+(?![\d.])|(?<![\d.,])-?\d{1,3}(?![\d.,])")
_WITH_COMMAS = re.compile(r"(?<![\d,])-?\d{1,3},\d+(?!\d|,\d)")


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in degrees."""

    latitude: float
    longitude: float


def pasted_point(text: str) -> Spot | None:
    """The point that is meant. Nothing is fetched, so short links say nothing.

    East before north is understood: in Germany the bigger number is always the north.
    """
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).strip()
    for north, east in _pairs(plain):
        bigger, smaller = max(north, east), min(north, east)
        if smaller >= 0 and bigger <= 90:
            return Spot(bigger, smaller)
    return None


def _pairs(text: str) -> Iterator[tuple[float, float]]:
    if "://" in text or text.lower().startswith("geo:"):
        decoded = unquote(text)
        for pattern in _LINKS:
            found = pattern.search(decoded)
            if found:
                yield float(found["north"]), float(found["east"])
        return
    degrees = [_degrees(*found.groups()) for found in _MINUTES.finditer(text)]
    if len(degrees) == 2:
        yield degrees[0], degrees[1]
        return
    for numbers in (_WITH_COMMAS.findall(text), _WITH_POINTS.findall(text)):
        if len(numbers) == 2:
            north, east = (float(number.replace(",", ".")) for number in numbers)
            yield north, east


def _degrees(whole: str, minutes: str, seconds: str | None) -> float:
    degrees, minute, second = (
        float(part.replace(",", ".")) for part in (whole, minutes, seconds or "0")
    )
    return degrees + minute / 60 + second / 3600
