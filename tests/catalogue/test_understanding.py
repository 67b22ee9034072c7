"""Words become a question: sports, place, time, needs, and what is left."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.catalogue.criteria import Sort, Word
from directory.catalogue.query import OfferQuery
from directory.catalogue.understanding import DEFAULT_RADIUS_KM, HERE, Understood
from directory.geo import PlaceKind
from directory.model import Need, TimeOfDay, Weekday
from tests.quality.recovery import SUNDAY, the_understanding, understood

HALLE, LEIPZIG, KOELN = "15002000", "14713000", "05315000"
WHEELS = "rollstuhlsport"


@pytest.mark.parametrize(
    ("typed", "sports", "ags"),
    [
        ("schwimmen in halle", "schwimmen", HALLE),
        ("schwimen in haale", "schwimmen", HALLE),
        ("halle schwimmen", "schwimmen", HALLE),
        ("fußball halle", "fussball", HALLE),
        ("Halle an der Saale tischtennis", "tischtennis", HALLE),
        ("Fußball in der Halle", "hallenfussball", ""),
        ("hallenfußball", "hallenfussball", ""),
        ("fußball in der halle in halle", "hallenfussball", HALLE),
        ("tennis in der halle", "tennis", ""),
        ("tanzen auf der burg", "tanzen", ""),
        ("tanzen in burg", "tanzen", "15086015"),
        ("fußball für anfänger am wochenende in leipzich", "fussball", LEIPZIG),
        ("ich möchte gern mit meinem Sohn kegeln in der Nähe von Magdeburg", "kegeln", "15003000"),
        ("turnen kostenlos dresden", "turnen", "14612000"),
        ("was mit pferden dienstag 06108", "reiten therapeutischesreiten voltigieren", HALLE),
        ("basketball rollstuhl", "rollstuhlbasketball", ""),
        ("roll stuhl basket ball", "rollstuhlbasketball", ""),
        ("Rolschtul basket bal", "rollstuhlbasketball", ""),
        ("fußball für blinde", "blindenfussball", ""),
        ("tanzen mit dem rolli", "rollstuhltanz", ""),
        ("kinderschwimmen magdeburg", "schwimmen", "15003000"),
        ("wo kann ich schwimmen gehen", "schwimmen", ""),
        ("gehen", "gehen", ""),
        ("laufen in laufen", "laufen", "09172122"),
        ("laufen", "laufen", ""),
        ("yoga in waren", "yoga", "13071156"),
        ("klettern essen", "klettern", "05113000"),
        ("schwimmen leer", "schwimmen", "03457013"),
        ("wandern im harz", "wandern", "15085"),
        ("baden in baden-baden", "schwimmen", "08211000"),
        ("schwimmenmagdeburg", "schwimmen", "15003000"),
        ("dudweiler tischtennis", "tischtennis", "10041100"),
        ("Kegeln Sachsen-Anhalt", "kegeln", "15"),
        ("kegeln saalekreis", "kegeln", "15088"),
        ("boccia 06 108", "boccia", HALLE),
        ("halle", "", HALLE),
        ("sport", "", ""),
    ],
)
def test_sports_and_place_are_told_apart(typed, sports, ags):
    found = understood(typed)
    assert found.sports == tuple(sports.split())
    assert (found.place.ags if found.place else "") == ags


def test_an_everyday_word_names_a_whole_group():
    found = understood("etwas mit ball")
    assert {"fussball", "basketball", "boccia"} & set(found.sports) == {"fussball", "basketball"}
    assert found.sport_names == ("Ball-Sport",)


def test_somebody_in_a_wheelchair_gets_wheelchair_sports():
    found = understood("sport für meine tochter die im rollstuhl sitzt in köln")
    assert {WHEELS, "rollstuhlbasketball", "rollstuhltanz"} <= set(found.sports)
    assert found.place is not None
    assert found.place.ags == KOELN


def test_a_sport_without_a_wheelchair_form_needs_an_entrance_that_is_not_known_to_have_steps():
    found = understood("schwimmen im rollstuhl")
    assert found.sports == ("schwimmen",)
    assert found.needs == (Need.STEP_FREE,)
    assert found.unknown_too


@pytest.mark.parametrize(
    ("typed", "field", "expected"),
    [
        ("yoga am dienstag", "days", (Weekday.TUESDAY,)),
        ("yoga di", "days", (Weekday.TUESDAY,)),
        ("yoga am wochenende", "days", (Weekday.SATURDAY, Weekday.SUNDAY)),
        ("heute abend kegeln", "days", (Weekday.SUNDAY,)),
        ("heute abend kegeln", "times", (TimeOfDay.EVENING,)),
        ("morgen kegeln", "days", (Weekday.MONDAY,)),
        ("montag morgen yoga", "times", (TimeOfDay.MORNING,)),
        ("tanzen ab 18 uhr", "times", (TimeOfDay.EVENING,)),
        ("tanzen um 14:30 uhr", "times", (TimeOfDay.AFTERNOON,)),
        ("turnen kostenlos", "needs", (Need.FREE,)),
        ("turnen ohne stufen", "needs", (Need.STEP_FREE,)),
        ("schwimmen mit begleitung", "needs", (Need.COMPANION,)),
        ("frauenfußball", "needs", (Need.WOMEN,)),
        ("schwimmen für kinder", "age", 9),
        ("schwimmen 12 jahre", "age", 12),
        ("judo u12", "age", 11),
        ("boule ü60", "age", 60),
        ("turnen ab 6 jahren", "age", 6),
        ("schwimmen 6 bis 10 jahre", "age", 8),
        ("reiten 20 km um halle", "radius_km", 20),
        ("reiten umkreis 5km halle", "radius_km", 5),
        ("reiten 20 km um halle", "words", ()),
        ("schwimmen ohne begleitung", "needs", ()),
        ("tischtennis für gehörlose", "unknown_words", ()),
        ("tischtennis für gehörlose", "words", ("gehörlose",)),
        ("halle 3", "words", ()),
        ("turnen blau-weiß", "words", ("blau", "weiß")),
        ("ich möchte gern etwas machen bitte", "words", ()),
    ],
)
def test_time_needs_and_age_are_read(typed, field, expected):
    assert getattr(understood(typed), field) == expected


def test_what_was_corrected_is_said():
    found = understood("schwimen in leipzich")
    assert found.corrected == (("schwimen", "Schwimmen"), ("leipzich", "Leipzig"))


def test_with_genau_nothing_is_corrected():
    found = understood("schwimen in leipzich", exact=True)
    assert found.corrected == ()
    assert found.sports == ()
    assert found.place is None
    assert found.unknown_words == ("schwimen", "leipzich")


def test_a_village_is_not_taken_for_a_town_when_nothing_else_is_misspelt():
    found = understood("schwimmen in Haale")
    assert found.place is not None
    assert found.place.name == "Haale"
    assert "Halle (Saale)" in [other.name for other in found.other_places]


def test_other_places_of_that_name_are_offered():
    assert [p.district for p in understood("sport in halle").other_places][:2] == [
        "Gütersloh",
        "Holzminden",
    ]


def test_words_of_the_index_are_not_corrected():
    from directory.catalogue.understanding import Understanding
    from directory.catalogue.vocabulary import Vocabulary
    from tests.geo.places_for_tests import the_gazetteer
    from tests.quality.recovery import CONTENT, the_sports

    known = Understanding(
        the_sports(), Vocabulary.load(CONTENT), the_gazetteer(), {"schwimmi"}.__contains__
    )
    assert known.understand(OfferQuery(text="schwimmi"), SUNDAY).words == ("schwimmi",)
    assert understood("schwimmi").corrected != ()


@pytest.mark.parametrize(
    ("what", "where", "sports", "ags"),
    [
        ("schwimen", "haale", "schwimmen", HALLE),
        ("Fußball Halle", "", "fussball", ""),
        ("Boccia", "06108", "boccia", HALLE),
        ("Boccia", "in der Nähe von Halle", "boccia", HALLE),
        ("", "Leipzich", "", LEIPZIG),
        ("Laufen", "Laufen", "laufen", "09172122"),
        ("Boccia", "xyzxyz", "boccia", ""),
    ],
)
def test_two_boxes_are_read_apart(what, where, sports, ags):
    found = understood(what=what, where=where)
    assert found.sports == tuple(sports.split())
    assert (found.place.ags if found.place else "") == ags


def words(text: str) -> tuple[Word, ...]:
    return (Word((text,)),)


def test_criteria_carry_everything():
    query = OfferQuery(
        text="turnen lebenshilfe dienstag kostenlos halle",
        sports=("boccia", "unknown"),
        days=(Weekday.FRIDAY,),
        confirmed=True,
        page=2,
    )
    criteria = the_understanding().understand(query, SUNDAY).criteria(words)
    assert criteria.sports == {"boccia", "turnen"}
    assert criteria.days == {Weekday.TUESDAY, Weekday.FRIDAY}
    assert criteria.needs == {Need.FREE}
    assert criteria.words == (Word(("lebenshilfe",)),)
    assert criteria.circle is not None
    assert criteria.circle.radius_km == DEFAULT_RADIUS_KM
    assert criteria.sort is Sort.DISTANCE
    assert criteria.verified_since == date(2026, 5, 23)
    assert criteria.page == 2


def test_a_district_is_a_border_and_not_a_circle():
    criteria = understood("kegeln saalekreis").criteria(words)
    assert criteria.ags == "15088"
    assert criteria.circle is not None
    assert criteria.circle.radius_km is None


def test_without_a_place_the_best_match_comes_first():
    criteria = understood("kegeln").criteria(words)
    assert criteria.circle is None
    assert criteria.sort is Sort.RELEVANCE


def test_the_circle_can_be_widened():
    circle = understood("kegeln halle").criteria(words, radius_km=100).circle
    assert circle is not None
    assert circle.radius_km == 100


HOSTILE = ["a" * 10_000, "*a*", "((((", "\x00", "😀" * 50, "\u202e" * 40, "a" + "\u0301" * 300]


@pytest.mark.parametrize("text", [*HOSTILE, " ".join(["xqzv"] * 3_000), "in " * 3_000, "-" * 999])
def test_hostile_words_are_only_words(text):
    understood(text)
    understood(what=text, where=text)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_words_are_a_question(text, where):
    understood(text, where=where)


def test_a_point_of_a_device_is_a_place_with_its_town():
    found = understood_where("51.48,11.97")
    assert found.place
    assert (found.place.name, found.place.kind) == (HERE, PlaceKind.POINT)
    assert (found.place.municipality, found.place.ags) == ("Halle (Saale)", HALLE)
    assert (found.place.latitude, found.place.longitude) == (51.48, 11.97)
    assert found.other_places == found.corrected == found.words == ()
    assert (found.radius_km, found.sort) == (DEFAULT_RADIUS_KM, Sort.DISTANCE)


def test_a_point_says_more_than_a_place_in_the_other_box():
    query = OfferQuery(text="schwimmen in leipzig", where="51.48,11.97")
    found = the_understanding().understand(query, SUNDAY)
    assert found.place and found.place.name == HERE


@pytest.mark.parametrize(
    "text", ["40.71,-74.00", "0.00,0.00", "91.5,11.97", "51.48", "51,48,11,97"]
)
def test_a_point_elsewhere_is_no_place(text: str):
    found = understood_where(text)
    assert found.place is None or found.place.name != HERE


def understood_where(text: str) -> Understood:
    return the_understanding().understand(OfferQuery(where=text), SUNDAY)
