"""Every page of the site in every state, and every mode in which somebody may see it."""

from itertools import chain, product
from typing import Any

import pytest

from tests.advising.states import ADVISING_STATES
from tests.browser.visits import LOOKS, WIDTHS, Mode, State
from tests.clubs.own_states import OWN_STATES
from tests.clubs.states import CLUB_STATES
from tests.embedding.states import CHOOSE_STATES, FRAME_STATES
from tests.gaps.states import GAP_CALLS, GAP_STATES
from tests.lists.states import LIST, LIST_FAULTS, LIST_STATES, OWN_LIST_STATES
from tests.messages.test_states import STATES
from tests.papers.states import PAPER_STATES
from tests.photos.states import PHOTO_STATES
from tests.regions.states import JOIN_STATES, REGION_STATES
from tests.spreadsheet.states import GONE_TABLE, SPREADSHEET_STATES
from tests.team.states import OVER_TEAM, SIGNED_IN, SIGNED_IN_STATES, TEAM_STATES
from tests.truth.states import OVER, TRUTH_STATES

BOTH_LISTINGS = "0f3c6d7e-0000-4000-8000-000000000003.0f3c6d7e-0000-4000-8000-000000000012"
MODES = tuple(Mode(*mode) for mode in product(WIDTHS, LOOKS, (True, False)))


def _simple() -> dict[str, str]:
    return {
        "start": "/",
        "search": "/suche?q=schwimen+in+haale",
        "search, box empty": "/suche?q=",
        "all offers": "/suche",
        "all offers, page 2": "/suche?seite=2",
        "filters": "/suche?ort=Magdeburg&brauche=stufenlos&brauche=wc&tag=di&alter=30",
        "filters, unknown too": "/suche?ort=Halle+(Saale)&brauche=wc&unklar=1&sortierung=frisch",
        "choice of places": "/suche?was=schwimmen&ort=Neustadt",
        "nothing found": "/suche?q=qidditsch+in+husum",
        "unknown place": "/suche?was=schwimmen&ort=Qwertzuiop",
        "unknown clubs": "/suche?q=fussball+berlin",
        "strange words": "/suche?q=%22%27%3Cb%3E%F0%9F%98%80&tag=xx&alter=-1&seite=9999",
        "offer": "/angebot/schwimmen-voll",
        "offer, little known": "/angebot/leer",
        "offer, ended": "/angebot/vorbei",
        "share": "/angebot/schwimmen-voll/teilen",
        "remembered, nothing": "/merkzettel",
        "list of somebody else": "/merkzettel?angebot=059-515-808&angebot=123-456-787"
        "&weg=059-515-808",
        "choice of offers": "/a/059-515-808",
        "club": "/verein/verein-voll",
        "club, little known": "/verein/verein-leer",
        "sports": "/sport",
        "sport": "/sport/schwimmen",
        "sport without offers": "/sport/curling",
        "places": "/orte",
        "state": "/orte/st",
        "state, few offers": "/orte/sl",
        "town": "/orte/st/15002000",
        "district": "/orte/rp/07232",
        "town without offers": "/orte/rp/07232026",
        "question, liking": "/finden",
        "question, more likings": "/finden?seite=2",
        "question, liking, answered": "/finden?sport=schwimmen&ort=Halle+(Saale)&umkreis=5"
        "&brauche=wc",
        "question, sport": "/finden/sport?was=Ball-Sport",
        "question, more sports": "/finden/sport?was=Ball-Sport&seite=2",
        "question, place": "/finden/ort?sport=schwimmen",
        "question, districts": "/finden/ort?liste=15",
        "question, towns": "/finden/ort?liste=15088&sport=schwimmen",
        "question, which place": "/finden/ort?ort=Neustadt",
        "question, unknown place": "/finden/ort?ort=Qwertzuiop",
        "question, no place": "/finden/ort?ort=",
        "question, way": "/finden/weite?ort=Magdeburg&umkreis=5",
        "question, needs": "/finden/wichtig?ort=51.48,11.97&brauche=wc",
        "question, more needs": "/finden/wichtig?seite=2&brauche=wc",
        "ended offer cannot be asked": "/angebot/vorbei/fragen",
        "thanks for asking": "/danke/frage?angebot=offen",
        "thanks for a report": "/danke/hinweis",
        "thanks for a wish": "/danke/wunsch",
        "thanks for a barrier": "/danke/barriere",
        "help": "/hilfe",
        "how it works": "/so-geht-das",
        "network": "/netzwerk",
        "documents": "/dokumente",
        "contact": "/kontakt",
        "for clubs": "/vereine",
        "for advisors": "/fuer-beratung",
        "easy language": "/leichte-sprache",
        "sign language": "/gebaerdensprache",
        "imprint": "/impressum",
        "privacy": "/datenschutz",
        "declaration": "/barrierefreiheit",
        "glossary": "/woerterbuch",
        "sources": "/quellen",
        "open data": "/daten",
        "interface": "/api",
        "data set": "/openactive",
        "health": "/wie-aktuell",
        "health of a state": "/wie-aktuell/st",
        "state of the site": "/zustand",
        "settings": "/einstellungen",
        "settings, saved": "/einstellungen?gespeichert=farben-normal",
        "gallery": "/galerie/",
    }


