"""A point out of what people paste."""

import pytest

from directory.geo.pasted import Spot, pasted_point

HALLE = Spot(51.4826, 11.9697)


@pytest.mark.parametrize(
    "text",
    [
        "51.4826, 11.9697",
        "51.4826 11.9697",
        "51.4826/11.9697",
        "51.4826; 11.9697",
        "  51,4826   11,9697 ",
        "51,4826, 11,9697",
        "11.9697, 51.4826",
        "５１.４８２６, １１.９６９７",
        "Breite: 51.4826 Länge: 11.9697",
        "N 51.4826° E 11.9697°",
        "geo:51.4826,11.9697",
        "geo:51.4826,11.9697?z=17",
        "https://www.openstreetmap.org/#map=19/51.4826/11.9697",
        "https://www.openstreetmap.org/?mlat=51.4826&mlon=11.9697#map=12/50.1/8.6",
        "https://www.openstreetmap.org/node/1234567890#map=18/51.4826/11.9697&layers=N",
        "https://www.google.de/maps/@51.4826,11.9697,17z",
        "https://www.google.com/maps/place/Halle/@50.1,8.6,17z/data=!3m1!4b1!4m5!3m4!8m2!3d51.4826!4d11.9697",
        "https://www.google.com/maps?q=51.4826,11.9697",
        "https://maps.google.com/?ll=51.4826,11.9697&z=15",
        "https://www.google.com/maps/search/51.4826,+11.9697?entry=tts",
        "https://www.google.com/maps/search/?api=1&query=51.4826%2C11.9697",
        "https://maps.apple.com/?ll=51.4826,11.9697&q=Turnhalle",
        "https://www.bing.com/maps?cp=51.4826~11.9697&lvl=16",
    ],
)
def test_it_is_understood(text: str) -> None:
    assert pasted_point(text) == HALLE


@pytest.mark.parametrize("text", ["51°28'57.36\"N 11°58'10.92\"E", "51° 28,956' N, 11° 58,182' O"])
def test_degrees_and_minutes(text: str) -> None:
    found = pasted_point(text)
    assert found
    assert (round(found.latitude, 4), round(found.longitude, 4)) == (51.4826, 11.9697)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "06108 Halle",
        "51.4826",
        "Am Markt 5, 06108 Halle",
        "0345 123 456",
        "https://maps.app.goo.gl/AbCd1234",
        "https://www.google.com/maps/place/Halle",
        "51.4826, 11.9697, 12.5",
        "-51.4826, -11.9697",
        "999, 888",
        "\u202e51",
        "1" * 5000,
        "1,1" * 2000,
        "https://" + "!3d" * 2000,
    ],
)
def test_what_says_no_point_is_no_point(text: str) -> None:
    assert pasted_point(text) is None
