"""One hour after a report on state-wide television: 50 requests a second on 2 cores, mixed, over
20,000 offers, once through ``directory serve`` alone and once behind nginx with our file."""

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote_plus, urlencode

import numpy as np

from directory.cli.starting import fill, make_ready
from directory.config import Settings
from tests.bench.clock import Spread
from tests.bench.open_files_bench import fresh_listings
from tests.bench.session import cpu_seconds
from tests.bench.television_load import Got, Plan, Wish
from tests.live_site import ROOT, running_site
from tests.messages.filling import fields_of
from tests.page_checks import Page

OFFERS = 20_000
A_SECOND = 50
SECONDS = 60
WARM_UP_SECONDS = 10
# What nearly fills the processor has long queues.
P95_MS, DRIFT, SHARE = 500.0, 1.2, 0.7
ADDRESSES = {"DIRECTORY_METRICS": "127.0.0.1", "DIRECTORY_EXAMPLES": "no"}

# Of a hundred. Pictures and style are asked for once by each browser, then kept.
MIX = {
    "start": 14,
    "search, never asked": 20,
    "search, asked before": 18,
    "offer": 17,
    "picture question": 8,
    "places": 7,
    "static file": 9.7,
    "API": 4,
    "form, opened": 2,
    "form, sent": 0.3,
}
_TOWNS = (
    "Magdeburg",
    "Halle (Saale)",
    "Dessau-Roßlau",
    "Stendal",
    "Berlin",
    "Leipzig",
    "Köln",
    "Hamburg",
    "Bonn",
    "Wernigerode",
    "Erfurt",
    "Dresden",
    "Kiel",
    "Mainz",
    "Ulm",
    "Jena",
)
_SPORTS = (
    "schwimmen",
    "fußball",
    "boccia",
    "tanzen",
    "judo",
    "reiten",
    "rudern",
    "tischtennis",
    "wandern",
    "turnen",
    "handball",
    "kegeln",
    "bowling",
    "klettern",
    "radfahren",
)
_QUESTIONS = ("/finden", "/finden?seite=2", "/finden/ort?sport=schwimmen", "/finden/weite?ort=Ulm")
_PLACES = ("/orte", "/orte/st", "/orte/st/15002000", "/orte/be")
_ADDED = ("", "rolli", "kinder", "abends", "am dienstag", "ohne treppe", "anfänger", "günstig")


@dataclass(frozen=True, slots=True)
class Through:
    """What was measured by one way; ``kept`` is the share of pages that were not made anew."""

    way: str
    count: int
    errors: int
    spread: Spread
    slowest: float
    by_kind: dict[str, Spread]
    drift: float
    drift_p95: float
    late: Spread
    megabytes_before: float
    megabytes_after: float
    kept: float
    cpu_ms: float

    @property
    def share(self) -> float:
        """Of two cores that stand still otherwise, how much the site needs for this."""
        return self.cpu_ms / 1000 * A_SECOND / 2


def measure(folder: Path, seconds: int = SECONDS) -> list[Through]:
    instance = folder / "instance"
    environ = {"DIRECTORY_INSTANCE": str(instance), **ADDRESSES}
    settings = Settings.from_environment(environ)
    make_ready(settings)
    fill(settings, fresh_listings(settings, OFFERS))
    found = []
    # As operators run it on 2 cores. One trusted proxy, as which the visitors pretend to come.
    with running_site(
        instance, **ADDRESSES, DIRECTORY_WORKERS="2", DIRECTORY_PROXIES="1"
    ) as address:
        port = int(address.rpartition(":")[2])
        mix = _Mix(port)
        found.append(_through("directory serve", folder, mix, (port, False), seconds))
        if proxied := _nginx():
            with ExitStack() as stack:
                proxy = stack.enter_context(proxied(folder / "nginx", port))
                found.append(_through("behind nginx", folder, mix, (proxy.port, True), seconds))
    return found


def _nginx() -> Callable[..., AbstractContextManager[Any]] | None:
    from tests.operating.test_nginx import NGINX, proxied

    return proxied if NGINX else None


