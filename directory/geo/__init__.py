"""Places of Germany: which one is meant, where it lies, how far away it is.

The geocoders for geopy are in ``directory.geo.geocoder``: importing geopy takes a while, and
only who places addresses needs it.
"""

from directory.geo.distance import about_km, distance_km
from directory.geo.gazetteer import Gazetteer
from directory.geo.place import How, Place, PlaceAnswer, PlaceKind
from directory.geo.postcode import find_postcode
from directory.geo.reading import PlacesError

__all__ = [
    "Gazetteer",
    "How",
    "Place",
    "PlaceAnswer",
    "PlaceKind",
    "PlacesError",
    "about_km",
    "distance_km",
    "find_postcode",
]
