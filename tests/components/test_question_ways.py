"""What somebody may do beside choosing."""

from flask import Flask

from tests.components.rendering import shown
from tests.page_checks import text_of


def test_both_ways_are_links_that_say_where_they_lead(site: Flask) -> None:
    page = shown(site, "question_ways", "both")
    assert [(text_of(link), link.get("href")) for link in page.all("//a")] == [
        ("Mehr Bilder zeigen", "/finden?seite=2"),
        ("Jetzt 12 Angebote zeigen", "/suche?was=Ball-Sport"),
    ]


def test_where_there_is_no_way_there_is_no_link(site: Flask) -> None:
    assert not shown(site, "question_ways", "empty").all("//a")
