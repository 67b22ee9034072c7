"""What whole pages cost, compared with an empty page of Flask, at each number of offers.

Run as ``python -m tests.bench.page_bench <offers> <folder>`` in a process of its own; prints JSON.
Without the offers it asks the server over the folder that such a process has left.
"""

import gc
import io
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from werkzeug.test import EnvironBuilder

from directory.app import create_app
from directory.catalogue import criteria
from directory.catalogue.recent import Recent
from directory.cli.opening import workshop
from directory.cli.starting import fill, make_ready
from directory.config import Settings
from directory.content import generated_listings
from directory.publishing import catch_up
from directory.web.kept_cards import EXTENSION as CARDS
from directory.web.kept_cards import KEPT_BYTES
from directory.web.parts import EXTENSION, Parts
from tests.bench import server_bench
from tests.bench.clock import Spread, process_seconds, thread_ms
from tests.bench.memory import memory_mb
from tests.bench.page_questions import page_questions
from tests.bench.records import CONTENT, SEED
from tests.bench.server_bench import UNCHANGED, Beside

SITE = "site"
ADDRESSES = 180
CHANGES = 7
ROUNDS_ON_SERVER, SEED_ON_SERVER = 3, 5
# Only what a person may have asked is counted, and counting is part of the price.
LIKE_A_BROWSER = {
    "Accept-Encoding": "gzip",
    "Accept-Language": "de",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
}


@dataclass(slots=True)
class PageResult:
    """Thread-CPU milliseconds, each beside an empty page of Flask (``hello``).

    ``cold``: a question that nobody asked before, and no card of it was ever shown. ``warm``: the
    same while cards of other answers are kept, as on a site that runs. ``kept``: asked by somebody
    else before, while nothing has changed. ``api``, ``api cold``: asked by a program, and neither
    by a program nor on a page before. ``offer``: the page of an offer that nobody opened yet.

    ``on_server``: on the server that operators run, all threads of a worker, beside the empty page
    on such a server. ``cold``: pages of a process that has met nothing yet; ``page``: never asked,
    in a process that has shown others; ``kept`` and ``304``: these asked again.
    """

    offers: int
    fill_seconds: float = 0
    start_ms: float = 0
    first_visitor_ms: float = 0
    memory_mb: float = 0
    change_ms: float = 0
    spreads: dict[str, Spread] = field(default_factory=dict)
    on_server: dict[str, Beside] = field(default_factory=dict)
    by_kind: dict[str, Spread] = field(default_factory=dict)
    cold_by_kind: dict[str, Spread] = field(default_factory=dict)

    def times(self, name: str) -> float:
        """How many empty pages it costs, p50."""
        return self.spreads[name].p50 / self.spreads["hello"].p50


def measured(offers: int, scratch: Path) -> PageResult:
    """Starts processes of their own and waits for them. Who visits the server is a small one: with
    all of the site in its memory it would drive out of the processor what the server needs."""
    known = _printed_by(str(offers), str(scratch))
    for name in ("spreads", "by_kind", "cold_by_kind"):
        known[name] = {key: Spread(*values) for key, values in known[name].items()}
    known["on_server"] = {
        kind: Beside(Spread(*ours), Spread(*empty), *rounds)
        for kind, (ours, empty, *rounds) in _printed_by(str(scratch)).items()
    }
    return PageResult(**known)


