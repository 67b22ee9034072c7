"""What a page costs around the search, compared with an empty page of Flask."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask
from werkzeug.test import EnvironBuilder

from directory.app import create_app
from directory.cli.starting import fill, make_ready
from directory.config import Settings
from directory.content import Sports, generated_listings
from tests.bench.clock import Spread, thread_ms
from tests.bench.places import a_town
from tests.bench.records import CONTENT, SEED
from tests.quality.recovery import asked

OFFERS = 2_000
ADDRESSES = 150
# Only what a person may have asked is counted, and counting is part of the price.
LIKE_A_BROWSER = {
    "Accept-Encoding": "gzip",
    "Accept-Language": "de",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
}


@dataclass(frozen=True, slots=True)
class PageResult:
    """``first_visitor_ms``: the first question after a start, which waits for all that is loaded
    late. ``page``: addresses that nobody asked before. ``kept``: the same by somebody else, while
    nothing has changed. ``unchanged``: with the ETag; None while the pages give none.
    """

    offers: int
    first_visitor_ms: float
    hello: Spread
    page: Spread
    kept: Spread
    unchanged: Spread | None
    answer_for_programs: Spread


def measure(scratch: Path) -> PageResult:
    app = _site(scratch)
    hello = _hello()
    # Each only once: a page that was asked before is kept.
    addresses = list(dict.fromkeys(islice(_questions(Random(4)), 2 * ADDRESSES)))[:ADDRESSES]
    pages = [f"/suche?{question}" for question in addresses]
    programs = [f"/api/v1/offers?{question}" for question in addresses]
    first_visitor_ms = thread_ms(_asked(app, "/suche?q=schwimen in haale"))
    for warm_up in ("/suche?q=boccia", "/suche?was=judo&ort=Bonn", "/api/v1/offers?q=boccia"):
        _asked(app, warm_up)()
    hello_times, page_times, kept_times, program_times = [], [], [], []
    for page, program in zip(pages, programs, strict=True):
        hello_times.append(thread_ms(_asked(hello, "/")))
        page_times.append(thread_ms(_asked(app, page)))
        kept_times.append(thread_ms(_asked(app, page)))
        program_times.append(thread_ms(_asked(app, program)))
    return PageResult(
        OFFERS,
        first_visitor_ms,
        hello=Spread.of(hello_times),
        page=Spread.of(page_times),
        kept=Spread.of(kept_times),
        unchanged=_unchanged(app, pages),
        answer_for_programs=Spread.of(program_times),
    )


def _site(scratch: Path) -> Flask:
    """A site with invented offers besides what every new site has."""
    instance = scratch / "site"
    settings = Settings.from_environment(
        {"DIRECTORY_INSTANCE": str(instance), "DIRECTORY_CONTENT": str(CONTENT)}
    )
    with redirect_stdout(io.StringIO()):
        make_ready(settings)
        fill(settings, generated_listings(CONTENT, OFFERS, SEED))
    return create_app(settings)


def _hello() -> Flask:
    app = Flask("hello")

    @app.get("/")
    def hello() -> str:
        return "hello"

    return app


def _questions(random: Random) -> Iterator[str]:
    sports = [sport.name_de for sport in Sports.load(CONTENT).all()]
    typed = [question.query for question in asked("dev")]
    while True:
        yield f"was={random.choice(sports)}&ort={a_town(random).name}"
        yield f"q={random.choice(typed)}"
        yield f"was={random.choice(sports)}&brauche=stufenlos&tag=di"


def _asked(app: Flask, address: str, etag: str = "") -> Callable[[], tuple[str, dict[str, str]]]:
    """Asks the program itself, without a server and without a client's bookkeeping."""
    path, _, question = address.partition("?")
    headers = LIKE_A_BROWSER | ({"If-None-Match": etag} if etag else {})
    environ = EnvironBuilder(path, query_string=question, headers=headers).get_environ()
    answer: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        answer.update(status=status, headers=dict(headers))

    def ask() -> tuple[str, dict[str, str]]:
        for _ in app(environ, start):
            pass
        if answer["status"][:3] not in ("200", "304"):
            raise AssertionError(f"{address}: {answer['status']}")
        return answer["status"], answer["headers"]

    return ask


def _unchanged(app: Flask, pages: Sequence[str]) -> Spread | None:
    times = []
    for page in pages:
        etag = _asked(app, page)()[1].get("ETag")
        if not etag:
            return None
        ask = _asked(app, page, etag)
        if not ask()[0].startswith("304"):
            return None
        times.append(thread_ms(_asked(app, page, etag)))
    return Spread.of(times)
