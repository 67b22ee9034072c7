"""Two changes of the same thing come together unless both touch the same field."""

from dataclasses import replace

from directory.model import Fact, Known, Support, Words
from directory.model.merging import differing, merged, settled
from tests.submissions.examples import a_listing, an_offer

BASE = an_offer()
YES, NO = Fact(Known.YES), Fact(Known.NO)


def test_what_only_one_side_changed_is_taken() -> None:
    mine = replace(BASE, name="Neu", support=Support(easy_words=YES))
    theirs = replace(BASE, is_free=YES, support=Support(small_group=NO))
    both = replace(BASE, name="Neu", is_free=YES, support=Support(easy_words=YES, small_group=NO))
    assert merged(BASE, mine, theirs) == (both, [])


def test_where_both_changed_the_same_it_is_said() -> None:
    mine = replace(BASE, name="Neu", support=Support(easy_words=YES))
    theirs = replace(BASE, name="Anders", support=Support(easy_words=NO))
    result, conflicts = merged(BASE, mine, theirs)
    assert result == mine
    assert set(conflicts) == {"name", "support.easy_words.value"}


def test_the_same_change_twice_is_no_conflict() -> None:
    mine = replace(BASE, name="Neu")
    assert merged(BASE, mine, mine) == (mine, [])


def test_lists_are_not_mixed() -> None:
    mine, theirs = replace(BASE, sports=("judo",)), replace(BASE, sports=("boccia", "judo"))
    assert merged(BASE, mine, theirs)[1] == ["sports"]


def test_a_fact_keeps_when_it_was_checked_if_it_says_the_same() -> None:
    checked = Fact(Known.YES, Words("Rampe"))
    before = replace(BASE, support=Support(easy_words=checked))
    after = replace(BASE, support=Support(easy_words=Fact(Known.YES, Words("Rampe"))))
    assert settled(before, after) == before


def test_differing_names_each_place() -> None:
    before = a_listing()
    after = a_listing(name="Neu", support=Support(easy_words=YES))
    assert differing(before, after) == ("offer.name", "offer.support.easy_words")
