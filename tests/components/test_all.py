"""What holds for every component: four files, nothing from outside, every example sound."""

from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, meta, nodes
from jinja2.ext import InternationalizationExtension

from directory.web.assets import FOLDER as STATIC
from directory.web.gallery import COMPONENTS, Component
from directory.web.templating import unbroken
from tests.components.rendering import ALL
from tests.page_checks import Page, html_is_valid, look_over, nothing_is_inline

# Signs and sentences may come from outside; everything else is given to the macro.
FROM_OUTSIDE = {"icon", "_", "gettext", "ngettext"}
NAMES = sorted(file.stem for file in COMPONENTS.glob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_a_component_is_four_files(name: str) -> None:
    assert (COMPONENTS / f"{name}.yaml").exists()
    assert (STATIC / "components" / f"{name}.css").exists()
    assert (Path(__file__).parent / f"test_{name}.py").exists()


def test_no_file_is_left_of_a_component_that_is_gone() -> None:
    assert sorted(ALL) == NAMES
    assert sorted(file.stem for file in (STATIC / "components").glob("*.css")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_component_names_only_what_it_was_given(name: str) -> None:
    source = (COMPONENTS / f"{name}.html").read_text(encoding="utf-8")
    environment = Environment(extensions=[InternationalizationExtension], autoescape=True)
    environment.filters["unbroken"] = unbroken
    tree = environment.parse(source)
    assert meta.find_undeclared_variables(tree) <= FROM_OUTSIDE
    assert [found.name for found in tree.find_all(nodes.Macro)] == [name]


@pytest.mark.parametrize("component", ALL.values(), ids=ALL)
def test_a_component_has_examples_for_hard_cases(component: Component) -> None:
    assert component.about
    assert component.use
    assert component.must
    names = {example.name for example in component.examples}
    takes_words = any(example.values for example in component.examples)
    assert not takes_words or names >= {"empty", "looks like HTML"}


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name in ALL for number in range(len(ALL[name].examples))],
)
def test_every_example_makes_a_sound_page(site: Flask, name: str, number: int) -> None:
    answer = site.test_client().get(f"/galerie/{name}/{number}")
    page = Page(f"{name} {number}", answer.status_code, answer.text)
    faults = [*html_is_valid(page), *nothing_is_inline(page)]
    assert (answer.status_code, faults) == (200, [])
    assert not page.all("//main//script")
    assert not page.all("//main//b") and not page.all("//main//i") and not page.all("//main//u")


def test_the_gallery_lists_every_example(site: Flask) -> None:
    answer = site.test_client().get("/galerie/")
    page = Page("/galerie/", answer.status_code, answer.text)
    look_over(page)
    listed = page.all("//main//a[starts-with(@href, '/galerie/')]")
    assert len(listed) == sum(len(one.examples) for one in ALL.values())
    assert page.texts("//main/section/h2") == NAMES


def test_an_example_says_what_it_was_given_and_leads_to_the_others(site: Flask) -> None:
    answer = site.test_client().get("/galerie/notice/0")
    page = Page("/galerie/notice/0", answer.status_code, answer.text)
    assert "kind: corrected" in page.texts("//main//pre")[0]
    others = page.all("//main//nav//a[starts-with(@href, '/galerie/notice/')]")
    assert len(others) == len(ALL["notice"].examples)
    assert [one.get("href") for one in others if one.get("aria-current")] == ["/galerie/notice/0"]
