"""No correct word is ever corrected, and each leads to what it names."""

from directory.spelling import fold
from tests.geo.places_for_tests import the_gazetteer
from tests.quality.recovery import the_sports, understood

# Each has a sport, a need or a town beside it that differs by one letter.
ORDINARY = (
    *(
        "Reisen",
        "Wandel",
        "Turm",
        "Boden",
        "Kasse",
        "Tasche",
        "Klasse",
        "Handel",
        "Tanne",
        "Reifen",
    ),
    *(
        "Segen",
        "Schach",
        "Zeiten",
        "Bogen",
        "Kuchen",
        "Regel",
        "Nadel",
        "Wetten",
        "Ruder",
        "Leiter",
    ),
    *("Fechter", "Dennis", "Kosten", "Ringer", "Lehrer", "Freude", "Kinder", "Stunden", "Haar"),
)

# Towns that are called like a sport: the one box takes the sport, "in Laufen" the town.
SPORTS_FIRST = {"bogen", "fisch", "fischen", "lauf", "laufen", "reit", "ringe", "tauche"}


def test_no_name_of_a_sport_is_spoilt():
    spoilt = []
    for sport in the_sports().all():
        for name in (sport.name, sport.name_de, *sport.synonyms):
            for found in (understood(name), understood(what=name), understood(name.lower())):
                if found.corrected or sport.id not in found.sports:
                    spoilt.append((name, found.corrected, found.sports))
    assert spoilt == []


def test_no_name_of_a_place_is_spoilt_in_its_box():
    spoilt = []
    for place in the_gazetteer().all():
        found = understood(where=place.name)
        if found.corrected or found.place is None:
            spoilt.append((place.name, found.corrected))
    assert spoilt == []


def test_no_name_of_a_place_is_spoilt_in_the_one_box():
    spoilt, no_place = [], set()
    for name in {place.name for place in the_gazetteer().all()}:
        found = understood(name)
        if found.corrected:
            spoilt.append((name, found.corrected))
        if found.place is None:
            no_place.add(fold(name))
    assert spoilt == []
    assert no_place <= SPORTS_FIRST


def test_a_town_that_is_called_like_a_sport_is_found_with_in():
    for name in SPORTS_FIRST & {fold(place.name) for place in the_gazetteer().all()}:
        found = understood(f"schwimmen in {name}")
        assert found.place is not None, name
        assert found.sports == ("schwimmen",), name


def test_no_ordinary_word_is_spoilt():
    for word in ORDINARY:
        for text in (word, f"turnen {word}", word.lower()):
            assert understood(text).corrected == (), text
