"""The place, the way to it, and its address in lines."""

from collections.abc import Iterator

from directory.model import Address, Transport, Venue
from directory.wording.facts import STEP_FREE_STOP, said_with
from directory.wording.own_words import one_line, own_sentences
from directory.wording.said import FactSaid, Item, Said, Sign
from directory.wording.spoken import place_words, street_words
from directory.wording.voice import N_, Voice

_MODES = {
    "bus": (N_("Bus"), N_("Bus {line}")),
    "tram": (N_("Straßenbahn"), N_("Straßenbahn {line}")),
    "train": (N_("Zug"), N_("Zug {line}")),
    "subway": (N_("U-Bahn"), N_("U-Bahn {line}")),
    "ferry": (N_("Fähre"), N_("Fähre {line}")),
}
_ANY_MODE = (N_("Bus oder Bahn"), N_("Bus oder Bahn {line}"))


def address_lines(venue: Venue, voice: Voice) -> tuple[Said, ...]:
    """Name, street and town, each in a line: an address is never running text."""
    address = venue.address
    street = f"{street_words(address.street.strip())} {address.house_number.strip()}"
    town = f"{address.postcode.strip()} {place_words(address.town, voice)}"
    lines = (venue.name, street if address.street.strip() else "", town)
    return tuple(Said(words, own=True) for line in lines if (words := one_line(line)))


def where_said(venue: Venue, voice: Voice) -> Iterator[Said]:
    """What the lines of the address do not say."""
    address = venue.address
    name = place_words(address.part_of_town, voice)
    if name:
        yield Said(voice.gettext("Der Ortsteil heißt: {name}.", name=name))
    name = place_words(address.district, voice)
    if name and address.district != address.town:
        yield Said(voice.gettext("Der Landkreis heißt: {name}.", name=name))


def where_line(address: Address, voice: Voice, venue_name: str = "") -> str:
    """For cards: "Stadtbad, Halle Saale", as far as it is known."""
    parts = (venue_name, address.part_of_town, address.town)
    words = (place_words(part, voice) for part in parts)
    return ", ".join(dict.fromkeys(part for part in words if part))


def way_said(venue: Venue, voice: Voice) -> tuple[Said, ...]:
    return own_sentences(venue.way_in, voice)


def transport_items(venue: Venue, voice: Voice) -> tuple[Item, ...]:
    """Each bus or train with its stop, the way on foot and its steps."""
    return tuple(_transport(transport, voice) for transport in venue.transport)


def _transport(transport: Transport, voice: Voice) -> Item:
    step_free = _step_free(transport, voice)
    sentences = [Said(words) for words in _ride(transport, voice)]
    facts: tuple[FactSaid, ...] = (step_free,)
    if step_free.sign is Sign.UNKNOWN:
        facts = ()
        sentences.append(Said(voice.gettext("Das wissen wir nicht:")))
        sentences += step_free.all_said
    return Item(tuple(sentences), Said(_mode(transport, voice)), facts, transport.mode)


def _mode(transport: Transport, voice: Voice) -> str:
    alone, with_line = _MODES.get(transport.mode, _ANY_MODE)
    line = place_words(transport.line, voice)
    return voice.gettext(with_line, line=line) if line else voice.gettext(alone)


def _ride(transport: Transport, voice: Voice) -> Iterator[str]:
    stop = place_words(transport.stop, voice)
    if stop:
        yield voice.gettext("Die Haltestelle heißt: {stop}.", stop=stop)
    minutes = transport.minutes_on_foot
    if minutes:
        yield voice.ngettext(
            "Dann gehen Sie {count} Minute zu Fuß.",
            "Dann gehen Sie {count} Minuten zu Fuß.",
            minutes,
        )
    elif minutes == 0:
        yield voice.gettext("Die Haltestelle ist direkt davor.")


def _step_free(transport: Transport, voice: Voice) -> FactSaid:
    return said_with(STEP_FREE_STOP, "transport.step_free", transport.step_free, voice)