# In standard German and English: one page of each kind.
_TRANSLATED = (
    "start",
    "search",
    "nothing found",
    "filters",
    "offer",
    "offer, little known",
    "share",
    "remembered, nothing",
    "club",
    "sport",
    "state",
    "town",
    "question, liking",
    "question, place",
    "question, needs",
    "help",
    "privacy",
    "declaration",
    "glossary",
    "settings",
    "open data",
    "state of the site",
)
_ERRORS = {"not found": ("/gibt-es-nicht", 404)} | {
    f"error {code}": (f"/fehler/{code}", code) for code in (400, 403, 405, 413, 429, 500)
}
_COOKIES = {
    "remembered, 2 offers": ("/merkzettel", {"merkzettel": BOTH_LISTINGS}),
    "start, large letters": ("/", {"lesen": "buchstaben-sehr-gross.abstand-mehr"}),
    "offer, large letters": (
        "/angebot/schwimmen-voll",
        {"lesen": "buchstaben-sehr-gross.abstand-mehr"},
    ),
    "search, yellow on black": ("/suche?q=schwimmen", {"lesen": "farben-gelb"}),
    "start, fewer things": ("/", {"lesen": "ansicht-ruhig"}),
    "offer, fewer things": ("/angebot/schwimmen-voll", {"lesen": "ansicht-ruhig"}),
}


def _all() -> dict[str, State]:
    found = {name: State(address) for name, address in _simple().items()}
    found |= {name: State(address, cookies=kept) for name, (address, kept) in _COOKIES.items()}
    found |= {name: State(at, walk=walk) for name, (at, walk) in STATES.items()}
    found |= {name: State(at, walk=walk) for name, (at, walk) in OWN_STATES.items()}
    found |= {name: State(at, walk=walk) for name, (at, walk) in JOIN_STATES.items()}
    found |= {name: State(at, walk=walk) for name, (at, walk) in CLUB_STATES.items()}
    found |= {name: State(at, walk=walk) for name, (at, walk) in PHOTO_STATES.items()}
    found |= {name: State(at, walk=walk) for name, (at, walk) in TRUTH_STATES.items()}
    found |= {name: State(at, walk=walk) for name, (at, walk) in SPREADSHEET_STATES.items()}
    found["table, gone"] = State(GONE_TABLE, status=404)
    found |= {name: State(at, status=410) for name, at in (OVER | OVER_TEAM).items()}
    found |= {
        name: State(at, walk=walk) if walk else State(at)
        for name, (at, walk) in TEAM_STATES.items()
    }
    found |= {
        name: State(at, cookies=SIGNED_IN, walk=walk) if walk else State(at, cookies=SIGNED_IN)
        for name, (at, walk) in (SIGNED_IN_STATES | ADVISING_STATES | GAP_CALLS).items()
    }
    found |= {
        name: State(at)
        for name, at in (
            LIST_STATES | PAPER_STATES | GAP_STATES | REGION_STATES | CHOOSE_STATES | FRAME_STATES
        ).items()
    }
    found |= {
        name: State(at, cookies=LIST, walk=walk) if walk else State(at, cookies=LIST)
        for name, (at, walk) in OWN_LIST_STATES.items()
    }
    found |= {name: State(at, status=code) for name, (at, code) in (_ERRORS | LIST_FAULTS).items()}
    for prefix in ("/de", "/en"):
        found |= {f"{name} {prefix}": State(prefix + found[name].address) for name in _TRANSLATED}
    return found


PAGES = _all()


def round_of(number: int) -> list[tuple[str, Mode]]:
    """Each page and state once, each mode several times; another round, other pairs."""
    # 5 and 18 have no factor in common, so neighbours differ and all modes come.
    return [(name, MODES[(at * 5 + number) % len(MODES)]) for at, name in enumerate(PAGES)]


def in_modes() -> pytest.MarkDecorator:
    """Parametrizes a test: one round for make test, all others for make soak.

    Round by round, so that a soak which is stopped has seen every page in some more modes.
    """
    first, *others = map(round_of, range(len(MODES)))
    more = chain(*others)
    pairs = [*map(_parameter, first), *(_parameter(pair, pytest.mark.soak) for pair in more)]
    return pytest.mark.parametrize(("name", "mode"), pairs)


def _parameter(pair: tuple[str, Mode], *marks: pytest.MarkDecorator) -> Any:
    name, mode = pair
    return pytest.param(name, mode, id=f"{name}: {mode}", marks=marks)
