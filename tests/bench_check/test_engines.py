"""The yardstick is only one if every engine of it answers as the slow way does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from directory.catalogue.criteria import Criteria, Word
from directory.catalogue.record import Section
from tests.bench.agreement import differences
from tests.bench.engines import Engine
from tests.bench.made_up import made_up_records
from tests.bench.our_engine import Ours
from tests.bench.queries import questions
from tests.bench.records import asked_terms, indexed_terms
from tests.bench.sqlite_engine import Sqlite
from tests.bench.tantivy_engine import Tantivy
from tests.catalogue.brute_force import BruteForce

RECORDS = tuple(made_up_records(500))
EACH_ENGINE = pytest.mark.parametrize("engine", [Sqlite, Tantivy, Ours], indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    built: Engine = request.param(tmp_path, indexed_terms)
    built.build(RECORDS)
    built.close()
    engine: Engine = request.param(tmp_path, indexed_terms)
    engine.open()
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def oracle() -> BruteForce:
    return BruteForce(RECORDS, indexed_terms)


def faults(engine: Engine, oracle: BruteForce, asked: list[Criteria]) -> list[str]:
    return [
        f"{criteria}: {difference}"
        for criteria in asked
        for difference in differences(criteria, oracle.search(criteria), engine.search(criteria))
    ]


@EACH_ENGINE
def test_an_engine_answers_as_the_slow_way_does(engine: Engine, oracle: BruteForce) -> None:
    asked = [question.criteria for question in questions(RECORDS, asked_terms, 200)]
    assert faults(engine, oracle, asked) == []


@EACH_ENGINE
def test_an_engine_bears_every_mixture_of_filters(engine: Engine, oracle: BruteForce) -> None:
    mixed = questions(RECORDS, asked_terms, 2500, seed=3)
    asked = [question.criteria for question in mixed if question.kind == "many filters"]
    assert len(asked) == 100
    assert faults(engine, oracle, asked) == []


@EACH_ENGINE
def test_a_changed_record_is_found_as_it_is_now(engine: Engine) -> None:
    changed = replace(RECORDS[7], sections={Section.NAME: "Einrad"}, latitude_e6=52_000_001)
    new = replace(RECORDS[8], id="new", sections={Section.NAME: "Einrad"}, sports=("einrad",))
    engine.upsert(changed)
    engine.upsert(new)
    now = [changed if record.id == changed.id else record for record in RECORDS] + [new]
    asked = [question.criteria for question in questions(now, asked_terms, 50)]
    asked = [c for c in asked if c.words] + [Criteria(words=(Word(("einrad",)),))]
    assert faults(engine, BruteForce(now, indexed_terms), asked) == []
