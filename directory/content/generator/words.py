"""The words from which invented offers are put together, in easy German."""

from directory.model import Words

CLUB_NAMES = (
    "Blau-Weiß",
    "Concordia",
    "Eintracht",
    "Einheit",
    "Fortuna",
    "Frisch Auf",
    "Gemeinsam Aktiv",
    "Grün-Gelb",
    "Lebensfreude",
    "Miteinander",
    "Regenbogen",
    "Rot-Weiß",
    "Schwarz-Gelb",
    "Sonnenschein",
    "Sport für alle",
    "Viktoria",
    "Vorwärts",
)
GROUP_NAMES = (
    "für alle",
    "gemeinsam",
    "in der Gruppe",
    "in Ruhe",
    "mit Freunden",
    "mit Spaß",
    "ohne Stress",
    "zum Mitmachen",
)
ABOUT = (
    "Bei uns gibt es {sport}.",
    "Unser Sport heißt {sport}.",
    "Sie können {sport} kennenlernen.",
    "Wir haben viel Zeit.",
    "Menschen mit und ohne Behinderung machen mit.",
    "Sie müssen noch nichts können.",
    "Wir helfen uns in der Gruppe.",
    "Die Trainerin zeigt jede Übung.",
    "Der Trainer erklärt alles in Ruhe.",
    "Danach sitzen wir noch zusammen.",
    "Sie können in Ruhe zuschauen.",
    "Wir fahren auch zu Wettkämpfen.",
    "Neue Leute sind immer willkommen.",
)
FOR_WHOM = (
    Words(easy="Alle können mitmachen.", de="Für alle."),
    Words(easy="Für Menschen mit Lernschwierigkeiten.", de="Für Menschen mit Lernschwierigkeiten."),
    Words(
        easy="Für Menschen mit und ohne Behinderung.", de="Für Menschen mit und ohne Behinderung."
    ),
    Words(easy="Für Menschen im Rollstuhl.", de="Für Menschen im Rollstuhl."),
    Words(easy="Für blinde Menschen und ihre Freunde.", de="Für blinde und sehende Menschen."),
    Words(easy="Für gehörlose und hörende Menschen.", de="Für gehörlose und hörende Menschen."),
)
VENUE_NAMES = (
    "Sporthalle am Park",
    "Turnhalle an der Schule",
    "Halle am Stadion",
    "Sportplatz am Wald",
    "Vereinshaus",
    "Gemeindehaus",
    "Halle am Bahnhof",
    "Sportzentrum",
    "Bürgerhaus",
    "Bewegungsraum",
)
STREETS = (
    "Ahornweg",
    "Am Sportplatz",
    "Bahnhofstraße",
    "Birkenallee",
    "Feldstraße",
    "Gartenstraße",
    "Hauptstraße",
    "Lindenstraße",
    "Mühlweg",
    "Schulstraße",
    "Waldstraße",
    "Wiesenweg",
)
BRING = (
    Words(easy="Sportschuhe"),
    Words(easy="Handtuch"),
    Words(easy="Etwas zu trinken"),
    Words(easy="Bequeme Kleidung"),
)
