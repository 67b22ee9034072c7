"""The mixed questions of the comparison: always the same for the same records and seed."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from msgspec.structs import replace

from directory.catalogue.criteria import Circle, Criteria, Sort, Word
from directory.catalogue.record import Record, Section
from directory.model import Need, TimeOfDay, Weekday
from tests.bench.places import a_town

QuestionTerms = Callable[[str], Sequence[str]]

RADII_KM = (5, 10, 20, 20, 50, 100)
SIX_MONTHS = 183

# How often each kind is asked, of 500.
MIX = {
    "text": 90,
    "text + radius": 110,
    "radius": 60,
    "sport + radius + need": 90,
    "misspelt": 45,
    "prefix": 30,
    "two or three words": 40,
    "many filters": 20,
    "everything": 5,
    "a later page": 10,
}


@dataclass(frozen=True, slots=True)
class Question:
    kind: str
    criteria: Criteria


def questions(
    records: Sequence[Record], terms: QuestionTerms, count: int = 500, seed: int = 2
) -> tuple[Question, ...]:
    """Words and sports are drawn from the records, so that common ones are asked more often.

    ``terms`` analyses one word of a question; the first is the word itself.
    """
    asker = _Asker(records, terms, Random(seed))
    found = list(_each(asker, count))
    Random(seed).shuffle(found)
    return tuple(found)


def _each(asker: "_Asker", count: int) -> Iterator[Question]:
    for kind, share in MIX.items():
        for _ in range(max(1, round(share * count / sum(MIX.values())))):
            yield Question(kind, asker.ask(kind))


class _Asker:
    def __init__(self, records: Sequence[Record], terms: QuestionTerms, random: Random) -> None:
        self._records = records
        self._terms = terms
        self._random = random
        self._today = max(record.changed_day for record in records)
        self._everywhere = _in_most(records[:500], terms)

    def ask(self, kind: str) -> Criteria:
        by_relevance_or_date = self._random.choice((Sort.RELEVANCE, Sort.FRESHNESS))
        ways: dict[str, Callable[[], Criteria]] = {
            "text": lambda: Criteria(words=(self._word(),)),
            "text + radius": lambda: self._near(Criteria(words=(self._word(),))),
            "radius": lambda: self._near(Criteria()),
            "sport + radius + need": lambda: self._near(
                replace(self._sport(), needs=self._needs(1))
            ),
            "misspelt": lambda: self._near(Criteria(words=(self._alternatives(),))),
            "prefix": lambda: Criteria(words=(self._beginning(),)),
            "two or three words": lambda: Criteria(words=self._words_of_one_record()),
            "many filters": self._many_filters,
            "everything": lambda: Criteria(sort=by_relevance_or_date),
            "a later page": self._later_page,
        }
        return ways[kind]()

    def _record(self) -> Record:
        return self._random.choice(self._records)

    def _plain_word(self) -> str:
        """A word of a title, a sport or a club more often than one of a text."""
        section = self._random.choices(list(Section), weights=(3, 5, 1, 3, 2))[0]
        usable = self._usable(self._record().sections.get(section, ""))
        return self._random.choice(usable) if usable else self._plain_word()

    def _usable(self, text: str) -> list[str]:
        """Words that somebody may ask for; what is in most records says nothing: "Beispiel"."""
        return [
            word
            for word in dict.fromkeys(text.split())
            if len(word) > 3 and self._terms(word) and self._terms(word)[0] not in self._everywhere
        ]

    def _word(self) -> Word:
        return Word(tuple(self._terms(self._plain_word())))

    def _alternatives(self) -> Word:
        """After correction: the word that was meant and up to four others that it may have been."""
        terms: dict[str, None] = {}
        for _ in range(self._random.randint(2, 5)):
            terms.update(dict.fromkeys(self._terms(self._plain_word())[:1]))
        return Word(tuple(terms))

    def _beginning(self) -> Word:
        """What is typed so far: three letters or more of a word."""
        term = self._terms(self._plain_word())[0]
        return Word((term[: self._random.randint(3, max(3, len(term) - 1))],), prefix=True)

    def _words_of_one_record(self) -> tuple[Word, ...]:
        record = self._record()
        usable = self._usable(" ".join(record.sections.get(section, "") for section in Section))
        chosen = self._random.sample(usable, min(len(usable), self._random.choice((2, 2, 3))))
        return tuple(Word(tuple(self._terms(word))) for word in chosen)

    def _near(self, criteria: Criteria) -> Criteria:
        town = a_town(self._random)
        circle = Circle(town.latitude, town.longitude, self._random.choice(RADII_KM))
        sort = self._random.choice((Sort.DISTANCE, Sort.DISTANCE, Sort.DISTANCE, Sort.RELEVANCE))
        return replace(criteria, circle=circle, sort=sort)

    def _sport(self) -> Criteria:
        return Criteria(sports=frozenset(self._record().sports[:1]))

    def _needs(self, count: int) -> frozenset[Need]:
        return frozenset(self._random.sample(list(Need), count))

    def _many_filters(self) -> Criteria:
        random = self._random
        criteria = Criteria(
            words=random.choice(((), (self._word(),))),
            sports=frozenset(sport for _ in range(3) for sport in self._record().sports),
            days=frozenset(random.sample(list(Weekday), random.choice((0, 1, 2)))),
            times=frozenset(random.sample(list(TimeOfDay), random.choice((0, 1, 2)))),
            needs=self._needs(random.choice((0, 1, 2))),
            unknown_too=random.random() < 0.5,
            age=random.choice((None, 8, 16, 40, 70)),
            verified_since=random.choice((None, date.fromordinal(self._today - SIX_MONTHS))),
            ags=random.choice(("", "", self._record().ags[: random.choice((2, 5, 8))])),
        )
        choice = random.random()
        if choice < 0.5:
            return self._near(criteria)
        if choice < 0.7:
            town = a_town(random)
            circle = Circle(town.latitude, town.longitude)
            return replace(criteria, circle=circle, sort=Sort.DISTANCE)
        return replace(criteria, sort=random.choice((Sort.RELEVANCE, Sort.FRESHNESS)))

    def _later_page(self) -> Criteria:
        criteria = self._near(self._random.choice((Criteria(), Criteria(words=(self._word(),)))))
        return replace(criteria, page=self._random.choice((2, 3)))


def _in_most(records: Sequence[Record], terms: QuestionTerms) -> frozenset[str]:
    counts = Counter(
        term for record in records for term in set(terms(" ".join(record.sections.values())))
    )
    return frozenset(term for term, count in counts.items() if count > len(records) / 2)
