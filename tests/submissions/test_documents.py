"""Documents: nothing of the model is lost, nothing needless is kept, other versions are read."""

import subprocess
import sys
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from types import UnionType
from typing import Any, get_args, get_origin

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.model import (
    Club,
    Fact,
    Known,
    Offer,
    Price,
    PricePeriod,
    Schedule,
    Slot,
    Text,
    Texts,
    Venue,
    Weekday,
)
from directory.submissions.documents import Unreadable, from_text, to_text
from tests.submissions.examples import a_club, a_venue, an_offer

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    # JSON knows no half surrogates and no infinite numbers; the border of the house takes them out.
    str: st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
    float: st.floats(allow_nan=False, allow_infinity=False),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False, places=2),
    # Times of the day are local by definition; moments carry a zone.
    time: st.times(),
    datetime: st.datetimes(timezones=st.just(UTC)),
}


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value that a field of this type may hold."""
    if is_dataclass(kind):
        return st.builds(kind, **{field.name: any_of(field.type) for field in fields(kind)})
    if get_origin(kind) is UnionType:
        return st.one_of(*map(any_of, get_args(kind)))
    if get_origin(kind) is tuple:
        return st.lists(any_of(get_args(kind)[0]), max_size=2).map(tuple)
    return PLAIN[kind] if kind in PLAIN else st.from_type(kind)


@pytest.mark.parametrize("kind", [Club, Venue, Offer])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_goes_in_comes_out(kind: type, data: st.DataObject) -> None:
    thing = data.draw(any_of(kind))
    assert from_text(kind, to_text(thing)) == thing


@pytest.mark.parametrize("thing", [a_club(), a_venue(), an_offer()])
def test_fields_at_their_default_take_no_room(thing: Any) -> None:
    kept = msgspec.json.decode(to_text(thing))
    told = {field.name for field in fields(thing) if getattr(thing, field.name) != field.default}
    assert set(kept) == told


def test_a_changed_value_deep_inside_is_kept_alone() -> None:
    schedule = Schedule(slots=(Slot(weekday=Weekday.MONDAY, start=time(17, 30)),))
    kept = msgspec.json.decode(to_text(an_offer(schedule=schedule)))
    assert kept["schedule"] == {"slots": [{"weekday": 0, "start": "17:30:00"}]}


def test_an_empty_text_is_not_the_same_as_none() -> None:
    offer = an_offer(what=Texts(easy=Text()))
    assert from_text(Offer, to_text(offer)).what.easy == Text()


def test_money_keeps_its_cents() -> None:
    offer = an_offer(prices=(Price(Decimal("12.50"), PricePeriod.MONTH),))
    assert str(from_text(Offer, to_text(offer)).prices[0].amount) == "12.50"


def test_a_fact_that_was_checked_and_is_still_unknown_is_kept() -> None:
    fact = Fact(Known.UNKNOWN, checked_on=date(2026, 5, 4))
    assert from_text(Offer, to_text(an_offer(is_free=fact))).is_free == fact


def test_fields_of_a_newer_version_are_passed_over() -> None:
    assert from_text(Venue, '{"id": "v", "smell": {"nice": true}, "access": {"ramp": 3}}') == Venue(
        "v"
    )


@pytest.mark.parametrize("text", ["", "{", "[]", '{"id": 3}', '{"id": "v", "precision": "moon"}'])
def test_nonsense_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Unreadable, match="venue cannot be read"):
        from_text(Venue, text)


def test_the_model_uses_only_what_a_document_can_hold() -> None:
    """A set or a dict would come back as something else."""
    seen: set[type] = set()

    def walk(kind: type) -> None:
        if kind in seen:
            return
        seen.add(kind)
        for field in fields(kind):
            name = str(field.type)
            assert not any(word in name for word in ("dict", "set", "list", "Any")), field
            for inner in (field.type, *getattr(field.type, "__args__", ())):
                if isinstance(inner, type) and is_dataclass(inner):
                    walk(inner)

    for kind in (Club, Venue, Offer):
        walk(kind)
    assert len(seen) > 20


def test_threads_that_read_their_first_documents_together_do_not_crash() -> None:
    """A worker that has just started did: msgspec showed one thread half of what another made."""
    command = [sys.executable, "-m", "tests.submissions.first_readers"]
    for _ in range(6):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
