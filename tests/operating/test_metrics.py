"""The numbers are such as Prometheus takes, and everything that our example asks for is there."""

import os
import re
import signal
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask
from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_openly
from prometheus_client.parser import text_string_to_metric_families as read_plainly

from directory.app import create_app
from directory.config import CHECKOUT, Settings
from directory.submissions import Store
from tests.databases import environ_of
from tests.live_site import running_site
from tests.operating.conftest import Run
from tests.submissions.examples import a_listing
from tests.waiting import until

LOCAL = "http://127.0.0.1"
OPEN = "application/openmetrics-text; version=1.0.0,text/plain;q=0.5"
# As promtool wants them.
UNITS = ("_seconds", "_bytes", "_total", "_info")
NO_UNIT = {
    "directory_attention",
    "directory_index_usable",
    "directory_listings",
    "directory_mails_failed",
    "directory_mails_waiting",
    "directory_processes",
    "directory_ready",
    "directory_submissions_waiting",
    "directory_trouble",
}


@pytest.fixture
def site(run: Run, instance: Path, store: Store) -> Flask:
    store.publish(a_listing())
    run("index")
    run("tick")
    environ = {**environ_of(instance), "DIRECTORY_METRICS": "127.0.0.1"}
    return create_app(Settings.from_environment(environ))


def families(site: Flask, *, openly: bool = False) -> dict[str, Any]:
    headers = {"Accept": OPEN} if openly else {}
    answer = site.test_client().get("/metrics", base_url=LOCAL, headers=headers)
    assert answer.status_code == 200
    kind = "application/openmetrics-text" if openly else "text/plain"
    assert answer.content_type.startswith(kind)
    read: Callable[[str], Any] = read_openly if openly else read_plainly
    return {family.name: family for family in read(answer.text)}


@pytest.mark.parametrize("openly", [False, True])
def test_the_official_parser_takes_every_line(site: Flask, openly: bool) -> None:
    for address in ("/", "/suche?q=schwimmen", "/gibt-es-nicht"):
        site.test_client().get(address, base_url=LOCAL)
    found = families(site, openly=openly)
    assert len(found) > 25
    for name, family in found.items():
        assert family.documentation.endswith("."), name
        assert family.type in ("counter", "gauge", "histogram"), name
        assert re.fullmatch(r"directory_[a-z_]+", name)
        assert family.type == "counter" or name.endswith(UNITS) or name in NO_UNIT, name
        assert not name.endswith(("_total", "_count", "_sum", "_bucket")) or family.type == "gauge"
        for sample in family.samples:
            assert sample.value >= 0 or name == "directory_clock_off_seconds"
            assert not set(sample.labels) & {"job", "instance"}


def test_there_are_not_too_many_series(site: Flask) -> None:
    """Each combination of labels is kept by the monitor for ever."""
    samples = sum(len(family.samples) for family in families(site).values())
    assert samples < 800


def value(found: dict[str, Any], name: str, **labels: str) -> float:
    """A sample by its full name."""
    for family in found.values():
        for sample in family.samples:
            if sample.name == name and sample.labels == labels:
                return float(sample.value)
    raise AssertionError(f"no {name} {labels}")


def test_requests_are_counted_by_group_status_and_time(site: Flask) -> None:
    client = site.test_client()
    before = families(site)
    for address in ("/suche?q=a", "/suche?q=a", "/de/suche?q=anna@verein.example", "/nichts/a/b"):
        client.get(address, base_url=LOCAL)
    after = families(site)

    def grown(name: str, **labels: str) -> float:
        return value(after, name, **labels) - value(before, name, **labels)

    assert grown("directory_requests_total", pages="search", status="2xx") == 3
    assert grown("directory_requests_total", pages="other", status="4xx") == 1
    assert grown("directory_request_duration_seconds_count", pages="search") == 3
    assert grown("directory_request_duration_seconds_bucket", pages="search", le="+Inf") == 3
    assert 0 < grown("directory_request_duration_seconds_sum", pages="search") < 60
    assert grown("directory_answers_total", how="kept") == 1
    assert grown("directory_searches_total", by="index") >= 2
    assert grown("directory_database_statement_duration_seconds_count") > 0


