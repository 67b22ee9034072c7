"""Pieces of pages are kept by all that they are made of, so nobody gets what is another's."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from jinja2 import TemplateSyntaxError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from msgspec.structs import replace

from directory.catalogue.criteria import Hit
from directory.web.finder.present import Card, card_of
from directory.web.kept_cards import EXTENSION, markup_of
from directory.web.languages import EASY, LANGUAGES
from directory.web.parts import parts
from directory.web.put_together import KEPT, KEPT_AT_ONCE
from directory.web.templating import environment_for
from tests.visiting import Visitor

RECORD = b'{"name": "Boccia & mehr", "slug": "boccia", "sports": ["boccia"]}'
OTHER = RECORD.replace(b"mehr", b"Kaffee")


@pytest.fixture
def within(site: Flask) -> Iterator[None]:
    with site.test_request_context("/suche"):
        site.extensions[EXTENSION].__init__(1 << 20)
        yield


def card(record: bytes | dict[str, Any] = RECORD, distance: float | None = None) -> Card:
    return card_of(Hit("one", record, 0.0, distance), parts().sports.by_id, parts().today())


def shown(one: Card) -> str:
    environment = environment_for(EASY)
    return str(environment.from_string("{{ card_shown(card) }}").render(card=one))


def test_another_version_of_a_record_is_another_card(within: None) -> None:
    assert (card().title, card(OTHER).title, card().title) == (
        "Boccia & mehr",
        "Boccia & Kaffee",
        "Boccia & mehr",
    )


def test_a_kept_card_is_not_made_again_and_its_markup_neither(within: None) -> None:
    assert card().pieces is card(distance=5.0).pieces
    assert card().pieces is not card(OTHER).pieces


def test_number_and_distance_are_those_of_this_list(within: None) -> None:
    near, far = card(distance=2.0).told(number="1"), card(distance=30.0).told(number="12")
    assert "etwa 2 Kilo" in shown(near) and ">1</span>" in shown(near).replace("\n", "")
    assert "etwa 30 Kilo" in shown(far) and "etwa 2 Kilo" not in shown(far)
    assert "offer-card__number" not in shown(card())


def test_kept_markup_is_what_the_component_would_say(within: None) -> None:
    for one in (card(), card(distance=7.0), card(distance=7.0).told(number="3")):
        fresh = replace(one, pieces={})
        assert shown(one) == shown(one) == shown(fresh)


def test_a_name_with_our_own_signs_is_shown_all_the_same(within: None) -> None:
    odd = RECORD.replace(b"mehr", "\ue000 \ue001".encode())
    assert "\ue000 \ue001" in shown(card(odd, 3.0).told(number="4"))


def test_a_distance_is_escaped() -> None:
    class Odd:
        number, distance = "", "<b>"
        pieces: dict[tuple[bool, bool], tuple[str, str, str]]

    Odd.pieces = {}
    assert markup_of(Odd(), lambda _number, distance: f"[{distance}]") == "[&lt;b&gt;]"


def test_each_language_has_its_own_card(site: Flask) -> None:
    titles = set()
    for language in LANGUAGES:
        with site.test_request_context(
            "/suche", environ_overrides={"directory.language": language.key}
        ):
            titles.add(card({**parts_card(), "name_easy": "Leicht"}).checked)
    assert len(titles) == len(LANGUAGES)


def parts_card() -> dict[str, Any]:
    return {"name": "Boccia", "slug": "boccia", "sports": []}


@pytest.mark.parametrize("name", sorted((KEPT | KEPT_AT_ONCE) & {"choice", "fact"}))
def test_text_is_escaped_where_the_same_letters_were_markup_before(within: None, name: str) -> None:
    component: Any = environment_for(EASY).globals["component"]
    said = component(f"components/{name}.html", name)
    letters = "<b>Ball</b>"
    given = ("checkbox", "sport", "ball") if name == "choice" else ()
    assert letters in said(*given, Markup(letters), "yes")
    assert letters not in said(*given, letters, "yes")


def test_a_kept_block_names_everything_that_it_uses(within: None) -> None:
    environment = environment_for(EASY)
    with pytest.raises(TemplateSyntaxError, match="kept without its key: page"):
        environment.from_string("{% kept here %}{{ page.title }}{% endkept %}")
    with pytest.raises(TemplateSyntaxError, match="includes nothing"):
        environment.from_string('{% kept here %}{% include "footer.html" %}{% endkept %}')


def test_functions_of_a_template_are_told_from_where_they_are_called(within: None) -> None:
    @pass_context
    def seen(context: Context) -> str:
        return str(context["here"])

    class Eyes:
        @pass_context
        def see(self, context: Context) -> str:
            return str(context["here"])

        def blink(self) -> str:
            return "b"

    eyes = environment_for(EASY).from_string("{{ eyes.see() }}{{ eyes.blink() }}")
    assert eyes.render(here="A", eyes=Eyes()) == "Ab"
    template = "{% for one in [1, 2] %}{{ seen() }}{{ plain(one) }}{{ made(one) }}{% endfor %}"
    start = "{% macro made(one) %}<i>{{ one }}{{ plain('<') }}</i>{% endmacro %}"
    page = environment_for(EASY).from_string(start + template)
    shown_on_it = page.render(here="A", seen=seen, plain=lambda one: f"{one}&")
    assert shown_on_it == "A1&amp;<i>1&lt;&amp;</i>A2&amp;<i>2&lt;&amp;</i>"


def test_a_kept_block_is_another_one_for_another_key(within: None) -> None:
    block = environment_for(EASY).from_string("{% kept here %}<i>{{ here }}</i>{% endkept %}")
    assert [block.render(here=one) for one in ("/a", "/b", "/a", Markup("<"), "<")] == [
        "<i>/a</i>",
        "<i>/b</i>",
        "<i>/a</i>",
        "<i><</i>",
        "<i>&lt;</i>",
    ]


@pytest.mark.parametrize("address", ["/suche", "/hilfe", "/orte", "/sport", "/merkzettel"])
def test_menus_mark_the_page_that_is_shown(visitor: Visitor, address: str) -> None:
    for other in ("/suche?q=ball", address, "/sport/boccia", address):
        marked = visitor.open(other).all(".//nav[@class='site-menu']//a[@aria-current='page']")
        expected = [] if "boccia" in other else [other.partition("?")[0]]
        assert [one.get("href") for one in marked] == expected
