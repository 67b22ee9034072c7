"""The pages that are opened in a real browser: one of each kind, and the states of the search."""

PAGES = {
    "start": "/",
    "search": "/suche?q=schwimen+in+haale",
    "all offers": "/suche",
    "filters": "/suche?ort=Magdeburg&brauche=stufenlos&brauche=wc&tag=di&alter=30",
    "choice of places": "/suche?was=schwimmen&ort=Neustadt",
    "nothing found": "/suche?q=qidditsch+in+husum",
    "unknown clubs": "/suche?q=fussball+berlin",
    "offer": "/angebot/schwimmen-voll",
    "offer, little known": "/angebot/leer",
    "club": "/verein/verein-voll",
    "sports": "/sport",
    "sport": "/sport/schwimmen",
    "places": "/orte",
    "state": "/orte/st",
    "town": "/orte/st/15002000",
    "sources": "/quellen",
    "settings": "/einstellungen",
    "settings, saved": "/einstellungen?gespeichert=strich",
    "not found": "/gibt-es-nicht",
}
