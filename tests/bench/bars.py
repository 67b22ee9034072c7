"""What the search has to reach, from one run; each bar is held, missed or not measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.search_bench import SizeResult

if TYPE_CHECKING:
    from tests.bench.page_bench import PageResult
    from tests.bench.typo_bench import TypoResult

# Size: our p50 and p95 divided by those of SQLite.
SQLITE_RATIOS = {2_000: (1.0, 1.0), 20_000: (0.5, 0.2), 300_000: (0.25, 0.06)}
TANTIVY_RATIO = 0.7
CHANGE_MS = {20_000: 30.0, 300_000: 60.0}
REBUILD_SECONDS = {20_000: 30.0, 300_000: 600.0}
START_MS, MEMORY_MB = 200.0, 400.0
PAGE_RATIO, KEPT_PAGE_RATIO = 10.0, 1.6
UNDERSTOOD_SHARE, CORRECTION_MS = 0.95, 0.2


@dataclass(frozen=True, slots=True)
class Bar:
    what: str
    found: float
    limit: float
    at_least: bool = False

    @property
    def is_held(self) -> bool:
        return self.found >= self.limit if self.at_least else self.found <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        verdict = "held" if self.is_held else "MISSED"
        return f"{verdict:6}  {self.what}: {self.found:.3g} (bar {sign} {self.limit:g})"


def bars_of_size(result: SizeResult) -> Iterator[Bar]:
    """At sizes without a bar of their own only those that hold everywhere."""
    size, ours = result.size, result.warm["ours"]
    sqlite, tantivy = result.warm["SQLite"], result.warm["tantivy"]
    if size in SQLITE_RATIOS:
        middle, slow = SQLITE_RATIOS[size]
        yield Bar(f"{size}: search / SQLite, p50", ours.p50 / sqlite.p50, middle)
        yield Bar(f"{size}: search / SQLite, p95", ours.p95 / sqlite.p95, slow)
    yield Bar(f"{size}: search / tantivy, p50", ours.p50 / tantivy.p50, TANTIVY_RATIO)
    yield Bar(f"{size}: search / tantivy, p95", ours.p95 / tantivy.p95, TANTIVY_RATIO)
    faults = len(result.agreement.faults["ours"])
    yield Bar(f"{size}: answers that differ from brute force and the others", faults, 0)
    if result.score_difference is not None:
        yield Bar(f"{size}: scores / plain Whoosh, difference", result.score_difference, 1e-4)
    if size in CHANGE_MS:
        change = result.change["ours"].cpu_ms
        yield Bar(f"{size}: change visible, median CPU ms", change, CHANGE_MS[size])
        rebuild = result.build["ours"].cpu_seconds
        yield Bar(f"{size}: rebuild, CPU seconds", rebuild, REBUILD_SECONDS[size])
    if size == max(CHANGE_MS):
        fresh = result.fresh["ours"]
        yield Bar(f"{size}: start until the first answer, ms", fresh.start_ms, START_MS)
        yield Bar(f"{size}: memory after 200 questions, MB", fresh.pss_mb, MEMORY_MB)


def bars_of_typos(result: "TypoResult") -> Iterator[Bar]:
    yield Bar(
        "typos: right first, slips invented by us", result.share_right, UNDERSTOOD_SHARE, True
    )
    yield Bar("typos: one correction, p50 ms", result.correction.p50, CORRECTION_MS)


def bars_of_pages(result: "PageResult") -> Iterator[Bar]:
    hello = result.hello.p50
    yield Bar("page / Flask hello, p50", result.page.p50 / hello, PAGE_RATIO)
    if result.unchanged:
        yield Bar(
            "page unchanged (304) / hello, p50", result.unchanged.p50 / hello, KEPT_PAGE_RATIO
        )
