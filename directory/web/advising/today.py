"""My region today: what waits, how many offers there are, and ways to everything else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from directory.catalogue.criteria import Criteria
from directory.model.gap import EVERYWHERE
from directory.model.ladder import Reason
from directory.model.team import Person
from directory.model.together import Outcome
from directory.web.addresses import url_for
from directory.web.advising import blueprint
from directory.web.advising.frame import (
    FOR,
    CornerPage,
    Entry,
    ListPage,
    about,
    region_names,
    shown,
    since_words,
    title_of,
    trail,
)
from directory.web.advising.wishes import mine as my_wishes
from directory.web.desk.frame import Answer
from directory.web.desk.queues import MOST_SHOWN, stale, to_be_rung
from directory.web.finder.present import counted_words, home, offers_words
from directory.web.languages import _, ngettext
from directory.web.messages.present import picture
from directory.web.page import Link
from directory.web.parts import parts
from directory.web.scope import scope_of
from directory.web.team.guard import me, needs
from directory.web.voice import voice
from directory.wording import day_words

# So many are looked after by one person at most; the pages of all others are found by searching.
MOST_REGIONS: Final = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """A way to a page, with a picture and with how much waits there."""

    words: str
    href: str
    picture: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage(CornerPage):
    """Words for ``advising/today.html``."""

    work: tuple[Tile, ...]
    people: tuple[Tile, ...]
    region: tuple[str, ...]
    ways: tuple[Link, ...]
    tools: tuple[Tile, ...] = ()


@blueprint.get("")
@needs(*FOR)
def today() -> Answer:
    """What waits in one's own regions, each thing with a picture."""
    person = me()
    page = TodayPage(
        title=_("Meine Beratung"),
        trail=(home(),),
        lines=tuple(_greeting(person)),
        work=tuple(_work(person)),
        people=tuple(_people(person)),
        region=tuple(_region(person)),
        ways=tuple(_ways(person)),
        tools=tuple(_tools(person)),
    )
    return shown("advising/today.html", page)


@blueprint.get("/anrufe")
@needs(*FOR)
def calls() -> Answer:
    """The clubs that somebody should ring up."""
    why = {
        Reason.BOUNCED: _("Unsere E-Mail kam zurück."),
        Reason.NO_ADDRESS: _("Wir haben keine E-Mail-Adresse."),
        Reason.SILENT: _("Der Verein hat nicht geantwortet."),
        Reason.AGE: _("Wir haben lange nicht gefragt."),
    }
    found = (
        Entry(
            Link(title_of(one), url_for("advising.offer", offer_id=one.id)),
            (*about(one), why[task.reason]),
        )
        for one, task in to_be_rung(me())
    )
    return _listed(_("Diese Vereine anrufen"), _("Rufen Sie bitte an und fragen Sie."), found)


@blueprint.get("/alt")
@needs(*FOR)
def old() -> Answer:
    """The offers that nobody has confirmed for long."""
    found = (
        Entry(
            Link(title_of(one), url_for("advising.offer", offer_id=one.id)),
            (*about(one), since_words(day)),
        )
        for one, day in stale(me())
    )
    return _listed(_("Lange nicht geprüft"), _("Vielleicht stimmt hier etwas nicht mehr."), found)


@blueprint.get("/listen")
@needs(*FOR)
def lists() -> Answer:
    """The lists that this person handed over, the newest first."""
    kept = parts().lists
    found = (
        Entry(
            Link(
                one.content.name or _("Eine Liste ohne Namen"),
                url_for("lists.handed", code=one.code),
            ),
            (
                offers_words(len(one.content.entries)),
                _("Code: {code}", code=f"{one.code[:3]} {one.code[3:]}"),
                _("Bis: {day}", day=day_words(one.expires_at.astimezone().date(), voice())),
            ),
        )
        for one in (kept.of_person(me().id) if kept else ())
    )
    page = ListPage(
        title=_("Meine Listen"),
        trail=trail(),
        lines=(_("Diese Listen haben Sie weitergegeben."),),
        entries=tuple(found),
        nothing=_("Sie haben noch keine Liste gemacht."),
        nothing_kind="empty",
        ways=(Link(_("Mein Merkzettel"), url_for("finder.remembered")),),
    )
    return shown("advising/list.html", page)


