"""The one table: search, pages and API at every size, with bars, verdicts and growth."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING

import numpy as np

from tests.bench import bars
from tests.bench.search_bench import ENGINES, SizeResult

if TYPE_CHECKING:
    from tests.bench.page_bench import PageResult

RIVALS = tuple(engine.name for engine in ENGINES if engine.name != "ours")
# The kinds that the pages are asked for too stand first.
_KINDS = ("text", "text + radius", "radius", "sport + radius + need", "misspelt", "prefix")


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing at each size; ``limits`` are its bars, ``grows``: it has an exponent."""

    name: str
    values: Mapping[int, float]
    limits: Mapping[int, float] = field(default_factory=dict)
    grows: bool = False

    @property
    def verdict(self) -> str:
        missed = [size for size, limit in self.limits.items() if self.values.get(size, 0) > limit]
        judged = [size for size in self.limits if size in self.values]
        if not judged:
            return ""
        return "missed: " + ", ".join(f"{size:,}" for size in missed) if missed else "passed"

    @property
    def exponent(self) -> str:
        """The slope of the straight line through all sizes, both in logarithms."""
        known = [(size, value) for size, value in self.values.items() if value > 0]
        if not self.grows or len(known) < 2:
            return ""
        sizes, values = zip(*known, strict=True)
        return f"{np.polyfit([log(s) for s in sizes], [log(v) for v in values], 1)[0]:.2f}"


def whole_table(searches: Sequence[SizeResult], pages: Sequence["PageResult"]) -> str:
    """Markdown; every ratio is of two things that were measured in turn in this run."""
    sizes = sorted({one.size for one in searches} | {one.offers for one in pages})
    head = ("", *(f"{size:,} offers" for size in sizes), "growth exponent", "bar", "")
    rows = [head, tuple("---" for _ in head)]
    for line in (*_search_lines(searches), *_page_lines(pages)):
        cells = (_figure(line.values[size]) if size in line.values else "–" for size in sizes)
        rows.append((line.name, *cells, line.exponent, _bar(line.limits), line.verdict))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _search_lines(results: Sequence[SizeResult]) -> Iterator[Line]:
    def over(value: Callable[[SizeResult], float]) -> dict[int, float]:
        return {one.size: value(one) for one in results}

    if not results:
        return
    sizes = [one.size for one in results]
    for at, name in ((0, "p50"), (1, "p95")):
        yield Line(f"search, ms {name}", over(lambda r, a=at: r.warm["ours"][a]), grows=True)
    for at, name in ((0, "p50"), (1, "p95")):
        limits = {size: pair[at] for size, pair in bars.SQLITE_RATIOS.items()}
        values = over(lambda r, a=at: r.warm["ours"][a] / r.warm["SQLite"][a])
        yield Line(f"search ÷ SQLite, {name}", values, limits)
    for at, name in ((0, "p50"), (1, "p95")):
        values = over(lambda r, a=at: r.warm["ours"][a] / r.warm["tantivy"][a])
        yield Line(f"search ÷ tantivy, {name}", values, dict.fromkeys(sizes, bars.TANTIVY_RATIO))
    yield Line("search asked for the first time, ms p50", over(lambda r: r.cold["ours"].p50))
    known = results[0].warm_by_kind["ours"]
    for kind in (*_KINDS, *(kind for kind in known if kind not in _KINDS)):
        for rival in RIVALS:
            values = over(
                lambda r, k=kind, n=rival: r.warm_by_kind["ours"][k].p50 / r.warm_by_kind[n][k].p50
            )
            yield Line(f"· {kind} ÷ {rival}, p50", values)
    for name in ("ours", *RIVALS):
        values = over(lambda r, n=name: r.build[n].records_per_second)
        yield Line(f"built by {name}, records a CPU second", values)
    yield Line(
        "rebuild, CPU s",
        over(lambda r: r.build["ours"].cpu_seconds),
        bars.REBUILD_SECONDS,
        grows=True,
    )
    for name in ("ours", *RIVALS):
        values = over(lambda r, n=name: r.change[n].cpu_ms)
        limits = bars.CHANGE_MS if name == "ours" else {}
        yield Line(f"one change found by {name}, CPU ms", values, limits)
    yield Line(
        "search starts, ms to the first answer",
        over(lambda r: r.fresh["ours"].start_ms),
        {max(sizes): bars.START_MS},
        grows=True,
    )
    yield Line(
        "search holds, MB",
        over(lambda r: r.fresh["ours"].pss_mb),
        {max(sizes): bars.MEMORY_MB},
        grows=True,
    )


