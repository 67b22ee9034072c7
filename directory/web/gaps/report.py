"""The words of the gap report for a part of the country, a sport, a need and a reach."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import numpy as np

from directory.catalogue.query import NEEDS
from directory.gaps import REACHES, Spot
from directory.gaps.near import Floats
from directory.gaps.offers import Mask
from directory.model import Need
from directory.model.inbox import Wish
from directory.web.addresses import asked, url_for
from directory.web.finder.places_page import STATES
from directory.web.finder.present import home, sport_name
from directory.web.gaps.knowing import CHILDREN, KnownClub, Picture, picture
from directory.web.languages import _, ngettext
from directory.web.maps import MapDrawing, Numbered, places_map
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.scope import Scope
from directory.web.voice import voice
from directory.wording import need_words, place_words

# A wish in a small place may point to a person; readers are told of those that are many.
FEWEST_WISHES: Final = 5
MOST_SPOTS: Final = 30
ON_THE_MAP: Final = 12
MOST_SPORTS: Final = 25
MOST_CLUBS: Final = 60
MOST_WISHES: Final = 10_000
SPORT, NEED, REACH = "sport", "brauche", "weite"


# By the names that addresses use, what an offering is asked for.
ASKED_NEEDS: Final = {**{key: need.value for key, need in NEEDS.items()}, "kinder": CHILDREN}


def key_of(need: str) -> str:
    """As it stands in an address; nothing for nothing."""
    return next((key for key, value in ASKED_NEEDS.items() if value == need), "")


def words_of(need: str) -> str:
    return _("Für Kinder") if need == CHILDREN else need_words(Need(need), voice())


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; everything that is not known is the default."""

    scope: Scope
    sport: str = ""
    need: str = ""
    reach: int = 10

    @classmethod
    def of(cls, scope: Scope, args: Mapping[str, str]) -> "Question":
        sport, need, reach = args.get(SPORT, ""), args.get(NEED, ""), args.get(REACH, "")
        reaches = {str(one): one for one in REACHES}
        return cls(
            scope,
            sport if sport in parts().sports.by_id else "",
            ASKED_NEEDS.get(need, ""),
            reaches.get(reach, 10),
        )

    def args(self) -> Iterator[tuple[str, str]]:
        if self.sport:
            yield SPORT, self.sport
        if self.need:
            yield NEED, key_of(self.need)
        if self.reach != 10:
            yield REACH, str(self.reach)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of a hundred inhabitants; as ``components/share_table.html`` shows it."""

    words: str
    more: str
    percent: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class WhiteSpot:
    """A town without an offer near it; ``number`` is that of the map."""

    number: str
    name: str
    people: str
    way: str


@dataclass(frozen=True, slots=True)
class NextClub:
    """Somebody to talk to: a club that is near people without an offer."""

    link: Link
    town: str
    sports: str
    access: str
    phone: str
    gain: str


@dataclass(frozen=True, slots=True)
class WishCount:
    """How often something was wished at a place."""

    sport: str
    place: str
    count: int


@dataclass(frozen=True, slots=True)
class Month:
    """How it was in a month."""

    words: str
    offers: int
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class GapPage:
    """Words for ``gaps/report.html``."""

    title: str
    trail: tuple[Link, ...]
    example: bool
    lead: tuple[str, ...]
    asks: str
    action: str
    sports: tuple[Option, ...]
    needs: tuple[Option, ...]
    reaches: tuple[Option, ...]
    sport: str
    need: str
    reach: str
    shares: tuple[Share, ...]
    by_need: tuple[Share, ...]
    by_sport: tuple[Share, ...]
    map: MapDrawing | None
    spots: tuple[WhiteSpot, ...]
    wishes: tuple[WishCount, ...]
    months: tuple[Month, ...]
    files: tuple[Link, ...]
    calls: str
    states: tuple[Link, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was computed for a question."""

    question: Question
    picture: Picture
    towns: Mask
    # For each need the way from every town of the question; "" is the way to any offer.
    by_need: Mapping[str, Floats]

    @classmethod
    def of(cls, question: Question) -> "Found":
        house = parts()
        seen = picture(house.store, house.gazetteer, house.ladder, house.today())
        towns = seen.world.within(question.scope.keys)
        return cls(question, seen, towns, seen.world.nearest_by_need(question.sport, towns))

    @property
    def nearest(self) -> Floats:
        return self.by_need[self.question.need]

    @property
    def shares(self) -> tuple[float, ...]:
        return self.picture.world.shares(self.nearest, self.towns)

    def share(self, nearest: Floats) -> int:
        """Of a hundred, within the reach of the question."""
        found = self.picture.world.shares(nearest, self.towns)
        return whole(found[REACHES.index(self.question.reach)])

    def spots(self, limit: int = MOST_SPOTS) -> tuple[Spot, ...]:
        world = self.picture.world
        return world.white_spots(self.nearest, self.towns, self.question.reach, limit)

    def offers(self) -> int:
        """In the region, of whatever sport."""
        counted = self.picture.offers.items()
        return sum(count for ags, count in counted if self.question.scope.holds(ags))

    def clubs(self, limit: int = MOST_CLUBS) -> tuple[tuple[KnownClub, int], ...]:
        """Those near most people without an offer, with how many that are."""
        mine = [one for one in self.picture.clubs if self.question.scope.holds(one.ags)]
        if self.question.sport:
            fitting = [one for one in mine if self.question.sport in one.sports]
            mine = fitting or mine
        points = np.array([(one.latitude, one.longitude) for one in mine], np.float64)
        gained = self.picture.world.newly_reached(
            points.reshape(-1, 2), self.nearest, self.towns, self.question.reach
        )
        order = sorted(range(len(mine)), key=lambda at: (-gained[at], mine[at].name, mine[at].id))
        return tuple((mine[at], int(gained[at])) for at in order[:limit])

    def wishes(self, fewest: int) -> tuple[WishCount, ...]:
        """What people wish here, most often first; only those that are wished often enough."""
        inbox, question = parts().inbox, self.question
        counted: Counter[tuple[str, str]] = Counter()
        long_ago = datetime(2000, 1, 1, tzinfo=UTC)
        for wish in inbox.wishes(long_ago, MOST_WISHES) if inbox else ():
            if question.scope.keys and not (wish.ags and question.scope.holds(wish.ags)):
                continue
            if question.need and question.need not in {need.value for need in wish.needs}:
                continue
            for sport in _sports_of(wish):
                if question.sport in ("", sport):
                    counted[sport, wish.place_name] += 1
        return tuple(
            WishCount(_sport_words(sport), place_words(place, voice()) or _("Egal wo"), count)
            for (sport, place), count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
            if count >= fewest
        )


