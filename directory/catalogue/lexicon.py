"""All words that search understands beside places: sports, needs, days, ages and little words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from directory.catalogue.meaning import Little, Meaning, Soon
from directory.catalogue.query import DAYS
from directory.catalogue.vocabulary import Vocabulary
from directory.content.sports import Sport, Sports
from directory.model import Need, TimeOfDay
from directory.spelling import Corrector, fold, sound, sounds

# What German glues to a sport without making another sport of it: Turnverein, Tanzkurse.
_HEADS = tuple(
    fold(head)
    for head in (
        *("angebot", "angebote", "abend", "abteilung", "club", "freunde", "gruppe", "gruppen"),
        *("halle", "kreis", "klub", "kurs", "kurse", "lager", "lehrer", "lehrerin", "mannschaft"),
        *("nachmittag", "platz", "runde", "schule", "spaß", "spiel", "spielen", "spieler", "sport"),
        *("spielerin", "stunde", "stunden", "team", "training", "treff", "trainer", "turnier"),
        *("unterricht", "verein", "vereine", "übungen", "kursus", "ag", "bund", "verband"),
    )
)
_HEAD_SOUNDS = frozenset(sounds(_HEADS))
# And in front: Kinderschwimmen, Frauenfußball. The part before has its own meaning or none.
_FRONTS = tuple(
    fold(front)
    for front in (
        *("anfänger", "behinderten", "damen", "einsteiger", "familien", "frauen", "freizeit"),
        *("gruppen", "hallen", "hobby", "inklusions", "inklusiv", "jugend", "kinder", "mädchen"),
        *("probe", "schnupper", "senioren", "vereins", "rolli", "rollstuhl", "männer", "schul"),
    )
)
_FRONT_WORDS = {"jugend": "jugendliche", "anfanger": "anfanger", "probe": "probetraining"}
_SOON = {"today": Soon.TODAY, "tomorrow": Soon.TOMORROW, "after_tomorrow": Soon.AFTER_TOMORROW}
# How usual: a sport is meant more often than a small word that looks like it.
_SPORT, _EVERYDAY, _LITTLE = 500_000, 100_000, 3_000


@dataclass(frozen=True, slots=True)
class Guess:
    """What was probably meant, how it is called, and how far the spelling is from it."""

    meaning: Meaning
    meant: str
    cost: float


class Lexicon:
    """Phrases without blanks and what they mean; made once, never changed."""

    def __init__(self, sports: Sports, vocabulary: Vocabulary) -> None:
        self.sports = sports.by_id
        self._meanings: dict[str, Meaning] = {}
        self._by_ear = {saying.words for saying in vocabulary.of("by_ear")}
        entries: dict[str, float] = {}
        for words, meaning, weight in (*_of_sports(sports), *_of_words(sports, vocabulary)):
            self._add(words, meaning)
            if len(fold(words)) > 3:
                entries.setdefault(words, weight)
        self._mark_only_alone(vocabulary)
        self.ordinary = frozenset(
            key
            for saying in vocabulary.of("little_words")
            if saying.meaning == "ordinary"
            for key in (_key(saying.words), *fold(saying.words).split())
        )
        for sport in sports.all():
            self._add_forms(sport)
        self._corrector = Corrector.of(entries)

    def meaning(self, key: str) -> Meaning | None:
        """What folded words without blanks mean, also one such as turnverein, kinderschwimmen."""
        return self._meanings.get(key) or self._glued(key)

    def phrase(self, key: str) -> Meaning | None:
        """The same for several words: "Fußball Halle" is no Fußballhalle."""
        return self._meanings.get(key)

    def guesses(self, typed: str) -> Iterator[Guess]:
        """What words may mean that nobody knows, also glued ones such as "fusbalverein"."""
        for near in self._corrector.near(typed, 3):
            meaning = self._meanings[_key(near.meant)]
            shown = meaning.label if near.meant in self._by_ear else near.meant
            yield Guess(meaning, shown, near.cost)
        key = _key(typed)
        for front, rest in _taken_apart(key):
            for meaning, cost in self._stems_like(rest):
                more = self._meanings.get(_FRONT_WORDS.get(front, front)) if front else None
                sport = _joined(meaning, more) if more else meaning
                yield Guess(sport, meaning.label, cost + 0.2)

    def _add(self, words: str, meaning: Meaning) -> None:
        """Who names several sports means all of them; the first one named stays the first."""
        key = _key(words)
        known = self._meanings.get(key)
        if known is None:
            self._meanings[key] = meaning
        elif known.sports and meaning.sports:
            both = tuple(dict.fromkeys(known.sports + meaning.sports))
            self._meanings[key] = replace(known, sports=both)

    def _mark_only_alone(self, vocabulary: Vocabulary) -> None:
        for saying in vocabulary.of("little_words"):
            key = _key(saying.words)
            if saying.meaning == "only_alone" and key in self._meanings:
                self._meanings[key] = replace(self._meanings[key], only_alone=True)

    def _add_forms(self, sport: Sport) -> None:
        for name in (sport.name, *sport.synonyms):
            key = fold(name)
            if " " in key:
                continue
            for form in _forms(key):
                if len(form) > 3 and form not in self._meanings:
                    self._meanings[form] = self._meanings[key]

    def _glued(self, key: str) -> Meaning | None:
        if len(key) < 7:
            return None
        for head in _HEADS:
            if key.endswith(head) and len(key) > len(head) + 2:
                rest = key.removesuffix(head)
                meaning = self._stem(rest) or self._stem(rest.removesuffix("s"))
                if meaning:
                    return meaning
        for front in _FRONTS:
            sport = self._stem(key.removeprefix(front)) if key.startswith(front) else None
            if sport:
                more = self._meanings.get(_FRONT_WORDS.get(front, front))
                return _joined(sport, more) if more else sport
        return None

    def _stems_like(self, rest: str) -> Iterator[tuple[Meaning, float]]:
        exact = self._stem(rest)
        if exact:
            yield exact, 0.0
            return
        for stem in (rest, rest + "en"):
            near = self._corrector.correct(stem)
            meaning = self._meanings[_key(near.meant)] if near else None
            if near and meaning and meaning.sports:
                yield meaning, near.cost

    def _stem(self, key: str) -> Meaning | None:
        """A sport by its name or by its name without ending: reit, turn, kegel, rad."""
        for ending in ("", "en", "n"):
            meaning = self._meanings.get(key + ending)
            if meaning and meaning.sports and len(key) > 2:
                return meaning
        return None


def _key(text: str) -> str:
    return fold(text).replace(" ", "")


def _taken_apart(key: str) -> Iterator[tuple[str, str]]:
    """Front and rest of a word that may be glued; the front is empty for Turn-verein."""
    for length in range(4, min(9, len(key) - 3)):
        if sound(key[-length:]) in _HEAD_SOUNDS:
            yield "", key[:-length].removesuffix("s")
    for front in _FRONTS:
        if key.startswith(front) and len(key) > len(front) + 3:
            yield front, key.removeprefix(front)


def _joined(sport: Meaning, more: Meaning) -> Meaning:
    return replace(sport, age=more.age, needs=more.needs)


def _of_sports(sports: Sports) -> Iterator[tuple[str, Meaning, float]]:
    for sport in sports.all():
        yield sport.name, Meaning(sport.name, sports=(sport.id,)), _SPORT
    for sport in sports.all():
        meaning = Meaning(sport.name, sports=(sport.id,))
        for synonym in (sport.name_de, *sport.synonyms):
            yield synonym, meaning, _SPORT
            if "ollstuhl" in synonym:
                yield synonym.replace("Rollstuhl", "Rolli"), meaning, _SPORT
        for english in sport.name_en.split("/"):
            yield english.partition("(")[0], meaning, _EVERYDAY


def _of_words(sports: Sports, vocabulary: Vocabulary) -> Iterator[tuple[str, Meaning, float]]:
    for saying in (*vocabulary.of("everyday"), *vocabulary.of("by_ear")):
        yield saying.words, _everyday(saying.meaning, sports), _EVERYDAY
    for saying in vocabulary.of("needs"):
        yield saying.words, Meaning(saying.words, needs=(Need(saying.meaning),)), _EVERYDAY
    for saying in vocabulary.of("days"):
        soon = _SOON.get(saying.meaning)
        days = () if soon else tuple(DAYS[day] for day in saying.meaning.split())
        yield saying.words, Meaning(saying.words, days=days, soon=soon), _EVERYDAY
    for saying in vocabulary.of("times"):
        yield saying.words, Meaning(saying.words, times=(TimeOfDay(saying.meaning),)), _EVERYDAY
    for saying in vocabulary.of("ages"):
        yield saying.words, Meaning(saying.words, age=int(saying.meaning)), _EVERYDAY
    for saying in vocabulary.of("little_words"):
        if saying.meaning not in ("only_alone", "ordinary"):
            little = Little[saying.meaning.upper()]
            yield saying.words, Meaning(saying.words, little=little), _LITTLE


def _everyday(meaning: str, sports: Sports) -> Meaning:
    if meaning.startswith("category:"):
        category = sports.category(meaning.removeprefix("category:"))
        found = tuple(sport.id for sport in sports.in_category(category.id))
        return Meaning(category.name, sports=found)
    ids = tuple(meaning.split())
    return Meaning(_names(ids, sports.by_id), sports=ids)


def _names(ids: tuple[str, ...], sports: Mapping[str, Sport]) -> str:
    return ", ".join(sports[id_].name for id_ in ids[:3])


def _forms(key: str) -> Iterator[str]:
    """schwimmt, Turner, Kegler, Boccias: endings that a sport takes in a sentence."""
    if key.endswith(("eln", "ern")):
        stem = key.removesuffix("n")
        yield from (stem, stem + "t", stem + "st", stem[:-2] + stem[-1] + "e", key + "d")
    elif key.endswith("en"):
        stem = key.removesuffix("en")
        yield from (stem, stem + "e", stem + "t", stem + "st", stem + "et", stem + "er")
        yield from (stem + "erin", stem + "ern", key + "s")
    else:
        yield from (key + ending for ending in ("s", "e", "en", "er"))
