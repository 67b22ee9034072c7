"""Two clubs, and an editor of the wrong region: whose address opens what; no new route can escape.

All that nobody but the other club may read holds ``MARK``; whatever else is theirs ``THEIRS``.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import product
from secrets import token_hex
from typing import Any, Final

from flask import Flask

from directory.model import Contact, Listing
from directory.model.handed import ListEntry, OfferList
from directory.model.inbox import Report, Wish, Wrong
from directory.model.network import NetworkRequest
from directory.model.team import Duty, grants_of
from directory.photos import made
from directory.submissions import Purpose
from directory.submissions.tables import AskedTogetherRow
from directory.web.parts import Parts
from tests.photos import uploads
from tests.photos.sending import said
from tests.team.places import BERLIN, HALLE, at

MARK, THEIRS = "geheimling", "fremd"
OURS = "anna@eigen.example"
THEM = f"{MARK}@{THEIRS}.example"
A_DAY = timedelta(days=1)

# Whatever their arguments name, everybody may see or do it; or there is none, and what a form
# does it does for whoever sends it.
FOR_EVERYBODY: Final = frozenset(
    {
        "assets.static_file",
        "clubs.begin",
        "clubs.table_upload",
        "embedding.offer_frame",
        "feeds.offer",
        "feeds.one_club",
        "feeds.region",
        "feeds.venue",
        "finder.calendar",
        "finder.club",
        "finder.offer",
        "finder.printed",
        "finder.qr_code",
        "finder.recording",
        "finder.remember",
        "finder.share",
        "finder.short_address",
        "finder.sport",
        "finder.state",
        "finder.town",
        "gaps.as_csv",
        "gaps.council",
        "gaps.region",
        "health.of_state",
        "health.state_as_csv",
        "help.document",
        "help.film",
        "help.page",
        "help.recording",
        "help.save_settings",
        "keeping.ask_for_it",
        "keeping.send",
        "keeping.take_over",
        "lists.hand_over",
        "lists.keep",
        "messages.inquiry",
        "messages.report",
        "messages.send_barrier",
        "messages.send_inquiry",
        "messages.send_report",
        "messages.send_wish",
        "messages.thanks",
        "open_data.active_feed",
        "open_data.organization",
        "open_data.part_of_map",
        "open_data.service",
        "papers.booklet",
        "papers.choice",
        "papers.file",
        "papers.offer",
        "papers.order",
        "papers.progress",
        "regions.calendar",
        "regions.feed",
        "regions.file",
        "regions.region",
        "regions.send_join",
        "team.check_passkey",
        "team.passkey_question",
        "team.send",
        "text_help.check_text",
    }
)
# Who has one of these words gets in. The kind says which of our own words fits there.
SECRETS: Final[Mapping[str, tuple[str, str]]] = {
    **dict.fromkeys(
        (
            "clubs.answer",
            "clubs.choose_duplicate",
            "clubs.draft",
            "clubs.duplicates",
            "clubs.later",
            "clubs.photo",
            "clubs.preview",
            "clubs.send_later",
            "clubs.thanks",
        ),
        ("key", "draft"),
    ),
    **dict.fromkeys(
        (
            "clubs.table_answer",
            "clubs.table_check",
            "clubs.table_choose",
            "clubs.table_columns",
            "clubs.table_send",
            "clubs.table_thanks",
        ),
        ("key", "table"),
    ),
    **dict.fromkeys(
        ("clubs.own_table", "clubs.own_table_template", "clubs.own_table_upload"),
        ("visit", "visit"),
    ),
    **dict.fromkeys(
        (
            "keeping.act",
            "keeping.all_right",
            "keeping.begin_pause",
            "keeping.end",
            "keeping.end_now",
            "keeping.go_on",
            "keeping.invite",
            "keeping.leave",
            "keeping.new_offer",
            "keeping.own_offers",
            "keeping.part",
            "keeping.part_now",
            "keeping.pause",
            "keeping.people",
        ),
        ("key", "visit"),
    ),
    **dict.fromkeys(("keeping.link", "keeping.renew", "keeping.use"), ("token", "own")),
    **dict.fromkeys(("clubs.table_confirm", "clubs.table_confirmed"), ("token", "confirm_address")),
    **dict.fromkeys(("truth.answer", "truth.confirm"), ("token", "confirm")),
    **dict.fromkeys(("team.link", "team.use"), ("token", "sign_in")),
    **dict.fromkeys(
        ("lists.ask_drop", "lists.drop", "lists.handed", "lists.take", "papers.handed_list"),
        ("code", "list"),
    ),
}
# What else an address names, and belongs to somebody.
BARE: Final = frozenset({"mails.mail", "photos.photo"})
# Asked by somebody of the team who has no duty there; team/test_access.py knows each of them.
OF_THE_TEAM: Final = ("desk.", "advising.", "gap_calls.")
OF_ONESELF: Final = frozenset(
    {
        "team.end_session",
        "team.keep_passkey",
        "team.passkey_options",
        "team.remove_passkey",
        "team.sign_out",
    }
)
# What the buttons of all these forms say.
PRESSED: Final = (
    "stimmt",
    "anders",
    "pause",
    "weiter",
    "ende",
    "zurueck",
    "ja",
    "eins",
    "zwei",
    "fragen",
    "ablehnen",
    "entfernen",
    "answered",
)


def has_to_be_classified(site: Flask) -> set[str]:
    """Routes that name something in their address, or take a form."""
    return {
        rule.endpoint
        for rule in site.url_map.iter_rules()
        if rule.endpoint != "error" and (rule.arguments or "POST" in (rule.methods or ()))
    }


def classified(site: Flask) -> set[str]:
    team = {
        rule.endpoint for rule in site.url_map.iter_rules() if rule.endpoint.startswith(OF_THE_TEAM)
    }
    known = FOR_EVERYBODY | SECRETS.keys() | BARE | OF_ONESELF
    return known | (team & has_to_be_classified(site))


@dataclass
class Others:
    """What the other club has, by the name under which an address or a form asks for it."""

    values: dict[str, tuple[str, ...]]
    photo: bytes

    @property
    def form(self) -> dict[str, Any]:
        """All fields of all forms that name a thing."""
        return {
            "id": [*self.values["id"]],
            "sendung": self.values["id"][0],
            "angebot": self.values["offer_id"][0],
            "doppelt": self.values["offer_id"][0],
            "offer_id": self.values["offer_id"][0],
            "verein_id": self.values["club_id"][0],
            "geraet": self.values["session"][0],
            "code": self.values["code"][0],
            "foto": self.values["file"][0],
            "bild_1": self.values["file"][0],
            "nummer": self.values["number"][0],
            "stand": "1 1",
            "alle": "stimmt",
        }


def the_other_club(parts: Parts) -> Others:
    """In Berlin, with something of every kind."""
    now = datetime.now(UTC)
    contact = Contact(first_name=MARK.title(), phone="+493012345678", email=THEM)
    ids = (f"{THEIRS}-offer", f"{THEIRS}-second")
    offers = [their_own(at(BERLIN, id, contacts=(contact,))) for id in ids]
    parts.store.publish_many(offers)
    keepers, workflow, drafts = parts.keepers, parts.workflow, parts.drafts
    assert keepers and workflow and drafts and parts.photos and parts.team and parts.lists
    assert parts.inbox and parts.network_requests
    keepers.add(offers[0].club.id, THEM, confirmed=True)
    draft, key = drafts.begin([("name", f"{MARK} im Entwurf")], email=THEM)
    picture = made(uploads.jpeg(400, 300))
    file = parts.photos.put(draft.id, "", picture)
    drafts.save(key, [("name", f"{MARK} im Entwurf"), ("bild_1", file), *said(1).items()])
    sent, asked_back = (
        workflow.submit(
            their_own(at(BERLIN, f"{THEIRS}-{name}"), name=f"{MARK} {name}"),
            key=f"{THEIRS}-{name}",
            email=THEM,
            draft_key=draft_key,
        )
        for name, draft_key in (("new", key), ("back", ""))
    )
    workflow.send_back(asked_back.id, f"{MARK}?")
    admin = parts.team.add(f"{MARK}@stadt.example", MARK.title(), grants_of([Duty.ADMIN]))
    parts.team.sign_in(admin.id, f"{MARK}, iPhone")
    (session,) = parts.team.sessions(admin.id)
    handed = parts.lists.hand_over(OfferList(f"{MARK} Liste", (ListEntry(ids[0], MARK),)))
    parts.inbox.report(Report(ids[0], Wrong.OTHER, f"{MARK} sagt es.", now), f"{THEIRS}-report")
    parts.inbox.wish(Wish(("boccia",), f"{MARK} Berlin", "11000000", "BE", (), 10, now), THEIRS)
    request = NetworkRequest("11000000", "Berlin", MARK, MARK, THEM, (), MARK, now, "x")
    parts.network_requests.add(request, THEIRS)
    row = {"id": f"{THEIRS}-question", "offer_id": ids[0], "person_id": admin.id}
    row |= {"state": "waiting", "at": now.isoformat()}
    with parts.store.database.writing() as connection:
        connection.execute(AskedTogetherRow.__table__.insert(), row)
    (report,) = parts.inbox.reports(offer_id=ids[0])
    wish = parts.inbox.open_wishes()[0]
    return Others(
        {
            "offer_id": ids,
            "first": (ids[0], "eigen-offer"),
            "second": (ids[1], ids[0]),
            "slug": (offers[0].club.slug, ids[0]),
            "club_id": (offers[0].club.id,),
            "file": (file,),
            "id": (
                sent.id,
                asked_back.id,
                f"{THEIRS}-question",
                parts.network_requests.open_ones()[-1].id,
                admin.id,
            ),
            "number": (str(report.number), str(wish.number)),
            "session": (session.id,),
            "code": (handed.code,),
            "name": (f"{THEIRS}.eml", "1.eml"),
            "key": ("11", "11000000", "eingang", "gemeldet", "doppelt", "texte", "kommunen"),
        },
        picture.large,
    )


def their_own(listing: Listing, **more: Any) -> Listing:
    assert listing.offer
    club = replace(listing.club, id=f"{THEIRS}-club", slug=f"{THEIRS}-verein", name="SV Fremd")
    return replace(listing, club=club, offer=replace(listing.offer, club_id=club.id, **more))


@dataclass
class Ours:
    """Our own club: a new word of each kind whenever one is asked for, since some are used up."""

    parts: Parts

    def __post_init__(self) -> None:
        self.parts.store.publish_many([at(HALLE, "eigen-offer")])
        assert self.parts.keepers
        self.parts.keepers.add("club-15002000", OURS, confirmed=True)

    def link(self, purpose: Purpose, subject: str = "") -> str:
        assert self.parts.links
        return self.parts.links.make(purpose, subject, OURS, A_DAY)

    def draft(self, *answers: tuple[str, str]) -> str:
        assert self.parts.drafts
        return self.parts.drafts.begin(answers or [("sport", "boccia")], email=OURS)[1]

    def table(self) -> str:
        rows = [["Sport", "Verein"], ["Boccia", "TSV Eigen"]]
        content = {"name": "Angebote", "rows": rows, "hidden": 0, "merged": 0}
        return self.draft(("tabelle", "liste.xlsx"), ("tabelle_zeilen", json.dumps(content)))

    def handed(self) -> str:
        assert self.parts.lists
        return self.parts.lists.hand_over(OfferList("", (ListEntry("eigen-offer"),))).code

    @property
    def words(self) -> dict[str, Callable[[], str]]:
        club = "club-15002000"
        return {
            "visit": lambda: self.parts.links.visit(OURS) if self.parts.links else "",
            "own": lambda: self.link(Purpose.OWN),
            "join": lambda: self.link(Purpose.JOIN, club),
            "take_over": lambda: self.link(Purpose.TAKE_OVER, f"{club} {OURS}"),
            "confirm_address": lambda: self.link(Purpose.CONFIRM_ADDRESS),
            "confirm": lambda: self.link(Purpose.CONFIRM),
            "sign_in": lambda: self.link(Purpose.SIGN_IN, token_hex(8)),
            "passkey": lambda: self.link(Purpose.PASSKEY),
            "draft": self.draft,
            "table": self.table,
            "list": self.handed,
        }


@dataclass(frozen=True, slots=True)
class Try:
    """One address that was filled in with a word of ours and things of theirs."""

    endpoint: str
    method: str
    path: str
    fits: bool


def tries(site: Flask, ours: Ours, others: Others) -> Iterator[Try]:
    """Every word of ours at every place for a word, and all that is theirs at all other places."""
    for rule in sorted(site.url_map.iter_rules(), key=lambda one: one.rule):
        endpoint = rule.endpoint
        if endpoint in FOR_EVERYBODY or endpoint not in classified(site):
            continue
        secret, fitting = SECRETS.get(endpoint, ("", ""))
        free = sorted(rule.arguments - {secret})
        choices = list(product(*(others.values[name] for name in free)))
        for kind, word in ours.words.items() if secret else [("", str)]:
            # Elsewhere one thing of theirs is enough: the word itself must not fit.
            for chosen in choices if kind == fitting else choices[:1]:
                for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                    values = dict(zip(free, chosen, strict=True))
                    path = rule.build({**values, **({secret: word()} if secret else {})})
                    assert path, (rule.rule, values)
                    yield Try(endpoint, method, path[1], kind == fitting)
