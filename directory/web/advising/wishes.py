"""The wishes of one's own regions; each is closed when somebody saw to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort

from directory.model.inbox import Wish
from directory.model.team import Person
from directory.submissions import StoredWish
from directory.web.addresses import asked, url_for
from directory.web.advising import blueprint
from directory.web.advising.frame import FOR, CornerPage, onward, shown, trail
from directory.web.desk.frame import Answer
from directory.web.desk.queues import MOST_SHOWN
from directory.web.finder.present import sport_name
from directory.web.languages import _
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.team.guard import me, needs
from directory.web.voice import voice
from directory.wording import day_words, need_words, place_words


@dataclass(frozen=True, slots=True)
class ShownWish:
    """What somebody wishes, where, and since when; ``search`` looks whether it is there now."""

    title: str
    lines: tuple[str, ...]
    search: str
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WishesPage(CornerPage):
    """Words for ``advising/wishes.html``."""

    wishes: tuple[ShownWish, ...]
    more: Link


@blueprint.get("/wuensche")
@needs(*FOR)
def wishes() -> Answer:
    """What people look for in vain, the newest first."""
    page = WishesPage(
        title=_("Wünsche"),
        trail=trail(),
        lines=(
            _("Das suchen Menschen in Ihrer Region."),
            _("Gibt es das Angebot jetzt? Dann drücken Sie auf: Erledigt."),
        ),
        wishes=tuple(map(_shown, list(mine(me()))[:MOST_SHOWN])),
        more=Link(_("Einen Wunsch aufschreiben"), url_for("messages.wish")),
    )
    return shown("advising/wishes.html", page)


@blueprint.post("/wuensche/<number>/erledigt")
@needs(*FOR)
def close_wish(number: str) -> Answer:
    """Somebody saw to it. A wish of another region is not there for this person."""
    inbox = parts().inbox
    found = next((one for one in mine(me()) if str(one.number) == number), None)
    if inbox is None or found is None:
        abort(404)
    inbox.close_wish(found.number)
    return onward("advising.wishes", "erledigt")


def mine(person: Person) -> Iterator[StoredWish]:
    """The open ones in one's own regions; those for a whole state or for nowhere in particular
    only where the region is as big."""
    inbox, regions = parts().inbox, person.regions(*FOR)
    for one in inbox.open_wishes() if inbox else ():
        ags = one.wish.ags
        if regions is None or any(_is_in(ags, region) for region in regions):
            yield one


def _is_in(ags: str, region: str) -> bool:
    return bool(ags) and (ags.startswith(region) or region.startswith(ags))


def _search(wish: Wish) -> Iterator[tuple[str, str]]:
    yield from (("sport", key) for key in wish.sports)
    if wish.ags:
        yield "ags", wish.ags


def _shown(one: StoredWish) -> ShownWish:
    wish, sports = one.wish, parts().sports.by_id
    names = [sport_name(sports[key]) for key in wish.sports if key in sports]
    where = place_words(wish.place_name, voice()) if wish.place_name else _("Egal wo")
    lines = [where, *(need_words(need, voice()) for need in wish.needs)]
    lines.append(_("Seit: {day}", day=day_words(wish.at.astimezone().date(), voice())))
    return ShownWish(
        title=", ".join(names) or _("Egal welcher Sport"),
        lines=tuple(lines),
        search=asked("finder.search", _search(wish)),
        action=url_for("advising.close_wish", number=one.number),
    )
