"""Which address belongs to which group of pages; by its first part, because that is quickest."""

from typing import Final

from directory.watching.counted import STATUSES
from directory.watching.numbers import OTHER

_GROUPS: Final = {
    "": "start",
    "suche": "search",
    "angebot": "offers",
    "a": "offers",
    "verein": "clubs",
    "sport": "sports",
    "orte": "places",
    "finden": "questions",
    "danke": "messages",
    "wunsch": "messages",
    "barriere": "messages",
    "quellen": "help",
    "woerterbuch": "help",
    "einstellungen": "help",
    "hilfe": "help",
    "so-geht-das": "help",
    "vorgelesen": "help",
    "zustand": "help",
    "merkzettel": "lists",
    "zettel": "lists",
    "heft": "papers",
    "regionen": "regions",
    "region": "regions",
    "luecken": "regions",
    "vereine": "for_clubs",
    "fuer-vereine": "for_clubs",
    "redaktion": "team",
    "anmelden": "team",
    "abmelden": "team",
    "beratung": "team",
    "api": "data",
    "daten": "data",
    "openactive": "data",
    "hsds": "data",
    "feeds": "data",
    "sitemap.xml": "data",
    "oembed": "frames",
    "einbetten": "frames",
    "einbetten.js": "frames",
    "eingebettet": "frames",
    "fotos": "photos",
    "assets": "static",
    "favicon.ico": "static",
    "healthz": "watch",
    "readyz": "watch",
    "metrics": "watch",
}
_PREFIXES: Final = frozenset({"de", "en"})


def group_of(path: str) -> str:
    """``search`` for ``/de/suche``; the prefix of a language may be there or not."""
    parts = path.split("/", 3)
    first = parts[1] if len(parts) > 1 else ""
    if first in _PREFIXES:
        first = parts[2] if len(parts) > 2 else ""
    return _GROUPS.get(first, OTHER)


def status_of(status: str) -> str:
    """``4xx`` for ``404``."""
    found = f"{status[:1]}xx"
    return found if found in STATUSES else OTHER
