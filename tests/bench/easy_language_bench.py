"""What the engine for Leichte Sprache costs: memory, first sentence, pace, growth.

Run as ``python -m tests.bench.easy_language_bench <most kB>`` in a new process; prints JSON.
"""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module
from itertools import cycle
from math import log
from random import Random
from statistics import median

from tests.bench.memory import memory_mb
from tests.easy_language import labelled

# All splits: here only time is measured, nothing is tuned.
SPLITS = ("dev", "test", "blind_a", "blind_b")
HEAVY = ("HanTa", "numpy", "wordfreq", "simplemma")
WEIGHED_AFTER = 300
ROUNDS = 5
NEW_WORDS = 2_000
KILOBYTES = (8, 32, 128, 512, 1_000)
LABELLED_TEXT = "sentences of clubs and offices"
# Its compound is in no word list, so that every model and list is loaded.
FIRST = "Die Rollstuhltennisgruppe trifft sich am Dienstag."


@dataclass(frozen=True, slots=True)
class EasyLanguageResult:
    """Paces are per second of processor time of one thread; memory is what the engine adds.

    ``first_ms`` is wall time and loads the models. ``seconds``: for each kind of text how long
    ``check`` takes, by kilobytes.
    """

    import_ms: float
    loaded_too_early: list[str]
    first_ms: float
    added_pss_mb: float
    added_rss_mb: float
    added_at_the_end_rss_mb: float
    sentences: int
    cold_per_second: float
    broken_rules_per_second: float
    check_per_second: float
    new_words_per_second: float
    seconds: dict[str, dict[int, float]]

    def growth(self, kind: str) -> float:
        """With which power of the size the time grows, smallest to largest: 1 is in proportion."""
        taken = self.seconds[kind]
        small, large = min(taken), max(taken)
        return log(taken[large] / taken[small]) / log(large / small)


def measured(most_kilobytes: int = KILOBYTES[-1]) -> EasyLanguageResult:
    """Starts a process of its own and waits for it."""
    command = [sys.executable, "-m", "tests.bench.easy_language_bench", str(most_kilobytes)]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    figures = json.loads(printed.splitlines()[-1])
    # JSON knows no numbers as keys.
    figures["seconds"] = {
        kind: {int(size): taken for size, taken in by_size.items()}
        for kind, by_size in figures["seconds"].items()
    }
    return EasyLanguageResult(**figures)


def measure(most_kilobytes: int) -> EasyLanguageResult:
    sentences, new_words = _sentences(), _new_words()
    gc.collect()
    before = memory_mb()
    import_ms = _wall_ms(lambda: import_module("directory.easy_language"))
    loaded_too_early = [name for name in HEAVY if name in sys.modules]
    # Imported only now, because whoever asks for a function of the engine loads its rules.
    first_ms = _wall_ms(lambda: _broken_rules(FIRST))
    cold = _seconds(lambda: [_broken_rules(each) for each in sentences[:WEIGHED_AFTER]])
    gc.collect()
    after = memory_mb()

    from directory.easy_language import broken_rules, check, parts

    for sentence in sentences:
        check(sentence)
    broken_rules_pace = _pace(broken_rules, sentences)
    check_pace = _pace(check, sentences)
    new_words_seconds = _seconds(lambda: [parts(word) for word in new_words])
    sizes = [size for size in KILOBYTES if size <= most_kilobytes]
    seconds = {
        kind: {size: _seconds(partial(check, text[: size * 1000])) for size in sizes}
        for kind, text in _long_texts(sentences, max(sizes) * 1000)
    }
    gc.collect()
    return EasyLanguageResult(
        import_ms=import_ms,
        loaded_too_early=loaded_too_early,
        first_ms=first_ms,
        added_pss_mb=after["Pss"] - before["Pss"],
        added_rss_mb=after["Rss"] - before["Rss"],
        added_at_the_end_rss_mb=memory_mb()["Rss"] - before["Rss"],
        sentences=len(sentences),
        cold_per_second=WEIGHED_AFTER / cold,
        broken_rules_per_second=broken_rules_pace,
        check_per_second=check_pace,
        new_words_per_second=len(new_words) / new_words_seconds,
        seconds=seconds,
    )


def _broken_rules(sentence: str) -> object:
    from directory.easy_language import broken_rules

    return broken_rules(sentence)


def _sentences() -> list[str]:
    """Different ones of clubs, offices and newspapers, mixed the same way each time."""
    every: list[str] = []
    for split in SPLITS:
        labels = [*labelled.club_sentences(split), *labelled.grammar_sentences(split)]
        every += [label.sentence for label in labels]
        every += labelled.sentences_of_level("easy", split)
        every += labelled.sentences_of_level("standard", split)
    found = list(dict.fromkeys(every))
    Random(1).shuffle(found)
    return found


def _new_words() -> list[str]:
    """Compounds put together by chance, so that no answer is kept from before."""
    known = [parts for split in SPLITS for _, parts in labelled.compounds(split) if parts[1:]]
    random = Random(2)
    found: set[str] = set()
    while len(found) < NEW_WORDS:
        first, last = random.choice(known)[0], random.choice(known)[-1]
        found.add(first + last.lower())
    return sorted(found)


def _long_texts(sentences: Sequence[str], length: int) -> Iterator[tuple[str, str]]:
    """A text as it should be, one whose sentence never ends, one that is a single word."""
    yield LABELLED_TEXT, _repeated([sentence + " " for sentence in sentences], length)
    yield "one sentence without an end", _repeated(["Wir spielen und laufen "], length)
    yield "one word", _repeated(["Sport"], length)


def _repeated(pieces: Sequence[str], length: int) -> str:
    taken: list[str] = []
    total = 0
    for piece in cycle(pieces):
        if total >= length:
            return "".join(taken)
        taken.append(piece)
        total += len(piece)
    return ""


def _pace(ask: Callable[[str], object], sentences: Sequence[str]) -> float:
    rounds = [_seconds(lambda: [ask(sentence) for sentence in sentences]) for _ in range(ROUNDS)]
    return len(sentences) / median(rounds)


# The clock of the other measurements is not used here: it loads numpy, and so does the engine.
def _seconds(work: Callable[[], object]) -> float:
    start = time.thread_time()
    work()
    return time.thread_time() - start


def _wall_ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    print(json.dumps(asdict(measure(int(sys.argv[1])))))
