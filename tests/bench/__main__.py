"""``make bench``: measures, prints one table for each size, and says which bars are held."""

import argparse
import json
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import tantivy

from tests.bench.bars import (
    Bar,
    bars_of_easy_language,
    bars_of_filling,
    bars_of_first_visits,
    bars_of_pages,
    bars_of_photos,
    bars_of_size,
    bars_of_typos,
)
from tests.bench.search_bench import SizeResult, measure
from tests.bench.table import (
    bar_lines,
    easy_language_table,
    filling_table,
    first_visit_table,
    growth_table,
    photo_table,
    size_table,
    typo_table,
)
from tests.bench.whole_table import whole_table

if TYPE_CHECKING:
    from tests.bench.easy_language_bench import EasyLanguageResult
    from tests.bench.filling_bench import FillingResult
    from tests.bench.first_visit_bench import FirstVisitResult
    from tests.bench.page_bench import PageResult
    from tests.bench.photo_bench import PhotoResult
    from tests.bench.typo_bench import TypoResult

    Result = TypoResult | EasyLanguageResult | FirstVisitResult | FillingResult | PhotoResult

LATEST = Path("bench/latest.json")
TABLE = Path("bench/latest.md")
GROUPS = (
    "search",
    "typos",
    "pages",
    "easy-language",
    "first-visit",
    "filling",
    "photos",
    "booklet",
    "gaps",
    "open-files",
    "television",
)


def main(arguments: Sequence[str]) -> None:
    options = _options(arguments)
    print(f"# {_machine()}\n")
    results: list[SizeResult] = []
    bars: list[Bar] = []
    for size in options.sizes if "search" in options.only else ():
        with tempfile.TemporaryDirectory() as scratch:
            result = measure(size, options.questions, Path(scratch), _say)
        results.append(result)
        bars += bars_of_size(result)
        print(size_table(result), end="\n\n", flush=True)
    if results:
        print(growth_table(results), end="\n\n", flush=True)
    pages = _pages(options.sizes) if "pages" in options.only else []
    for one in pages:
        bars += bars_of_pages(one)
    if results or pages:
        table = whole_table(results, pages)
        print(f"## Everything at every size\n\n{table}\n", flush=True)
        TABLE.parent.mkdir(parents=True, exist_ok=True)
        TABLE.write_text(f"{_machine()}\n\n{table}\n", "utf-8")
    typos = easy_language = first_visits = filling = photos = None
    if "typos" in options.only:
        typos = _typos()
        bars += bars_of_typos(typos)
    if "easy-language" in options.only:
        easy_language = _easy_language()
        bars += bars_of_easy_language(easy_language)
    if "first-visit" in options.only:
        first_visits = _first_visits()
        bars += bars_of_first_visits(first_visits)
    if "filling" in options.only:
        filling = _filling()
        bars += bars_of_filling(filling)
    if "photos" in options.only:
        photos = _photos()
        bars += bars_of_photos(photos)
    if "booklet" in options.only:
        bars += _booklet()
    if "gaps" in options.only:
        bars += _gaps()
    if "open-files" in options.only:
        bars += _open_files()
    if "television" in options.only:
        bars += _television(options.seconds)
    print(bar_lines(bars))
    around = {
        "typos": typos,
        "easy_language": easy_language,
        "first_visits": first_visits,
        "filling": filling,
        "photos": photos,
    }
    _keep(options.keep, results, pages, around, bars)


def _booklet() -> list[Bar]:
    from tests.bench import booklet_bench as bench

    _say("a booklet")
    with tempfile.TemporaryDirectory() as scratch:
        found = bench.measure(Path(scratch))
    print(f"Booklet: {found.offers} offers on {found.pages} pages.\n", flush=True)
    return [
        Bar("booklet of 300 offers, seconds", found.seconds, bench.SECONDS),
        Bar("booklet of 300 offers, MB of its largest process", found.megabytes, bench.MEGABYTES),
    ]


def _gaps() -> list[Bar]:
    from tests.bench import gap_bench as bench

    _say("gaps")
    found = bench.measure()
    print(f"| offers ({found.towns} towns), CPU s | world | Germany | a state | all questions |")
    print("| --- | --- | --- | --- | --- |")
    for row in found.rows:
        asked = f"{row.germany:.2f} | {row.state:.2f} | {row.cube:.2f}"
        print(f"| {row.offers} | {row.world:.2f} | {asked} |")
    print(flush=True)
    seconds = found.seconds(20_000)
    return [Bar("gap report over 20,000 offers, CPU seconds", seconds, bench.SECONDS)]


