"""A map that the server draws."""

from flask import Flask

from tests.components.rendering import shown


def test_each_region_is_a_link_with_a_name_that_opens_with_its_number(site: Flask) -> None:
    page = shown(site, "map", "regions")
    links = page.all("//*[local-name()='a'][*[local-name()='path']]")
    assert [link.get("aria-label") for link in links] == ["1 Nordland, 3 Angebote", "2 Südland"]
    assert [link.get("href") for link in links] == ["/orte/nord", "/orte/sued"]


def test_a_small_region_has_room_for_a_finger(site: Flask) -> None:
    page = shown(site, "map", "regions")
    radii = [float(c.get("r") or 0) for c in page.all("//*[@class='map__finger']")]
    assert len(radii) == 1
    assert 2 * radii[0] >= 44


def test_the_source_is_named_with_its_links(site: Flask) -> None:
    page = shown(site, "map", "regions")
    assert page.texts("//figcaption") == ["Karte: © GeoBasis-DE / BKG 2021"]
    assert [link.get("href") for link in page.all("//figcaption//a")] == ["http://www.bkg.bund.de"]
