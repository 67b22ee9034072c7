"""Questions, comparison and bars: what stands between the clock and the table."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec import structs

from directory.catalogue.criteria import Answer, Circle, Criteria, Facets, Hit, Sort
from tests.bench import __main__ as bench
from tests.bench.agreement import differences
from tests.bench.bars import Bar, bars_of_easy_language, bars_of_filling, bars_of_size
from tests.bench.clock import Spread
from tests.bench.easy_language_bench import EasyLanguageResult, measured
from tests.bench.filling_bench import Filled, FillingResult
from tests.bench.made_up import made_up_records
from tests.bench.queries import MIX, questions
from tests.bench.records import asked_terms
from tests.bench.search_bench import Build, Change, SizeResult
from tests.bench.table import easy_language_table, filling_table
from tests.bench.typo_bench import _slips
from tests.databases import only_sqlite

pytestmark = only_sqlite("engines and tables of figures, whatever the sites are that others start")

RECORDS = tuple(made_up_records(200))
NEAREST = Criteria(circle=Circle(51.0, 10.0), sort=Sort.DISTANCE)
ONE, OTHER = Hit("one", {}, 0.0, 1.0), Hit("other", {}, 0.0, 2.0)
ANSWER = Answer(2, (ONE, OTHER), Facets(sports={"judo": 2}))


def test_the_same_questions_are_asked_each_time() -> None:
    assert questions(RECORDS, asked_terms, 50) == questions(RECORDS, asked_terms, 50)


def test_every_kind_of_question_is_asked() -> None:
    asked = questions(RECORDS, asked_terms)
    assert len(asked) == 500
    assert {question.kind for question in asked} == set(MIX)


def test_misspelt_words_have_several_terms_and_beginnings_are_beginnings() -> None:
    asked = questions(RECORDS, asked_terms)
    misspelt = [q.criteria.words[0] for q in asked if q.kind == "misspelt"]
    beginnings = [q.criteria.words[0] for q in asked if q.kind == "prefix"]
    assert any(len(word.terms) > 1 for word in misspelt)
    assert all(word.prefix and len(word.terms[0]) >= 3 for word in beginnings)


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        (ANSWER, []),
        (structs.replace(ANSWER, facets=Facets(sports={"judo": 2, "yoga": 0})), []),
        (structs.replace(ANSWER, total=3), ["total: 3 instead of 2"]),
        (structs.replace(ANSWER, hits=(OTHER, ONE)), ["place 0", "place 1"]),
        (structs.replace(ANSWER, hits=(ONE,)), ["page: 1 hits instead of 2"]),
        (
            structs.replace(ANSWER, hits=(ONE, structs.replace(OTHER, distance_km=2.1))),
            ["place 1: 2.1 km"],
        ),
        (
            structs.replace(ANSWER, hits=(ONE, structs.replace(OTHER, stored={"name": ""}))),
            ["place 1"],
        ),
        (structs.replace(ANSWER, facets=Facets()), ["sports: {} instead of {'judo': 2}"]),
    ],
)
def test_what_differs_is_named(answer: Answer, named: list[str]) -> None:
    found = list(differences(NEAREST, ANSWER, answer))
    assert [text[: len(start)] for text, start in zip(found, named, strict=True)] == named


def test_by_relevance_only_the_members_count() -> None:
    by_relevance = structs.replace(NEAREST, sort=Sort.RELEVANCE)
    turned = structs.replace(ANSWER, hits=(OTHER, ONE))
    missing = structs.replace(ANSWER, hits=(ONE, structs.replace(OTHER, id="third")))
    assert list(differences(by_relevance, ANSWER, turned)) == []
    assert list(differences(by_relevance, ANSWER, missing)) == ["members: ['other', 'third']"]


@pytest.mark.parametrize(
    ("bar", "is_held"),
    [
        (Bar("ratio", 0.5, 0.5), True),
        (Bar("ratio", 0.51, 0.5), False),
        (Bar("share", 0.95, 0.95, at_least=True), True),
        (Bar("share", 0.94, 0.95, at_least=True), False),
    ],
)
def test_a_bar_is_held_or_missed(bar: Bar, is_held: bool) -> None:
    assert bar.is_held is is_held
    assert str(bar).startswith("held" if is_held else "MISSED")


def test_a_wrong_answer_misses_a_bar() -> None:
    spread = Spread(1.0, 1.0, 1.0)
    result = SizeResult(20_000)
    result.warm = {"ours": spread, "SQLite": spread, "tantivy": spread}
    result.build = {"ours": Build(1.0, 1.0, 1.0)}
    result.change = {"ours": Change(1.0, 1.0)}
    result.agreement.faults = {"ours": ["total: 3 instead of 2"]}
    missed = {bar.what.partition(": ")[2] for bar in bars_of_size(result) if not bar.is_held}
    assert "answers that differ from brute force and the others" in missed
    assert "search / SQLite, p95" in missed
    assert "rebuild, CPU seconds" not in missed


def test_the_whole_run_ends_with_a_table_and_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "bench" / "latest.json"
    bench.main(["--sizes", "60", "--questions", "50", "--only", "search", "--keep", str(kept)])
    printed = capsys.readouterr().out
    assert "## 60 offers" in printed
    assert "differences: ours 0, SQLite 0, tantivy 0" in printed
    figures = json.loads(kept.read_text("utf-8"))
    assert set(figures["sizes"][0]["warm"]) == {"ours", "SQLite", "tantivy"}
    differing = [bar for bar in figures["bars"] if "differ" in bar["what"]]
    assert [bar["held"] for bar in differing] == [True, True]  # answers, scores


def test_slips_differ_from_every_name_and_are_the_same_each_time() -> None:
    names = ["Schwimmen", "Fußball", "Magdeburg", "Ulm"]
    slips = list(_slips(names, Random(1)))
    assert slips == list(_slips(names, Random(1)))
    assert {meant for _, meant in slips} == {"Schwimmen", "Fußball", "Magdeburg"}
    assert all(typed not in {name.lower() for name in names} for typed, _ in slips)


EASY_LANGUAGE = EasyLanguageResult(
    import_ms=3.0,
    loaded_too_early=[],
    first_ms=400.0,
    added_pss_mb=70.0,
    added_rss_mb=80.0,
    added_at_the_end_rss_mb=90.0,
    sentences=1_500,
    cold_per_second=300.0,
    broken_rules_per_second=501.0,
    check_per_second=500.0,
    new_words_per_second=5_000.0,
    seconds={"text": {8: 1.0, 32: 4.0}},
)


@pytest.mark.parametrize(
    ("change", "missed"),
    [
        ({}, []),
        ({"loaded_too_early": ["numpy"]}, ["models loaded before the first use"]),
        ({"check_per_second": 300.0}, ["check, warm sentences/s (aim)"]),
        (
            {"broken_rules_per_second": 199.0},
            ["broken_rules, warm sentences/s (must)", "broken_rules, warm sentences/s (aim)"],
        ),
        ({"added_rss_mb": 91.0}, ["memory added, MB RSS (aim)"]),
        ({"added_at_the_end_rss_mb": 161.0}, ["memory added by all texts, MB RSS (must)"]),
        ({"seconds": {"text": {8: 1.0, 32: 16.0}}}, ["growth exponent, text"]),
    ],
)
def test_an_engine_that_is_slow_heavy_or_eager_misses_its_bars(
    change: dict[str, Any], missed: list[str]
) -> None:
    bars = bars_of_easy_language(replace(EASY_LANGUAGE, **change))
    assert [bar.what.partition(": ")[2] for bar in bars if not bar.is_held] == missed


def test_the_engine_for_leichte_sprache_is_measured_in_a_process_of_its_own() -> None:
    result = measured(most_kilobytes=32)
    assert result.loaded_too_early == []
    assert result.added_rss_mb > 20  # else the models were there before
    assert [list(taken) for taken in result.seconds.values()] == [[8, 32]] * 3
    assert "| check of one text, s" in easy_language_table(result)


def test_an_offer_must_not_take_longer_than_an_evening_has_patience() -> None:
    quick = Filled(minutes=2.8, pages=24, answers=79, choices=75, signs=317)
    slow, long = replace(quick, minutes=5.1), replace(quick, answers=13)
    assert [bar.is_held for bar in bars_of_filling(FillingResult(quick, long))] == [True, False]
    least = replace(quick, answers=5)
    assert [bar.is_held for bar in bars_of_filling(FillingResult(slow, least))] == [False, True]
    assert "| complete" in filling_table(FillingResult(quick, least))
