"""Cost, people, place, first visit, contacts, status and trust in sentences."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from directory.model import (
    Address,
    Audience,
    Club,
    ClubKind,
    Consent,
    Contact,
    ContactWay,
    Fact,
    FirstVisit,
    Form,
    Gender,
    How,
    Known,
    Level,
    Listing,
    Need,
    Price,
    PricePeriod,
    Role,
    Status,
    Step,
    Support,
    Text,
    Texts,
    Transport,
    Trial,
    Venue,
    Verification,
    Words,
)
from directory.model.seal import Seal
from directory.wording import (
    Said,
    Topic,
    checked_line,
    cost_line,
    need_words,
    plain_lines,
    tell,
    where_line,
)
from directory.wording.first_visit import STEPS
from directory.wording.trust import _BY_WHOM_AND_HOW
from tests.wording.saying import (
    EASY,
    ENGLISH,
    GERMAN,
    TODAY,
    VOICES,
    a_club,
    a_listing,
    an_offer,
)

SPORTS = {"a": "Boccia", "b": "Judo", "c": "Tanzen", "d": "Yoga"}
WATER, TOWEL = Words(easy="Wasser", en="Water"), Words(easy="Handtuch")


def _said(topic: Topic, venue: Venue | None = None, voice=EASY, **known) -> list[str]:
    text = tell(a_listing(venue, **known), voice, TODAY, sport_names=SPORTS)
    found = text.topic(topic)
    return [said.words for said in found.all_said] if found else []


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({}, []),
        ({"sports": ("a",)}, ["Der Sport heißt: Boccia."]),
        ({"sports": ("a", "b")}, ["Es gibt 2 Sportarten: Boccia und Judo."]),
        ({"sports": ("a", "?")}, ["Der Sport heißt: Boccia."]),
        (
            {"sports": ("a", "b", "c", "d")},
            ["Es gibt diese Sportarten:", "Boccia", "Judo", "Tanzen", "Yoga"],
        ),
        (
            {"form": Form.TOGETHER},
            ["Menschen mit und ohne Behinderung machen hier zusammen Sport."],
        ),
        ({"form": Form.OWN_GROUP}, ["Das ist eine Gruppe für Menschen mit Behinderung."]),
        (
            {"form": Form.BOTH},
            [
                "Es gibt eine Gruppe für Menschen mit Behinderung.",
                "Und es gibt eine Gruppe für alle zusammen.",
            ],
        ),
        ({"levels": (Level.TRY_IT,)}, ["Sie müssen noch nichts können."]),
        (
            {"levels": (Level.HOBBY, Level.COMPETITION)},
            ["Die Gruppe macht Sport zum Spaß.", "Die Gruppe macht auch bei Wettkämpfen mit."],
        ),
        (
            {"what": Texts(easy=Text("Wir spielen. Kommen Sie!"))},
            ["Wir spielen.", "Kommen Sie!"],
        ),
    ],
)
def test_what(known, said):
    assert _said(Topic.WHAT, **known) == said


def test_only_a_text_that_readers_checked_has_a_seal():
    checked = Text("Wir spielen.", checked_on=date(2026, 9, 20), checked_by_team="Blau")
    half = Text("Wir spielen.", rule_score=1.2, checked_on=date(2026, 9, 20))
    for text, seal in ((checked, Seal(date(2026, 9, 20), "Blau")), (half, None)):
        assert tell(a_listing(what=Texts(easy=text)), EASY, TODAY).seal == seal
    # The text that is told here is another one, which nobody checked.
    both = Texts(easy=checked, de=Text("Wir spielen Boccia."))
    assert tell(a_listing(what=both), GERMAN, TODAY).seal is None
    invented = a_listing(what=Texts(easy=checked), example=True)
    assert tell(invented, EASY, TODAY).seal == Seal(date(2026, 9, 20), "Blau", example=True)


@pytest.mark.parametrize(
    ("audience", "said"),
    [
        (Audience(), []),
        (Audience(age_min=6, age_max=12), ["Für Menschen von 6 bis 12 Jahren."]),
        (Audience(age_min=14), ["Für Menschen ab 14 Jahren."]),
        (Audience(age_min=1), ["Für Kinder ab 1 Jahr."]),
        (Audience(age_min=0), ["Für Menschen in jedem Alter."]),
        (Audience(age_max=12), ["Für Menschen bis 12 Jahre."]),
        (Audience(age_min=0, age_max=12), ["Für Menschen bis 12 Jahre."]),
        (Audience(age_min=18, age_max=18), ["Für Menschen mit 18 Jahren."]),
        (Audience(gender=Gender.ALL), ["Für alle: Frauen, Männer und alle anderen."]),
        (Audience(gender=Gender.WOMEN), ["Nur für Frauen und Mädchen."]),
        (Audience(gender=Gender.MEN), ["Nur für Männer und Jungen."]),
        (Audience(who=Words(easy="Alle mit Lust")), ["Alle mit Lust."]),
    ],
)
def test_who(audience, said):
    assert _said(Topic.WHO, audience=audience) == said


@pytest.mark.parametrize(
    ("per", "easy", "english"),
    [
        (PricePeriod.ONCE, "Das kostet 5 Euro 50 für 1 Mal.", "each time."),
        (PricePeriod.MONTH, "Das kostet 5 Euro 50 im Monat.", "a month."),
        (PricePeriod.QUARTER, "Das kostet 5 Euro 50 für 3 Monate.", "for 3 months."),
        (PricePeriod.YEAR, "Das kostet 5 Euro 50 im Jahr.", "a year."),
    ],
)
def test_prices(per, easy, english):
    price = Price(Decimal("5.50"), per, Words(easy="Kinder"), Words(easy="Eintritt"))
    assert _said(Topic.COST, prices=(price,)) == ["Kinder", easy, "Das ist dabei:", "Eintritt"]
    assert _said(Topic.COST, voice=ENGLISH, prices=(price,))[1].endswith(english)


@pytest.mark.parametrize(
    ("known", "line"),
    [
        ({}, ""),
        ({"is_free": Fact(Known.YES)}, "Das kostet nichts."),
        ({"is_free": Fact(Known.NO)}, "Das kostet Geld."),
        ({"prices": (Price(Decimal(0), PricePeriod.ONCE),)}, "Das kostet nichts."),
        (
            {
                "prices": (
                    Price(Decimal(8), PricePeriod.MONTH),
                    Price(Decimal(5), PricePeriod.MONTH),
                )
            },
            "Das kostet 5 Euro im Monat.",
        ),
    ],
)
def test_cost_on_a_card(known, line):
    assert cost_line(an_offer(**known), EASY) == line


VENUE = Venue(
    "v",
    name="Stadtbad",
    address=Address("Parkstr.", "5", "06114", "Halle (Saale)", "Nord", "Saalekreis"),
    transport=(
        Transport("tram", "Park", "8", 1),
        Transport("bus", "Park", "", 0),
        Transport("taxi", "", "3"),
    ),
    way_in=Words(easy="Die Tür ist rechts"),
)


def test_the_address_stands_in_lines():
    where = tell(a_listing(VENUE), EASY, TODAY).topic(Topic.WHERE)
    assert [said.words for said in where.lines] == [
        "Stadtbad",
        "Parkstraße 5",
        "06114 Halle Saale",
    ]
    assert [said.words for said in where.sentences] == [
        "Der Ortsteil heißt: Nord.",
        "Der Landkreis heißt: Saalekreis.",
    ]


def test_a_house_number_without_a_street_is_not_said():
    where = tell(a_listing(Venue("v", address=Address(house_number="5"))), EASY, TODAY)
    assert where.topic(Topic.WHERE).lines == ()


def test_the_way_by_bus_and_tram():
    assert _said(Topic.WAY, VENUE) == [
        "Die Tür ist rechts.",
        "Straßenbahn 8",
        "Die Haltestelle heißt: Park.",
        "Dann gehen Sie 1 Minute zu Fuß.",
        "Das wissen wir nicht:",
        "Kann ich ohne Stufen einsteigen?",
        "Bus",
        "Die Haltestelle heißt: Park.",
        "Die Haltestelle ist direkt davor.",
        "Das wissen wir nicht:",
        "Kann ich ohne Stufen einsteigen?",
        "Bus oder Bahn 3",
        "Das wissen wir nicht:",
        "Kann ich ohne Stufen einsteigen?",
    ]


def test_a_place_on_a_card():
    assert where_line(VENUE.address, EASY, "Stadtbad") == "Stadtbad, Nord, Halle Saale"
    assert where_line(Address(), EASY) == ""


def test_support_counts_people():
    assert _said(Topic.SUPPORT, support=Support(helpers_count=1, group_size=12)) == [
        "In der Gruppe sind etwa 12 Menschen.",
        "1 Person hilft in der Gruppe.",
    ]
    assert _said(Topic.SUPPORT, support=Support(helpers_count=0)) == [
        "In der Gruppe hilft sonst niemand."
    ]


@pytest.mark.parametrize("voice", VOICES, ids=lambda voice: voice.key)
@pytest.mark.parametrize("key", sorted(set(STEPS) - {"other"}))
def test_each_step_has_a_sentence(key, voice):
    visit = FirstVisit(steps=(Step(key, Words("Mehr", "Mehr", "Mehr"), 20),))
    (item,) = tell(a_listing(first_visit=visit), voice, TODAY).topic(Topic.FIRST_VISIT).items
    assert item.key == key
    assert item.label.words == voice.ngettext("Nach {count} Minute", "Nach {count} Minuten", 20)
    assert [said.words for said in item.sentences] == [voice.gettext(STEPS[key]), "Mehr."]


def test_the_first_visit_step_by_step():
    visit = FirstVisit(
        steps=(
            Step("arrive", minute=0),
            Step("greeted"),
            Step("other", Words(easy="Wir trinken Tee")),
            Step("other"),
            Step("end", minute=1),
        ),
        greeted_by="Eva",
        meeting_point=Words(easy="Am Tor"),
        bring=(WATER, TOWEL),
        wear=(TOWEL,),
    )
    assert _said(Topic.FIRST_VISIT, first_visit=visit) == [
        "Das ist der Treffpunkt:",
        "Am Tor.",
        "Am Anfang",
        "Sie kommen an.",
        "Eva begrüßt Sie.",
        "Wir trinken Tee.",
        "Nach 1 Minute",
        "Der Sport ist zu Ende.",
    ]
    items = tell(a_listing(first_visit=visit), EASY, TODAY).topic(Topic.FIRST_VISIT).items
    assert [item.key for item in items] == ["meeting_point", "arrive", "greeted", "other", "end"]
    assert _said(Topic.BRING, first_visit=visit) == ["Wasser", "Handtuch"]
    assert _said(Topic.BRING, voice=ENGLISH, first_visit=visit) == ["Water", "Handtuch"]
    assert _said(Topic.WEAR, first_visit=visit) == ["Handtuch"]


def test_who_greets_is_said_also_without_steps():
    assert _said(Topic.FIRST_VISIT, first_visit=FirstVisit(greeted_by="Eva")) == [
        "Eva begrüßt Sie."
    ]


def test_papers_trial_and_languages():
    papers = Audience(documents=(Words(easy="Das Rezept"),))
    assert _said(Topic.PAPERS, audience=papers) == ["Das Rezept"]
    trial = Trial(Fact(Known.YES), Fact(Known.NO), Words(easy="Rufen Sie an"))
    assert _said(Topic.TRIAL, trial=trial) == [
        "Rufen Sie an.",
        "Sie können den Sport 1 Mal probieren.",
        "Das Probieren kostet Geld.",
    ]
    assert _said(Topic.LANGUAGES, languages=("de", "gsg", "dgs", "xx")) == [
        "Das Team spricht: Deutsch, Gebärdensprache und eine andere Sprache."
    ]
    assert _said(Topic.LANGUAGES, languages=("de", "tr", "ar", "en")) == [
        "Das Team spricht diese Sprachen:",
        "Deutsch",
        "Türkisch",
        "Arabisch",
        "Englisch",
    ]


EVA = Contact(
    first_name="Eva",
    role=Words(easy="Trainerin"),
    phone="+493023125001",
    email="eva@beispiel.example",
    best_time=Words(easy="Am Abend"),
    answers_by=tuple(ContactWay),
    languages=("de", "en"),
    is_person=True,
    is_public=True,
    consent=Consent(date(2026, 1, 1), date(2027, 1, 1), "w1"),
)


def test_a_contact_tells_how_to_reach_it():
    (eva,) = tell(a_listing(contacts=(EVA,)), EASY, TODAY).contacts
    assert (eva.name.words, eva.phone, eva.dial, eva.email) == (
        "Eva",
        "030 23 12 50 01",
        "+493023125001",
        "eva@beispiel.example",
    )
    assert [said.words for said in eva.sentences] == [
        "Trainerin",
        "Das ist eine gute Zeit:",
        "Am Abend",
        "Sie bekommen die Antwort am Telefon.",
        "Sie bekommen die Antwort mit einer E-Mail.",
        "Sie bekommen die Antwort als Nachricht.",
        "Sie bekommen die Antwort mit einem Brief.",
        "Sie können in diesen Sprachen fragen:",
        "Deutsch",
        "Englisch",
    ]


def test_a_contact_without_consent_is_not_told():
    text = tell(a_listing(contacts=(EVA,)), EASY, date(2027, 1, 2))
    assert text.contacts == ()
    assert [said.words for said in text.contacts_lead] == [
        "Wir haben hier keine Telefonnummer.",
        "Fragen Sie bitte den Verein.",
    ]
    assert "Eva" not in "\n".join(plain_lines(text))


def test_the_offer_and_its_club_may_share_a_contact():
    club = a_club(contacts=(EVA, Contact(is_public=True)), usual_answer_days=1)
    text = tell(a_listing(club=club, contacts=(EVA,)), EASY, TODAY)
    assert [contact.name.words for contact in text.contacts] == ["Eva", "Der Verein"]
    assert [said.words for said in text.contacts_lead] == ["Der Verein antwortet meist in 1 Tag."]


@pytest.mark.parametrize(
    ("status", "until", "said"),
    [
        (Status.RUNNING, None, ["Das Angebot gibt es jetzt."]),
        (Status.PLANNED, None, ["Das Angebot beginnt bald."]),
        (
            Status.PAUSED,
            None,
            [
                "Das Angebot macht gerade Pause.",
                "Wir wissen nicht: Wie lange dauert die Pause?",
                "Fragen Sie bitte nach.",
            ],
        ),
        (
            Status.PAUSED,
            date(2027, 1, 5),
            ["Das Angebot macht gerade Pause.", "Die Pause geht bis 5. Januar 2027."],
        ),
        (
            Status.PAUSED,
            date(2026, 11, 21),
            [
                "Das Angebot macht gerade Pause.",
                "Die Pause war bis 21. November 2026.",
                "Fragen Sie bitte nach: Geht es weiter?",
            ],
        ),
        (
            Status.FULL,
            None,
            ["Hier ist gerade kein Platz frei.", "Fragen Sie nach einem Platz auf der Warteliste."],
        ),
        (Status.ENDED, None, ["Das Angebot gibt es nicht mehr."]),
    ],
)
def test_status(status, until, said):
    notice = Words(easy="Fragen Sie Eva")
    text = tell(a_listing(status=status, paused_until=until, notice=notice), EASY, TODAY)
    assert [one.words for one in text.status.sentences] == [*said, "Fragen Sie Eva."]
    assert text.status.matters


def test_a_running_offer_without_notice_needs_no_warning():
    assert not tell(a_listing(), EASY, TODAY).status.matters


def _checked(**verification) -> list[str]:
    known = Verification(**verification)
    return [said.words for said in tell(a_listing(verification=known), EASY, TODAY).checked]


def test_a_check_tells_when_and_by_whom():
    assert _checked(verified_on=date(2026, 11, 3), by=Role.CLUB, how=How.LINK) == [
        "Geprüft am 3. November 2026.",
        "Der Verein hat gesagt: Alles stimmt.",
    ]


def test_never_checked_is_said_kindly():
    assert _checked() == ["Das hat noch niemand geprüft.", "Fragen Sie bitte vorher nach."]


def test_a_promise_to_ask_again_is_not_repeated_when_it_is_over():
    said = _checked(verified_on=date(2026, 11, 3), next_due=date(2026, 11, 21))
    assert said == ["Geprüft am 3. November 2026."]


def test_an_old_or_partial_check_says_so():
    assert _checked(
        verified_on=date(2026, 1, 3),
        by=Role.EDITOR,
        how=How.PHONE,
        fields=("access.toilet",),
        next_due=date(2027, 1, 3),
    ) == [
        "Geprüft am 3. Januar 2026.",
        "Wir haben mit dem Verein telefoniert.",
        "Geprüft ist nur ein Teil von den Angaben.",
        "Das ist lange her.",
        "Fragen Sie bitte vorher nach.",
        "Wir fragen spätestens am 3. Januar 2027 wieder nach.",
    ]


def test_each_way_of_checking_has_words():
    for by in (None, *Role):
        for how in (None, *How):
            words = _BY_WHOM_AND_HOW[by][how]
            assert words or (by is None and how is None)


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (None, "Das hat noch niemand geprüft."),
        (date(2026, 11, 3), "Geprüft im November 2026."),
        (date(2026, 5, 3), "Geprüft im Mai 2026. Fragen Sie bitte vorher nach."),
    ],
)
def test_a_check_on_a_card(day, line):
    assert checked_line(day, EASY, TODAY) == line


def test_where_a_text_comes_from_and_when_it_changed():
    listing = a_listing(changed_at=datetime(2026, 11, 5, 17, 40))  # noqa: DTZ001
    text = tell(listing, EASY, TODAY, source_name="OpenStreetMap")
    assert [said.words for said in text.checked[-3:]] == [
        "Zuletzt geändert am 5. November 2026.",
        "Das haben wir von hier:",
        "OpenStreetMap",
    ]


def test_an_example_is_marked_in_every_language():
    for voice, mark in (
        (EASY, ["Das ist ein Beispiel.", "Dieses Angebot gibt es nicht."]),
        (GERMAN, ["Das ist ein Beispiel.", "Dieses Angebot gibt es nicht wirklich."]),
        (ENGLISH, ["This is an example.", "This offer does not exist."]),
    ):
        text = tell(a_listing(example=True), voice, TODAY)
        assert [said.words for said in text.example] == mark
    assert tell(a_listing(), EASY, TODAY).example == ()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (ClubKind.CLUB, "Der Verein heißt: Beispiel."),
        (ClubKind.SPORTS_CENTRE, "Das Sportzentrum heißt: Beispiel."),
        (ClubKind.DOJO, "Die Schule für Kampfsport heißt: Beispiel."),
        (ClubKind.FITNESS_CENTRE, "Das Fitnessstudio heißt: Beispiel."),
        (ClubKind.OTHER, "Das Angebot ist von: Beispiel."),
    ],
)
def test_each_kind_of_club_is_called_by_its_name(kind, said):
    text = tell(a_listing(club=a_club(kind=kind)), EASY, TODAY)
    assert [one.words for one in text.topic(Topic.CLUB).sentences] == [said]


def test_a_club_without_an_offer_never_sounds_inclusive():
    club: Club = a_club(sports=("a",), charter_signed_on=date(2025, 9, 12))
    text = tell(Listing(club, None, VENUE), EASY, TODAY, sport_names=SPORTS)
    assert text.status is None
    assert [said.words for said in text.topic(Topic.CLUB).sentences] == [
        "Der Verein heißt: Beispiel.",
        "Der Verein hat versprochen: Wir machen Sport für alle.",
        "Das war am 12. September 2025.",
        "Der Sport heißt: Boccia.",
    ]
    assert [question.words for question in text.questions] == [
        "Gibt es dort Sport für Menschen mit Behinderung?"
    ]


def test_the_title_is_easy_where_there_is_an_easy_one():
    listing = a_listing(name_easy="Kugeln werfen")
    assert tell(listing, EASY, TODAY).title == Said("Kugeln werfen", own=True)
    assert tell(listing, GERMAN, TODAY).title == Said("Boccia", own=True)


@pytest.mark.parametrize("voice", VOICES, ids=lambda voice: voice.key)
def test_each_need_has_short_words(voice):
    words = {need_words(need, voice) for need in Need}
    assert len(words) == len(Need)


def test_plain_lines_hold_headings_and_sentences():
    lines = list(plain_lines(tell(a_listing(VENUE, example=True), EASY, TODAY)))
    assert lines[:3] == ["Boccia", "Das ist ein Beispiel.", "Dieses Angebot gibt es nicht."]
    assert "Wo ist das?" in lines
    assert lines[-3:] == [
        "Stimmt das noch?",
        "Das hat noch niemand geprüft.",
        "Fragen Sie bitte vorher nach.",
    ]