def page_of(found: Found, *, is_team: bool) -> GapPage:
    question, seen = found.question, found.picture
    scope = question.scope
    spots = found.spots()
    pairs = list(question.args())
    fewest = 1 if is_team else FEWEST_WISHES
    csv, council = (asked(name, pairs, key=scope.key) for name in ("gaps.as_csv", "gaps.council"))
    return GapPage(
        title=_("Wo fehlt Sport? {region}", region=scope.name),
        trail=(home(), Link(_("Wo fehlt Sport?"), url_for("gaps.everywhere"))),
        example=seen.only_examples or scope.example,
        lead=tuple(_lead(found)),
        asks=_asks(question),
        action=url_for("gaps.region", key=scope.key),
        sports=tuple(_sport_options()),
        needs=tuple(_need_options()),
        reaches=tuple(Option(str(reach), _("{count} Kilometer", count=reach)) for reach in REACHES),
        sport=question.sport,
        need=key_of(question.need),
        reach=str(question.reach),
        shares=tuple(_shares(found)),
        by_need=tuple(_by_need(found)),
        by_sport=tuple(_by_sport(found)),
        map=_map(spots),
        spots=tuple(_white(spots)),
        wishes=found.wishes(fewest),
        months=months_of(scope),
        files=(
            Link(_("Diese Zahlen als Tabelle, höchstens 2 Megabyte"), csv),
            Link(_("1 Seite für den Rat als PDF-Datei, höchstens 1 Megabyte"), council),
        ),
        calls=asked("gap_calls.clubs", pairs, key=scope.key) if is_team else "",
        states=tuple(_states()) if not scope.keys else (),
        left_out=seen.left_out,
    )


def months_of(scope: Scope) -> tuple[Month, ...]:
    kept = parts().gap_months
    return tuple(
        Month(one.month, one.offers, tuple(map(whole, one.shares)))
        for one in (kept.of(scope.key) if kept else ())
    )


def whole(share: float) -> int:
    """Only all is 100, and only none is 0."""
    if share <= 0:
        return 0
    return 100 if share >= 100 else min(99, max(1, round(share)))


