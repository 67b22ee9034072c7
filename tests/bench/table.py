"""Prints what was measured: one table for each size, then the rest and the bars."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from tests.bench.bars import Bar
from tests.bench.clock import Spread
from tests.bench.search_bench import ENGINES, ROUNDS, SizeResult

if TYPE_CHECKING:
    from tests.bench.easy_language_bench import EasyLanguageResult
    from tests.bench.filling_bench import FillingResult
    from tests.bench.first_visit_bench import FirstVisitResult
    from tests.bench.photo_bench import PhotoResult
    from tests.bench.typo_bench import TypoResult

NAMES = tuple(engine.name for engine in ENGINES)
RIVALS = tuple(name for name in NAMES if name != "ours")
Row = Sequence[str]


def size_table(result: SizeResult) -> str:
    title = f"{result.size:,} offers, {ROUNDS} interleaved rounds, thread-CPU ms p50 / p95 / p99"
    ratios = [f"ours / {rival} p50, p95" for rival in RIVALS]
    head = ("", *NAMES, *ratios)
    rows = [*_search_rows(result), *_other_rows(result)]
    return f"## {title}\n\n{_table(head, rows)}\n\n{_agreement(result)}"


def growth_table(results: Sequence[SizeResult]) -> str:
    """With which power of the number of offers the time grows: 1 is in proportion."""
    pairs = list(pairwise(results))
    head = ("growth exponent (p50, p95)", *NAMES)
    rows = [
        (
            f"{small.size:,} → {big.size:,}",
            *(
                ", ".join(
                    _exponent(small, big, lambda r, n=name, a=at: r.warm[n][a]) for at in (0, 1)
                )
                for name in NAMES
            ),
        )
        for small, big in pairs
    ]
    return _table(head, rows) if rows else ""


def typo_table(result: "TypoResult") -> str:
    rows = [
        (f"correct one word ({result.entries:,} entries), ms", _spread(result.correction)),
        ("understand a whole question, ms", _spread(result.understanding)),
        (f"right first answer, {result.misspelt} invented slips", f"{result.share_right:.1%}"),
        (
            f"understood, our quality set held out ({result.questions})",
            f"{result.share_understood:.1%}",
        ),
    ]
    return _table(("typos and understanding", ""), rows)


def first_visit_table(result: "FirstVisitResult") -> str:
    rows = [
        (
            name,
            f"{page.first_paint_ms:.0f}",
            f"{page.kilobytes:.0f}",
            f"{page.kilobytes_with_pictures:.0f}",
            f"{page.requests}",
            ", ".join(page.other_hosts) or "none",
        )
        for name, page in result.pages.items()
    ]
    head = ("first visit", "first paint, ms", "kB", "kB with pictures", "requests", "other hosts")
    return _table(head, rows)


def filling_table(result: "FillingResult") -> str:
    rows = [
        (
            name,
            f"{one.minutes:.1f}",
            f"{one.answers}",
            f"{one.pages}",
            f"{one.choices}",
            f"{one.signs}",
        )
        for name, one in (("complete", result.complete), ("least", result.least))
    ]
    head = ("filling in an offer", "minutes", "answers", "pages", "presses", "signs typed")
    return _table(head, rows)


def photo_table(result: "PhotoResult") -> str:
    rows = [
        (one.name, f"{one.kilobytes}", one.became, f"{one.cpu_seconds:.2f}", f"{one.megabytes:.0f}")
        for one in result.files
    ]
    return _table(("an upload", "kB", "became", "CPU s", "memory, MB"), rows)


def easy_language_table(result: "EasyLanguageResult") -> str:
    rows = [
        ("import, ms", f"{result.import_ms:.1f}"),
        ("loaded by the import alone", ", ".join(result.loaded_too_early) or "no model"),
        ("first sentence, ms (loads the models)", f"{result.first_ms:.0f}"),
        (
            "memory added after 300 sentences, MB PSS (RSS)",
            f"{result.added_pss_mb:.0f} ({result.added_rss_mb:.0f})",
        ),
        ("memory added after all texts below, MB RSS", f"{result.added_at_the_end_rss_mb:.0f}"),
        ("broken_rules, cold, sentences/s", f"{result.cold_per_second:,.0f}"),
        ("broken_rules, warm, sentences/s", f"{result.broken_rules_per_second:,.0f}"),
        ("check, warm, sentences/s", f"{result.check_per_second:,.0f}"),
        ("parts, new words/s", f"{result.new_words_per_second:,.0f}"),
    ]
    sizes = list(next(iter(result.seconds.values())))
    growth = [
        (kind, *(f"{taken[size]:.2f}" for size in sizes), f"{result.growth(kind):.2f}")
        for kind, taken in result.seconds.items()
    ]
    head = ("check of one text, s", *(f"{size:,} kB" for size in sizes), "growth exponent")
    title = f"easy language, {result.sentences:,} sentences, one core"
    return f"{_table((title, ''), rows)}\n\n{_table(head, growth)}"


def bar_lines(bars: Sequence[Bar]) -> str:
    missed = sum(not bar.is_held for bar in bars)
    return "\n".join(["## Bars", "", *map(str, bars), "", f"{len(bars)} bars, {missed} missed"])


def _search_rows(result: SizeResult) -> Iterator[Row]:
    yield f"all {result.agreement.with_each_other} questions, warm", *_spreads(result.warm)
    yield "asked for the first time (cold)", *_spreads(result.cold)
    if result.kept:
        yield "asked again (answer kept)", _spread(result.kept), *["–"] * (len(NAMES) - 1)
    for kind in result.warm_by_kind["ours"]:
        found = {name: result.warm_by_kind[name][kind] for name in NAMES}
        yield f"· {kind}", *_spreads(found)


def _other_rows(result: SizeResult) -> Iterator[Row]:
    def row(name: str, text_of: Callable[[str], str]) -> Row:
        return name, *map(text_of, NAMES)

    build, change, fresh = result.build, result.change, result.fresh
    yield row("build, CPU s", lambda n: f"{build[n].cpu_seconds:.1f}")
    yield row("build, records / CPU s", lambda n: f"{build[n].records_per_second:,.0f}")
    yield row("on disk, MB", lambda n: f"{build[n].megabytes:.1f}")
    yield row(
        "change visible, CPU ms (wall)",
        lambda n: f"{change[n].cpu_ms:.1f} ({change[n].wall_ms:.1f})",
    )
    yield row(
        "start to first answer, ms (CPU)",
        lambda n: f"{fresh[n].start_ms:.0f} ({fresh[n].start_cpu_ms:.0f})",
    )
    yield row("imports before that, ms", lambda n: f"{fresh[n].import_ms:.0f}")
    yield row(
        "memory after 200 questions, MB PSS (RSS)",
        lambda n: f"{fresh[n].pss_mb:.0f} ({fresh[n].rss_mb:.0f})",
    )


def _agreement(result: SizeResult) -> str:
    found = result.agreement
    faults = ", ".join(f"{name} {len(found.faults[name])}" for name in NAMES)
    lines = [
        f"Totals, all counts and order: {found.with_brute_force} questions compared with brute"
        f" force, {found.with_each_other} with each other; differences: {faults}."
    ]
    lines += [f"  {name}: {fault}" for name in NAMES for fault in found.faults[name][:3]]
    return "\n".join(lines)


def _spreads(found: dict[str, Spread]) -> list[str]:
    ours = found["ours"]
    ratios = [
        f"{ours.p50 / found[name].p50:.2f}, {ours.p95 / found[name].p95:.2f}" for name in RIVALS
    ]
    return [*(_spread(found[name]) for name in NAMES), *ratios]


def _spread(spread: Spread) -> str:
    return " / ".join(f"{value:.3g}" if value < 100 else f"{value:.0f}" for value in spread)


def _exponent(small: SizeResult, big: SizeResult, time_of: Callable[[SizeResult], float]) -> str:
    power = log(time_of(big) / time_of(small)) / log(big.size / small.size)
    return f"{power:.2f}"


def _table(head: Row, rows: Sequence[Row]) -> str:
    every = [tuple(head), *(tuple(row) + ("",) * (len(head) - len(row)) for row in rows)]
    widths = [max(len(row[at]) for row in every) for at in range(len(head))]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in every]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
