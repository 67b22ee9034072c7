"""Understands what somebody asks: which sports, where, when, and which words are left."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from directory.catalogue.criteria import Circle, Criteria, Sort, Word
from directory.catalogue.lexicon import Lexicon
from directory.catalogue.meaning import Meaning, Phrase, Soon
from directory.catalogue.query import OfferQuery, point_of, point_words
from directory.catalogue.reading import Allowed, Reader
from directory.catalogue.record import Kind
from directory.catalogue.vocabulary import Vocabulary
from directory.content.sports import Sports
from directory.geo import Gazetteer, How, Place, PlaceKind, find_postcode
from directory.model import Need, TimeOfDay, Weekday
from directory.model.ladder import oldest_day

T = TypeVar("T")

# One of the steps that the page offers; wider ones are a link away.
DEFAULT_RADIUS_KM = 20
HERE = "Ihr Standort"
"""The name of a place that only a device named; pages in other languages say it in theirs."""
CONFIRMED_MONTHS = 6
_MOST_OTHERS = 8
# Sports that have a form of their own for some people: the ids begin like this.
_VARIANTS = {
    "rollstuhlsport": ("rollstuhl", "erollstuhl"),
    "erollstuhlfussball": ("erollstuhl",),
    "blindenfussball": ("blinden",),
}
_STATE_KEYS = {
    **{"SH": "01", "HH": "02", "NI": "03", "HB": "04", "NW": "05", "HE": "06", "RP": "07"},
    **{"BW": "08", "BY": "09", "SL": "10", "BE": "11", "BB": "12", "MV": "13", "SN": "14"},
    **{"ST": "15", "TH": "16"},
}


def confirmed_since(today: date) -> date:
    """The first day that counts as "in the last six months"."""
    return oldest_day(CONFIRMED_MONTHS, today)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question means; ``query`` is what was typed and ticked.

    ``sport_names`` are for the page: "Ball-Sport" for a whole group. ``place`` and
    ``other_places`` are what was meant and what else is called so. ``words`` are left for the
    engine; ``unknown_words`` are those of them that nobody knows. ``corrected`` tells what was
    typed and how it was read. ``unknown_too``: a need was only implied ("im Rollstuhl"), so
    offers of which nobody knows it count as well.
    """

    query: OfferQuery
    today: date
    sports: tuple[str, ...] = ()
    sport_names: tuple[str, ...] = ()
    place: Place | None = None
    other_places: tuple[Place, ...] = ()
    place_corrected: bool = False
    days: tuple[Weekday, ...] = ()
    times: tuple[TimeOfDay, ...] = ()
    needs: tuple[Need, ...] = ()
    unknown_too: bool = False
    age: int | None = None
    typed_radius_km: int | None = None
    words: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    unknown_words: tuple[str, ...] = ()

    @property
    def radius_km(self) -> int | None:
        """How far is near: as asked, else the usual; None without a place or inside a border."""
        wanted = self.query.radius_km or self.typed_radius_km
        if self.place is None or (self.place.is_area and wanted is None):
            return None
        return wanted or DEFAULT_RADIUS_KM

    @property
    def sort(self) -> Sort:
        """As asked; else nearest first where a place is known that is not a whole state."""
        if self.query.sort:
            return self.query.sort
        has_point = self.place is not None and self.place.kind is not PlaceKind.STATE
        return Sort.DISTANCE if has_point else Sort.RELEVANCE

    def without_unknown_words(self) -> "Understood":
        """The same without the words that nobody knows, for when nothing is found."""
        known = tuple(word for word in self.words if word not in self.unknown_words)
        return replace(self, words=known)

    def without_words(self) -> "Understood":
        """Only sports, place, time and needs count."""
        return replace(self, words=())

    def criteria(
        self,
        analyse: Callable[[str], Iterable[Word]],
        *,
        kind: Kind = Kind.OFFER,
        radius_km: int | None = None,
    ) -> Criteria:
        """For the engine; ``analyse`` makes its words of ours, ``radius_km`` widens the circle."""
        query = self.query
        return Criteria(
            kind=kind,
            words=tuple(word for typed in self.words for word in analyse(typed)),
            sports=frozenset(self.sports),
            days=frozenset(self.days),
            times=frozenset(self.times),
            needs=frozenset(self.needs),
            unknown_too=query.unknown_too or self.unknown_too,
            age=self.age,
            verified_since=confirmed_since(self.today) if query.confirmed else None,
            circle=self._circle(radius_km),
            ags=self._ags(),
            sort=self.sort,
            page=query.page,
        )

    def _circle(self, radius_km: int | None) -> Circle | None:
        if self.place is None:
            return None
        return Circle(self.place.latitude, self.place.longitude, radius_km or self.radius_km)

    def _ags(self) -> str:
        """The narrowest border that was asked for."""
        inside = self.place is not None and self.place.is_area and self.radius_km is None
        of_place = self.place.ags if self.place and inside else ""
        return max(self.query.ags, of_place, _STATE_KEYS.get(self.query.state, ""), key=len)