def _printed_by(*words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.page_bench", *words]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    known: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return known


def measure(offers: int, scratch: Path) -> PageResult:
    settings = Settings.from_environment(
        {"DIRECTORY_INSTANCE": str(scratch / SITE), "DIRECTORY_CONTENT": str(CONTENT)}
    )
    result = PageResult(offers)
    with redirect_stdout(io.StringIO()):
        make_ready(settings)
        listings = generated_listings(CONTENT, offers, SEED)
        result.fill_seconds, _ = process_seconds(lambda: fill(settings, listings))
    gc.collect()
    seconds, app = process_seconds(lambda: create_app(settings))
    result.start_ms = 1000 * seconds
    result.first_visitor_ms = thread_ms(_asked(app, "/suche?q=schwimen+in+haale"))
    _measure_pages(app, result)
    gc.collect()
    result.memory_mb = memory_mb()["Pss"]
    result.change_ms = _change_ms(app, settings)
    return result


def measure_on_server(scratch: Path) -> dict[str, Beside]:
    rounds = [_round(SEED_ON_SERVER + number) for number in range(ROUNDS_ON_SERVER)]
    return server_bench.measure(scratch / SITE, rounds, LIKE_A_BROWSER)


def _round(seed: int) -> dict[str, list[str]]:
    questions = [asks for _, asks in page_questions(3 * ADDRESSES, seed)]
    cold, pages = (
        [f"/suche?{asks}" for asks in questions[start : start + ADDRESSES]]
        for start in (0, ADDRESSES)
    )
    programs = [f"/api/v1/offers?{asks}" for asks in questions[2 * ADDRESSES :]]
    return {"cold": cold, "page": pages, "kept": pages, UNCHANGED: pages, "api": programs}


def _measure_pages(app: Flask, result: PageResult) -> None:
    hello = server_bench.empty_page()
    for warm_up in ("/suche?q=boccia", "/suche?was=judo&ort=Bonn", "/api/v1/offers?q=boccia"):
        _asked(app, warm_up)()
    questions = page_questions(6 * ADDRESSES, 4)
    starts = range(0, len(questions), ADDRESSES)
    first, others, more, later, programs, cold_programs = (
        questions[start : start + ADDRESSES] for start in starts
    )
    times: dict[str, list[float]] = {
        name: [] for name in ("hello", "warm", "kept", "304", "api", "api cold")
    }
    cold, warm = [], []
    for kind, asks in first:
        times["hello"].append(_ms(hello, "/"))
        cold.append((kind, _ms(app, f"/suche?{asks}", before=lambda: _forget(app))))
    for _, asks in others + more:
        _asked(app, f"/suche?{asks}")()
    for kind, asks in later:
        page = f"/suche?{asks}"
        times["hello"].append(_ms(hello, "/"))
        warm.append((kind, _ms(app, page)))
        times["kept"].append(_ms(app, page))
        times["304"].append(_ms(app, page, etag=_asked(app, page)()["ETag"]))
        times["hello"].append(_ms(hello, "/"))
    for (_, asks), (_, cold_asks) in zip(programs, cold_programs, strict=True):
        times["api"].append(_ms(app, f"/api/v1/offers?{asks}"))
        times["hello"].append(_ms(hello, "/"))
        cold_address = f"/api/v1/offers?{cold_asks}"
        times["api cold"].append(_ms(app, cold_address, before=lambda: _forget(app)))
    times["warm"], times["cold"] = [took for _, took in warm], [took for _, took in cold]
    times["offer"] = [_ms(app, f"/angebot/{slug}") for slug in _slugs(app, ADDRESSES)]
    result.spreads = {name: Spread.of(taken) for name, taken in times.items()}
    result.by_kind, result.cold_by_kind = _by_kind(warm), _by_kind(cold)


def _by_kind(found: Sequence[tuple[str, float]]) -> dict[str, Spread]:
    return {
        kind: Spread.of([took for other, took in found if other == kind])
        for kind in dict.fromkeys(kind for kind, _ in found)
    }


def _forget(app: Flask) -> None:
    """As if no card and no map had ever been shown here, and nobody had made a slip before."""
    app.extensions[CARDS] = Recent(KEPT_BYTES)
    criteria._told.cache_clear()
    here: Parts = app.extensions[EXTENSION]
    here.gazetteer._corrector._near.cache_clear()
    here.understanding._lexicon._corrector._near.cache_clear()
    if here.outlines:
        here.outlines.seen_in.cache_clear()


def _slugs(app: Flask, count: int) -> list[str]:
    parts: Parts = app.extensions[EXTENSION]
    found = []
    for listing in parts.store.listings():
        if listing.offer:
            found.append(listing.offer.slug)
        if len(found) == count:
            break
    return found


def _change_ms(app: Flask, settings: Settings) -> float:
    """From storing another name of one offer until its page of results shows it, CPU of all."""
    taken = []
    with workshop(settings) as tools:
        changed = [one for one in _some(tools.store, CHANGES) if one.offer]
        for number, listing in enumerate(changed):
            word = f"wortneu{number}"
            named = replace(listing, offer=replace(listing.offer, name=word, name_easy=""))

            def show(one: Any = named, word: str = word) -> None:
                tools.store.publish(one)
                catch_up(tools.store, tools.index, tools.builder, tools.record_of)
                if word not in _asked(app, f"/suche?q={word}", {"Accept-Encoding": ""})()["body"]:
                    raise AssertionError("a change is not shown")

            taken.append(1000 * process_seconds(show)[0])
    return median(taken)


def _some(store: Any, count: int) -> list[Any]:
    found = []
    for listing in store.listings():
        if listing.offer:
            found.append(listing)
        if len(found) == count:
            break
    return found


def _ms(
    app: Flask, address: str, etag: str = "", before: Callable[[], None] = lambda: None
) -> float:
    ask = _asked(app, address, {"If-None-Match": etag} if etag else {})
    before()
    return thread_ms(ask)


def _asked(
    app: Flask, address: str, more: dict[str, str] | None = None
) -> Callable[[], dict[str, str]]:
    """Asks the program itself, without a server and without a client's bookkeeping."""
    path, _, question = address.partition("?")
    headers = {**LIKE_A_BROWSER, **(more or {})}
    environ = EnvironBuilder(path, query_string=question, headers=headers).get_environ()
    answer: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        answer.update(status=status, headers=headers)

    def ask() -> dict[str, str]:
        body = b"".join(app(environ, start))
        if answer["status"][:3] not in ("200", "304"):
            raise AssertionError(f"{address}: {answer['status']}")
        is_plain = "Accept-Encoding" in (more or {})
        return dict(answer["headers"]) | ({"body": body.decode()} if is_plain else {})

    return ask


if __name__ == "__main__":
    *offers, folder = sys.argv[1:]
    found = (
        asdict(measure(int(*offers), Path(folder))) if offers else measure_on_server(Path(folder))
    )
    print(json.dumps(found))
