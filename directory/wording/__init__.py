"""Says facts in sentences: in Leichte Sprache first, in standard German and English by catalogue.

text = tell(listing, voice_of("easy"), today, sport_names=names)
text.topics       what is known and what to ask, topic by topic
text.questions    all that is unknown, the most important first
text.checked      who checked it and when
plain_lines(text) the same as lines of a mail
"""

from directory.wording.contact import contact_said, contacts_said
from directory.wording.cost import cost_line, price_sentence
from directory.wording.facts import FACTS, FactWords, fact_said
from directory.wording.need import need_words
from directory.wording.own_words import own_phrase, own_sentences
from directory.wording.plain import plain_lines
from directory.wording.said import (
    ContactSaid,
    FactSaid,
    Item,
    OfferText,
    Said,
    Sign,
    StatusSaid,
    Topic,
    TopicSaid,
)
from directory.wording.spoken import (
    clock_words,
    day_words,
    dial_words,
    distance_words,
    long_day_words,
    money_words,
    month_words,
    phone_words,
    place_words,
    weekday_words,
)
from directory.wording.tell import tell
from directory.wording.trust import (
    FRESH_MONTHS,
    aged_lines,
    checked_line,
    checked_said,
    is_fresh,
    status_line,
)
from directory.wording.voice import Voice, voice_of
from directory.wording.when import single_line, slot_line, when_lines
from directory.wording.where import address_lines, where_line, where_said

__all__ = [
    "FACTS",
    "FRESH_MONTHS",
    "ContactSaid",
    "FactSaid",
    "FactWords",
    "Item",
    "OfferText",
    "Said",
    "Sign",
    "StatusSaid",
    "Topic",
    "TopicSaid",
    "Voice",
    "address_lines",
    "aged_lines",
    "checked_line",
    "checked_said",
    "clock_words",
    "contact_said",
    "contacts_said",
    "cost_line",
    "day_words",
    "dial_words",
    "distance_words",
    "fact_said",
    "is_fresh",
    "long_day_words",
    "money_words",
    "month_words",
    "need_words",
    "own_phrase",
    "own_sentences",
    "phone_words",
    "place_words",
    "plain_lines",
    "price_sentence",
    "single_line",
    "slot_line",
    "status_line",
    "tell",
    "voice_of",
    "weekday_words",
    "when_lines",
    "where_line",
    "where_said",
]
