"""Invents any number of offers in real places, the same for the same seed; each one an example."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from directory.content.generator.dice import Choice, Dice
from directory.content.generator.offers import draw_name, draw_offer
from directory.content.generator.places import Town, Towns
from directory.content.generator.sports import sport_weights
from directory.content.generator.venues import draw_venue
from directory.content.generator.words import CLUB_NAMES
from directory.content.slug import slug_of
from directory.content.sports import Sport, Sports
from directory.model import Club, Contact, ContactWay, Listing, Source, Venue, Words

# About 1.6 offers of a club.
_OFFERS_OF_A_CLUB = Choice({1: 60, 2: 25, 3: 10, 4: 5})
_ELSEWHERE = 0.4
_HALL_OF_OTHERS = 0.3
_OFFICE = Words(easy="Büro vom Verein", de="Geschäftsstelle", en="Office")


def generated_listings(folder: Path, count: int, seed: int) -> Iterator[Listing]:
    """``count`` offers, one after the other; a smaller count gives the beginning of a bigger one.

    ``folder`` is the content folder. Several offers share a club or a hall. Everything is marked
    as an example, and its name begins with "Beispiel".
    """
    sports = Sports.load(folder)
    weights = sport_weights(folder, sports)
    choice = Choice({sport: weights[sport.id] for sport in sports.all()})
    return islice(_Generator(Dice(seed), Towns.load(folder), choice).listings(), count)


class _Generator:
    """Remembers one hall of each town, so memory does not grow with the number of offers."""

    def __init__(self, dice: Dice, towns: Towns, sports: Choice[Sport]) -> None:
        self._dice = dice
        self._towns = towns
        self._sports = sports
        self._halls: dict[str, Venue] = {}
        self._number = 0

    def listings(self) -> Iterator[Listing]:
        """Never ends."""
        while True:
            yield from self._club_with_offers()

    def _club_with_offers(self) -> Iterator[Listing]:
        dice = self._dice
        town = self._towns.draw(dice)
        home = self._hall(town)
        sports = [dice.weighted(self._sports) for _ in range(dice.weighted(_OFFERS_OF_A_CLUB))]
        club = self._club(town, home, sports)
        for place, sport in enumerate(sports):
            # The first offer is at home, so whoever stores the listings has met that place.
            elsewhere = place > 0 and dice.chance(_ELSEWHERE)
            venue = draw_venue(dice, town) if elsewhere else home
            name = draw_name(dice, sport)
            slug = self._slug(f"{name} {town.name}")
            offer = draw_offer(dice, sport, club, venue, name=name, slug=slug)
            yield Listing(club=club, offer=offer, venue=venue)

    def _hall(self, town: Town) -> Venue:
        """A new hall, or the one that another club of the town has."""
        known = self._halls.get(town.ags)
        if known and self._dice.chance(_HALL_OF_OTHERS):
            return known
        self._halls[town.ags] = draw_venue(self._dice, town)
        return self._halls[town.ags]

    def _club(self, town: Town, home: Venue, sports: list[Sport]) -> Club:
        name = f"Beispiel-Verein {self._dice.one_of(CLUB_NAMES)} {town.name}"
        return Club(
            id=self._dice.new_id(),
            slug=self._slug(name),
            name=name,
            website="https://verein.example/" if self._dice.chance(0.5) else "",
            contacts=(self._office(),) if self._dice.chance(0.8) else (),
            sports=tuple(dict.fromkeys(sport.id for sport in sports)),
            venue_id=home.id,
            source=Source(name="generated"),
            example=True,
        )

    def _office(self) -> Contact:
        """Nobody is reached here: such numbers are kept free for films, such addresses too."""
        if self._dice.chance(0.5):
            number = f"+493023125{self._dice.below(1000):03}"
            return Contact(role=_OFFICE, phone=number, is_public=True)
        return Contact(
            role=_OFFICE,
            email="sport@verein.example",
            answers_by=(ContactWay.EMAIL,),
            is_public=True,
        )

    def _slug(self, name: str) -> str:
        self._number += 1
        return f"{slug_of(name)}-{self._number}"
