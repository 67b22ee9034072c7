"""Where am I, and how do I get back?"""

from flask import Flask

from tests.components.rendering import shown


def test_the_last_step_is_the_page_itself_and_no_link(site: Flask) -> None:
    page = shown(site, "breadcrumbs", "two steps")
    steps = page.all("//nav/ol/li")
    assert [len(step.findall("a")) for step in steps] == [1, 1, 0]
    assert page.texts("//nav/ol/li//*[@aria-current='page']") == ["Schwimmen"]


def test_the_way_has_a_name(site: Flask) -> None:
    assert shown(site, "breadcrumbs", "empty").all("//nav[@aria-label]")
