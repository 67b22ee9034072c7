"""How often each sport is drawn for an invented offer."""

import math
from pathlib import Path

from directory.content.sports import Sport, Sports
from directory.content.table import rows

# Sports of Special Olympics come first; these are usual there and hardly counted elsewhere.
_SPECIAL_OLYMPICS_FACTOR = 3
_USUAL_THERE = {"boccia": 12.0, "bowling": 10.0, "tischtennis": 9.0, "floorball": 4.0}
_MEMBERS = "federation_members"
_PLACES = "berlin_osm_places"


def sport_weights(folder: Path, sports: Sports) -> dict[str, float]:
    """A weight for each sport id, from members of federations and from counted places."""
    members: dict[str, int] = {}
    places: dict[str, int] = {}
    file = folder / "sports" / "sports_distribution.csv"
    for row in rows(file, ("sport_id", "measure", "value")):
        counted = {_MEMBERS: members, _PLACES: places}.get(row.text("measure"))
        # Newer figures stand above older ones, so the first one counts.
        if counted is not None and row.text("sport_id"):
            counted.setdefault(row.text("sport_id"), row.whole("value"))
    return {
        sport.id: _weight(sport, members.get(sport.id, 0), places.get(sport.id, 0))
        for sport in sports.all()
    }


def _weight(sport: Sport, members: int, places: int) -> float:
    # Roots keep eight million footballers from filling the whole directory.
    weight = 1 + math.sqrt(members / 20_000) + math.sqrt(places) + _USUAL_THERE.get(sport.id, 0)
    return weight * (_SPECIAL_OLYMPICS_FACTOR if sport.is_special_olympics else 1)
