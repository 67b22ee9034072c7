"""What each page asks, in words and pictures."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from directory.catalogue.criteria import Criteria
from directory.web.clubs import names
from directory.web.clubs.duplicates import known_clubs, known_venues
from directory.web.clubs.names import NEW, THREE, UNSURE, YES
from directory.web.clubs.present import FactRow, Question
from directory.web.clubs.venue_of import towns_meant
from directory.web.finder.present import picture_address, sport_name
from directory.web.forms import Form, Typed
from directory.web.languages import _
from directory.web.messages.present import Option, picture
from directory.web.parts import parts
from directory.web.voice import voice
from directory.wording import FACTS, place_words, weekday_words
from directory.wording.first_visit import STEPS as FIRST_STEPS
from directory.wording.voice import N_

SPORTS_SEEN = 6
ROWS_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class About:
    """Title, picture and first words of a page."""

    title: str
    picture: str
    lead: tuple[str, ...] = ()


PAGES = {
    "sport": About(
        N_("Welchen Sport gibt es bei Ihnen?"),
        "sport",
        (N_("Sie tragen hier 1 Angebot ein."), N_("Sie können mehr als 1 Sport wählen.")),
    ),
    "verein": About(N_("Wie heißt Ihr Verein?"), "club"),
    "lage": About(N_("Läuft Ihr Angebot gerade?"), "pause"),
    "zeit": About(N_("Wann ist Ihr Angebot?"), "calendar"),
    "woche": About(N_("An welchen Tagen ist Ihr Angebot?"), "clock"),
    "termine": About(N_("An welchen Tagen ist Ihr Angebot?"), "calendar"),
    "ferien": About(N_("Gibt es Pausen?"), "holidays"),
    "ort": About(N_("Wo ist Ihr Angebot?"), "place"),
    "welcher": About(N_("Welchen Ort meinen Sie?"), "map"),
    "kennen": About(N_("Kennen wir Ihren Verein schon?"), "club"),
    "halle": About(N_("Ist das die Halle?"), "place"),
    "tuer": About(N_("Ist hier die Tür?"), "door"),
    "weg": About(N_("Wie kommen die Menschen zu Ihnen?"), "bus"),
    "gruppe": About(N_("Wer macht zusammen Sport?"), "together"),
    "wer": About(N_("Für wen ist Ihr Angebot?"), "group"),
    "hilfe": About(N_("Wie helfen Sie den Menschen?"), "heart"),
    "begleitung": About(N_("Darf eine Begleitung mitkommen?"), "companion"),
    "sinne": About(N_("Wie ist es dort?"), "sound"),
    "zugang": About(N_("Wie ist der Weg in das Haus?"), "wheelchair"),
    "kosten": About(N_("Was kostet Ihr Angebot?"), "money"),
    "weniger": About(N_("Können Menschen weniger bezahlen?"), "money"),
    "probe": About(N_("Darf man zuerst probieren?"), "greeting"),
    "mitbringen": About(N_("Was sollen die Menschen mitbringen?"), "bag"),
    "erstes-mal": About(N_("Was passiert beim ersten Mal?"), "greeting"),
    "text": About(N_("Möchten Sie noch etwas schreiben?"), "language"),
    "bilder": About(N_("Haben Sie ein Foto?"), "eye"),
    "kontakt": About(N_("Wen können die Menschen fragen?"), "phone"),
    "antworten": About(N_("Wie antworten Sie den Menschen?"), "email"),
    "absender": About(N_("Wie ist Ihre E-Mail-Adresse?"), "email"),
    "pruefen": About(N_("Ist alles richtig?"), "yes"),
}
GROUP_TITLES = (
    N_("Sport"),
    N_("Zeit"),
    N_("Ort"),
    N_("Menschen"),
    N_("Hilfe"),
    N_("Kosten"),
    N_("Texte und Bilder"),
    N_("Kontakt"),
)
GROUP_PICTURES = ("sport", "clock", "place", "group", "heart", "money", "language", "phone")

# Facts as clubs are asked; with the picture beside.
QUESTIONS_OF_FACTS = {
    "ferien": (N_("Gibt es Ihr Angebot auch in den Schulferien?"), "holidays"),
    "begleitung_darf": (N_("Darf eine Begleitung mitkommen?"), "companion"),
    "begleitung_frei": (N_("Ist die Begleitung kostenlos?"), "free"),
    "begleitung_muss": (N_("Muss eine Begleitung mitkommen?"), "companion"),
    "begleitung_stellt": (N_("Kann der Verein eine Begleitung suchen?"), "club"),
    "sinn_quiet": (N_("Ist es dort ruhig?"), "quiet"),
    "sinn_echo": (N_("Hallt es in dem Raum?"), "sound"),
    "sinn_music": (N_("Läuft dort Musik?"), "music"),
    "sinn_bright_light": (N_("Ist das Licht dort hell?"), "bright"),
    "sinn_crowded": (N_("Sind dort viele Menschen?"), "group"),
    "sinn_quiet_place": (N_("Gibt es einen ruhigen Platz?"), "quiet"),
    "zugang_step_free_entrance": (N_("Ist der Eingang ohne Stufen?"), "door"),
    "zugang_step_free_hall": (N_("Ist der Weg zum Sportraum ohne Stufen?"), "wheelchair"),
    "zugang_toilet": (N_("Gibt es ein WC für Rollstühle?"), "toilet"),
    "zugang_changing_room": (N_("Passt ein Rollstuhl in die Umkleide?"), "clothes"),
    "zugang_changing_bench": (N_("Gibt es eine Liege zum Umziehen?"), "clothes"),
    "zugang_shower": (N_("Gibt es eine Dusche ohne Stufe?"), "shower"),
    "zugang_parking": (N_("Gibt es Parkplätze für Menschen mit Behinderung?"), "car"),
    "zugang_lift": (N_("Gibt es einen Aufzug?"), "lift"),
    "zugang_signs_with_pictures": (N_("Gibt es im Haus Schilder mit Bildern?"), "eye"),
    "kostenlos": (N_("Ist Ihr Angebot kostenlos?"), "free"),
    "bildungspaket": (N_("Kann man mit dem Bildungspaket bezahlen?"), "child"),
    "ermaessigt": (N_("Bezahlen Menschen mit wenig Geld weniger?"), "money"),
    "verein_hilft": (N_("Kann der Verein beim Bezahlen helfen?"), "heart"),
    "probe": (N_("Dürfen die Menschen 1 Mal probieren?"), "greeting"),
    "probe_frei": (N_("Ist das Probieren kostenlos?"), "free"),
}
SUPPORT_PICTURES = {
    "easy_words": "language",
    "shows_by_doing": "warm_up",
    "small_group": "group",
    "picture_plan": "calendar",
    "rest_room": "break",
    "may_watch_first": "eye",
    "help_changing": "clothes",
    "speaks_slowly": "clock",
    "knows_aac": "language",
    "fixed_routine": "yes",
    "staff_trained": "heart",
}
KINDS_OF_TIME = {
    "woche": (N_("Jede Woche, oder immer wieder"), "clock"),
    "termine": (N_("Nur an einzelnen Tagen"), "calendar"),
    "absprache": (N_("Nach Absprache"), "phone"),
    UNSURE: (N_("Weiß ich nicht"), "question"),
}
RHYTHMS = {
    "": N_("Jede Woche"),
    "2": N_("Alle 2 Wochen"),
    "3": N_("Alle 3 Wochen"),
    "4": N_("Alle 4 Wochen"),
    "m1": N_("Am Anfang vom Monat, das 1. Mal"),
    "m2": N_("Jedes 2. Mal im Monat"),
    "m3": N_("Jedes 3. Mal im Monat"),
    "m4": N_("Jedes 4. Mal im Monat"),
    "ml": N_("Das letzte Mal im Monat"),
}
STATES = {
    "laeuft": (N_("Ja, das Angebot läuft"), "yes"),
    "beginnt": (N_("Das Angebot beginnt bald"), "calendar"),
    "pause": (N_("Das Angebot macht Pause"), "pause"),
    "voll": (N_("Das Angebot ist voll"), "group"),
}
FORMS = {
    "gemeinsam": (N_("Menschen mit und ohne Behinderung zusammen"), "together"),
    "eigene": (N_("Eine Gruppe nur für Menschen mit Behinderung"), "group"),
    "beides": (N_("Beides gibt es"), "yes"),
    UNSURE: (N_("Weiß ich nicht"), "question"),
}
GENDERS = {
    "alle": (N_("Für alle"), "group"),
    "frauen": (N_("Nur für Frauen"), ""),
    "maenner": (N_("Nur für Männer"), "adult"),
    UNSURE: (N_("Weiß ich nicht"), "question"),
}
LEVELS = {
    "probieren": (N_("Für Anfänger und Anfängerinnen"), "walk"),
    "hobby": (N_("Zum Spaß"), "heart"),
    "wettkampf": (N_("Für Wettkämpfe"), "sport"),
}
PERIODS = {
    "": N_("Bitte wählen"),
    "einmal": N_("Für 1 Mal"),
    "monat": N_("Für 1 Monat"),
    "quartal": N_("Für 3 Monate"),
    "jahr": N_("Für 1 Jahr"),
}
WAYS = {
    "bus": (N_("Mit dem Bus"), "bus"),
    "tram": (N_("Mit der Straßenbahn"), "train"),
    "train": (N_("Mit dem Zug"), "train"),
    "subway": (N_("Mit der U-Bahn"), "train"),
    UNSURE: (N_("Weiß ich nicht"), "question"),
}
BRING = {
    "schuhe": "shoes",
    "kleidung": "clothes",
    "trinken": "drink",
    "handtuch": "shower",
    "badesachen": "clothes",
    "essen": "break",
}
FIRST_STEP_PICTURES = {
    "arrive": "walk",
    "door": "door",
    "greeted": "greeting",
    "changing": "clothes",
    "warm_up": "warm_up",
    "sport": "sport",
    "break": "break",
    "end": "farewell",
}
SHOWN = {"telefon": (N_("Meine Telefonnummer"), "phone"), "mail": (N_("Meine E-Mail"), "email")}
ANSWERS_BY = {"phone": (N_("Mit dem Telefon"), "phone"), "email": (N_("Mit E-Mail"), "email")}


def _title(page: str) -> str:
    """A function of its own: the catalogues take every text in the brackets of _() for a text."""
    return _(PAGES[page].title)


def about(key: str) -> About:
    found = PAGES[key]
    return About(_(found.title), picture(found.picture), tuple(map(_, found.lead)))


def group_title(number: int) -> str:
    return _(GROUP_TITLES[number - 1])


def three_answers() -> tuple[Option, ...]:
    words = (_("Ja"), _("Nein"), _("Weiß ich nicht"))
    return tuple(Option(value, said) for value, said in zip(THREE, words, strict=True))


def questions(
    key: str, form: Form, answers: Typed, rows: int = ROWS_AT_ONCE
) -> tuple[Question, ...]:
    """All that one page asks, with what was answered and what is wrong."""
    return tuple(_ASKED[key](_Asking(form, answers, rows)))


@dataclass(frozen=True, slots=True)
class _Asking:
    """Makes questions of the fields of a form, as they were filled in."""

    form: Form
    answers: Typed
    rows: int

    def line(
        self, name: str, label: str, *hints: str, kind: str = "line", **more: object
    ) -> Question:
        return Question(
            kind,
            name,
            label,
            hints,
            value=self.form[name].data or "",
            error=self.form.fault(name),
            **more,  # type: ignore[arg-type]
        )

    def long(self, name: str, label: str, *hints: str) -> Question:
        return self.line(name, label, *hints, kind="long", optional=True)

    def choices(
        self,
        kind: str,
        name: str,
        label: str,
        options: Iterable[Option],
        *hints: str,
        **more: object,
    ) -> Question:
        return Question(
            kind,
            name,
            label,
            hints,
            error=self.form.fault(name),
            options=tuple(options),
            **more,  # type: ignore[arg-type]
        )

    def options(
        self, name: str, known: Mapping[str, tuple[str, str]], default: str = ""
    ) -> Iterator[Option]:
        given = self.answers.getlist(name) or [default]
        for value, (words, thing) in known.items():
            yield Option(value, _(words), picture(thing) if thing else "", value in given)

    def select(self, name: str, label: str, options: Iterable[Option]) -> Question:
        return Question(
            "select",
            name,
            label,
            value=self.answers.get(name, ""),
            error=self.form.fault(name),
            options=tuple(options),
        )

    def facts(self, many: Iterable[str], label: str = "") -> Question:
        rows = []
        for name in many:
            words, thing = QUESTIONS_OF_FACTS[name]
            value = self.answers.get(name, "")
            given = value if value in THREE else UNSURE
            rows.append(FactRow(name, _(words), picture(thing), given))
        return Question("facts", rows[0].name, label, facts=tuple(rows))


def _sport(ask: _Asking) -> Iterator[Question]:
    chosen = ask.answers.getlist("sport")
    by_id = parts().sports.by_id
    counts = parts().finder.find(Criteria(page_size=1)).facets.sports
    usual = sorted(counts, key=lambda key: (-counts[key], key))
    known = [key for key in dict.fromkeys((*chosen, *usual)) if key in by_id]
    seen = known[: max(SPORTS_SEEN, len(chosen))]
    rest = sorted((key for key in by_id if key not in seen), key=lambda k: sport_name(by_id[k]))
    yield ask.choices(
        "checkbox",
        "sport",
        _title("sport"),
        (_sport_option(key, chosen) for key in seen),
        *map(_, PAGES["sport"].lead),
        more=tuple(_sport_option(key, chosen) for key in rest),
        more_words=_("Alle Sportarten zeigen"),
        is_title=True,
    )
    yield ask.line(
        "anderer",
        _("Gibt es einen anderen Sport?"),
        _("Schreiben Sie den Sport hier."),
        optional=True,
    )


def _sport_option(key: str, chosen: list[str]) -> Option:
    sport = parts().sports.by_id[key]
    return Option(key, sport_name(sport), picture_address(sport.picture), key in chosen)


def _club(ask: _Asking) -> Iterator[Question]:
    yield ask.line(
        "verein",
        _title("verein"),
        _("Schreiben Sie den ganzen Namen."),
        autocomplete="organization",
        is_title=True,
    )
    yield ask.line(
        "name",
        _("Wie heißt Ihr Angebot?"),
        _("Zum Beispiel: Schwimmen für alle"),
        _("Ohne Namen schreiben wir: der Sport und der Ort."),
        optional=True,
    )


def _state(ask: _Asking) -> Iterator[Question]:
    options = ask.options("lage", STATES, "laeuft")
    yield ask.choices("radio", "lage", _title("lage"), options, is_title=True)
    yield ask.line(
        "pausebis",
        _("Bis wann ist Pause?"),
        _("Zum Beispiel: 31. August 2027"),
        _("Dann zeigen wir das Angebot wieder."),
        optional=True,
    )


def _kind_of_time(ask: _Asking) -> Iterator[Question]:
    options = ask.options("art", KINDS_OF_TIME, "woche")
    yield ask.choices("radio", "art", _title("zeit"), options, is_title=True)


def _weekly(ask: _Asking) -> Iterator[Question]:
    days = [Option("", _("Bitte wählen"))]
    for key, weekday in names.WEEKDAYS.items():
        days.append(Option(key, weekday_words(weekday, voice())))
    rhythms = [Option(key, _(words)) for key, words in RHYTHMS.items()]
    for number in range(1, _rows_shown(ask, "tag") + 1):
        first = _only_in_the(number)
        folded = (
            ask.select(f"alle_{number}", _("Wie oft?"), rhythms),
            ask.line(
                f"ab_{number}",
                _("Wann ist das nächste Mal?"),
                _("Das brauchen wir nur bei: alle 2, 3 oder 4 Wochen."),
            ),
        )
        yield Question(
            "row",
            f"tag_{number}",
            _("Termin {number}", number=number),
            inside=(
                ask.select(f"tag_{number}", _("Tag"), days),
                ask.line(f"von_{number}", _("Anfang"), *first(_("Zum Beispiel: 17 Uhr 30"))),
                ask.line(f"bis_{number}", _("Ende"), *first(_("Zum Beispiel: 19 Uhr"))),
            ),
            folded=folded,
            folded_words=_("Das ist anders als jede Woche"),
            folded_open=any(one.value or one.error for one in folded),
        )


def _dates(ask: _Asking) -> Iterator[Question]:
    for number in range(1, _rows_shown(ask, "datum") + 1):
        first = _only_in_the(number)
        yield Question(
            "row",
            f"datum_{number}",
            _("Termin {number}", number=number),
            inside=(
                ask.line(
                    f"datum_{number}", _("Erster Tag"), *first(_("Zum Beispiel: 3. Mai 2027"))
                ),
                ask.line(
                    f"datumbis_{number}", _("Letzter Tag"), *first(_("Nur bei mehr als 1 Tag."))
                ),
                ask.line(f"uhr_{number}", _("Anfang"), *first(_("Zum Beispiel: 10 Uhr"))),
                ask.line(f"uhrbis_{number}", _("Ende"), *first(_("Zum Beispiel: 16 Uhr 30"))),
            ),
        )


def _only_in_the(number: int) -> Callable[[str], tuple[str, ...]]:
    """Hints stand in the first row only; further rows are the same again."""
    return lambda hint: (hint,) if number == 1 else ()


def _rows_shown(ask: _Asking, first: str) -> int:
    filled = [number for number in names.TIMES if ask.answers.get(f"{first}_{number}")]
    return min(names.MOST_TIMES, max([ask.rows, *filled]))


def _breaks(ask: _Asking) -> Iterator[Question]:
    yield ask.facts(("ferien",))
    yield Question(
        "row",
        "pause_von",
        _("Macht Ihr Angebot eine lange Pause?"),
        inside=(
            ask.line("pause_von", _("Erster Tag"), _("Zum Beispiel: 20. Dezember 2026")),
            ask.line("pause_bis", _("Letzter Tag"), _("Zum Beispiel: 5. Januar 2027")),
        ),
    )
    yield ask.long(
        "ausfall",
        _("An welchen Tagen fällt Ihr Angebot aus?"),
        _("Schreiben Sie jeden Tag in eine neue Zeile."),
        _("Zum Beispiel: 24. Dezember 2026"),
    )


def _place(ask: _Asking) -> Iterator[Question]:
    yield ask.line(
        "halle",
        _("Wie heißt die Halle oder der Platz?"),
        _("Zum Beispiel: Turnhalle am Markt"),
        optional=True,
    )
    yield Question(
        "row",
        "strasse",
        _("Wie ist die Adresse?"),
        inside=(
            ask.line("strasse", _("Straße"), autocomplete="off"),
            ask.line("hausnummer", _("Hausnummer")),
            ask.line("plz", _("Postleitzahl"), autocomplete="postal-code"),
            ask.line("stadt", _("Stadt oder Dorf"), autocomplete="address-level2"),
            ask.line("teil", _("Stadtteil"), _("Das ist freiwillig.")),
        ),
    )


def _which_town(ask: _Asking) -> Iterator[Question]:
    towns = towns_meant(ask.answers.get("plz", ""), ask.answers.get("stadt", ""))
    given = ask.answers.get("welcher", "")
    options = []
    for place in towns:
        parts_of_name = (place.name, place.municipality, place.district, place.state)
        words = ", ".join(dict.fromkeys(place_words(n, voice()) for n in parts_of_name if n))
        options.append(Option(place.ags, words, "", place.ags == given))
    yield ask.choices("radio", "welcher", _title("welcher"), options, is_title=True)


def _known_club(ask: _Asking) -> Iterator[Question]:
    given = ask.answers.get("verein_id", NEW)
    options = [
        Option(club.id, club.name, picture("club"), club.id == given)
        for club in known_clubs(ask.answers)
    ]
    none = Option(NEW, _("Nein, das ist ein anderer Verein"), picture("no"), given == NEW)
    yield ask.choices(
        "radio",
        "verein_id",
        _title("kennen"),
        (*options, none),
        _("Dann steht Ihr Angebot bei Ihrem Verein."),
        is_title=True,
    )


def _known_venue(ask: _Asking) -> Iterator[Question]:
    given = ask.answers.get("ort_id", NEW)
    options = []
    for venue in known_venues(ask.answers):
        here = venue.address
        street = f"{here.street} {here.house_number}".strip()
        words = ", ".join(part for part in (venue.name, street, here.town) if part)
        options.append(Option(venue.id, words, picture("place"), venue.id == given))
    none = Option(NEW, _("Nein, das ist ein anderer Ort"), picture("no"), given == NEW)
    yield ask.choices(
        "radio",
        "ort_id",
        _title("halle"),
        (*options, none),
        _("Diesen Ort kennen wir schon."),
        _("Dann müssen Sie weniger Fragen beantworten."),
        is_title=True,
    )


def _pin(ask: _Asking) -> Iterator[Question]:
    yield Question("pin", "tuer", _title("tuer"))


def _way(ask: _Asking) -> Iterator[Question]:
    options = ask.options("bus_art", WAYS)
    yield ask.choices("radio", "bus_art", _("Womit kommen die Menschen gut zu Ihnen?"), options)
    yield Question(
        "row",
        "haltestelle",
        _("Wo steigen die Menschen aus?"),
        inside=(
            ask.line("haltestelle", _("Haltestelle"), _("Zum Beispiel: Am Markt")),
            ask.line("linie", _("Linie"), _("Zum Beispiel: 4")),
            ask.line("fussweg", _("Minuten zu Fuß"), _("Zum Beispiel: 5")),
        ),
    )
    yield ask.long(
        "weg",
        _("Wie finden die Menschen in das Haus?"),
        _("Zum Beispiel: Gehen Sie durch das grüne Tor."),
    )


def _together(ask: _Asking) -> Iterator[Question]:
    options = ask.options("form", FORMS, UNSURE)
    yield ask.choices("radio", "form", _title("gruppe"), options, is_title=True)


def _who(ask: _Asking) -> Iterator[Question]:
    women = parts().pictures
    drawing = women.need("women") if women else None
    options = [
        Option(one.value, one.words, picture_address(drawing.file), one.chosen)
        if one.value == "frauen" and drawing
        else one
        for one in ask.options("geschlecht", GENDERS, UNSURE)
    ]
    yield ask.choices("radio", "geschlecht", _("Wer darf mitmachen?"), options)
    yield Question(
        "row",
        "alter_von",
        _("Wie alt sind die Menschen?"),
        inside=(
            ask.line("alter_von", _("Mindestens so viele Jahre"), _("Zum Beispiel: 6")),
            ask.line("alter_bis", _("Höchstens so viele Jahre"), _("Zum Beispiel: 12")),
        ),
    )
    yield ask.choices(
        "checkbox",
        "koennen",
        _("Für wen passt der Sport?"),
        ask.options("koennen", LEVELS),
        _("Sie können mehr als 1 Bild wählen."),
    )


def _support(ask: _Asking) -> Iterator[Question]:
    given = ask.answers.getlist("hilfe")
    options = (
        Option(
            name, _(FACTS[f"support.{name}"].yes), picture(SUPPORT_PICTURES[name]), name in given
        )
        for name in names.SUPPORT
    )
    yield ask.choices(
        "checkbox",
        "hilfe",
        _("Was gibt es bei Ihnen?"),
        options,
        _("Kreuzen Sie alles an, was stimmt."),
        _("Ihr Verein muss nicht alles haben."),
    )
    yield Question(
        "row",
        "helfer",
        _("Wie groß ist die Gruppe?"),
        inside=(
            ask.line("gruppe", _("So viele Menschen machen mit"), _("Zum Beispiel: 12")),
            ask.line("helfer", _("So viele Menschen helfen"), _("Zum Beispiel: 2")),
        ),
    )


def _only_facts(known: Iterable[str]) -> Callable[[_Asking], Iterator[Question]]:
    def asked(ask: _Asking) -> Iterator[Question]:
        yield ask.facts(known)

    return asked


def _cost(ask: _Asking) -> Iterator[Question]:
    yield ask.facts(("kostenlos",))
    yield Question(
        "row",
        "preis",
        _("Wie viel kostet das?"),
        inside=(
            ask.line("preis", _("Preis in Euro"), _("Zum Beispiel: 8")),
            ask.select(
                "preis_je",
                _("Wofür ist der Preis?"),
                (Option(key, _(words)) for key, words in PERIODS.items()),
            ),
            ask.line("preis_fuer", _("Für wen ist der Preis?"), _("Zum Beispiel: für Kinder")),
        ),
    )


def _trial(ask: _Asking) -> Iterator[Question]:
    yield ask.facts(("probe", "probe_frei"))
    yield ask.long(
        "probe_wie",
        _("Wie geht das Probieren?"),
        _("Zum Beispiel: Rufen Sie vorher an."),
    )


def _bring(ask: _Asking) -> Iterator[Question]:
    given = ask.answers.getlist("mitbringen")
    key = {"easy": "easy", "de": "de", "en": "en"}.get(voice().key, "easy")
    options = (
        Option(name, voice().part(str(getattr(words, key))), picture(BRING[name]), name in given)
        for name, words in names.BRING.items()
    )
    yield ask.choices(
        "checkbox",
        "mitbringen",
        _title("mitbringen"),
        options,
        _("Sie können mehr als 1 Bild wählen."),
        is_title=True,
    )
    yield ask.long(
        "mitbringen_mehr",
        _("Sollen die Menschen noch etwas mitbringen?"),
        _("Schreiben Sie jede Sache in eine neue Zeile."),
    )


def _first_visit(ask: _Asking) -> Iterator[Question]:
    given = ask.answers.getlist("schritt")
    options = (
        Option(key, _(FIRST_STEPS[key]), picture(FIRST_STEP_PICTURES[key]), key in given)
        for key in names.FIRST_STEPS
    )
    yield ask.choices(
        "checkbox",
        "schritt",
        _title("erstes-mal"),
        options,
        _("Das hilft vielen Menschen gegen die Angst."),
        _("Kreuzen Sie alles an, was stimmt."),
        is_title=True,
    )
    yield ask.line(
        "empfang",
        _("Wer begrüßt die Menschen?"),
        _("Schreiben Sie nur den Vornamen."),
        optional=True,
    )
    yield ask.long("treffpunkt", _("Wo ist der Treffpunkt?"), _("Zum Beispiel: vor der Halle"))


def _texts(ask: _Asking) -> Iterator[Question]:
    yield ask.line(
        "text_leicht",
        _("Ihr Text in Leichter Sprache"),
        _("Ihre Antworten stehen schon auf der Seite."),
        _("Hier schreiben Sie nur, was noch fehlt."),
        kind="easy",
        optional=True,
    )
    folded = (
        ask.long("text_deutsch", _("Ihr Text in schwerer Sprache")),
        ask.long("text_englisch", _("Ihr Text in Englisch")),
    )
    yield Question(
        "folded",
        "text_deutsch",
        "",
        folded=folded,
        folded_words=_("Ich möchte auch andere Texte schreiben"),
        folded_open=any(one.value or one.error for one in folded),
    )


def _pictures(ask: _Asking) -> Iterator[Question]:
    yield Question("photos", "bild_1", _title("bilder"))


def _contact(ask: _Asking) -> Iterator[Question]:
    yield Question(
        "row",
        "vorname",
        _("Wer beantwortet Fragen?"),
        inside=(
            ask.line("vorname", _("Vorname"), _("Das ist freiwillig."), autocomplete="given-name"),
            ask.line("rolle", _("Aufgabe im Verein"), _("Zum Beispiel: Trainerin")),
        ),
    )
    yield Question(
        "row",
        "telefon",
        _("Wie erreichen die Menschen Sie?"),
        (_("Wir brauchen Telefon oder E-Mail."),),
        inside=(
            ask.line(
                "telefon",
                _("Telefonnummer"),
                _("Zum Beispiel: 0345 1 23 45 67"),
                kind="tel",
                autocomplete="tel",
            ),
            ask.line(
                "mail",
                _("E-Mail-Adresse"),
                _("Zum Beispiel: name@beispiel.de"),
                kind="email",
                autocomplete="email",
            ),
        ),
    )
    # Whoever has not been asked yet shows the telephone, as nearly all clubs do.
    default = "" if "telefon" in ask.answers else "telefon"
    yield ask.choices(
        "checkbox",
        "zeigen",
        _("Was dürfen alle sehen?"),
        ask.options("zeigen", SHOWN, default),
        _("Ohne Haken sehen das nur wir."),
        _("Menschen können Ihnen trotzdem über diese Seite schreiben."),
    )


def _answers(ask: _Asking) -> Iterator[Question]:
    yield ask.choices(
        "checkbox",
        "antwort",
        _title("antworten"),
        ask.options("antwort", ANSWERS_BY),
        is_title=True,
    )
    if not ask.answers.get("vorname"):
        return
    words = _("Ja, der Vorname und die Nummer dürfen hier stehen.")
    yield ask.choices(
        "checkbox",
        "einwilligung",
        _("Darf der Vorname hier stehen?"),
        (Option(YES, words, "", ask.answers.get("einwilligung") == YES),),
        _("Die Person muss Ja sagen."),
        _("Auch andere Seiten zeigen dann den Namen."),
        _("Das Ja gilt 1 Jahr."),
        _("Die Person kann das Ja immer zurücknehmen."),
    )


def _sender(ask: _Asking) -> Iterator[Question]:
    yield ask.line(
        "meine_mail",
        _title("absender"),
        _("Diese Adresse sehen nur wir."),
        _("Wir schicken Ihnen einen Link."),
        _("Mit dem Link ändern Sie Ihr Angebot."),
        _("Sie brauchen kein Passwort."),
        kind="email",
        autocomplete="email",
        is_title=True,
    )
    yield ask.line(
        "website",
        _("Hat Ihr Verein eine Seite im Internet?"),
        _("Zum Beispiel: www.verein.de"),
        optional=True,
        autocomplete="url",
    )


_ASKED: dict[str, Callable[[_Asking], Iterator[Question]]] = {
    "sport": _sport,
    "verein": _club,
    "lage": _state,
    "zeit": _kind_of_time,
    "woche": _weekly,
    "termine": _dates,
    "ferien": _breaks,
    "ort": _place,
    "welcher": _which_town,
    "kennen": _known_club,
    "halle": _known_venue,
    "tuer": _pin,
    "weg": _way,
    "gruppe": _together,
    "wer": _who,
    "hilfe": _support,
    "begleitung": _only_facts(names.COMPANION),
    "sinne": _only_facts(names.SENSES),
    "zugang": _only_facts(names.ACCESS),
    "kosten": _cost,
    "weniger": _only_facts(names.COST_HELP),
    "probe": _trial,
    "mitbringen": _bring,
    "erstes-mal": _first_visit,
    "text": _texts,
    "bilder": _pictures,
    "kontakt": _contact,
    "antworten": _answers,
    "absender": _sender,
}
