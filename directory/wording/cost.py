"""What it costs: each price as an entry, and one line for cards."""

from decimal import Decimal

from directory.model import Offer, Price, PricePeriod
from directory.wording.own_words import own_phrase
from directory.wording.said import Item, Said
from directory.wording.spoken import money_words
from directory.wording.voice import N_, Voice

_PER = {
    PricePeriod.ONCE: N_("Das kostet {amount} für 1 Mal."),
    PricePeriod.MONTH: N_("Das kostet {amount} im Monat."),
    PricePeriod.QUARTER: N_("Das kostet {amount} für 3 Monate."),
    PricePeriod.YEAR: N_("Das kostet {amount} im Jahr."),
}


def price_items(offer: Offer, voice: Voice) -> tuple[Item, ...]:
    return tuple(_price(price, voice) for price in offer.prices)


def _price(price: Price, voice: Voice) -> Item:
    sentences = [Said(price_sentence(price.amount, price.per, voice))]
    includes = own_phrase(price.includes, voice)
    if includes:
        sentences += [Said(voice.gettext("Das ist dabei:")), includes]
    return Item(tuple(sentences), own_phrase(price.for_whom, voice), key=price.per.value)


def price_sentence(amount: Decimal, per: PricePeriod, voice: Voice) -> str:
    """ "Das kostet 8 Euro im Monat."."""
    if amount <= 0:
        return voice.gettext("Das kostet nichts.")
    return voice.gettext(_PER[per], amount=money_words(amount, voice))


def cost_line(offer: Offer, voice: Voice) -> str:
    """For cards: free, or the lowest price; nothing where nobody told us."""
    if offer.is_free.is_yes:
        return voice.gettext("Das kostet nichts.")
    if not offer.prices:
        return voice.gettext("Das kostet Geld.") if offer.is_free.is_no else ""
    lowest = min(offer.prices, key=lambda price: price.amount)
    return price_sentence(lowest.amount, lowest.per, voice)
