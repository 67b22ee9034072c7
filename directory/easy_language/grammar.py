"""The shape of a sentence: its words, its clauses, its finite verbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .models import listed
from .words import Word, words_of

ALWAYS_SUBORDINATE = listed(
    "dass daß weil wenn obwohl falls sobald nachdem bevor ehe indem sodass solange sooft soweit "
    "sofern "
    "obgleich wohingegen ob wobei wodurch woraufhin weshalb wofür womit worauf woran worüber "
    "worum "
    "wovon wozu wonach worin"
)
_SOMETIMES = listed("als wie da damit bis seit seitdem während wo was wer wann warum wohin woher")
_RELATIVE = listed("der die das den dem denen dessen deren welche welcher welches welchen welchem")
_QUESTION_WORDS = listed(
    "wo was wer wem wen wann warum wohin woher wie welche welcher welches welchen welchem "
    "wieviel "
    "wofür womit worauf woran worüber worum wovon wozu wonach worin weshalb wobei wodurch"
)
_COORDINATORS = listed("und oder aber sondern denn sowie beziehungsweise doch")
_BREAKS = frozenset(",;:–—()")
_VERB_TAGS = frozenset(
    ("VV(FIN)", "VA(FIN)", "VM(FIN)", "VV(INF)", "VA(INF)", "VM(INF)", "VV(IMP)", "VA(IMP)")
)
_FINITE_TAGS = frozenset(("VV(FIN)", "VA(FIN)", "VM(FIN)", "VV(IMP)", "VA(IMP)"))
# With these an infinitive may follow; it is then no verb of its own.
TAKES_INFINITIVE = listed(
    "können müssen dürfen sollen wollen mögen werden lassen gehen lernen helfen bleiben kommen "
    "sehen "
    "hören brauchen lehren fahren schicken möchten"
)


# No real sentence is longer; what follows is not looked at, so that time stays bounded.
LONGEST_SENTENCE = 2_000


@dataclass(frozen=True)
class Clause:
    """Words between two breaks, with the places of its finite verbs in the whole sentence."""

    start: int
    end: int
    finite: tuple[int, ...]
    opener: int | None

    @property
    def is_subordinate(self) -> bool:
        return self.opener is not None


class Sentence:
    """One sentence with everything that the rules ask about it, each found out once."""

    def __init__(self, text: str) -> None:
        self.text = text[:LONGEST_SENTENCE]
        self.words: tuple[Word, ...] = words_of(self.text)

    @cached_property
    def plain(self) -> tuple[Word, ...]:
        """Words and figures without signs."""
        return tuple(word for word in self.words if word.text[0].isalnum())

    @cached_property
    def small(self) -> tuple[str, ...]:
        return tuple(word.small for word in self.words)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        return tuple(word.tag for word in self.words)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(self._clauses())

    @cached_property
    def finite(self) -> tuple[int, ...]:
        return tuple(place for clause in self.clauses for place in clause.finite)

    def clause_of(self, place: int) -> Clause:
        within = (clause for clause in self.clauses if clause.start <= place < clause.end)
        return next(within, Clause(place, place + 1, (), None))

    def _clauses(self) -> Iterator[Clause]:
        edges = [i for i, word in enumerate(self.words) if word.text in _BREAKS]
        start = 0
        for edge in (*edges, len(self.words)):
            if edge > start:
                yield from self._parted(start, edge)
            start = edge + 1

    def _parted(self, start: int, end: int) -> Iterator[Clause]:
        """A subordinate clause may begin without a comma: "Rufen Sie an wenn Sie kommen"."""
        for place in range(start + 1, end):
            if (
                self.small[place] in ALWAYS_SUBORDINATE
                and self.tags[place] in ("KOUS", "PWAV")
                and any(self.tags[i] in _FINITE_TAGS for i in range(start, place))
            ):
                yield self._clause(start, place)
                yield self._clause(place, end)
                return
        yield self._clause(start, end)

    def _clause(self, start: int, end: int) -> Clause:
        opener = self._opener(start, end)
        return Clause(start, end, tuple(self._finite(start, end, opener)), opener)

    def _opener(self, start: int, end: int) -> int | None:  # noqa: PLR0911 - one return per kind
        """The word that makes the clause depend on another one, if there is one."""
        first = start
        while first < end - 1 and (
            self.small[first] in _COORDINATORS
            or not self.words[first].is_word
            or (self.tags[first] == "ADV" and self.tags[first + 1] == "KOUS")
        ):
            first += 1
        small = self.small[first]
        if small in ALWAYS_SUBORDINATE and (
            start > 0 or self.tags[first] == "KOUS" or small not in _QUESTION_WORDS
        ):
            return first
        if not self._ends_with_verb(first, end):
            return None
        if small in _SOMETIMES and (
            self.tags[first] == "KOUS" or (start > 0 and small in _QUESTION_WORDS)
        ):
            return None if self._verb_stands_inside(first, end) else first
        if (
            start == 0
            and small in _QUESTION_WORDS
            and end < len(self.words)
            and "?" not in self.small
        ):
            # "Wer mitmachen will, kann kommen."
            return first
        if start == 0 or self.words[start - 1].text != ",":
            return None
        if self.tags[first] == "APPR" and first + 1 < end:
            first += 1
            small = self.small[first]
        if small in _RELATIVE or small in _QUESTION_WORDS:
            return None if self._opens_main_clause(first, end) else first
        return None

    def _ends_with_verb(self, start: int, end: int) -> bool:
        last = next((i for i in range(end - 1, start, -1) if self.words[i].text[0].isalnum()), None)
        if last is None or self.tags[last] not in _VERB_TAGS or self.words[last].text[0].isupper():
            return False
        return self.tags[last - 1] != "PTKZU"

    def _verb_stands_inside(self, start: int, end: int) -> bool:
        """ "Während der Pause sollten Sie trinken": here the finite verb is not the last word."""
        finite = next((i for i in range(start, end) if self.tags[i] in _FINITE_TAGS), end)
        return any(
            self.words[i].is_word and self.tags[i] not in _VERB_TAGS for i in range(finite + 1, end)
        )

    def _opens_main_clause(self, start: int, end: int) -> bool:
        """ "…, der Ball ist rund" is a main clause, though it opens like a relative one."""
        if self.small[start] not in ("der", "die", "das", "den", "dem"):
            return False
        finite = [i for i in range(start, end) if self.tags[i] in _FINITE_TAGS]
        if finite and any(self.words[i].is_word for i in range(finite[0] + 1, end)):
            return True
        # "Das Wetter ist schön, die Sonne scheint": no noun before the comma to tell more about.
        nouns = [word for word in self.words[max(0, start - 4) : start - 1] if word.is_noun]
        return self.tags[start + 1] in ("NN", "NE") and not (
            nouns and self.words[start - 2].is_noun
        )

    def _finite(self, start: int, end: int, opener: int | None) -> Iterator[int]:
        found = [i for i in range(start, end) if self.tags[i] in _FINITE_TAGS and self._is_verb(i)]
        loose = [
            i
            for i in range(start, end)
            if self.tags[i] in ("VV(INF)", "VA(INF)", "VM(INF)")
            and self.words[i].text[0].islower()
            and self.tags[i - 1] not in ("PTKZU", "KOUI")
            and self.small[i - 1] != "zu"
        ]
        if not found and loose:
            if opener is not None:
                found = [loose[-1]]
            elif self._has_subject(start, loose[0]) and not self._continues_list(start):
                found = [loose[0]]
        if found and opener is None:
            beside = [i for i in loose if i not in found and self._stands_beside(found, i)]
            found = sorted((*self._joined(found), *beside))
        yield from found

    def _joined(self, finite: Sequence[int]) -> Iterator[int]:
        """A second finite verb needs a joining word before it, else it is an infinitive."""
        for number, place in enumerate(finite):
            if number == 0 or any(
                self.small[i] in _COORDINATORS for i in range(finite[number - 1] + 1, place)
            ):
                yield place

    def _is_verb(self, place: int) -> bool:
        """HanTa takes some names and titles for verbs."""
        word = self.words[place]
        return word.text[0].islower() or place == 0 or not self.words[place - 1].is_word

    def _has_subject(self, start: int, end: int) -> bool:
        return any(
            self.tags[i] in ("NN", "NE", "PPER", "PIS", "NNA", "PDS") for i in range(start, end)
        )

    def _continues_list(self, start: int) -> bool:
        """ "Sie können schwimmen, Ball spielen oder tanzen": one modal verb for all."""
        return self.words[start - 1].text == "," and any(
            word.is_finite and word.lemma in TAKES_INFINITIVE for word in self.words[: start - 1]
        )

    def _stands_beside(self, finite: Sequence[int], place: int) -> bool:
        """ "Wir spielen und lachen": the second verb is as finite as the first."""
        first = finite[0]
        if self.words[first].lemma in TAKES_INFINITIVE or place < first:
            return False
        return any(self.small[i] in _COORDINATORS for i in range(first + 1, place))