def _page_lines(results: Sequence["PageResult"]) -> Iterator[Line]:
    def over(value: Callable[["PageResult"], float]) -> dict[int, float]:
        return {one.offers: value(one) for one in results}

    if not results:
        return
    sizes = [one.offers for one in results]
    names = {
        "warm": "/suche never asked",
        "cold": "/suche never asked, no card ever shown",
        "kept": "/suche asked before",
        "304": "/suche unchanged (304)",
        "api": "/api/v1/offers never asked",
        "api cold": "/api/v1/offers never asked, no word ever met",
        "offer": "/angebot/… never opened",
    }
    yield Line("empty page of Flask, ms p50", over(lambda r: r.spreads["hello"].p50))
    for name, words in names.items():
        values = over(lambda r, n=name: r.spreads[n].p50)
        yield Line(f"{words}, ms p50", values, grows=True)
        yield Line(f"{words}, ms p95", over(lambda r, n=name: r.spreads[n].p95))
    for name, words in names.items():
        values = over(lambda r, n=name: r.times(n))
        yield Line(f"{words} ÷ empty page, inside the program, p50", values)
    served = {
        "page": ("/suche never asked", bars.PAGE_RATIO),
        "cold": ("/suche never asked, by a process that has met nothing", bars.PAGE_RATIO),
        "kept": ("/suche asked before", bars.KEPT_PAGE_RATIO),
        "304": ("/suche unchanged (304)", bars.KEPT_PAGE_RATIO),
        "api": ("/api/v1/offers never asked", bars.PAGE_RATIO),
    }
    for name, (words, limit) in served.items():
        values = over(lambda r, n=name: r.on_server[n].times)
        limits = dict.fromkeys(sizes, limit)
        yield Line(f"{words} ÷ empty page, on our server, p50", values, limits)
        yield Line("· best of three rounds", over(lambda r, n=name: r.on_server[n].least))
        yield Line("· worst of three rounds", over(lambda r, n=name: r.on_server[n].most))
    for words, at in (("/suche never asked", "ours"), ("empty page beside it", "empty")):
        values = over(lambda r, a=at: getattr(r.on_server["page"], a).p50)
        yield Line(f"{words}, on our server, ms p50", values)
    for kind in results[0].by_kind:
        for words, attribute in (("", "by_kind"), (", no card ever shown", "cold_by_kind")):
            values = over(
                lambda r, k=kind, a=attribute: getattr(r, a)[k].p50 / r.spreads["hello"].p50
            )
            yield Line(f"· {kind}{words} ÷ empty page, p50", values)
    yield Line("stored and indexed, offers a CPU second", over(lambda r: r.offers / r.fill_seconds))
    yield Line("one offer stored → on its page of results, CPU ms", over(lambda r: r.change_ms))
    yield Line("the site starts, CPU ms", over(lambda r: r.start_ms), grows=True)
    yield Line("the first visitor waits, CPU ms", over(lambda r: r.first_visitor_ms))
    yield Line("a process holds, MB", over(lambda r: r.memory_mb), grows=True)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _bar(limits: Mapping[int, float]) -> str:
    known = sorted(limits.items())
    if len({limit for _, limit in known}) == 1:
        return f"≤ {known[0][1]:g}"
    return "; ".join(f"{size:,}: ≤ {limit:g}" for size, limit in known)
