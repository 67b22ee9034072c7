"""Finding never fails: index, memory, plain SQL, and at the very end a kind nothing."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from directory.catalogue import generations
from directory.catalogue.criteria import Circle, Criteria, Sort, Word
from directory.catalogue.record import Kind
from directory.model import Listing, Need
from directory.submissions.upgrading import new_era
from tests.publishing.conftest import NOW, Bridge
from tests.submissions.examples import a_club, a_club_listing, a_listing, a_venue, an_offer
from tests.waiting import until


@pytest.fixture
def filled(bridge: Bridge) -> Bridge:
    bridge.store.publish_many([a_listing("one"), a_listing("two"), a_club_listing("alone")])
    bridge.catch_up()
    return bridge


def test_the_index_answers(filled: Bridge) -> None:
    answer = filled.find()
    assert answer.total == 2 and not answer.degraded
    assert filled.found() == {"one", "two", "alone"}


def test_what_is_withdrawn_is_gone_at_once(filled: Bridge) -> None:
    filled.store.withdraw("one")
    assert filled.found() == {"two", "alone"}
    assert filled.find().total == 1
    filled.store.withdraw("alone")
    assert filled.found() == {"two"}


def test_what_is_published_again_is_back_at_once(filled: Bridge) -> None:
    filled.store.withdraw("one")
    assert filled.found() == {"two", "alone"}
    offer = replace(an_offer("one"), version=2)
    filled.store.publish(Listing(a_club(), offer, a_venue()))
    assert filled.found() == {"one", "two", "alone"}


def test_one_page_is_of_one_moment(filled: Bridge) -> None:
    with filled.finder.one_moment():
        assert filled.found() == {"one", "two", "alone"}
        filled.store.withdraw("one")
        filled.store.publish(a_listing("new"))
        filled.catch_up()
        assert filled.found() == {"one", "two", "alone"}
    assert filled.found() == {"new", "two", "alone"}


def test_a_page_is_of_the_moment_that_its_state_names(filled: Bridge) -> None:
    begun = filled.finder.moment()
    assert begun and begun.state == filled.finder.state()
    filled.store.publish(a_listing("new"))
    filled.catch_up()
    assert begun.state != filled.finder.state()
    with filled.finder.one_moment(begun):
        assert filled.found() == {"one", "two", "alone"}
    assert filled.found() == {"new", "one", "two", "alone"}


def test_what_is_withdrawn_before_a_moment_is_not_in_it(filled: Bridge) -> None:
    assert filled.found() == {"one", "two", "alone"}
    filled.store.withdraw("one")
    with filled.finder.one_moment(filled.finder.moment()):
        assert filled.found() == {"two", "alone"}


def test_a_withdrawn_club_hides_its_offers_at_once(filled: Bridge) -> None:
    filled.store.withdraw("club")
    assert filled.found() == {"alone"}


def test_a_club_with_its_first_offer_is_not_shown_as_one_without(filled: Bridge) -> None:
    filled.store.publish(a_listing("first", club=a_club("alone")))
    assert filled.found() == {"one", "two"}
    filled.catch_up()
    assert filled.found() == {"one", "two", "first"}


def current(bridge: Bridge) -> Path:
    return bridge.folder / generations.current(bridge.folder)


def remove_everything(bridge: Bridge) -> None:
    shutil.rmtree(bridge.folder)


def empty_the_folder(bridge: Bridge) -> None:
    for entry in bridge.folder.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def cut_everything(bridge: Bridge) -> None:
    for file in bridge.folder.rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def zero_everything(bridge: Bridge) -> None:
    for file in bridge.folder.rglob("*"):
        if file.is_file():
            file.write_bytes(bytes(file.stat().st_size))


def flip_each_file_of_the_index(bridge: Bridge) -> None:
    for file in current(bridge).iterdir():
        content = bytearray(file.read_bytes())
        for place in range(0, len(content), 50):
            content[place] ^= 0x40
        file.write_bytes(content)


def remove_the_manifest(bridge: Bridge) -> None:
    (current(bridge) / generations.MANIFEST).unlink()


def name_a_stranger(bridge: Bridge) -> None:
    (bridge.folder / generations.CURRENT).write_text("gen-000000099-nobody\n")


DAMAGES: list[Callable[[Bridge], None]] = [
    remove_everything,
    empty_the_folder,
    cut_everything,
    zero_everything,
    flip_each_file_of_the_index,
    remove_the_manifest,
    name_a_stranger,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_index_is_answered_for_and_built_anew(
    filled: Bridge, tmp_path: Path, damage: Callable[[Bridge], None]
) -> None:
    filled.store.withdraw("two")
    assert filled.finder.moment() and filled.finder.is_sound
    damage(filled)
    # A process that has it open, and one that starts now.
    fresh = Bridge.between(filled.url, filled.folder)
    for bridge in (filled, fresh):
        assert bridge.found() == {"one", "alone"}
        assert bridge.finder.is_sound == (bridge.finder.moment() is not None)
    fresh.catch_up()
    for bridge in (filled, fresh):
        assert bridge.found() == bridge.indexed() == {"one", "alone"}
        assert not bridge.find().degraded
    fresh.close()


def test_a_moment_ends_when_the_index_turns_out_damaged(
    filled: Bridge, caplog: pytest.LogCaptureFixture
) -> None:
    fresh = Bridge.between(filled.url, filled.folder)
    with fresh.finder.one_moment(fresh.finder.moment()):
        assert fresh.finder.find(Criteria(page_size=1)).total == 2
        zero_everything(fresh)
        filled.rebuild()
        assert fresh.found() == {"one", "two", "alone"}
    assert "damaged index" in caplog.text
    assert "without the index" not in caplog.text
    fresh.close()


def test_an_index_of_another_state_of_the_database_is_not_trusted(filled: Bridge) -> None:
    with filled.store.database.writing() as connection:
        new_era(connection, NOW)
    filled.find()
    assert filled.index.rebuild_wanted()
    filled.catch_up()
    assert not filled.find().degraded


QUESTIONS: list[dict[str, Any]] = [
    {},
    {"kind": Kind.CLUB},
    {"words": (Word(("boccia",)),)},
    {"words": (Word(("boc",), prefix=True),)},
    {"words": (Word(("angebot",)), Word(("turnhall", "turnhalle")))},
    {"words": (Word(("nichts",)),)},
    {"sports": frozenset(["boccia"])},
    {"sports": frozenset(["judo"])},
    {"needs": frozenset([Need.TRIAL])},
    {"needs": frozenset([Need.TRIAL]), "unknown_too": True},
    {"circle": Circle(51.5, 12.0, 20), "sort": Sort.DISTANCE},
    {"circle": Circle(53.5, 10.0, 20), "sort": Sort.DISTANCE},
    {"ags": "15"},
]


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_every_way_of_answering_gives_the_same(bridge: Bridge, question: dict[str, Any]) -> None:
    bridge.store.publish_many([a_listing("one"), a_listing("two"), a_club_listing("alone")])
    rough = bridge.find(**question)
    stand_in = bridge.finder._stand_in
    until(lambda: stand_in._memory)
    in_memory = bridge.find(**question)
    bridge.catch_up()
    by_index = bridge.find(**question)
    assert rough.degraded and not in_memory.degraded and not by_index.degraded
    for answer in (rough, in_memory):
        assert {hit.id for hit in answer.hits} == {hit.id for hit in by_index.hits}
        assert answer.total == by_index.total
    assert in_memory == structs.replace(by_index, hits=in_memory.hits)
    assert stand_in._memory is None, "the memory is given back"


def test_what_is_withdrawn_is_gone_in_memory_too(bridge: Bridge) -> None:
    bridge.store.publish_many([a_listing("one"), a_listing("two")])
    bridge.find()
    until(lambda: bridge.finder._stand_in._memory)
    bridge.store.withdraw("one")
    assert bridge.found() == {"two"}
    assert not bridge.find().degraded


def test_an_index_that_fails_in_an_unknown_way_is_answered_for(
    filled: Bridge, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(filled.index, "searcher", broken)
    assert filled.found() == {"one", "two", "alone"}
    assert filled.index.rebuild_wanted()
    assert caplog.text.count("answering without the index") == 1


def test_without_index_and_database_the_answer_is_empty_and_says_so(filled: Bridge) -> None:
    filled.break_the_database()
    remove_everything(filled)
    answer = filled.find()
    assert (answer.total, answer.hits, answer.degraded) == (0, (), True)


def test_without_database_the_index_goes_on_answering(filled: Bridge) -> None:
    filled.store.withdraw("one")
    assert filled.found() == {"two", "alone"}
    assert not filled.find().stale
    filled.break_the_database()
    assert filled.found() == {"two", "alone"}
    answer = filled.find()
    assert answer.stale and not answer.degraded


def test_a_directory_that_is_too_big_is_not_read_into_memory(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.publishing.stand_in.MOST_IN_MEMORY", 1)
    bridge.store.publish_many([a_listing("one"), a_listing("two")])
    bridge.find()
    work = bridge.finder._stand_in._work
    assert work
    work.join()
    assert bridge.find().degraded
    assert bridge.finder.find(Criteria(words=(Word(("boccia",)),))).total == 2
