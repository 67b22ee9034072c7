"""``make bench``: measures, prints one table for each size, and says which bars are held."""

import argparse
import json
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import tantivy

from tests.bench.bars import Bar, bars_of_pages, bars_of_size, bars_of_typos
from tests.bench.search_bench import SizeResult, measure
from tests.bench.table import bar_lines, growth_table, page_table, size_table, typo_table

if TYPE_CHECKING:
    from tests.bench.page_bench import PageResult
    from tests.bench.typo_bench import TypoResult

LATEST = Path("bench/latest.json")


def main(arguments: Sequence[str]) -> None:
    options = _options(arguments)
    print(f"# {_machine()}\n")
    results, bars = [], []
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            result = measure(size, options.questions, Path(scratch), _say)
        results.append(result)
        bars += bars_of_size(result)
        print(size_table(result), end="\n\n", flush=True)
    print(growth_table(results), end="\n\n", flush=True)
    typos = pages = None
    if not options.search_only:
        typos, pages = _around_the_search()
        bars += [*bars_of_typos(typos), *bars_of_pages(pages)]
    print(bar_lines(bars))
    _keep(options.keep, results, typos, pages, bars)


def _around_the_search() -> "tuple[TypoResult, PageResult]":
    """Loaded late: the site and its word lists are no part of the search that is measured."""
    from tests.bench import page_bench, typo_bench

    _say("typos and understanding")
    typos = typo_bench.measure()
    print(typo_table(typos), end="\n\n", flush=True)
    _say("pages")
    with tempfile.TemporaryDirectory() as scratch:
        pages = page_bench.measure(Path(scratch))
    print(page_table(pages), end="\n\n")
    return typos, pages


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--sizes",
        type=lambda text: [int(size) for size in text.split(",")],
        default=[2_000, 20_000],
        help="numbers of offers, smallest first: 2000,20000,300000",
    )
    parser.add_argument("--questions", type=int, default=500, help="how many are asked")
    parser.add_argument("--search-only", action="store_true", help="no typos and no pages")
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
    typos: "TypoResult | None",
    pages: "PageResult | None",
    bars: Sequence[Bar],
) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    figures = {
        "machine": _machine(),
        "sizes": [asdict(result) for result in results],
        "typos": asdict(typos) if typos else None,
        "pages": asdict(pages) if pages else None,
        "bars": [{**asdict(bar), "held": bar.is_held} for bar in bars],
    }
    file.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
