"""oEmbed: whoever pastes the address of an offer or a search into WordPress sees the cards.

WordPress keeps one frame with a few attributes and, before it, one blockquote of links and text;
it takes away line breaks. All else that stands here would be thrown away.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from flask import jsonify, request
from werkzeug.wrappers import Response

from directory.web.addresses import asked as address_of
from directory.web.addresses import url_for
from directory.web.counting import shown
from directory.web.elsewhere import OFFER, PageOfOurs, home, page_at, whole
from directory.web.embedding import blueprint, speak
from directory.web.embedding.asked import FrameQuery, colours_of
from directory.web.embedding.present import FramePage, card_of_listing
from directory.web.finder.present import Card
from directory.web.languages import _
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.searching import search
from directory.web.templating import render

# WordPress itself gives its own cards these widths.
NARROWEST, WIDEST = 200, 600
# It cuts every frame to these heights.
LOWEST, HIGHEST = 200, 1_000
# More than three cards are higher than it lets a frame be.
FEW: Final = 3
_USUAL_HEIGHTS: Final = {"offer": 400, "list": 1_000}


@dataclass(frozen=True, slots=True)
class Told:
    """One offer in text: its name leads to it, ``words`` say day, time and place."""

    link: Link
    words: str


@dataclass(frozen=True, slots=True)
class OembedPage:
    """Words for ``embedding/oembed.html``; ``more`` leads to all offers of a search."""

    title: str
    told: tuple[Told, ...]
    more: Link | None
    src: str
    width: int = WIDEST
    height: int = HIGHEST


@blueprint.get("/oembed")
def oembed() -> Response:
    """How an offer or a search looks in pages of others."""
    if request.args.get("format", "json") != "json":
        return _fault(501, "only format=json")
    target = page_at(request.args.get("url", ""))
    page = _page(target) if target else None
    if target is None or page is None:
        return _fault(404, "only offers and searches of this site")
    html = " ".join(render("embedding/oembed.html", page=page).split())
    return jsonify(
        type="rich",
        version="1.0",
        title=page.title,
        provider_name=parts().site.name,
        provider_url=f"{home()}{target.language.prefix}/",
        width=page.width,
        height=page.height,
        html=html,
    )


def _fault(status: int, message: str) -> Response:
    answer = jsonify(error={"status": status, "message": message})
    answer.status_code = status
    return answer


def _page(target: PageOfOurs) -> OembedPage | None:
    """In the language of the address that was pasted, whoever asks."""
    speak(target.language)
    return _offer(target) if target.endpoint == OFFER else _search(target)


def _offer(target: PageOfOurs) -> OembedPage | None:
    listing = parts().store.listing_by_slug(target.values["slug"])
    if listing is None or listing.offer is None:
        return None
    shown((listing.id,))
    card = card_of_listing(listing, parts().sports, parts().today())
    colours = colours_of(target.args)
    more = {"farben": colours} if colours else {}
    src = url_for("embedding.offer_frame", slug=listing.offer.slug, **more)
    return OembedPage(
        title=card.title,
        told=tuple(_told((card,), target)),
        more=None,
        src=whole(src, target.language),
        width=_width(),
        height=_height("offer"),
    )


def _search(target: PageOfOurs) -> OembedPage:
    asked = FrameQuery.from_args(target.args, FEW).at_page(1)
    region = target.region
    if region and len(region.ags) == 1 and not (asked.query.where or asked.query.state):
        # Under the name of a region a search means this region.
        within = asked.query.with_(ags=asked.query.ags or region.ags[0])
        asked = FrameQuery(within, asked.count, asked.colours)
    found = search(parts(), asked.query, asked.count)
    page = FramePage.of(found, asked, parts().sports, parts().today())
    shown(card.id for card in page.cards)
    language = target.language
    return OembedPage(
        title=page.title,
        told=tuple(_told(page.cards, target)),
        more=Link(page.itself.words, whole(page.itself.href, language)),
        src=whole(address_of("embedding.frame", asked.to_args()), language),
        width=_width(),
        height=_height("list"),
    )


def _told(cards: Iterable[Card], target: PageOfOurs) -> Iterator[Told]:
    for card in cards:
        example = _("Das ist ein Beispiel.") if card.example else ""
        pieces = (*card.when, card.place, example)
        words = " ".join(_ended(piece) for piece in pieces if piece)
        yield Told(Link(card.title, whole(card.href, target.language)), words)


def _ended(words: str) -> str:
    """With a full stop, because the lines of a blockquote run into each other."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _width() -> int:
    return _within(request.args.get("maxwidth", ""), WIDEST, NARROWEST)


def _height(kind: str) -> int:
    return _within(request.args.get("maxheight", ""), _USUAL_HEIGHTS[kind], LOWEST)


def _within(most: str, usual: int, least: int) -> int:
    """At most what was asked for; nonsense is no wish at all."""
    if not (most.isascii() and most.isdecimal() and len(most) <= 9):
        return usual
    return max(least, min(usual, int(most)))
