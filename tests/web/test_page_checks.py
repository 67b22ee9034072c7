"""The parser of our tests sees what is wrong with a page, also when it knows its skeleton."""

import pytest

from tests.html_tree import errors_of, skeleton_of, tree_of

START = '<!DOCTYPE html><html lang="de"><head><title>x</title></head><body>'
WRONG = {
    "an end without a beginning": "<p>Eins</div></p>",
    "a block inside a paragraph": "<p>Eins<div>Zwei</div></p>",
    "the same attribute twice": '<a href="x" href="y">Eins</a>',
    "a list that is not closed": "<ul><li><b>Eins</li></ul>",
    "half an entity": "<p>&ampx &copy x</p>",
    "a form in a form": "<form><form></form></form>",
}


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG)
def test_each_fault_is_seen(body: str) -> None:
    page = f"{START}{body}</body></html>"
    assert errors_of(page), body
    assert errors_of(page.replace("Eins", "Etwas anderes")), "again, with other words"


def test_sound_pages_have_no_fault_and_one_skeleton() -> None:
    one = f'{START}<p class="a">Eins &amp; zwei</p></body></html>'
    other = f'{START}<p class="b c">Drei</p></body></html>'
    assert errors_of(one) == errors_of(other) == []
    assert skeleton_of(one) == skeleton_of(other)
    assert tree_of(one).findtext(".//p") == "Eins & zwei"


def test_whoever_breaks_out_of_a_value_changes_the_skeleton() -> None:
    kind = '{}<p><input type="text" value="{}"></p></body></html>'
    safe = skeleton_of(kind.format(START, "Eins"))
    for attack in ('" onfocus="x', '"><b>', "&quot;", '" type="hidden'):
        changes = attack != "&quot;"
        assert (skeleton_of(kind.format(START, attack)) != safe) is changes