def test_the_example_asks_for_nothing_that_is_not_there(site: Flask) -> None:
    site.test_client().get("/suche?q=a", base_url=LOCAL)
    found = families(site)
    series: dict[str, list[dict[str, str]]] = {}
    for family in found.values():
        for sample in family.samples:
            series.setdefault(sample.name, []).append(sample.labels)
    rules = yaml.safe_load((CHECKOUT / "operating/prometheus-alerts.yaml").read_text("utf-8"))
    (group,) = rules["groups"]
    assert len({rule["alert"] for rule in group["rules"]}) == len(group["rules"]) > 10
    for rule in group["rules"]:
        assert rule["labels"]["severity"] in ("page", "look") and rule["annotations"]["summary"]
        for name, chosen in re.findall(r"(directory_\w+)(?:\{([^}]*)\})?", rule["expr"]):
            assert name in series, f"{rule['alert']} asks for {name}"
            for label, pattern in re.findall(r'(\w+)=~?"([^"]*)"', chosen):
                if name == "directory_process_memory_bytes":
                    continue  # the test has no worker
                known = {one.get(label, "") for one in series[name]}
                for word in pattern.split("|"):
                    assert word in known, f"{rule['alert']}: {name} has no {label} {word!r}"


def test_the_example_of_asking_is_whole() -> None:
    scrape = yaml.safe_load((CHECKOUT / "operating/prometheus.yaml").read_text("utf-8"))
    (job,) = scrape["scrape_configs"]
    assert job["job_name"] == "directory"
    for name in scrape["rule_files"]:
        assert name == "directory-alerts.yaml"


def test_sums_over_workers_survive_the_death_of_one(tmp_path: Path) -> None:
    """With the real server: two workers, of which one is killed and replaced."""
    instance = tmp_path / "instance"
    settings = {"DIRECTORY_METRICS": "127.0.0.1", "DIRECTORY_EXAMPLES": "no"}
    with running_site(instance, **settings, DIRECTORY_WORKERS="2") as site:

        def asked() -> dict[str, Any]:
            with urllib.request.urlopen(f"{site}/metrics", timeout=20) as answer:
                return {f.name: f for f in read_plainly(answer.read().decode())}

        def searches(found: dict[str, Any]) -> float:
            return value(found, "directory_requests_total", pages="search", status="2xx")

        def workers() -> list[int]:
            heads = (file.read_bytes()[:32] for file in (instance / "numbers").iterdir())
            return [int.from_bytes(h[:8], "little") for h in heads if h[8:14] == b"worker"]

        # Each worker warms up with one search of its own.
        until(lambda: searches(asked()) >= 2 and len(workers()) == 2)
        before = searches(asked())
        for number in range(40):
            urllib.request.urlopen(f"{site}/suche?q=a{number}", timeout=20).close()
        assert searches(asked()) == before + 40
        killed = workers()[0]
        os.kill(killed, signal.SIGKILL)
        seen = [searches(asked())]

        def is_replaced() -> bool:
            seen.append(searches(asked()))
            return len(workers()) == 2 and killed not in workers()

        until(is_replaced)
        for number in range(20):
            urllib.request.urlopen(f"{site}/suche?q=b{number}", timeout=20).close()
            seen.append(searches(asked()))
        assert seen == sorted(seen) and seen[0] >= before + 40
        assert seen[-1] >= before + 60
        # The follower starts beside the workers.
        until(lambda: living(asked()) == {"worker": 2, "follower": 1})


def living(found: dict[str, Any]) -> dict[str, float]:
    return {one.labels["kind"]: one.value for one in found["directory_processes"].samples}