def _open_files() -> list[Bar]:
    from tests.bench import open_files_bench as bench

    _say("open files")
    with tempfile.TemporaryDirectory() as scratch:
        found = bench.measure(Path(scratch))
    print("| file of 20,000 offers | s | MB sent | x reading rows | MB more | 304, ms |")
    print("| --- | --- | --- | --- | --- | --- |")
    for row in found:
        times = f"{row.seconds:.1f} | {row.megabytes_sent:.1f} | {row.ratio:.1f}"
        more = f"{row.megabytes:.1f} | {row.seconds_304 * 1000:.1f}"
        print(f"| {row.address} | {times} | {more} |")
    print(flush=True)
    most = max(row.megabytes for row in found)
    return [Bar("open files of 20,000 offers, MB more while one is sent", most, bench.MEGABYTES)]


def _television(seconds: int) -> list[Bar]:
    from tests.bench import television_bench as bench

    _say(f"television: {seconds} s each way")
    with tempfile.TemporaryDirectory() as scratch:
        found = bench.measure(Path(scratch), seconds)
    print(bench.table(found), end="\n\n", flush=True)
    return [
        bar
        for one in found
        for bar in (
            Bar(f"television, {one.way}: p95, ms", one.spread.p95, bench.P95_MS),
            Bar(f"television, {one.way}: errors", one.errors, 0),
            Bar(f"television, {one.way}: drift of p50", one.drift, bench.DRIFT),
            Bar(f"television, {one.way}: share of two cores", one.share, bench.SHARE),
        )
    ]


# Loaded late: the site and its word lists are no part of the search that is measured.
def _typos() -> "TypoResult":
    from tests.bench import typo_bench

    _say("typos and understanding")
    typos = typo_bench.measure()
    print(typo_table(typos), end="\n\n", flush=True)
    return typos


def _pages(sizes: Sequence[int]) -> "list[PageResult]":
    from tests.bench import page_bench

    found = []
    for size in sizes:
        _say(f"{size}: pages")
        with tempfile.TemporaryDirectory() as scratch:
            found.append(page_bench.measured(size, Path(scratch)))
    return found


def _easy_language() -> "EasyLanguageResult":
    from tests.bench import easy_language_bench

    _say("easy language")
    result = easy_language_bench.measured()
    print(easy_language_table(result), end="\n\n", flush=True)
    return result


def _first_visits() -> "FirstVisitResult":
    from tests.bench import first_visit_bench

    _say("first visits")
    with tempfile.TemporaryDirectory() as scratch:
        result = first_visit_bench.measure(Path(scratch))
    print(first_visit_table(result), end="\n\n", flush=True)
    return result


def _filling() -> "FillingResult":
    from tests.bench import filling_bench

    _say("filling in an offer")
    with tempfile.TemporaryDirectory() as scratch:
        result = filling_bench.measure(Path(scratch))
    print(filling_table(result), end="\n\n", flush=True)
    return result


def _photos() -> "PhotoResult":
    from tests.bench import photo_bench

    _say("photos")
    result = photo_bench.measure()
    print(photo_table(result), end="\n\n", flush=True)
    return result


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--sizes",
        type=lambda text: [int(size) for size in text.split(",")],
        default=[2_000, 20_000],
        help="numbers of offers, smallest first: 2000,20000,300000",
    )
    parser.add_argument("--questions", type=int, default=500, help="how many are asked")
    parser.add_argument(
        "--only", nargs="+", choices=GROUPS, default=GROUPS, help="measure a part; else everything"
    )
    parser.add_argument("--seconds", type=int, default=60, help="of television; 3600: an hour")
    parser.add_argument("--keep", type=Path, default=LATEST, help="where the figures go as JSON")
    return parser.parse_args(arguments)


def _machine() -> str:
    versions = [
        f"Python {platform.python_version()}",
        f"numpy {np.__version__}",
        f"SQLite {sqlite3.sqlite_version}",
        tantivy.__version__.partition(",")[0],
    ]
    return f"Search measured: {', '.join(versions)}, {platform.machine()}"


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


def _keep(
    file: Path,
    results: Sequence[SizeResult],
    pages: "Sequence[PageResult]",
    around: "Mapping[str, Result | None]",
    bars: Sequence[Bar],
) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    figures = {
        "machine": _machine(),
        "sizes": [asdict(result) for result in results],
        "pages": [asdict(page) for page in pages],
        **{name: asdict(result) if result else None for name, result in around.items()},
        "bars": [{**asdict(bar), "held": bar.is_held} for bar in bars],
    }
    file.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
