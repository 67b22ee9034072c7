"""The index follows the store: few changes at once, anew when it cannot be trusted."""

import logging
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest

from directory.catalogue.criteria import Criteria, Word
from directory.model import Listing
from directory.publishing import following
from directory.submissions.upgrading import new_era
from tests.publishing.conftest import NOW, RECORD_OF, Bridge
from tests.submissions.examples import a_club, a_club_listing, a_listing
from tests.waiting import until


@pytest.fixture
def rebuilds(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The positions for which the index was built anew."""
    made: list[str] = []
    build = bridge.builder.rebuild

    def counted(records: object, position: str) -> None:
        made.append(position)
        build(records, position)  # type: ignore[arg-type]

    monkeypatch.setattr(bridge.builder, "rebuild", counted)
    return made


def test_a_missing_index_is_built(bridge: Bridge) -> None:
    bridge.store.publish_many([a_listing("one"), a_listing("two"), a_club_listing("alone")])
    assert bridge.catch_up() == 3
    assert bridge.indexed() == {"one", "two", "alone"}


def test_an_empty_directory_has_an_empty_index(bridge: Bridge) -> None:
    assert bridge.catch_up() == 0
    assert bridge.indexed() == set()


def test_few_changes_do_not_build_anew(bridge: Bridge, rebuilds: list[str]) -> None:
    bridge.catch_up()
    bridge.store.publish(a_club_listing())
    assert bridge.catch_up() == 1
    bridge.store.publish_many([a_listing("one"), a_listing("two")])
    assert bridge.catch_up() == 3  # two offers, and the club that is no entry of its own any more
    bridge.store.withdraw("one")
    bridge.catch_up()
    assert bridge.indexed() == bridge.stored() == {"two"}
    assert len(rebuilds) == 1


def test_nothing_new_is_nothing_to_do(bridge: Bridge, rebuilds: list[str]) -> None:
    bridge.store.publish(a_listing())
    bridge.catch_up()
    searcher = bridge.index.searcher()
    assert bridge.catch_up() == 0
    assert bridge.index.searcher() is searcher
    assert len(rebuilds) == 1


def test_a_new_name_of_a_club_reaches_all_its_offers(bridge: Bridge) -> None:
    bridge.store.publish_many([a_listing("one"), a_listing("two")])
    bridge.catch_up()
    bridge.store.publish(Listing(a_club(name="Nixe")))
    bridge.catch_up()
    words = (Word(("nix", "nixe")),)
    assert {hit.id for hit in bridge.find(words=words).hits} == {"one", "two"}


def test_many_changes_go_in_several_steps(
    bridge: Bridge, rebuilds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge.store.publish_many(a_listing(f"{n:02}") for n in range(40))
    bridge.catch_up()
    monkeypatch.setattr(following, "STEP", 4)
    for n in range(6):
        bridge.store.withdraw(f"{n:02}")
    bridge.catch_up()
    assert bridge.indexed() == bridge.stored()
    assert len(rebuilds) == 1
    bridge.store.publish_many(a_listing(f"new-{n:02}") for n in range(40))
    bridge.catch_up()
    assert bridge.indexed() == bridge.stored()
    assert len(rebuilds) == 2


def test_who_asks_for_a_new_index_gets_one(bridge: Bridge, rebuilds: list[str]) -> None:
    bridge.catch_up()
    bridge.index.request_rebuild()
    bridge.catch_up()
    assert len(rebuilds) == 2
    assert not bridge.index.rebuild_wanted()


def test_after_a_restore_the_index_is_built_anew(bridge: Bridge, rebuilds: list[str]) -> None:
    bridge.store.publish(a_listing("lost"))
    bridge.catch_up()
    with bridge.store.database.writing() as connection:
        new_era(connection, NOW)
    bridge.catch_up()
    assert len(rebuilds) == 2


def test_one_entry_that_cannot_be_taken_in_does_not_keep_others_out(
    bridge: Bridge, caplog: pytest.LogCaptureFixture
) -> None:
    bridge.store.publish_many([a_listing("bad"), a_listing("good")])

    def choosy(listing: Listing) -> object:
        if listing.id == "bad":
            raise ValueError("too odd")
        return RECORD_OF(listing)

    following.rebuild(bridge.store, bridge.builder, choosy)  # type: ignore[arg-type]
    assert bridge.indexed() == {"good"}
    assert "listing bad stays out of the index" in caplog.text


def follower(bridge: Bridge, stop: threading.Event) -> threading.Thread:
    thread = threading.Thread(
        target=following.follow,
        args=(bridge.store, bridge.index, bridge.builder, RECORD_OF, stop),
        kwargs={"poll_seconds": 0.01},
    )
    thread.start()
    return thread


def test_the_follower_takes_in_what_happens_until_it_is_stopped(bridge: Bridge) -> None:
    stop = threading.Event()
    thread = follower(bridge, stop)
    try:
        bridge.store.publish(a_listing("one"))
        until(lambda: not bridge.index.rebuild_wanted())
        until(lambda: bridge.indexed() == {"one"})
        searcher = bridge.index.searcher()
        bridge.index.request_rebuild()
        until(lambda: bridge.index.searcher() is not searcher)
        bridge.store.publish(a_listing("two"))
        # Whoever looks while the folder goes may keep the state before it in memory.
        shutil.rmtree(bridge.folder, ignore_errors=True)
        until(lambda: bridge.found() == {"one", "two"})
    finally:
        stop.set()
        thread.join(120)
    assert not thread.is_alive()


FOLLOWER = """
import sys
from pathlib import Path
from directory.publishing import follow, stop_on_signals
from tests.publishing.conftest import RECORD_OF, Bridge
bridge = Bridge.between(sys.argv[1], Path(sys.argv[2]))
stop = stop_on_signals()
print("here", flush=True)
follow(bridge.store, bridge.index, bridge.builder, RECORD_OF, stop, poll_seconds=0.01)
bridge.store.close()
"""


def test_a_follower_that_is_killed_anywhere_leaves_a_sound_index(bridge: Bridge) -> None:
    command = [sys.executable, "-c", FOLLOWER, bridge.url, str(bridge.folder)]
    for life in range(6):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout and process.stdout.readline() == "here\n"
            for number in range(8):
                bridge.store.publish(a_listing(f"{life}-{number}"))
            bridge.store.withdraw(f"{life}-0")
            if life == 5:
                # Asked kindly it ends by itself.
                until(bridge.is_up_to_date)
                process.terminate()
                assert process.wait(60) == 0
            else:
                time.sleep(0.03 * life)
                process.kill()
        assert bridge.found() <= bridge.stored()  # perhaps late, never wrong
    assert bridge.indexed() == bridge.stored()


def test_the_follower_survives_errors_and_says_so_once_each(
    bridge: Bridge, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge.catch_up()
    failures = 2

    def fragile(*_: object, **__: object) -> object:
        nonlocal failures
        if failures:
            failures -= 1
            raise OSError("the disk is full")
        return bridge.store.__class__.changes_after(bridge.store, *_, **__)  # type: ignore[arg-type]

    monkeypatch.setattr(bridge.store, "changes_after", fragile)
    stop = threading.Event()
    with caplog.at_level(logging.ERROR):
        thread = follower(bridge, stop)
        try:
            bridge.store.publish(a_listing())
            until(lambda: bridge.index.searcher().count == 1)
        finally:
            stop.set()
            thread.join(120)
    lines = [line for line in caplog.messages if "the index cannot follow" in line]
    assert len(lines) == 2
    assert "next try in 1 s" in lines[0] and "next try in 2 s" in lines[1]


def test_what_changes_during_a_rebuild_is_taken_in_afterwards(bridge: Bridge) -> None:
    bridge.store.publish_many(a_listing(f"{n}") for n in range(5))

    def changing(listing: Listing) -> object:
        if listing.id == "3":
            bridge.store.withdraw("1")
            stored = bridge.store.listing("0")
            assert stored and stored.offer
            bridge.store.publish(replace(stored, offer=replace(stored.offer, name="Nixe")))
        return RECORD_OF(listing)

    following.rebuild(bridge.store, bridge.builder, changing)  # type: ignore[arg-type]
    assert "1" in bridge.indexed() and "1" not in bridge.found()
    bridge.catch_up()
    assert bridge.indexed() == bridge.stored()
    searcher = bridge.index.searcher()
    assert searcher.search(Criteria(words=(Word(("nix", "nixe")),))).total == 1
