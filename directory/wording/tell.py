"""Tells all about a listing, topic by topic, so that page, paper, mail and feed say the same."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from directory.model import Club, ClubKind, Known, Listing, Offer, Venue
from directory.model.schedule import no_school_holidays
from directory.model.seal import Seal, seal
from directory.wording.contact import contacts_lead, contacts_said
from directory.wording.cost import price_items
from directory.wording.facts import FACTS, fact_said
from directory.wording.first_visit import step_items, things
from directory.wording.own_words import one_line, own_sentences, text_of
from directory.wording.questions import known_facts, questions_of, topic_of
from directory.wording.said import FactSaid, OfferText, Said, Sign, Topic, TopicSaid
from directory.wording.spoken import day_words, place_words
from directory.wording.trust import checked_said, example_said, status_said
from directory.wording.voice import N_, Voice
from directory.wording.when import dates_said, when_said
from directory.wording.where import address_lines, transport_items, way_said, where_said
from directory.wording.who import (
    group_said,
    languages_said,
    sports_said,
    what_said,
    who_said,
)

HEADINGS = {
    Topic.WHAT: N_("Was ist das?"),
    Topic.WHEN: N_("Wann ist das?"),
    Topic.DATES: N_("Wann sind die nächsten Termine?"),
    Topic.WHERE: N_("Wo ist das?"),
    Topic.WAY: N_("Wie komme ich hin?"),
    Topic.ACCESS: N_("Wie komme ich hinein?"),
    Topic.WHO: N_("Wer kann kommen?"),
    Topic.COST: N_("Was kostet das?"),
    Topic.TRIAL: N_("Kann ich das probieren?"),
    Topic.COMPANION: N_("Darf jemand mitkommen?"),
    Topic.SUPPORT: N_("Wer hilft mir dort?"),
    Topic.SENSES: N_("Wie ist es dort?"),
    Topic.BRING: N_("Was bringe ich mit?"),
    Topic.WEAR: N_("Was ziehe ich an?"),
    Topic.PAPERS: N_("Welche Papiere brauche ich?"),
    Topic.FIRST_VISIT: N_("Wie ist mein erstes Mal?"),
    Topic.LANGUAGES: N_("Welche Sprachen spricht das Team?"),
    Topic.CLUB: N_("Wer macht das Angebot?"),
}

KINDS = {
    ClubKind.CLUB: N_("Der Verein heißt: {name}."),
    ClubKind.SPORTS_CENTRE: N_("Das Sportzentrum heißt: {name}."),
    ClubKind.DOJO: N_("Die Schule für Kampfsport heißt: {name}."),
    ClubKind.FITNESS_CENTRE: N_("Das Fitnessstudio heißt: {name}."),
    ClubKind.OTHER: N_("Das Angebot ist von: {name}."),
}


def tell(
    listing: Listing,
    voice: Voice,
    today: date,
    *,
    sport_names: Mapping[str, str] | None = None,
    is_school_holiday: Callable[[date], bool] = no_school_holidays,
    source_name: str = "",
) -> OfferText:
    """``sport_names`` gives the name of each sport in the language of the voice. A club of which
    no inclusive offer is known is told too, and says so."""
    offer, club, venue = listing.offer, listing.club, listing.venue
    names = sport_names or {}
    questions: tuple[FactSaid, ...]
    if offer:
        questions = questions_of(offer, venue, voice)
        topics = _topics(
            offer,
            club,
            venue,
            voice,
            today=today,
            sport_names=names,
            is_school_holiday=is_school_holiday,
            questions=questions,
        )
    else:
        questions = (_is_there_an_offer(voice),)
        topics = _club_topics(club, venue, voice, names, questions)
    contacts = contacts_said(offer, club, voice, today)
    return OfferText(
        title=_title(listing, voice),
        club=one_line(club.name),
        example=example_said(voice) if (offer or club).example else (),
        status=status_said(offer, voice, today) if offer else None,
        topics=topics,
        seal=_seal(offer, voice) if offer else None,
        contacts_heading=voice.gettext("Wen kann ich fragen?"),
        contacts_lead=contacts_lead(club, contacts, voice),
        contacts=contacts,
        unknown_heading=voice.gettext("Was wissen wir nicht?"),
        unknown_lead=_said(voice.gettext("Das wissen wir nicht:")) if questions else (),
        questions=questions,
        unknown_end=_said(voice.gettext("Fragen Sie bitte nach.")) if questions else (),
        checked_heading=voice.gettext("Stimmt das noch?"),
        checked=checked_said(
            (offer or club).verification,
            voice,
            today,
            changed_at=(offer or club).changed_at,
            source_name=source_name,
        ),
    )


def _title(listing: Listing, voice: Voice) -> Said:
    if listing.offer is None:
        return Said(one_line(listing.club.name), own=True)
    easy = one_line(listing.offer.name_easy) if voice.is_easy else ""
    return Said(easy or one_line(listing.offer.name), own=True)


def _seal(offer: Offer, voice: Voice) -> Seal | None:
    found = text_of(offer.what, voice)
    return seal(found[0], example=offer.example) if found else None


def _said(words: str) -> tuple[Said, ...]:
    return (Said(words),)


def _topics(
    offer: Offer,
    club: Club,
    venue: Venue | None,
    voice: Voice,
    *,
    today: date,
    sport_names: Mapping[str, str],
    is_school_holiday: Callable[[date], bool],
    questions: tuple[FactSaid, ...],
) -> tuple[TopicSaid, ...]:
    """All topics in order, without those of which there is nothing to tell and to ask."""
    visit = offer.first_visit
    sentences: dict[Topic, Iterator[Said] | tuple[Said, ...]] = {
        Topic.WHAT: what_said(offer, sport_names, voice),
        Topic.WHEN: when_said(offer.schedule, voice, today),
        Topic.WHERE: where_said(venue, voice) if venue else (),
        Topic.WAY: way_said(venue, voice) if venue else (),
        Topic.WHO: who_said(offer.audience, voice),
        Topic.TRIAL: own_sentences(offer.trial.how, voice),
        Topic.SUPPORT: group_said(offer.support, voice),
        Topic.LANGUAGES: languages_said(offer.languages, voice),
        Topic.CLUB: _club(club, voice),
    }
    items = {
        Topic.DATES: dates_said(offer, voice, today, is_school_holiday),
        Topic.WAY: transport_items(venue, voice) if venue else (),
        Topic.COST: price_items(offer, voice),
        Topic.BRING: things(visit.bring, voice),
        Topic.WEAR: things(visit.wear, voice),
        Topic.PAPERS: things(offer.audience.documents, voice),
        Topic.FIRST_VISIT: step_items(visit, voice),
    }
    facts = tuple(_known(offer, venue, voice))
    told = (
        TopicSaid(
            topic,
            voice.gettext(HEADINGS[topic]),
            sentences=tuple(sentences.get(topic, ())),
            lines=address_lines(venue, voice) if venue and topic is Topic.WHERE else (),
            items=items.get(topic, ()),
            facts=tuple(fact for fact in facts if FACTS[fact.path].topic is topic),
            questions=tuple(one for one in questions if topic_of(one.path) is topic),
        )
        for topic in Topic
    )
    return tuple(one for one in told if one.tells or one.questions)


def _known(offer: Offer, venue: Venue | None, voice: Voice) -> Iterator[FactSaid]:
    facts = known_facts(offer, venue)
    for path in FACTS:
        if not facts[path].is_unknown:
            yield fact_said(path, facts[path], voice)


def _club(club: Club, voice: Voice) -> Iterator[Said]:
    yield Said(voice.gettext(KINDS[club.kind], name=place_words(club.name, voice)))
    if club.charter_signed_on:
        day = day_words(club.charter_signed_on, voice)
        yield Said(voice.gettext("Der Verein hat versprochen: Wir machen Sport für alle."))
        yield Said(voice.gettext("Das war am {day}.", day=day))


def _is_there_an_offer(voice: Voice) -> FactSaid:
    question = voice.gettext("Gibt es dort Sport für Menschen mit Behinderung?")
    return FactSaid("offer", Known.UNKNOWN, Sign.UNKNOWN, question)


def _club_topics(
    club: Club,
    venue: Venue | None,
    voice: Voice,
    sport_names: Mapping[str, str],
    questions: tuple[FactSaid, ...],
) -> tuple[TopicSaid, ...]:
    """What is known of a club without an inclusive offer; it never sounds like one."""
    names = [sport_names[key] for key in club.sports if key in sport_names]
    sports = sports_said(names, voice) if names else ()
    topics = [
        TopicSaid(
            Topic.CLUB,
            voice.gettext("Wer ist das?"),
            sentences=(*_club(club, voice), *sports),
            questions=questions,
        )
    ]
    if venue:
        topics.append(
            TopicSaid(
                Topic.WHERE,
                voice.gettext(HEADINGS[Topic.WHERE]),
                sentences=tuple(where_said(venue, voice)),
                lines=address_lines(venue, voice),
            )
        )
    return tuple(one for one in topics if one.tells)