class Understanding:
    """Knows all words and places; made once. ``is_known`` says which other words are right."""

    def __init__(
        self,
        sports: Sports,
        vocabulary: Vocabulary,
        gazetteer: Gazetteer,
        is_known: Callable[[str], bool] = lambda _word: False,
    ) -> None:
        self._gazetteer = gazetteer
        self._lexicon = Lexicon(sports, vocabulary)
        self._reader = Reader(self._lexicon, gazetteer, is_known)

    def understand(self, query: OfferQuery, today: date) -> Understood:
        """Never fails; what is not understood is left as words."""
        guesses = not query.exact
        found = _Found(self._lexicon, today)
        self._read_where(query.where, found, guesses)
        free = Allowed(places=found.place is None, guesses=guesses)
        self._read_text(query.text, found, free)
        for phrase in self._reader.read(query.what, Allowed(places=False, guesses=guesses)):
            found.take(phrase)
        found.prefer_the_big_town(self._gazetteer if guesses else None)
        return found.understood(query)

    def _read_where(self, text: str, found: "_Found", guesses: bool) -> None:
        """The box "ort" names a place and nothing else."""
        if not text:
            return
        point = point_of(text)
        if point:
            found.take_places(text, (self._here(*point),))
            return
        answer = self._gazetteer.find(text)
        if answer.place and not answer.corrected:
            found.take_places(text, (answer.place, *answer.others))
            return
        phrases = self._reader.read(text, Allowed(sports=False, guesses=False))
        exact = next((phrase for phrase in phrases if phrase.places), None)
        if exact:
            found.take_places(exact.typed, exact.places)
        elif answer.place and guesses:
            shown = answer.place.postcode if answer.how is How.POSTCODE else answer.place.name
            found.take_places(text, (answer.place, *answer.others), corrected_to=shown)
        else:
            guessed = self._reader.read(text, Allowed(sports=False, guesses=guesses))
            for phrase in guessed:
                found.take(phrase)

    def _here(self, latitude: float, longitude: float) -> Place:
        """The point with the town around it, by the nearest middle of a postcode."""
        near = self._gazetteer.nearest_postcode(Circle(latitude, longitude))
        return replace(
            near,
            id=f"here {point_words(latitude, longitude)}",
            name=HERE,
            kind=PlaceKind.POINT,
            population=0,
            latitude=latitude,
            longitude=longitude,
            postcode="",
        )

    def _read_text(self, text: str, found: "_Found", allowed: Allowed) -> None:
        postcode = find_postcode(text)
        place = self._gazetteer.postcode(text) if postcode else None
        if postcode and place and allowed.places:
            found.take_places(postcode[0], (place,), signalled=True)
        if postcode and place:
            text = f"{text[: postcode[1]]} {text[postcode[2] :]}"
        for phrase in self._reader.read(text, allowed):
            found.take(phrase)


