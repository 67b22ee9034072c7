"""Measures all engines on one number of records: build, questions, change, start, memory."""

import gc
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from directory.catalogue.criteria import Criteria, Sort, Word
from directory.catalogue.record import Record, Section
from tests.bench import fresh as fresh_process
from tests.bench.agreement import differences
from tests.bench.clock import Spread, process_seconds, thread_ms, wall_ms
from tests.bench.engines import Engine
from tests.bench.our_engine import Ours, OursWithAnswers
from tests.bench.queries import Question, questions
from tests.bench.records import asked_terms, indexed_terms, records
from tests.bench.sqlite_engine import Sqlite
from tests.bench.tantivy_engine import Tantivy
from tests.bench.whoosh_scores import largest_difference
from tests.catalogue.brute_force import BruteForce

ENGINES: tuple[type[Engine], ...] = (Ours, Sqlite, Tantivy)
ROUNDS = 3
CHANGES = 15
# The slow way looks at every record six times, so it is asked less often where there are many.
RECORDS_LOOKED_AT = 300_000
# Plain Whoosh builds 500 records a second, so scores are compared at small sizes only.
MOST_FOR_WHOOSH = 2_000

Say = Callable[[str], None]


@dataclass
class Build:
    cpu_seconds: float
    records_per_second: float
    megabytes: float


@dataclass
class Change:
    """From handing over one changed record until a search has found it."""

    cpu_ms: float
    wall_ms: float


@dataclass
class Agreement:
    """``compared``: how many answers, by engine; ``faults``: which of them were different."""

    with_brute_force: int = 0
    with_each_other: int = 0
    faults: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class SizeResult:
    size: int
    warm: dict[str, Spread] = field(default_factory=dict)
    warm_by_kind: dict[str, dict[str, Spread]] = field(default_factory=dict)
    cold: dict[str, Spread] = field(default_factory=dict)
    kept: Spread | None = None
    build: dict[str, Build] = field(default_factory=dict)
    change: dict[str, Change] = field(default_factory=dict)
    score_difference: float | None = None
    fresh: dict[str, fresh_process.Fresh] = field(default_factory=dict)
    agreement: Agreement = field(default_factory=Agreement)


def measure(size: int, question_count: int, scratch: Path, say: Say) -> SizeResult:
    say(f"{size}: records")
    made = list(records(size))
    asked = questions(made, asked_terms, question_count)
    result = SizeResult(size)
    for engine in ENGINES:
        say(f"{size}: build {engine.name}")
        result.build[engine.name] = _build(engine, scratch, made)
    # The collector must not walk over our list of records while an engine is measured.
    gc.collect()
    gc.freeze()
    opened = [_opened(engine, scratch) for engine in ENGINES]
    say(f"{size}: compare answers")
    result.agreement = agreement(opened, made, [question.criteria for question in asked])
    if size <= MOST_FOR_WHOOSH:
        say(f"{size}: scores of plain Whoosh")
        result.score_difference = largest_difference(
            scratch / "whoosh", opened[0], made, [question.criteria for question in asked]
        )
    say(f"{size}: {len(asked)} questions, {ROUNDS} rounds")
    result.warm, result.warm_by_kind = _interleaved(opened, asked)
    result.kept = _kept(scratch, asked)
    for engine in opened:
        engine.close()
    say(f"{size}: fresh processes")
    for engine in ENGINES:
        found = _fresh(engine, scratch, asked)
        result.fresh[engine.name] = found
        result.cold[engine.name] = Spread.of(found.cold_ms)
    say(f"{size}: changes")
    for engine in ENGINES:
        result.change[engine.name] = _change(engine, scratch, made)
    gc.unfreeze()
    return result


def _folder(engine: type[Engine], scratch: Path) -> Path:
    return scratch / engine.name


def _opened(engine: type[Engine], scratch: Path) -> Engine:
    opened = engine(_folder(engine, scratch), indexed_terms)
    opened.open()
    return opened


