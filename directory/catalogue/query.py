"""Turns the address of a search page into one frozen question, and back into an address."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any, Final, Protocol, Self, TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

from directory.catalogue.criteria import Sort
from directory.model import Need, TimeOfDay, Weekday

LONGEST_TEXT = 200
WIDEST_KM = 1000
LAST_PAGE = 30_000
OLDEST = 120
# Nobody ticks more; whoever sends more is not a person.
_MOST_VALUES = 40

DAYS = dict(zip(("mo", "di", "mi", "do", "fr", "sa", "so"), Weekday, strict=True))
TIMES = {
    "morgens": TimeOfDay.MORNING,
    "nachmittags": TimeOfDay.AFTERNOON,
    "abends": TimeOfDay.EVENING,
}
NEEDS = {
    "stufenlos": Need.STEP_FREE,
    "wc": Need.TOILET,
    "begleitung": Need.COMPANION,
    "probe": Need.TRIAL,
    "kostenlos": Need.FREE,
    "ruhig": Need.QUIET,
    "anfaenger": Need.BEGINNERS,
    "gemeinsam": Need.TOGETHER,
    "eigene-gruppe": Need.OWN_GROUP,
    "frauen": Need.WOMEN,
}
SORTS = {
    "entfernung": Sort.DISTANCE,
    "passend": Sort.RELEVANCE,
    "frisch": Sort.FRESHNESS,
}
STATES = frozenset(
    ("BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH")
)

# What a device says of where it is: "51.48,11.97", degrees north and east.
_POINT = re.compile(r"(\d{1,2}\.\d{1,15}), ?(\d{1,2}\.\d{1,15})", re.ASCII)
# Germany with a margin of some kilometres; nobody else has a use for our offers.
_SOUTH, _NORTH, _WEST, _EAST = 47.0, 55.3, 5.5, 15.5

Choice = TypeVar("Choice")


class Args(Protocol):
    """The parameters of an address, as web frameworks hand them over."""

    def getlist(self, key: str, /) -> list[str]: ...


class OfferQuery(Struct, frozen=True):
    """What somebody asked, as typed and ticked; nothing is understood yet.

    ``text`` is the one box ``q``; ``what`` and ``where`` are the boxes ``was`` and ``ort``.
    ``where`` is a place in words, or a point such as "51.48,11.97" that a device told.
    ``exact`` means that the words are to be taken as they are, without correction.
    Tuples keep the order of the page, so that equal questions have equal addresses.
    """

    text: str = ""
    what: str = ""
    where: str = ""
    radius_km: int | None = None
    sports: tuple[str, ...] = ()
    days: tuple[Weekday, ...] = ()
    times: tuple[TimeOfDay, ...] = ()
    age: int | None = None
    needs: tuple[Need, ...] = ()
    unknown_too: bool = False
    confirmed: bool = False
    state: str = ""
    ags: str = ""
    sort: Sort | None = None
    exact: bool = False
    page: int = 1

    @classmethod
    def from_args(cls, args: Args) -> Self:
        """Never fails: a broken value becomes the default, so a shared link never breaks."""
        return cls(
            text=_text(args, "q"),
            what=_text(args, "was"),
            where=_where(args),
            radius_km=_kilometres(args),
            sports=_sports(args),
            days=_chosen(args, "tag", DAYS),
            times=_chosen(args, "zeit", TIMES),
            age=_whole(args, "alter", 0, OLDEST),
            needs=_chosen(args, "brauche", NEEDS),
            unknown_too=_first(args, "unklar") == "1",
            confirmed=_first(args, "geprueft") == "1",
            state=_state(args),
            ags=_ags(args),
            sort=SORTS.get(_first(args, "sortierung").lower()),
            exact=_first(args, "genau") == "1",
            page=_whole(args, "seite", 1, LAST_PAGE) or 1,
        )

    def to_args(self) -> list[tuple[str, str]]:
        """Names and values for an address; what is as usual is left out."""
        # In pieces, because a page says its question eight times and most filters are empty.
        pairs = [("q", self.text), ("was", self.what), ("ort", self.where)]
        pairs.append(("umkreis", _shown(self.radius_km)))
        if self.sports:
            pairs += [("sport", sport) for sport in self.sports]
        if self.days:
            pairs += [("tag", name) for name, day in DAYS.items() if day in self.days]
        if self.times:
            pairs += [("zeit", name) for name, time in TIMES.items() if time in self.times]
        pairs.append(("alter", _shown(self.age)))
        if self.needs:
            pairs += [("brauche", name) for name, need in NEEDS.items() if need in self.needs]
        pairs += [
            ("unklar", "1" if self.unknown_too else ""),
            ("geprueft", "1" if self.confirmed else ""),
            ("land", self.state),
            ("ags", self.ags),
            ("sortierung", _NAMES_OF_SORTS.get(self.sort, "")),
            ("genau", "1" if self.exact else ""),
            ("seite", str(self.page) if self.page > 1 else ""),
        ]
        return [pair for pair in pairs if pair[1]]

    def with_(self, **values: Any) -> Self:
        """The same question with other values, from the first page unless a page is named."""
        return replace(self, **{"page": 1, **values})

    def adding(self, **values: Any) -> Self:
        """With one more of sports, days, times or needs: ``query.adding(days=Weekday.MONDAY)``."""
        return self.with_(
            **{
                name: (*(old for old in getattr(self, name) if old != value), value)
                for name, value in values.items()
            }
        )

    def without(self, *names: str, **values: Any) -> Self:
        """Without whole filters by name, or without one value of a filter that takes several."""
        changed: dict[str, Any] = {name: _USUAL[name] for name in names}
        for name, value in values.items():
            changed[name] = tuple(old for old in getattr(self, name) if old != value)
        return self.with_(**changed)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked at all; order and page ask nothing."""
        return all(getattr(self, name) == usual for name, usual in _ASKING)


