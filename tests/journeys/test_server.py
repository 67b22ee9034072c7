"""The server and the follower beside it: what is published is found, and nobody is left behind."""

import json
import os
import signal
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from directory.config import Settings
from directory.submissions.store import Store
from tests.databases import environ_of
from tests.live_site import running_site
from tests.waiting import becomes_true


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    return tmp_path / "instance"


@pytest.fixture
def address(instance: Path) -> Iterator[str]:
    with running_site(instance) as site:
        yield site


def offers(address: str, words: str) -> list[dict[str, Any]]:
    url = f"{address}/api/v1/offers?{urllib.parse.urlencode({'q': words})}"
    with urllib.request.urlopen(url, timeout=60) as answer:
        found: list[dict[str, Any]] = json.load(answer)["offers"]
        return found


def followers(instance: Path) -> set[int]:
    """Processes that follow this instance's database (Linux only, as CI is)."""
    found = set()
    for folder in Path("/proc").iterdir():
        try:
            command = (folder / "cmdline").read_bytes()
            if b"--with-server" in command:
                environment = (folder / "environ").read_bytes()
                if str(instance).encode() in environment:
                    found.add(int(folder.name))
        except (OSError, ValueError):
            continue
    return found


def test_what_is_published_and_withdrawn_is_soon_seen(address: str, instance: Path) -> None:
    settings = Settings.from_environment(environ_of(instance))
    store = Store(settings.database_url)
    listing = next(each for each in store.listings() if each.offer)
    assert listing.offer
    new = replace(
        listing,
        offer=replace(
            listing.offer, id="new", slug="quastenflosser", name="Quastenflosser", version=1
        ),
    )
    store.publish(new)
    assert becomes_true(
        lambda: "Quastenflosser" in [offer["name"] for offer in offers(address, "Quastenflosser")]
    )
    store.withdraw("new")
    # Not soon: at once. The answer never shows what is withdrawn, however late the index is.
    assert "Quastenflosser" not in [offer["name"] for offer in offers(address, "Quastenflosser")]
    store.close()


def test_a_killed_follower_is_started_again(address: str, instance: Path) -> None:
    assert becomes_true(lambda: len(followers(instance)) == 1)
    (old,) = followers(instance)
    os.kill(old, signal.SIGKILL)
    assert becomes_true(lambda: bool(followers(instance) - {old}))


def test_the_follower_of_a_killed_server_ends_by_itself(instance: Path) -> None:
    with running_site(instance):
        assert becomes_true(lambda: len(followers(instance)) == 1)
        (follower,) = followers(instance)
        os.kill(_parent(follower), signal.SIGKILL)
        assert becomes_true(lambda: not followers(instance))


def _parent(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("PPid:")[1].split()[0])