class _Found:
    """Collects what the phrases say."""

    def __init__(self, lexicon: Lexicon, today: date) -> None:
        self._lexicon = lexicon
        self._today = today
        self._sports: list[Meaning] = []
        self._days: list[Weekday] = []
        self._times: list[TimeOfDay] = []
        self._needs: list[Need] = []
        self._age: int | None = None
        self._radius_km: int | None = None
        self._words: list[str] = []
        self._unknown: list[str] = []
        self._corrected: list[tuple[str, str]] = []
        self._places: list[Phrase] = []

    @property
    def place(self) -> Place | None:
        return self._places[0].places[0] if self._places else None

    def take_places(
        self,
        typed: str,
        places: tuple[Place, ...],
        *,
        signalled: bool = True,
        corrected_to: str = "",
    ) -> None:
        self._take_place(Phrase(typed, None, places, signalled, corrected_to))

    def take(self, phrase: Phrase) -> None:
        if phrase.places:
            self._take_place(phrase)
        if phrase.meaning:
            self._take_meaning(phrase, phrase.meaning)
        elif not phrase.places and not (phrase.typed.isdecimal() and len(phrase.typed) < 4):
            self._words.append(phrase.typed)
            if not phrase.known:
                self._unknown.append(phrase.typed)

    def _take_place(self, phrase: Phrase) -> None:
        self._places.append(phrase)

    def _take_meaning(self, phrase: Phrase, meaning: Meaning) -> None:
        if meaning.is_little:
            return
        if phrase.corrected_to:
            self._corrected.append((phrase.typed, phrase.corrected_to))
        if meaning.sports:
            self._sports.append(meaning)
        self._needs.extend(meaning.needs)
        self._times.extend(meaning.times)
        self._days.extend(meaning.days)
        if meaning.soon is not None:
            self._take_day(meaning.soon)
        if meaning.age is not None:
            self._age = meaning.age
        if meaning.radius_km is not None:
            self._radius_km = meaning.radius_km

    def _take_day(self, soon: Soon) -> None:
        """ "Montag morgen" is a time of that day, "morgen" alone is tomorrow."""
        if soon is Soon.TOMORROW and self._days:
            self._times.append(TimeOfDay.MORNING)
        else:
            self._days.append(Weekday((self._today.weekday() + soon.value) % 7))

    def prefer_the_big_town(self, gazetteer: Gazetteer | None) -> None:
        """Who writes "schwimen" writes "haale" for Halle, although a village is called Haale."""
        phrase = self._chosen_place()
        if gazetteer is None or phrase is None or phrase.corrected_to:
            return
        place = phrase.places[0]
        if place.kind in (PlaceKind.POSTCODE, PlaceKind.POINT) or place.population > 2_000:
            return
        near = gazetteer.resembling(phrase.typed, 6)
        bigger = [town for town, cost in near if cost <= 0.65 and town.population > 50_000]
        if bigger and self._corrected:
            places = (bigger[0], *phrase.places)
            self._places = [replace(phrase, places=places, corrected_to=bigger[0].name)]
        elif bigger:
            self._places = [replace(phrase, places=(*phrase.places, bigger[0]))]

    def understood(self, query: OfferQuery) -> Understood:
        phrase = self._chosen_place()
        places = phrase.places if phrase else ()
        if phrase and phrase.corrected_to:
            self._corrected.append((phrase.typed, phrase.corrected_to))
        meanings = self._meant_sports()
        sports, implied = self._in_their_form(meanings)
        labels = self._labels(meanings, sports)
        chosen = tuple(sport for sport in query.sports if sport in self._lexicon.sports)
        needs = (*query.needs, *self._needs, *implied)
        return Understood(
            query=query,
            today=self._today,
            sports=_once((*chosen, *sports)),
            sport_names=_once((*(self._lexicon.sports[id_].name for id_ in chosen), *labels)),
            place=places[0] if places else None,
            other_places=_once(places[1:])[:_MOST_OTHERS],
            place_corrected=bool(phrase and phrase.corrected_to),
            days=tuple(sorted({*query.days, *self._days})),
            times=tuple(time for time in TimeOfDay if time in {*query.times, *self._times}),
            needs=tuple(need for need in Need if need in needs),
            unknown_too=bool(implied) and not (query.needs or self._needs),
            age=query.age if query.age is not None else self._age,
            typed_radius_km=self._radius_km,
            words=tuple(self._words),
            corrected=_once(self._corrected),
            unknown_words=tuple(self._unknown),
        )

    def _chosen_place(self) -> Phrase | None:
        """A postcode says more than a town, a named place more than one that may be a word."""
        return max(self._places, key=_certainty, default=None)

    def _meant_sports(self) -> list[Meaning]:
        named = [meaning for meaning in self._sports if not meaning.only_alone]
        return named or self._sports

    def _in_their_form(self, meanings: list[Meaning]) -> tuple[list[str], tuple[Need, ...]]:
        """Basketball and wheelchair together are one sport; swimming needs an entrance."""
        forms = [m for m in meanings if len(m.sports) > 1 and m.sports[0] in _VARIANTS]
        plain = [meaning for meaning in meanings if meaning not in forms]
        if not forms or not plain:
            return [sport for meaning in meanings for sport in meaning.sports], ()
        starts = [start for form in forms for start in _VARIANTS[form.sports[0]]]
        known = self._lexicon.sports
        found: list[str] = []
        for meaning in plain:
            pairs = [(start, sport) for start in starts for sport in meaning.sports]
            own = [id_ for start, sport in pairs for id_ in _forms(known, start, sport)]
            found.extend(own or meaning.sports)
        wheels = any("rollstuhl" in start for start in starts)
        implied = wheels and not any("rollstuhl" in sport for sport in found)
        return found, (Need.STEP_FREE,) if implied else ()

    def _labels(self, meanings: list[Meaning], sports: list[str]) -> list[str]:
        named = {sport for meaning in meanings for sport in meaning.sports}
        if set(sports) == named:
            return [meaning.label for meaning in meanings]
        return [self._lexicon.sports[sport].name for sport in sports]


def _forms(known: Iterable[str], start: str, sport: str) -> list[str]:
    """Ids such as rollstuhltanz for tanzen: the rest is the sport or its beginning."""
    return [
        id_
        for id_ in known
        if id_.startswith(start) and len(id_) >= len(start) + 4
        if sport.startswith(id_.removeprefix(start))
    ]


def _certainty(phrase: Phrase) -> tuple[bool, bool, bool, int]:
    place = phrase.places[0]
    is_exact = place.kind in (PlaceKind.POSTCODE, PlaceKind.POINT)
    return is_exact, phrase.signalled, not phrase.corrected_to, place.population


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
