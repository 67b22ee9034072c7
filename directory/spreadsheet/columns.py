"""The columns of the table of offers: what they are called, what may stand in them, and how else
people call them. Keys are the names of the answers that clubs give on the question pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from directory.wording.voice import N_


class Kind(StrEnum):
    """How a cell is read."""

    LINE = "line"
    TEXT = "text"
    YES_NO = "yes_no"
    TICK = "tick"  # yes means: one more of several
    ONE = "one"
    SOME = "some"
    DAYS = "days"  # weekdays
    CLOCK = "clock"
    DAY = "day"
    DATES = "dates"
    NUMBER = "number"
    PRICE = "price"
    AGES = "ages"
    TIMES = "times"  # weekdays and clocks in one cell
    ADDRESS = "address"
    SPORT = "sport"
    POSTCODE = "postcode"


class Part(StrEnum):
    """Columns that belong together stand side by side and have one colour."""

    OFFER = N_("Angebot")
    TIME = N_("Zeit")
    PLACE = N_("Ort")
    PEOPLE = N_("Menschen")
    HELP = N_("Hilfe")
    COST = N_("Kosten")
    TEXT = N_("Texte")
    CONTACT = N_("Kontakt")
    OURS = N_("Für uns")


@dataclass(frozen=True, slots=True)
class Choice:
    """``also`` are other words for it."""

    value: str
    words: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """``note`` explains it; ``also`` are headings that other lists use.

    ``is_ours`` is false for columns that we only read: the template asks for the same in another
    way. ``must`` marks what no offer can do without.
    """

    key: str
    heading: str
    kind: Kind
    part: Part
    note: str = ""
    also: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    sample: str = ""
    width: int = 16
    must: bool = False
    is_ours: bool = True


NUMBER, STATE = "nummer", "stand"
"""Which offer a row is about, and which version of it."""

SETS = 6
"""So many times an offer may have; the template shows fewer."""

YES, NO, UNSURE = "ja", "nein", "weiss"
THREE = (
    Choice(YES, N_("ja"), ("j", "x", "1", "true", "wahr", "yes", "y", "✓", "✔", "stimmt", "richtig", "vorhanden", "gerne", "klar", "immer")),
    Choice(NO, N_("nein"), ("n", "0", "false", "falsch", "no", "keine", "kein", "nicht", "nicht vorhanden", "nie")),
    Choice(UNSURE, N_("weiß ich nicht"), ("weiß nicht", "weiss nicht", "unbekannt", "?", "??", "k.a.", "ka", "keine angabe", "keine ahnung", "-", "–", "—", "unklar", "offen")),
)  # fmt: skip

RHYTHMS = (
    Choice("1", N_("Jede Woche"), ("wöchentlich", "jede woche", "regelmäßig", "woche", "1")),
    Choice("2", N_("Alle 2 Wochen"), ("14-tägig", "14-täglich", "vierzehntägig", "zweiwöchentlich", "2-wöchentlich", "alle zwei wochen", "alle 14 tage", "jede zweite woche", "2")),
    Choice("3", N_("Alle 3 Wochen"), ("alle drei wochen", "dreiwöchentlich", "3")),
    Choice("4", N_("Alle 4 Wochen"), ("alle vier wochen", "vierwöchentlich", "4")),
    Choice("m1", N_("Am Anfang vom Monat, das 1. Mal"), ("1. im monat", "erster im monat", "monatlich", "einmal im monat", "1x im monat", "jeden ersten im monat")),
    Choice("m2", N_("Jedes 2. Mal im Monat"), ("2. im monat", "zweiter im monat", "jeden zweiten im monat")),
    Choice("m3", N_("Jedes 3. Mal im Monat"), ("3. im monat", "dritter im monat", "jeden dritten im monat")),
    Choice("m4", N_("Jedes 4. Mal im Monat"), ("4. im monat", "vierter im monat", "jeden vierten im monat")),
    Choice("ml", N_("Das letzte Mal im Monat"), ("letzter im monat", "jeden letzten im monat")),
)  # fmt: skip
DAYS = (
    Choice("mo", N_("Montag"), ("mo", "montags")),
    Choice("di", N_("Dienstag"), ("di", "dienstags")),
    Choice("mi", N_("Mittwoch"), ("mi", "mittwochs")),
    Choice("do", N_("Donnerstag"), ("do", "donnerstags")),
    Choice("fr", N_("Freitag"), ("fr", "freitags")),
    Choice("sa", N_("Samstag"), ("sa", "samstags", "sonnabend", "sonnabends")),
    Choice("so", N_("Sonntag"), ("so", "sonntags")),
)
STATES = (
    Choice("laeuft", N_("Ja, das Angebot läuft"), ("läuft", "ja", "aktiv", "findet statt", "x")),
    Choice("beginnt", N_("Das Angebot beginnt bald"), ("beginnt", "geplant", "in planung", "startet")),
    Choice("pause", N_("Das Angebot macht Pause"), ("pause", "pausiert", "ruht", "winterpause", "sommerpause")),
    Choice("voll", N_("Das Angebot ist voll"), ("voll", "ausgebucht", "warteliste", "keine plätze frei")),
)  # fmt: skip
FORMS = (
    Choice("gemeinsam", N_("Menschen mit und ohne Behinderung zusammen"), ("gemeinsam", "inklusiv", "inklusion", "zusammen", "gemischt", "mit und ohne behinderung", "integrativ")),
    Choice("eigene", N_("Eine Gruppe nur für Menschen mit Behinderung"), ("eigene gruppe", "eigene", "behindertensport", "nur menschen mit behinderung", "menschen mit behinderung")),
    Choice("beides", N_("Beides gibt es"), ("beides", "beide")),
)  # fmt: skip
GENDERS = (
    Choice("alle", N_("Für alle"), ("alle", "gemischt", "mixed", "m/w", "m/w/d", "w/m", "w/m/d", "egal", "jeder")),
    Choice("frauen", N_("Nur für Frauen"), ("frauen", "mädchen", "damen", "w", "weiblich", "frauen und mädchen")),
    Choice("maenner", N_("Nur für Männer"), ("männer", "jungen", "herren", "m", "männlich")),
)  # fmt: skip
LEVELS = (
    Choice("probieren", N_("Für Anfänger und Anfängerinnen"), ("anfänger", "einsteiger", "anfängerinnen", "einstieg", "ohne vorkenntnisse", "probieren", "neulinge")),
    Choice("hobby", N_("Zum Spaß"), ("hobby", "freizeit", "breitensport", "spaß", "fortgeschrittene")),
    Choice("wettkampf", N_("Für Wettkämpfe"), ("wettkampf", "leistung", "leistungssport", "liga", "turnier", "profis")),
)  # fmt: skip
PERIODS = (
    Choice("einmal", N_("Für 1 Mal"), ("einmal", "einmalig", "pro mal", "je mal", "pro stunde", "pro termin", "pro einheit", "pro kurs", "kurs", "stunde", "termin", "je stunde", "pro teilnahme", "mal", "tageskarte")),
    Choice("monat", N_("Für 1 Monat"), ("monat", "monatlich", "im monat", "pro monat", "mtl", "mtl.", "/monat", "monatsbeitrag")),
    Choice("quartal", N_("Für 3 Monate"), ("quartal", "vierteljährlich", "pro quartal", "vierteljahr", "3 monate")),
    Choice("jahr", N_("Für 1 Jahr"), ("jahr", "jährlich", "im jahr", "pro jahr", "p.a.", "jahresbeitrag")),
)  # fmt: skip
WAYS = (
    Choice("bus", N_("Mit dem Bus"), ("bus",)),
    Choice("tram", N_("Mit der Straßenbahn"), ("straßenbahn", "tram", "bahn", "stadtbahn")),
    Choice("train", N_("Mit dem Zug"), ("zug", "s-bahn", "regionalbahn", "bahnhof", "sbahn")),
    Choice("subway", N_("Mit der U-Bahn"), ("u-bahn", "ubahn")),
)
SHOWN = (
    Choice("telefon", N_("Meine Telefonnummer"), ("telefon", "tel", "nummer", "telefonnummer")),
    Choice("mail", N_("Meine E-Mail"), ("e-mail", "mail", "email", "e-mail-adresse")),
)
ANSWERS = (
    Choice("phone", N_("Mit dem Telefon"), ("telefon", "anruf", "telefonisch", "tel")),
    Choice("email", N_("Mit E-Mail"), ("e-mail", "mail", "email", "per mail", "schriftlich")),
)
BRING = (
    Choice("schuhe", N_("Turnschuhe"), ("sportschuhe", "hallenschuhe")),
    Choice("kleidung", N_("Sportkleidung"), ("sportsachen", "bequeme kleidung", "sportzeug")),
    Choice("trinken", N_("Etwas zu trinken"), ("getränk", "wasser", "trinken", "trinkflasche")),
    Choice("handtuch", N_("Ein Handtuch"), ("handtuch",)),
    Choice("badesachen", N_("Badesachen"), ("badeanzug", "badehose", "schwimmsachen")),
    Choice("essen", N_("Etwas zu essen"), ("essen", "snack")),
)

_OFFER = (
    Column(NUMBER, N_("Nummer"), Kind.LINE, Part.OFFER, "Die Nummer kommt von uns. Lassen Sie das Feld bei neuen Angeboten leer. Ändern Sie die Nummer bitte nicht.", ("nr", "nr.", "angebotsnummer", "angebots-nummer", "id", "kennung"), width=13),
    Column("verein", N_("Verein"), Kind.LINE, Part.OFFER, "So heißt Ihr Verein.", ("vereinsname", "name des vereins", "name vom verein", "club", "organisation", "träger", "anbieter", "veranstalter", "institution", "abteilung", "einrichtung", "mitgliedsverein"), sample="SV Beispiel 1905", width=24, must=True),
    Column("sport", N_("Sportart"), Kind.SPORT, Part.OFFER, "Wählen Sie den Sport aus. Sie können auch mehr als 1 Sport schreiben. Setzen Sie ein Komma dazwischen.", ("sport", "sportarten", "sportangebot", "disziplin", "aktivität", "sparte", "angebotsart"), sample="Schwimmen", width=20, must=True),
    Column("name", N_("Name vom Angebot"), Kind.LINE, Part.OFFER, "So heißt Ihr Angebot. Das ist freiwillig.", ("angebot", "titel", "bezeichnung", "angebotsname", "name des angebots", "bezeichnung des angebots", "angebotsbezeichnung", "kurs", "kursname", "gruppe", "gruppenname", "veranstaltung", "trainingsgruppe"), width=24),
)  # fmt: skip


def _times(number: int) -> tuple[Column, ...]:
    """One weekday with its clocks."""
    return (
        Column(f"tag_{number}", f"Tag {number}", Kind.DAYS, Part.TIME, "An diesem Tag ist Ihr Angebot." if number == 1 else "", ("tag", "wochentag", "trainingstag", "wochentage", "tage", "trainingstage") if number == 1 else (), DAYS, "Montag" if number == 1 else "", 12),
        Column(f"von_{number}", f"Von {number}", Kind.CLOCK, Part.TIME, "Dann fängt es an. Zum Beispiel: 17:30" if number == 1 else "", ("von", "beginn", "anfang", "start", "uhrzeit von", "startzeit", "beginn uhrzeit", "zeit von") if number == 1 else (), (), "17:30" if number == 1 else "", 9),
        Column(f"bis_{number}", f"Bis {number}", Kind.CLOCK, Part.TIME, "Dann ist es zu Ende. Zum Beispiel: 19:00" if number == 1 else "", ("bis", "ende", "uhrzeit bis", "endzeit", "schluss", "zeit bis") if number == 1 else (), (), "19:00" if number == 1 else "", 9),
    )  # fmt: skip


_REST_OF_TIME = (
    Column("alle", N_("Wie oft?"), Kind.ONE, Part.TIME, "So oft ist Ihr Angebot.", ("rhythmus", "turnus", "häufigkeit", "wie oft", "intervall", "wiederholung"), RHYTHMS, "Jede Woche", 18),
    Column("ab", N_("Nächster Termin"), Kind.DAY, Part.TIME, "Ist Ihr Angebot nur alle 2, 3 oder 4 Wochen? Dann schreiben Sie hier den nächsten Tag.", ("ab", "ab wann", "nächstes mal", "startdatum", "nächster termin"), (), "", 14),
    Column("termine", N_("Einzelne Tage"), Kind.DATES, Part.TIME, "Ist Ihr Angebot nur an einzelnen Tagen? Dann schreiben Sie hier die Tage. Zum Beispiel: 3.5.2027; 10.5.2027 10 bis 12 Uhr", ("termine", "datum", "daten", "termin", "veranstaltungstermin", "einzeltermine"), (), "", 22),
    Column("absprache", N_("Nach Absprache"), Kind.YES_NO, Part.TIME, "Machen Sie die Zeit mit jedem Menschen einzeln aus? Dann wählen Sie: ja", ("nach vereinbarung", "n.v.", "auf anfrage", "individuell"), THREE, "", 12),
    Column("ferien", N_("Auch in den Schulferien"), Kind.YES_NO, Part.TIME, "Gibt es Ihr Angebot auch in den Schulferien?", ("ferien", "in den ferien", "schulferien", "ferienangebot", "auch in den ferien"), THREE, "nein", 14),
    Column("ausfall", N_("Fällt aus am"), Kind.TEXT, Part.TIME, "An diesen Tagen fällt Ihr Angebot aus. Zum Beispiel: 24.12.2026", ("ausfall", "ausfalltage", "fällt aus", "entfällt am"), (), "", 18),
    Column("pause_von", N_("Pause von"), Kind.DAY, Part.TIME, "Machen Sie eine lange Pause? Hier steht der 1. Tag.", ("pause ab", "unterbrechung von"), (), "", 12),
    Column("pause_bis", N_("Pause bis"), Kind.DAY, Part.TIME, "Hier steht der letzte Tag von der Pause.", ("unterbrechung bis",), (), "", 12),
    Column("lage", N_("Läuft das Angebot?"), Kind.ONE, Part.TIME, "Läuft Ihr Angebot gerade? Oder macht es Pause?", ("status", "zustand", "lage", "aktiv"), STATES, "Ja, das Angebot läuft", 22),
    Column("pausebis", N_("Das Angebot macht Pause bis"), Kind.DAY, Part.TIME, "Macht Ihr Angebot gerade Pause? Dann schreiben Sie: Bis wann?", (), (), "", 14),
)  # fmt: skip
_PLACE = (
    Column("halle", N_("Halle oder Platz"), Kind.LINE, Part.PLACE, "So heißt der Ort. Zum Beispiel: Turnhalle am Markt", ("halle", "sportstätte", "veranstaltungsort", "sporthalle", "trainingsort", "spielort", "sportplatz", "location", "trainingsstätte", "treffpunkt ort", "örtlichkeit"), sample="Stadtbad", width=22),
    Column("strasse", N_("Straße"), Kind.LINE, Part.PLACE, "Die Straße. Die Hausnummer darf auch hier stehen.", ("strasse", "str.", "str", "straße und hausnummer", "straße, nr.", "straße/nr.", "straße hausnummer", "anschrift straße"), sample="Schimmelstraße", width=22),
    Column("hausnummer", N_("Hausnummer"), Kind.LINE, Part.PLACE, "", ("haus-nr.", "hausnr", "hausnr.", "hnr", "nr. haus"), sample="1", width=11),
    Column("plz", N_("Postleitzahl"), Kind.POSTCODE, Part.PLACE, "5 Ziffern", ("plz", "postleitzahl", "zip"), sample="06108", width=12, must=True),
    Column("stadt", N_("Stadt"), Kind.LINE, Part.PLACE, "Die Stadt oder das Dorf", ("ort", "wohnort", "stadt", "gemeinde", "kommune", "plz ort", "city", "stadt/gemeinde"), sample="Halle (Saale)", width=18, must=True),
    Column("teil", N_("Stadtteil"), Kind.LINE, Part.PLACE, "", ("ortsteil", "stadtteil", "bezirk", "stadtbezirk"), width=14),
    Column("weg", N_("Der Weg zur Tür"), Kind.TEXT, Part.PLACE, "So findet jemand den Eingang.", ("weg", "wegbeschreibung", "anfahrt", "eingang", "zugang"), width=26),
    Column("bus_art", N_("Bus oder Bahn"), Kind.ONE, Part.PLACE, "So kommen die Menschen zu Ihnen.", ("verkehrsmittel", "öpnv"), WAYS, width=16),
    Column("haltestelle", N_("Haltestelle"), Kind.LINE, Part.PLACE, "", ("haltepunkt", "bushaltestelle", "station", "öpnv haltestelle"), width=18),
    Column("linie", N_("Linie"), Kind.LINE, Part.PLACE, "", ("buslinie", "linien"), width=9),
    Column("fussweg", N_("Minuten zu Fuß"), Kind.NUMBER, Part.PLACE, "So lange gehen die Menschen von der Haltestelle zu Ihnen.", ("fußweg", "fussweg", "gehminuten", "minuten fußweg"), width=11),
)  # fmt: skip
_PEOPLE = (
    Column("form", N_("Wer macht zusammen Sport?"), Kind.ONE, Part.PEOPLE, "", ("gruppenform", "inklusiv", "art der gruppe", "zielgruppe", "inklusion"), FORMS, "Menschen mit und ohne Behinderung zusammen", 26),
    Column("geschlecht", N_("Für Frauen oder Männer?"), Kind.ONE, Part.PEOPLE, "", ("geschlecht", "für wen", "m/w"), GENDERS, "Für alle", 16),
    Column("alter_von", N_("Alter von"), Kind.NUMBER, Part.PEOPLE, "So alt ist der jüngste Mensch.", ("mindestalter", "ab alter", "alter ab", "min. alter"), sample="18", width=9),
    Column("alter_bis", N_("Alter bis"), Kind.NUMBER, Part.PEOPLE, "So alt ist der älteste Mensch.", ("höchstalter", "max. alter"), width=9),
    Column("koennen", N_("Können"), Kind.SOME, Part.PEOPLE, "Wer kann mitmachen?", ("niveau", "level", "leistungsstufe", "kenntnisse", "leistungsniveau", "vorkenntnisse"), LEVELS, "Für Anfänger und Anfängerinnen", 22),
)  # fmt: skip


def _fact(key: str, heading: str, *also: str, kind: Kind = Kind.YES_NO, part: Part = Part.HELP) -> Column:  # fmt: skip
    return Column(key, heading, kind, part, "", also, THREE, "", 14)


_HELP = (
    _fact("hilfe_easy_words", N_("Das Team spricht mit leichten Wörtern"), "leichte sprache", "einfache sprache", kind=Kind.TICK),
    _fact("hilfe_shows_by_doing", N_("Jemand macht die Übungen vor"), "vormachen", kind=Kind.TICK),
    _fact("hilfe_small_group", N_("Die Gruppe ist klein"), "kleine gruppe", "kleingruppe", kind=Kind.TICK),
    _fact("hilfe_picture_plan", N_("Es gibt einen Plan mit Bildern"), "bilderplan", "ablaufplan mit bildern", kind=Kind.TICK),
    _fact("hilfe_rest_room", N_("Es gibt einen Raum zum Ausruhen"), "ruheraum", "rückzugsraum", kind=Kind.TICK),
    _fact("hilfe_may_watch_first", N_("Jeder darf zuerst nur zuschauen"), "zuschauen", "zuschauen möglich", kind=Kind.TICK),
    _fact("hilfe_help_changing", N_("Jemand hilft beim Umziehen"), "hilfe beim umziehen", kind=Kind.TICK),
    _fact("hilfe_speaks_slowly", N_("Das Team spricht langsam"), "langsam sprechen", kind=Kind.TICK),
    _fact("hilfe_knows_aac", N_("Das Team spricht auch mit Bildern oder Geräten"), "unterstützte kommunikation", "uk", kind=Kind.TICK),
    _fact("hilfe_fixed_routine", N_("Jede Stunde läuft gleich ab"), "fester ablauf", "gleicher ablauf", kind=Kind.TICK),
    _fact("hilfe_staff_trained", N_("Das Team hat gelernt: So geht Sport für alle"), "ausgebildetes team", "qualifizierte übungsleitung", "übungsleiter reha", "trainerlizenz behindertensport", kind=Kind.TICK),
    Column("helfer", N_("So viele Menschen helfen"), Kind.NUMBER, Part.HELP, "", ("helfer", "anzahl helfer", "betreuer", "anzahl betreuer"), width=11),
    Column("gruppe", N_("So viele Menschen sind in der Gruppe"), Kind.NUMBER, Part.HELP, "", ("gruppengröße", "teilnehmerzahl", "anzahl teilnehmer", "teilnehmer", "max. teilnehmer"), width=11),
    _fact("begleitung_darf", N_("Begleitung darf mitkommen"), "begleitperson", "begleitung", "assistenz möglich", "begleitung möglich"),
    _fact("begleitung_frei", N_("Begleitung ist kostenlos"), "begleitperson frei", "begleitung kostenlos", "begleitperson kostenfrei"),
    _fact("begleitung_muss", N_("Begleitung muss mitkommen"), "begleitung nötig", "begleitung erforderlich"),
    _fact("begleitung_stellt", N_("Der Verein sucht eine Begleitung"), "verein stellt begleitung", "assistenz durch verein"),
    _fact("sinn_quiet", N_("Es ist dort ruhig"), "ruhig", "ruhige umgebung"),
    _fact("sinn_echo", N_("In dem Raum hallt es"), "hall", "echo"),
    _fact("sinn_music", N_("Es läuft Musik"), "musik"),
    _fact("sinn_bright_light", N_("Das Licht ist hell"), "helles licht"),
    _fact("sinn_crowded", N_("Es sind viele Menschen da"), "viele menschen", "voll dort"),
    _fact("sinn_quiet_place", N_("Es gibt einen ruhigen Platz"), "ruhiger platz", "ruhebereich"),
    _fact("zugang_step_free_entrance", N_("Der Eingang ist ohne Stufen"), "stufenlos", "barrierefrei", "barrierefreier zugang", "rollstuhlgerecht", "eingang stufenlos", "eingang ohne stufen", "barrierefreier eingang", "rollstuhlzugänglich", "ebenerdig"),
    _fact("zugang_step_free_hall", N_("Der Weg zum Sportraum ist ohne Stufen"), "halle stufenlos", "sportraum stufenlos", "sportraum ohne stufen"),
    _fact("zugang_toilet", N_("Es gibt ein WC für Rollstühle"), "behinderten-wc", "rollstuhl-wc", "barrierefreies wc", "behindertentoilette", "wc", "barrierefreie toilette", "toilette"),
    _fact("zugang_changing_room", N_("Ein Rollstuhl passt in die Umkleide"), "umkleide", "barrierefreie umkleide"),
    _fact("zugang_changing_bench", N_("Es gibt eine Liege zum Umziehen"), "liege", "wickelliege", "pflegeliege"),
    _fact("zugang_shower", N_("Es gibt eine Dusche ohne Stufe"), "dusche", "barrierefreie dusche", "bodengleiche dusche"),
    _fact("zugang_parking", N_("Es gibt Parkplätze für Menschen mit Behinderung"), "behindertenparkplatz", "parkplatz", "behindertenparkplätze", "parkplätze"),
    _fact("zugang_lift", N_("Es gibt einen Aufzug"), "aufzug", "fahrstuhl", "lift"),
    _fact("zugang_signs_with_pictures", N_("Im Haus gibt es Schilder mit Bildern"), "bildschilder", "piktogramme", "leitsystem"),
)  # fmt: skip
_COST = (
    _fact("kostenlos", N_("Kostenlos"), "kostenfrei", "gratis", "ist kostenlos", part=Part.COST),
    Column("preis", N_("Preis in Euro"), Kind.PRICE, Part.COST, "Zum Beispiel: 8,50", ("preis", "kosten", "beitrag", "gebühr", "mitgliedsbeitrag", "kosten in euro", "kosten in €", "kosten in eur", "preis in €", "teilnahmegebühr", "eur", "€", "kursgebühr"), sample="8,50", width=12),
    Column("preis_je", N_("Der Preis ist für"), Kind.ONE, Part.COST, "", ("preis je", "preis pro", "zeitraum", "zahlweise", "beitrag pro"), PERIODS, "Für 1 Monat", 14),
    Column("preis_fuer", N_("Wer bezahlt das?"), Kind.LINE, Part.COST, "Zum Beispiel: Kinder", ("preis für", "gilt für"), sample="", width=16),
    _fact("bildungspaket", N_("Bezahlen mit dem Bildungspaket"), "bildung und teilhabe", "but", "bildungspaket", part=Part.COST),
    _fact("ermaessigt", N_("Weniger bezahlen mit wenig Geld"), "ermäßigung", "ermäßigt", "sozialtarif", part=Part.COST),
    _fact("verein_hilft", N_("Der Verein hilft beim Bezahlen"), "verein hilft", part=Part.COST),
    _fact("probe", N_("1 Mal probieren"), "probetraining", "schnuppern", "schnupperstunde", "probestunde", "schnuppertraining", "probetraining möglich", part=Part.COST),
    _fact("probe_frei", N_("Probieren ist kostenlos"), "probetraining kostenlos", "kostenloses probetraining", part=Part.COST),
    Column("probe_wie", N_("So geht das Probieren"), Kind.TEXT, Part.COST, "", ("anmeldung", "anmeldung probetraining"), width=22),
    Column("mitbringen", N_("Bitte mitbringen"), Kind.SOME, Part.COST, "Das sollen die Menschen mitbringen. Setzen Sie ein Komma dazwischen.", ("mitbringen", "ausrüstung", "material", "mitzubringen", "benötigt"), BRING, "Badesachen, Ein Handtuch", 24),
    Column("empfang", N_("Diese Person begrüßt Neue"), Kind.LINE, Part.COST, "Der Vorname reicht.", ("empfang", "begrüßung", "begrüßt von"), sample="", width=16),
    Column("treffpunkt", N_("Treffpunkt"), Kind.TEXT, Part.COST, "Hier treffen sich alle beim 1. Mal.", ("treffpunkt", "treffen", "sammelpunkt"), width=20),
)  # fmt: skip
_TEXTS = (
    Column("text_leicht", N_("Text in Leichter Sprache"), Kind.TEXT, Part.TEXT, "Kurze Sätze. Einfache Wörter.", ("leichte sprache text", "beschreibung in leichter sprache", "kurztext"), width=40),
    Column("text_deutsch", N_("Text in schwerer Sprache"), Kind.TEXT, Part.TEXT, "", ("beschreibung", "text", "inhalt", "angebotsbeschreibung", "infotext", "details", "kurzbeschreibung", "beschreibungstext"), width=40),
    Column("text_englisch", N_("Text in Englisch"), Kind.TEXT, Part.TEXT, "", ("english", "englisch", "beschreibung englisch", "description"), width=40),
)  # fmt: skip
_CONTACT = (
    Column("vorname", N_("Vorname"), Kind.LINE, Part.CONTACT, "Wer beantwortet Fragen? Der Vorname ist freiwillig.", ("ansprechpartner", "ansprechperson", "kontakt", "kontaktperson", "ansprechpartnerin", "ansprechpartner/in", "übungsleiter", "trainer", "name kontakt", "übungsleitung"), sample="", width=14),
    Column("rolle", N_("Aufgabe im Verein"), Kind.LINE, Part.CONTACT, "Zum Beispiel: Trainerin", ("rolle", "funktion", "amt"), sample="Trainerin", width=18),
    Column("telefon", N_("Telefonnummer"), Kind.LINE, Part.CONTACT, "Mit der Vorwahl. Wir brauchen Telefon oder E-Mail.", ("telefon", "tel", "tel.", "telefon-nr.", "tel.-nr.", "telefonnr.", "rufnummer", "mobil", "handy", "fon", "telefon/mobil", "mobilnummer", "phone"), sample="0345 1234567", width=18, must=True),
    Column("mail", N_("E-Mail-Adresse"), Kind.LINE, Part.CONTACT, "", ("e-mail", "email", "mail", "e-mail adresse", "mailadresse", "kontakt e-mail"), sample="info@verein.example", width=26),
    Column("zeigen", N_("Das dürfen alle sehen"), Kind.SOME, Part.CONTACT, "Meine Telefonnummer, oder: Meine E-Mail. Sie können auch beides schreiben. Setzen Sie ein Komma dazwischen.", ("veröffentlichen", "öffentlich", "anzeigen", "darf gezeigt werden"), SHOWN, "Meine Telefonnummer", 24),
    Column("antwort", N_("So antworten Sie"), Kind.SOME, Part.CONTACT, "", ("antwort", "kontaktweg", "bevorzugter kontakt"), ANSWERS, "Mit dem Telefon", 18),
    _fact("einwilligung", N_("Der Vorname und die Nummer dürfen hier stehen"), "einwilligung", "einverständnis", "einwilligung liegt vor", "dsgvo", part=Part.CONTACT),
    Column("website", N_("Seite im Internet"), Kind.LINE, Part.CONTACT, "Zum Beispiel: www.verein.de", ("website", "webseite", "homepage", "internet", "url", "www", "link", "internetseite"), sample="www.verein.example", width=24),
)  # fmt: skip
_OURS = (
    Column(STATE, N_("Stand"), Kind.LINE, Part.OURS, "Diese Spalte ist für uns. Ändern Sie hier bitte nichts.", (), width=8),
)  # fmt: skip
_ONLY_READ = (
    Column("zeiten", N_("Tage und Uhrzeiten"), Kind.TIMES, Part.TIME, also=("zeiten", "trainingszeiten", "trainingszeit", "zeit", "wann", "termine und zeiten", "tag und uhrzeit", "tag/uhrzeit", "tag / zeit", "tage und zeiten", "wochentag uhrzeit", "übungszeiten", "uhrzeiten", "öffnungszeiten"), is_ours=False),
    Column("uhrzeit", N_("Uhrzeit"), Kind.CLOCK, Part.TIME, also=("uhrzeit", "uhrzeit von bis", "von - bis", "von-bis", "zeitraum uhrzeit", "dauer"), is_ours=False),
    Column("adresse", N_("Adresse"), Kind.ADDRESS, Part.PLACE, also=("anschrift", "adresse", "postanschrift", "vereinsadresse"), is_ours=False),
    Column("alter", N_("Alter"), Kind.AGES, Part.PEOPLE, also=("alter", "altersgruppe", "altersklasse", "altersbereich", "jahrgang"), is_ours=False),
    Column("mitbringen_mehr", N_("Noch mehr mitbringen"), Kind.TEXT, Part.COST, is_ours=False),
)  # fmt: skip

TIME_SETS = tuple(column for number in range(1, SETS + 1) for column in _times(number))
COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        column.key: column
        for columns in (
            _OFFER,
            TIME_SETS,
            _REST_OF_TIME,
            _PLACE,
            _PEOPLE,
            _HELP,
            _COST,
            _TEXTS,
            _CONTACT,
            _ONLY_READ,
            _OURS,
        )
        for column in columns
    }
)


def template(sets: int = 3) -> tuple[Column, ...]:
    """The columns of our own workbook, with so many weekdays."""
    return tuple(
        column
        for column in COLUMNS.values()
        if column.is_ours and not _is_further_set(column.key, sets)
    )


def _is_further_set(key: str, sets: int) -> bool:
    name, _, number = key.partition("_")
    return name in ("tag", "von", "bis") and number.isdigit() and int(number) > sets