_NAMES_OF_SORTS: Final[Mapping[Sort | None, str]] = {sort: name for name, sort in SORTS.items()}
_USUAL: Final = {field.name: field.default for field in fields(OfferQuery)}
_ASKING: Final = tuple(
    (name, usual)
    for name, usual in _USUAL.items()
    if name not in {"sort", "exact", "unknown_too", "page"}
)


def point_of(text: str) -> tuple[float, float] | None:
    """Latitude and longitude of a point in Germany, rounded to about 1 kilometre.

    Nobody needs to know more exactly where somebody stands, so it is thrown away at once.
    """
    found = _POINT.fullmatch(text)
    if not found:
        return None
    latitude, longitude = (round(float(degrees), 2) for degrees in found.groups())
    inside = _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST
    return (latitude, longitude) if inside else None


def point_words(latitude: float, longitude: float) -> str:
    """The point as it stands in an address."""
    return f"{latitude:.2f},{longitude:.2f}"


def clean(text: str) -> str:
    """One line as a person types it: no control signs, no doubled blanks, not too long."""
    text = unicodedata.normalize("NFC", text[: 4 * LONGEST_TEXT])
    return " ".join("".join(map(_visible, text)).split())[:LONGEST_TEXT].rstrip()


def _visible(sign: str) -> str:
    """Signs that only steer (soft hyphen, right to left) vanish, other unseen ones are blanks."""
    category = unicodedata.category(sign)
    if category == "Cf":
        return ""
    return " " if category[0] in "CZ" else sign


def _first(args: Args, name: str) -> str:
    values = args.getlist(name)
    return values[0].strip() if values else ""


def _text(args: Args, name: str) -> str:
    values = args.getlist(name)
    return clean(values[0]) if values else ""


def _where(args: Args) -> str:
    text = _text(args, "ort")
    point = point_of(text)
    return point_words(*point) if point else text


def _values(args: Args, name: str) -> list[str]:
    return [value.strip().lower() for value in args.getlist(name)[:_MOST_VALUES]]


def _chosen(args: Args, name: str, choices: Mapping[str, Choice]) -> tuple[Choice, ...]:
    values = _values(args, name)
    return tuple(choice for key, choice in choices.items() if key in values)


def _sports(args: Args) -> tuple[str, ...]:
    """Ids as typed; which of them exist, only the list of sports knows."""
    values = (v for v in _values(args, "sport") if v.replace("-", "").isalnum() and v.isascii())
    return _once(value for value in values if len(value) <= 40)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _whole(args: Args, name: str, least: int, most: int) -> int | None:
    text = _first(args, name)
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        return None
    number = int(text)
    return number if least <= number <= most else None


def _kilometres(args: Args) -> int | None:
    """At least 1 and at most the length of the country; nonsense is no wish at all."""
    text = _first(args, "umkreis")[:20].lower().removesuffix("km").strip().replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        return None
    if not isfinite(number) or number <= 0:
        return None
    return max(1, min(WIDEST_KM, round(number)))


def _state(args: Args) -> str:
    code = _first(args, "land").upper()
    return code if code in STATES else ""


def _ags(args: Args) -> str:
    key = _first(args, "ags")
    return key if key.isascii() and key.isdecimal() and len(key) in (2, 5, 8) else ""


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)