def _build(engine: type[Engine], scratch: Path, made: Sequence[Record]) -> Build:
    folder = _folder(engine, scratch)
    shutil.rmtree(folder, ignore_errors=True)
    builder = engine(folder, indexed_terms)
    seconds, _ = process_seconds(lambda: builder.build(made))
    builder.close()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Build(seconds, len(made) / seconds, size / 1e6)


def agreement(
    engines: Sequence[Engine], made: Sequence[Record], asked: Sequence[Criteria]
) -> Agreement:
    """A sample against the slow way, every question against the first of the others."""
    sample = asked[: max(3, min(len(asked), RECORDS_LOOKED_AT // len(made)))]
    slow = BruteForce(made, indexed_terms)
    found = Agreement(len(sample), len(asked), {engine.name: [] for engine in engines})
    for number, criteria in enumerate(asked):
        answers = [engine.search(criteria) for engine in engines]
        expected = slow.search(criteria) if number < len(sample) else answers[0]
        for engine, answer in zip(engines, answers, strict=True):
            found.faults[engine.name] += (
                f"{criteria}: {difference}"
                for difference in differences(criteria, expected, answer)
            )
    return found


def _interleaved(
    opened: Sequence[Engine], asked: Sequence[Question]
) -> tuple[dict[str, Spread], dict[str, dict[str, Spread]]]:
    """A B C, B C A, C A B: what disturbs the machine disturbs all of them."""
    times: dict[str, list[tuple[str, float]]] = {engine.name: [] for engine in opened}
    turn = list(opened)
    for _ in range(ROUNDS):
        for question in asked:
            turn = turn[1:] + turn[:1]
            for engine in turn:
                took = thread_ms(lambda e=engine, q=question: e.search(q.criteria))
                times[engine.name].append((question.kind, took))
    kinds = dict.fromkeys(question.kind for question in asked)
    return (
        {name: Spread.of([took for _, took in found]) for name, found in times.items()},
        {
            name: {kind: Spread.of([took for k, took in found if k == kind]) for kind in kinds}
            for name, found in times.items()
        },
    )


def _kept(scratch: Path, asked: Sequence[Question]) -> Spread:
    """The second time that the same is asked, with the answer still in memory."""
    engine = OursWithAnswers(scratch / Ours.name, indexed_terms)
    engine.open()
    times = []
    for question in asked:
        engine.search(question.criteria)
        times.append(thread_ms(lambda q=question: engine.search(q.criteria)))
    return Spread.of(times)


def _fresh(engine: type[Engine], scratch: Path, asked: Sequence[Question]) -> fresh_process.Fresh:
    criteria = [question.criteria for question in asked]
    return fresh_process.measured(engine.name, _folder(engine, scratch), criteria, scratch)


def _change(engine: type[Engine], scratch: Path, made: Sequence[Record]) -> Change:
    """Each time another record gets a name that nobody has, and is asked for."""
    opened = _opened(engine, scratch)
    cpu, wall = [], []
    step = max(1, len(made) // CHANGES)
    for number, record in enumerate(made[::step][:CHANGES]):
        word = f"{engine.name}neu{number}"
        term = asked_terms(word)[0]
        changed = replace(record, sections={**record.sections, Section.NAME: word})
        criteria = Criteria(
            kind=record.kind, words=(Word((term,)),), sort=Sort.RELEVANCE, page_size=1
        )
        show = _Showing(opened, changed, criteria)
        seconds, took = process_seconds(lambda s=show: wall_ms(s.show))
        cpu.append(seconds * 1000)
        wall.append(took)
    opened.close()
    return Change(median(cpu), median(wall))


@dataclass(frozen=True)
class _Showing:
    """Writes a record and looks whether a visitor sees it."""

    engine: Engine
    record: Record
    criteria: Criteria

    def show(self) -> None:
        self.engine.upsert(self.record)
        hits = self.engine.search(self.criteria).hits
        if [hit.id for hit in hits] != [self.record.id]:
            raise AssertionError(f"{self.engine.name} does not show a change")
