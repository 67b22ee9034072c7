"""Places for geopy: offline from the gazetteer, or from a server that the operator runs."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.geocoders import Nominatim, Photon
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from directory.geo.distance import distance_km
from directory.geo.gazetteer import Gazetteer
from directory.geo.place import Place, PlaceKind

Locate = Callable[[str], tuple[float, float] | None]
_FARTHEST_KM = 30
_LONGEST_ADDRESS = 300


class NetworkForbidden(Exception):
    """Something tried to reach the net through the offline geocoder."""


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]
    """Geocoders get their connection from an adapter; this one has none."""

    def get_json(self, *_: Any, **__: Any) -> NoReturn:
        raise NetworkForbidden("The offline geocoder has no connection.")

    get_text = get_json


class OfflineGeocoder(Geocoder):  # type: ignore[misc]
    """geopy's interface over the gazetteer; ``raw`` of a location is the ``Place``."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(adapter_factory=_NoNetwork)
        self._gazetteer = gazetteer

    def geocode(
        self, query: str, *, exactly_one: bool = True, limit: int = 5, **_: Any
    ) -> Location | list[Location] | None:
        """The place, or up to ``limit`` places, likeliest first."""
        answer = self._gazetteer.find(query)
        if answer.place is None:
            return None
        found = [_location(place) for place in (answer.place, *answer.others)]
        return found[0] if exactly_one else found[:limit]

    def reverse(
        self, query: Any, *, exactly_one: bool = True, **_: Any
    ) -> Location | list[Location] | None:
        """The postcode whose middle is nearest; None abroad."""
        point = Point(query)
        place = self._gazetteer.nearest_postcode(point)
        if distance_km(place, point) > _FARTHEST_KM:
            return None
        return _location(place) if exactly_one else [_location(place)]


def _location(place: Place) -> Location:
    parts = [place.name, place.district, place.state, "Deutschland"]
    if place.kind is PlaceKind.POSTCODE:
        parts[0] = f"{place.postcode} {place.name}"
    address = ", ".join(dict.fromkeys(part for part in parts if part))
    return Location(address, Point(place.latitude, place.longitude), place)


def operator_geocoder(
    kind: str, host: str, user_agent: str, *, scheme: str = "https", timeout_seconds: float = 3
) -> Locate:
    """Asks the Nominatim or Photon server of an operator where an address is.

    Whatever goes wrong there (slow, broken, nonsense, a point abroad) gives None: an offer can
    always be placed by its postcode. Raises ValueError for another kind of server.
    """
    servers = {"nominatim": Nominatim, "photon": Photon}
    if kind not in servers:
        raise ValueError(f"The geocoder must be nominatim or photon, not {kind}.")
    options = {"domain": host, "scheme": scheme, "user_agent": user_agent}
    server = servers[kind](timeout=timeout_seconds, **options)

    def locate(address: str) -> tuple[float, float] | None:
        return _within(timeout_seconds, lambda: _ask(server, address[:_LONGEST_ADDRESS]))

    return locate


def _ask(server: Geocoder, address: str) -> tuple[float, float] | None:
    found = server.geocode(address)
    return (float(found.latitude), float(found.longitude)) if found else None


def _within(
    seconds: float, ask: Callable[[], tuple[float, float] | None]
) -> tuple[float, float] | None:
    """The answer, if it comes in time and lies in Germany.

    The time-out of a connection starts anew with each byte, so a server that drips would hold us
    for hours. The waiting is therefore done beside.
    """
    answers: SimpleQueue[tuple[float, float] | None] = SimpleQueue()

    def work() -> None:
        try:
            answers.put(ask())
        except Exception:  # whatever a foreign server makes of our question
            answers.put(None)

    Thread(target=work, name="geocoder", daemon=True).start()
    try:
        point = answers.get(timeout=seconds)
    except Empty:
        return None
    return point if point and _is_in_germany(*point) else None


def _is_in_germany(latitude: float, longitude: float) -> bool:
    """Roughly, by its outermost points; NaN and infinity are nowhere."""
    return 47.2 <= latitude <= 55.1 and 5.8 <= longitude <= 15.1
