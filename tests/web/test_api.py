"""The answers for programs keep their shape."""

from tests.visiting import Visitor


def test_offers_have_the_promised_shape(visitor: Visitor) -> None:
    answer = visitor.ask("/api/v1/offers?q=schwimen+in+haale")
    assert set(answer) >= {"total", "understood", "offers", "clubs_without_known_offer", "facets"}
    understood = answer["understood"]
    assert understood["sport"] == {"id": "schwimmen", "name": "Schwimmen"}
    assert set(understood["place"]) >= {
        "name",
        "postcode",
        "district",
        "state",
        "state_code",
        "ags",
        "lat",
        "lon",
    }
    assert understood["place"]["ags"] == "15002000"
    assert {"typed": "schwimen", "meant": "Schwimmen"} in understood["corrected"]
    assert understood["widened_to_km"] is None
    assert isinstance(understood["radius_km"], int | float)
    assert set(understood) >= {"sports", "places", "days", "needs"}
    offer = answer["offers"][0]
    assert set(offer) >= {
        "id",
        "name",
        "url",
        "sports",
        "place",
        "distance_km",
        "sessions",
        "verified_at",
        "example",
    }
    assert set(offer["place"]) == {"name", "postcode", "state", "lat", "lon"}
    assert offer["example"] is True
    assert offer["sports"][0]["id"] == "schwimmen"


def test_addresses_of_offers_lead_to_their_pages(visitor: Visitor) -> None:
    for offer in visitor.ask("/api/v1/offers?land=BY")["offers"]:
        assert offer["url"].startswith("https://sport.example/angebot/")
        visitor.open(offer["url"].removeprefix("https://sport.example"))


def test_the_page_is_chosen_by_its_number(visitor: Visitor) -> None:
    first = visitor.ask("/api/v1/offers?land=ST")
    second = visitor.ask("/api/v1/offers?land=ST&seite=2")
    assert (first["page"], second["page"]) == (1, 2)
    assert first["pages"] == -(-first["total"] // 10)
    assert not {o["id"] for o in first["offers"]} & {o["id"] for o in second["offers"]}


def test_places_are_ranked(visitor: Visitor) -> None:
    places = visitor.ask("/api/v1/places?q=halle")["places"]
    assert places[0]["ags"] == "15002000"
    assert set(places[0]) == {
        "id",
        "name",
        "kind",
        "postcode",
        "district",
        "state",
        "state_code",
        "ags",
        "population",
        "lat",
        "lon",
    }
    assert visitor.ask("/api/v1/places")["places"] == []
    assert visitor.ask("/api/v1/places?q=06108")["places"][0]["postcode"] == "06108"


def test_other_sites_may_read_the_answers(visitor: Visitor) -> None:
    answer = visitor.client.get("/api/v1/offers")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
