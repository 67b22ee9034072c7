"""The page and the handout of an offer as readers will get them, before anybody approved it."""

from dataclasses import dataclass, fields

from directory.model import Known
from directory.web.addresses import url_for
from directory.web.clubs.drafting import Opened, listing_so_far
from directory.web.clubs.pages import step_address, trail
from directory.web.clubs.photo_question import draft_photo
from directory.web.finder.offer_page import OfferPage
from directory.web.finder.offer_words import school_holidays_of
from directory.web.finder.present import sport_name
from directory.web.languages import _
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.steps import CHECK
from directory.wording import tell, voice_of
from directory.wording.voice import EASY

_MOST_FACTS = 30


@dataclass(frozen=True, slots=True)
class PreviewPage(OfferPage):
    """Words for ``clubs/preview.html``: the page of the offer with a notice above."""

    preview_lines: tuple[str, ...] = ()
    preview_links: tuple[Link, ...] = ()


def known_facts(this: Opened) -> tuple[str, ...]:
    """What the answers say already, in easy German as the text beside it; nobody has to write that
    again."""
    listing = listing_so_far(this)
    house = parts()
    names = {key: sport_name(sport) for key, sport in house.sports.by_id.items()}
    text = tell(
        listing,
        voice_of(EASY),
        house.today(),
        sport_names={key: names[key] for key in (listing.offer.sports if listing.offer else ())},
        is_school_holiday=school_holidays_of(listing),
    )
    found = []
    for topic in text.topics:
        found += [said.words for said in (*topic.lines, *topic.sentences)]
        found += [said.words for item in topic.items for said in item.all_said]
        found += [fact.words for fact in topic.facts if fact.value is not Known.UNKNOWN]
    return tuple(dict.fromkeys(found))[:_MOST_FACTS]


def preview_page(this: Opened) -> PreviewPage:
    listing = listing_so_far(this)
    house = parts()
    page = OfferPage.of(
        listing,
        sports=house.sports.by_id,
        today=house.today(),
        is_school_holiday=school_holidays_of(listing),
        pictures=house.pictures,
        photo_address=draft_photo(this.key),
    )
    same = {field.name: getattr(page, field.name) for field in fields(OfferPage)}
    # These pages begin to live when the offer is approved.
    same.update(deeds=(), ask_href="", trail=trail(), recording=None)
    same.update(club=Link(page.club.words, "#kontakt"))
    back = Link(_("Zurück zu Ihren Antworten"), step_address(this.key, CHECK))
    return PreviewPage(
        **same,
        preview_lines=(
            _("So sieht Ihr Angebot aus."),
            _("Nur Sie sehen diese Seite."),
            _("Sie können die Seite auch drucken."),
        ),
        preview_links=(back, Link(_("Zurück zu: Für Vereine"), url_for("clubs.why"))),
    )