def people_words(count: int) -> str:
    """Big numbers are rounded, and spaced as they are read."""
    if count >= 10_000:
        count = round(count, -3)
    return _("{count} Menschen", count=f"{count:,}".replace(",", "."))


def next_clubs(found: Found, limit: int = MOST_CLUBS) -> tuple[NextClub, ...]:
    known = parts().sports.by_id
    access = {
        "yes": _("Am Eingang gibt es keine Stufen."),
        "no": _("Am Eingang gibt es Stufen."),
        "unknown": _("Stufen am Eingang? Das wissen wir nicht."),
    }
    return tuple(
        NextClub(
            link=Link(club.name, url_for("finder.club", slug=club.slug)),
            town=place_words(club.town, voice()),
            sports=", ".join(sport_name(known[key]) for key in club.sports if key in known),
            access=access[club.step_free.value],
            phone=club.phone,
            gain=_("In der Nähe ohne Angebot: {people}", people=people_words(people))
            if people
            else "",
        )
        for club, people in found.clubs(limit)
    )


def _lead(found: Found) -> Iterator[str]:
    people = int(found.picture.world.population[found.towns].sum())
    yield _("Hier wohnen ungefähr {people}.", people=people_words(people))
    count = found.offers()
    yield ngettext("Wir kennen {count} Angebot.", "Wir kennen {count} Angebote.", count)


def _asks(question: Question) -> str:
    sport = _sport_words(question.sport) if question.sport else _("alle Sportarten")
    if question.need:
        return _("{sport}, {need}", sport=sport, need=words_of(question.need))
    return sport


def _shares(found: Found) -> Iterator[Share]:
    for reach, share in zip(REACHES, found.shares, strict=True):
        yield _share(_("Höchstens {count} Kilometer", count=reach), whole(share))


def _by_need(found: Found) -> Iterator[Share]:
    for key, need in ASKED_NEEDS.items():
        number = found.share(found.by_need[need])
        href = asked_here(found.question, NEED, key)
        yield _share(words_of(need), number, href)


def _by_sport(found: Found) -> Iterator[Share]:
    need, known = found.question.need, parts().sports.by_id
    shares = [
        (found.share(nearest), sport_name(known[key]), key)
        for key, nearest in found.picture.world.nearest_by_sport(need, found.towns).items()
        if key in known
    ]
    for number, words, key in sorted(shares, key=lambda one: (-one[0], one[1]))[:MOST_SPORTS]:
        href = asked_here(found.question, SPORT, key)
        yield _share(words, number, href)


def _share(words: str, number: int, href: str = "") -> Share:
    return Share(words, _("{count} von 100 Menschen", count=number), number, href)


def asked_here(question: Question, name: str, value: str) -> str:
    """The same question with one part changed."""
    pairs = [pair for pair in question.args() if pair[0] != name]
    return asked("gaps.region", [*pairs, (name, value)], key=question.scope.key)


def _map(spots: Sequence[Spot]) -> MapDrawing | None:
    numbered = [
        Numbered(number, one.town.longitude, one.town.latitude)
        for number, one in enumerate(spots[:ON_THE_MAP], 1)
    ]
    return places_map(_("Karte: Hier fehlt Sport"), numbered) if numbered else None


def _white(spots: Iterable[Spot]) -> Iterator[WhiteSpot]:
    for number, one in enumerate(spots, 1):
        if one.km is None:
            way = _("Weiter als {count} Kilometer", count=max(REACHES))
        else:
            way = _("{count} Kilometer", count=round(one.km))
        yield WhiteSpot(
            str(number) if number <= ON_THE_MAP else "",
            place_words(one.town.name, voice()),
            people_words(one.town.population),
            way,
        )


def _states() -> Iterator[Link]:
    for ags, name in STATES.values():
        yield Link(name, url_for("gaps.region", key=ags))


def _sport_options() -> Iterator[Option]:
    yield Option("", _("Alle Sportarten"))
    named = sorted((sport_name(one), one.id) for one in parts().sports.by_id.values())
    for words, key in named:
        yield Option(key, words)


def _need_options() -> Iterator[Option]:
    yield Option("", _("Alles"))
    for key, need in ASKED_NEEDS.items():
        yield Option(key, words_of(need))


def _sport_words(key: str) -> str:
    known = parts().sports.by_id
    return sport_name(known[key]) if key in known else _("Egal welcher Sport")


def _sports_of(wish: Wish) -> tuple[str, ...]:
    return wish.sports or ("",)