def _listed(title: str, line: str, entries: Iterator[Entry]) -> Answer:
    page = ListPage(
        title=title,
        trail=trail(),
        lines=(line,),
        entries=tuple(entries)[:MOST_SHOWN],
        nothing=_("Hier ist alles erledigt."),
    )
    return shown("advising/list.html", page)


def _greeting(person: Person) -> Iterator[str]:
    yield _("Guten Tag, {name}.", name=person.name) if person.name else _("Guten Tag.")
    names = region_names(person)
    if names:
        yield _("Ihre Region: {names}", names=", ".join(names))


def _work(person: Person) -> Iterator[Tile]:
    calls = sum(1 for _one in to_be_rung(person))
    yield Tile(_("Vereine anrufen"), url_for("advising.calls"), picture("phone"), _waiting(calls))
    stale_ones = sum(1 for _one in stale(person))
    yield Tile(
        _("Lange nicht geprüft"), url_for("advising.old"), picture("clock"), _waiting(stale_ones)
    )
    wishes = sum(1 for _one in my_wishes(person))
    yield Tile(_("Wünsche"), url_for("advising.wishes"), picture("heart"), _waiting(wishes))


def _people(person: Person) -> Iterator[Tile]:
    yield Tile(
        _("Einen Wunsch aufschreiben"),
        url_for("messages.wish"),
        picture("language"),
        _("Ohne Namen"),
    )
    kept = parts().lists
    made = kept.of_person(person.id) if kept else ()
    yield Tile(
        _("Meine Listen"),
        url_for("advising.lists"),
        picture("remember"),
        ngettext("{count} Liste", "{count} Listen", len(made)) if made else "",
    )
    house = parts().asked_together
    asked = house.of_person(person.id) if house else ()
    open_ones = sum(one.outcome is Outcome.WAITING for one in asked)
    yield Tile(
        _("Zusammen fragen"),
        url_for("advising.questions"),
        picture("together"),
        ngettext("{count} Frage ist offen.", "{count} Fragen sind offen.", open_ones)
        if open_ones
        else "",
    )


def _waiting(count: int) -> str:
    if not count:
        return _("Hier ist alles erledigt.")
    return ngettext("{count} wartet.", "{count} warten.", count)


def _region(person: Person) -> Iterator[str]:
    """Offers of one's own regions as search counts them."""
    regions = person.regions(*FOR)
    total = confirmed = 0
    for ags in ("",) if regions is None else regions:
        facets = parts().finder.find(Criteria(ags=ags, page_size=1))
        total, confirmed = total + facets.total, confirmed + facets.facets.confirmed
    return counted_words(total, confirmed)


def _tools(person: Person) -> Iterator[Tile]:
    """For each own region; who is there for everywhere begins with the country."""
    for key in (person.regions(*FOR) or (EVERYWHERE,))[:MOST_REGIONS]:
        scope = scope_of(key)
        if scope:
            name = scope.name
            yield Tile(
                _("Wo fehlt Sport? {region}", region=name),
                url_for("gaps.region", key=key),
                picture("map"),
                "",
            )
            yield Tile(
                _("Vereine ansprechen: {region}", region=name),
                url_for("gap_calls.clubs", key=key),
                picture("club"),
                "",
            )
            yield Tile(
                _("Ein Heft für {region}", region=name),
                url_for("papers.booklet", key=key),
                picture("print"),
                "",
            )


def _ways(person: Person) -> Iterator[Link]:
    yield Link(_("Angebote suchen"), url_for("finder.search"))
    yield Link(_("Mein Konto"), url_for("team.myself"))
    yield Link(_("Zur Redaktion"), url_for("desk.today"))