def _through(way: str, folder: Path, mix: "_Mix", door: tuple[int, bool], seconds: int) -> Through:
    _run(folder, _plan(door, mix.wishes(WARM_UP_SECONDS, A_SECOND // 2)))
    before, cpu = _numbers(mix.port), cpu_seconds(folder / "instance")
    got = _run(folder, _plan(door, mix.wishes(seconds, A_SECOND)))
    cpu = cpu_seconds(folder / "instance") - cpu
    after = _numbers(mix.port)
    times = [one.seconds * 1000 for one in got]
    kinds = {
        kind: Spread.of([one.seconds * 1000 for one in got if one.kind == kind])
        for kind in MIX
        if any(one.kind == kind for one in got)
    }
    first, last = _thirds(got)
    return Through(
        way,
        len(got),
        sum(not 200 <= one.status < 400 for one in got),
        Spread.of(times),
        max(times),
        kinds,
        last.p50 / first.p50,
        last.p95 / first.p95,
        Spread.of([one.late * 1000 for one in got]),
        _megabytes(before),
        _megabytes(after),
        _kept_share(before, after),
        cpu * 1000 / len(got),
    )


def _plan(door: tuple[int, bool], wishes: Iterator[Wish]) -> Plan:
    port, is_secure = door
    host = "sport.example" if is_secure else f"127.0.0.1:{port}"
    return Plan("127.0.0.1", port, is_secure, host, tuple(wishes))


def _run(folder: Path, plan: Plan) -> list[Got]:
    file = folder / "plan.json"
    plan.write(file)
    words = [sys.executable, "-m", "tests.bench.television_load", str(file)]
    done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return [Got(**json.loads(line)) for line in done.stdout.splitlines()]


def _thirds(got: Sequence[Got]) -> tuple[Spread, Spread]:
    """The first and the last third of the time."""
    end = max(one.at for one in got)
    first = [one.seconds for one in got if one.at <= end / 3]
    last = [one.seconds for one in got if one.at >= end * 2 / 3]
    return Spread.of(first), Spread.of(last)


class _Mix:
    """Draws what visitors want, always alike for the same site."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._random = Random(3)
        self._asked_before = [self._question() for _ in range(40)]
        self._never: set[str] = set(self._asked_before)
        api = json.loads(self._get("/api/v1/offers?limit=100"))
        slugs = [one["slug"] for one in api["offers"]] if "offers" in api else []
        self._offers = slugs or self._offers_of_pages()
        self._draft = ("/vereine/angebot", self._first_answer())
        page = self._get("/suche?q=schwimmen")
        self._static = sorted(
            {*_between(page, 'href="/assets/', '"'), *_between(page, 'src="/assets/', '"')}
        )

    def wishes(self, seconds: int, a_second: int) -> Iterator[Wish]:
        """At even moments, because visitors do not wait for each other."""
        kinds, weights = list(MIX), list(MIX.values())
        for number in range(seconds * a_second):
            kind = self._random.choices(kinds, weights)[0]
            path, body = self._wish(kind)
            network = f"10.{self._random.randrange(250)}.{self._random.randrange(250)}.7"
            yield Wish(number / a_second, kind, path, body, network)

    def _wish(self, kind: str) -> tuple[str, str]:
        """Address and body."""
        if kind == "form, sent":
            return self._random.choice((("/einstellungen", "buchstaben=gross"), self._draft))
        ways: dict[str, Callable[[], str]] = {
            "start": lambda: "/",
            "search, never asked": self._new_question,
            # Half of all ask one of the first few.
            "search, asked before": lambda: self._asked_before[self._often(40)],
            "offer": lambda: f"/angebot/{self._offers[self._often(len(self._offers))]}",
            "picture question": lambda: self._random.choice(_QUESTIONS),
            "places": lambda: self._random.choice(_PLACES),
            "static file": lambda: f"/assets/{self._random.choice(self._static)}",
            "API": lambda: f"/api/v1/offers?q={quote_plus(self._random.choice(_SPORTS))}",
            "form, opened": lambda: self._random.choice(
                (f"/angebot/{self._random.choice(self._offers)}/fragen", "/vereine/angebot")
            ),
        }
        return ways[kind](), ""

    def _often(self, count: int) -> int:
        return int(count * self._random.random() ** 2)

    def _new_question(self) -> str:
        while (question := self._question()) in self._never:
            pass
        self._never.add(question)
        return question

    def _question(self) -> str:
        random = self._random
        words = f"{random.choice(_SPORTS)} {random.choice(_ADDED)}".strip()
        town = random.choice(_TOWNS)
        if random.random() < 0.5:
            return f"/suche?q={quote_plus(f'{words} in {town}')}&alter={random.randrange(5, 90)}"
        km = random.choice((5, 10, 20, 50))
        return (
            f"/suche?was={quote_plus(words)}&ort={quote_plus(town)}&umkreis={km}"
            f"&alter={random.randrange(5, 90)}"
        )

    def _first_answer(self) -> str:
        """The first question of an offer as a browser sends it; each makes a draft of its own."""
        address = "/vereine/angebot"
        fields = fields_of(Page(address, 200, self._get(address), {}))
        return urlencode(fields, doseq=True)

    def _offers_of_pages(self) -> list[str]:
        found: set[str] = set()
        for page in range(1, 21):
            text = self._get(f"/suche?seite={page}")
            found |= {slug.partition("?")[0] for slug in _between(text, 'href="/angebot/', '"')}
        return sorted(slug for slug in found if "/" not in slug)

    def _get(self, path: str) -> str:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request("GET", path)
        text = line.getresponse().read().decode()
        line.close()
        return text


def _between(text: str, before: str, after: str) -> set[str]:
    return {piece.partition(after)[0] for piece in text.split(before)[1:]}


def _numbers(port: int) -> dict[str, float]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", "/metrics", headers={"X-Forwarded-For": "127.0.0.1"})
    text = line.getresponse().read().decode()
    line.close()
    told = (one.rsplit(" ", 1) for one in text.splitlines() if not one.startswith("#"))
    return {name: float(value) for name, value in told}


def _megabytes(numbers: dict[str, float]) -> float:
    memory = "directory_process_memory_bytes"
    return sum(v for n, v in numbers.items() if n.startswith(memory) and "worker" in n) / 1e6


def _kept_share(before: dict[str, float], after: dict[str, float]) -> float:
    ways = {how: f'directory_answers_total{{how="{how}"}}' for how in ("new", "kept", "unchanged")}
    grown = {how: after[name] - before[name] for how, name in ways.items()}
    return 1 - grown["new"] / (sum(grown.values()) or 1)


def table(found: Sequence[Through]) -> str:
    head = "| way, kind | requests | errors | p50, ms | p95 | p99 | slowest |"
    lines = [head, "| --- | --- | --- | --- | --- | --- | --- |"]
    for one in found:
        s = one.spread
        lines.append(
            f"| **{one.way}** | {one.count} | {one.errors} | {s.p50:.0f} | {s.p95:.0f} |"
            f" {s.p99:.0f} | {one.slowest:.0f} |"
        )
        lines += [
            f"| {kind} | | | {k.p50:.0f} | {k.p95:.0f} | {k.p99:.0f} | |"
            for kind, k in one.by_kind.items()
        ]
    lines.append("")
    load = np.mean(os.getloadavg())
    for one in found:
        lines.append(
            f"{one.way}: last third / first third {one.drift:.2f} (p50), {one.drift_p95:.2f} (p95);"
            f" workers {one.megabytes_before:.0f} → {one.megabytes_after:.0f} MB;"
            f" {one.kept:.0%} of pages kept; {one.cpu_ms:.1f} ms of processor an answer, which is"
            f" {one.share:.0%} of two cores; we were late ourselves by {one.late.p50:.1f} /"
            f" {one.late.p99:.1f} ms (p50 / p99); load of the machine {load:.1f}."
        )
    return "\n".join(lines)
