"""Reads the files of content/places into places, with all the names each may be called."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from directory.geo.place import Place, PlaceKind


class PlacesError(Exception):
    """A file of places is missing or holds something that is no place."""


@dataclass(slots=True)
class Places:
    """What the files say: places, names by place id, and postcodes."""

    named: list[Place] = field(default_factory=list)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    postcodes: dict[str, Place] = field(default_factory=dict)
    special: dict[str, str] = field(default_factory=dict)

    def add(self, place: Place, names: Iterable[str]) -> None:
        self.named.append(place)
        self.names[place.id] = tuple(dict.fromkeys(name for name in names if name))


def read_places(folder: Path) -> Places:
    """Everything in the folder; local_names.csv may be missing."""
    places = Places()
    for row in _rows(folder / "places.csv"):
        names = (row["name"], *row["alt_names"].split("|"))
        places.add(_place(row), names)
    for row in _rows(folder / "plz.csv"):
        places.postcodes[row["plz"]] = _postcode(row)
    for row in _rows(folder / "plz_special.csv"):
        places.special[row["plz"]] = row["ags"]
    if (folder / "local_names.csv").exists():
        _add_local_names(places, folder / "local_names.csv")
    _add_districts(places)
    _add_states(places)
    return places


def _rows(file: Path) -> Iterator[dict[str, str]]:
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines)
            header = next(reader)
            for number, row in enumerate(reader, start=2):
                if len(row) != len(header):
                    raise PlacesError(f"{file.name}: line {number} has {len(row)} values.")
                yield dict(zip(header, row, strict=True))
    except (OSError, UnicodeDecodeError, StopIteration) as error:
        raise PlacesError(f"{file.name} cannot be read.") from error


def _place(row: dict[str, str]) -> Place:
    if row["kind"] == "municipality":
        return _of(row, row["id"], row["name"], PlaceKind.MUNICIPALITY, row["municipality"])
    id = f"{row['ags']}-{row['name']}"
    return _of(row, id, row["name"], PlaceKind.PART, row["municipality"])


def _postcode(row: dict[str, str]) -> Place:
    return _of(row, f"p{row['plz']}", row["place"], PlaceKind.POSTCODE, row["place"])


def _of(row: dict[str, str], id: str, name: str, kind: PlaceKind, municipality: str) -> Place:
    return Place(
        id=id,
        name=name,
        kind=kind,
        municipality=municipality,
        ags=row["ags"],
        district=row["district"],
        state=row["state"],
        state_code=row["state_code"],
        population=int(row["population"] or 0),
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
        postcode=row["plz"],
    )


def _add_local_names(places: Places, file: Path) -> None:
    """Parts of town and other names of our own; the point is that of their postcode."""
    towns = {place.ags: place for place in places.named if place.kind is PlaceKind.MUNICIPALITY}
    for row in _rows(file):
        town, area = towns.get(row["ags"]), places.postcodes.get(row["postcode"])
        if town is None or area is None or town.name != row["municipality"]:
            raise PlacesError(f"{file.name}: {row['name']} fits no municipality and postcode.")
        place = Place(
            id=f"{town.ags}-{row['name']}",
            name=row["name"],
            kind=PlaceKind.PART,
            municipality=town.name,
            ags=town.ags,
            district=town.district,
            state=town.state,
            state_code=town.state_code,
            population=0,
            latitude=area.latitude,
            longitude=area.longitude,
            postcode=area.postcode,
        )
        names = (row["name"], *row["other_names"].split("|"))
        if place.id in places.names:
            places.names[place.id] = tuple(dict.fromkeys((*places.names[place.id], *names)))
        else:
            places.add(place, names)


def _add_districts(places: Places) -> None:
    """Where a town is called the same, only "Landkreis Leipzig" is the district."""
    towns = {place.name for place in places.named if place.kind is PlaceKind.MUNICIPALITY}
    for ags, parts in _grouped(places, 5).items():
        if len(parts) == 1 and parts[0].ags.endswith("000"):
            continue
        name = parts[0].district
        bare = name.removeprefix("Landkreis ")
        names = [f"Landkreis {bare}", f"Kreis {bare}", f"{bare} Kreis", f"{bare} Landkreis"]
        if bare not in towns:
            names.insert(0, name)
        shown = name if "kreis" in name.lower() else f"Landkreis {bare}"
        places.add(_area(f"d{ags}", shown, PlaceKind.DISTRICT, ags, parts), names)


def _add_states(places: Places) -> None:
    """Berlin and Hamburg are towns already; Bremen as a state is its bigger town."""
    for ags, parts in _grouped(places, 2).items():
        if parts[0].state not in {"Berlin", "Hamburg", "Bremen"}:
            area = _area(f"s{ags}", parts[0].state, PlaceKind.STATE, ags, parts)
            places.add(area, (*_STATE_NAMES.get(area.state_code, ()), area.name))


_STATE_NAMES = {
    "BW": ("Baden-Württemberg", "BaWü"),
    "MV": ("Mecklenburg-Vorpommern", "Meck-Pomm", "MeckPomm"),
    "NW": ("Nordrhein-Westfalen", "NRW"),
    "SN": ("Freistaat Sachsen",),
    "BY": ("Freistaat Bayern", "Bayern"),
    "TH": ("Freistaat Thüringen",),
    "RP": ("Rheinland-Pfalz", "RLP"),
    "SL": ("Saarland",),
}


def _grouped(places: Places, digits: int) -> dict[str, list[Place]]:
    groups: dict[str, list[Place]] = {}
    for place in places.named:
        if place.kind is PlaceKind.MUNICIPALITY:
            groups.setdefault(place.ags[:digits], []).append(place)
    return groups


def _area(id_: str, name: str, kind: PlaceKind, ags: str, parts: list[Place]) -> Place:
    people = sum(part.population for part in parts) or 1
    weights = [part.population / people for part in parts]
    return Place(
        id=id_,
        name=name,
        kind=kind,
        municipality="",
        ags=ags,
        district=parts[0].district if kind is PlaceKind.DISTRICT else "",
        state=parts[0].state,
        state_code=parts[0].state_code,
        population=people,
        latitude=round(sum(p.latitude * w for p, w in zip(parts, weights, strict=True)), 5),
        longitude=round(sum(p.longitude * w for p, w in zip(parts, weights, strict=True)), 5),
    )
