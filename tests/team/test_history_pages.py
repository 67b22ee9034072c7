"""Every version of an offer at the desk: seen, compared, brought back."""

from dataclasses import replace
from datetime import time
from typing import Any

from directory.model import Schedule, Slot, Weekday
from tests.messages.filling import Person, fields_of
from tests.team.conftest import Crew, sign_in
from tests.team.places import HALLE, at
from tests.team.test_desk import published

ADDRESS = "/redaktion/angebot/desk-offer/verlauf"


def monday(hour: int) -> Schedule:
    return Schedule(slots=(Slot(Weekday.MONDAY, time(hour), time(hour + 1)),))


def changed(person: Person, **fields: Any) -> None:
    current = published(person, "desk-offer")
    assert current.offer
    person.parts.store.publish(replace(current, offer=replace(current.offer, **fields)))


def with_three_versions(person: Person, crew: Crew) -> None:
    person.parts.store.publish(at(HALLE, schedule=monday(16)))
    changed(person, schedule=monday(17))
    changed(person, name="Boccia für alle")
    sign_in(person, crew.ben)


def test_each_version_says_who_and_what(person: Person, crew: Crew) -> None:
    with_three_versions(person, crew)
    offer = person.open("/redaktion/angebot/desk-offer")
    assert ADDRESS in offer.all("//main//a/@href")
    page = person.open(ADDRESS)
    assert page.heading == "Verlauf: Boccia für alle"
    for words in ("Geändert: Zeiten", "Geändert: Name", "Veröffentlicht", "Redaktion"):
        assert words in page.text


def test_any_two_stand_side_by_side(person: Person, crew: Crew) -> None:
    with_three_versions(person, crew)
    third, second, first, *_ = person.open(ADDRESS).all("//select[@name='von']/option/@value")
    page = person.open(f"{ADDRESS}?von={first}&bis={second}")
    assert any("16 bis" in words for words in page.texts("//*[@class='desk-gone']"))
    assert any("17 bis" in words for words in page.texts("//*[@class='desk-new']"))
    assert "Boccia für alle" not in " ".join(page.texts("//*[@class='desk-new']"))
    same = person.open(f"{ADDRESS}?von={third}&bis={third}")
    assert "Auf der Seite ist kein Satz anders." in same.text
    assert "Zurückholen" not in same.text
    assert person.open(f"{ADDRESS}?von=x&bis=99999999")


def test_a_version_comes_back_and_nothing_is_lost(person: Person, crew: Crew) -> None:
    with_three_versions(person, crew)
    before = len(person.open(ADDRESS).all("//select[@name='von']/option"))
    first = person.open(ADDRESS).all("//select[@name='von']/option/@value")[2]
    page = person.open(f"{ADDRESS}?von={first}")
    after = person.post(ADDRESS, fields_of(page))
    assert "Die Fassung ist wieder öffentlich." in after.text
    offer = published(person, "desk-offer").offer
    assert offer
    assert (offer.name, offer.schedule) == ("Boccia desk-offer", monday(16))
    assert len(after.all("//select[@name='von']/option")) == before + 1
    assert "Redaktion: Ben" in after.text


def test_what_changed_meanwhile_is_not_lost(person: Person, crew: Crew) -> None:
    with_three_versions(person, crew)
    first = person.open(ADDRESS).all("//select[@name='von']/option/@value")[2]
    typed = fields_of(person.open(f"{ADDRESS}?von={first}"))
    changed(person, name="Noch ein Name")
    page = person.post(ADDRESS, typed, status=409)
    assert "Jemand hat das Angebot gerade geändert." in page.text
    assert published(person, "desk-offer").offer.name == "Noch ein Name"  # type: ignore[union-attr]
    person.post(ADDRESS, fields_of(page))
    assert published(person, "desk-offer").offer.name == "Boccia desk-offer"  # type: ignore[union-attr]


def test_nonsense_changes_nothing(person: Person, crew: Crew) -> None:
    with_three_versions(person, crew)
    for typed in ({}, {"nummer": "x", "stand": "3"}, {"nummer": "1", "stand": "3"}):
        page = person.post(ADDRESS, typed)
        assert "Sie haben nichts ausgewählt." in page.text
    assert published(person, "desk-offer").offer.version == 3  # type: ignore[union-attr]
