"""What the search has to reach, from one run; each bar is held, missed or not measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.search_bench import SizeResult

if TYPE_CHECKING:
    from tests.bench.easy_language_bench import EasyLanguageResult
    from tests.bench.filling_bench import FillingResult
    from tests.bench.first_visit_bench import FirstVisitResult
    from tests.bench.page_bench import PageResult
    from tests.bench.photo_bench import PhotoResult
    from tests.bench.typo_bench import TypoResult

# Size: our p50 and p95 divided by those of SQLite.
SQLITE_RATIOS = {2_000: (1.0, 1.0), 20_000: (0.5, 0.2), 300_000: (0.25, 0.06)}
TANTIVY_RATIO = 0.7
CHANGE_MS = {20_000: 30.0, 300_000: 60.0}
REBUILD_SECONDS = {20_000: 30.0, 300_000: 600.0}
START_MS, MEMORY_MB = 200.0, 400.0
PAGE_RATIO, PAGE_RATIO_AIM, KEPT_PAGE_RATIO = 10.0, 4.0, 1.6
FIRST_PAINT_MS, KILOBYTES, KILOBYTES_WITH_PICTURES = 1000.0, 100.0, 300.0
PHOTO_SECONDS, PHOTO_MB = 1.0, 150
FILLING_MINUTES, LEAST_ANSWERS = 5.0, 12
UNDERSTOOD_SHARE, CORRECTION_MS = 0.95, 0.2
# What the engine for Leichte Sprache must reach, and what it aims at.
SENTENCES_PER_SECOND = {"must": 200.0, "aim": 500.0}
ADDED_MB = {"must": 160.0, "aim": 90.0}
# In proportion is 1; the rest is what the clock of a busy machine varies.
GROWTH = 1.1


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
    size = result.offers
    for name, words, limit in (
        ("page", "page never asked (must)", PAGE_RATIO),
        ("page", "page never asked (aim)", PAGE_RATIO_AIM),
        ("cold", "page never asked, by a process that has met nothing (must)", PAGE_RATIO),
        ("kept", "page asked before (kept)", KEPT_PAGE_RATIO),
        ("304", "page unchanged (304)", KEPT_PAGE_RATIO),
        ("api", "API never asked", PAGE_RATIO),
    ):
        found = result.on_server[name].times
        yield Bar(f"{size}: {words} / hello on the same server, p50", found, limit)


def bars_of_first_visits(result: "FirstVisitResult") -> Iterator[Bar]:
    for name, page in result.pages.items():
        yield Bar(f"first visit, {name}: first paint, ms", page.first_paint_ms, FIRST_PAINT_MS)
        yield Bar(f"first visit, {name}: kB without pictures", page.kilobytes, KILOBYTES)
        weight = page.kilobytes_with_pictures
        yield Bar(f"first visit, {name}: kB with pictures", weight, KILOBYTES_WITH_PICTURES)
        yield Bar(f"first visit, {name}: other hosts asked", len(page.other_hosts), 0)


def bars_of_filling(result: "FillingResult") -> Iterator[Bar]:
    yield Bar("filling: a complete offer, minutes", result.complete.minutes, FILLING_MINUTES)
    yield Bar("filling: answers of the least offer", result.least.answers, LEAST_ANSWERS)


def bars_of_photos(result: "PhotoResult") -> Iterator[Bar]:
    yield Bar("photos: the slowest upload, CPU seconds", result.slowest, PHOTO_SECONDS)
    yield Bar("photos: the most memory, MB", result.most_megabytes, PHOTO_MB)


def bars_of_easy_language(result: "EasyLanguageResult") -> Iterator[Bar]:
    name = "easy language"
    yield Bar(f"{name}: models loaded before the first use", len(result.loaded_too_early), 0)
    paces = {
        "broken_rules": result.broken_rules_per_second,
        "check": result.check_per_second,
    }
    for level, limit in SENTENCES_PER_SECOND.items():
        for function, pace in paces.items():
            yield Bar(f"{name}: {function}, warm sentences/s ({level})", pace, limit, True)
    for level, limit in ADDED_MB.items():
        yield Bar(f"{name}: memory added, MB RSS ({level})", result.added_rss_mb, limit)
    at_the_end = result.added_at_the_end_rss_mb
    yield Bar(f"{name}: memory added by all texts, MB RSS (must)", at_the_end, ADDED_MB["must"])
    for kind in result.seconds:
        yield Bar(f"{name}: growth exponent, {kind}", result.growth(kind), GROWTH)
