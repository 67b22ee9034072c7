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


def test_a_map_without_links_is_one_picture_with_a_name(site: Flask) -> None:
    page = shown(site, "map", "results")
    (drawn,) = page.all("//figure/*[local-name()='svg']")
    assert (drawn.get("role"), str(drawn.get("aria-label"))[:5]) == ("img", "Karte")
    assert not page.all("//figure/*[local-name()='svg']//*[local-name()='a']")


def test_a_number_that_had_to_move_has_a_line_to_its_place(site: Flask) -> None:
    page = shown(site, "map", "results")
    assert [line.get("d") for line in page.all("//*[@class='map__line']")] == ["M222.5 45L190 80"]


def test_what_the_ring_means_and_how_far_is_far_stand_in_words(site: Flask) -> None:
    page = shown(site, "map", "results")
    assert page.texts("//figcaption/p")[:2] == [
        "Hier suchen Sie: Halle Saale",
        "Der Punkt ist nur ungefähr richtig.",
    ]
    assert "5 Kilometer" in page.texts("//*[local-name()='text']")
