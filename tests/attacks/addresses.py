"""Every address of the site, filled in so that it leads to something; no new route can escape."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from directory.web.parts import Parts
from tests.attacks.building import parts_of
from tests.clubs.own_states import KEY, OWN
from tests.clubs.states import key_of
from tests.lists.states import CODE
from tests.team.states import DOUBLE, EVA, SENT, SIGNED_IN, TOKEN
from tests.truth.states import OPEN
from tests.web.listings import full_listing

FULL = full_listing()
OWN_CLUB = "eigener-verein"
DRAFT = key_of("clubs, all answers")
# By the name of an argument; where it means something else, by endpoint and name.
USUAL = {
    "slug": "schwimmen-voll",
    "sport_id": "schwimmen",
    "state": "st",
    "ags": "15002000",
    "key": "halle-saale",
    "code": CODE,
    "offer_id": "own-offer",
    "visit": KEY,
    "token": OWN,
    "ending": "mp3",
    "name": "hilfe",
    "file": "x.webp",
    "first": DOUBLE[0],
    "second": DOUBLE[1],
    "id": SENT,
    "job": "done",
    "kind": "frage",
    "hashed_name": "style.css",
    "number": "1",
}
OTHERWISE = {
    "finder.club": {"slug": "verein-voll"},
    "finder.short_address": {"code": "059-515-808"},
    "truth.confirm": {"token": OPEN},
    "truth.answer": {"token": OPEN},
    "team.link": {"token": TOKEN},
    "team.use": {"token": TOKEN},
    "advising.offer": {"offer_id": DOUBLE[0]},
    "advising.heard": {"offer_id": DOUBLE[0]},
    "desk.queue": {"key": "eingang"},
    "gap_calls.clubs": {"key": "15"},
    "gaps.as_csv": {"key": "15"},
    "gaps.council": {"key": "15002000"},
    "gaps.region": {"key": "15"},
    "papers.booklet": {"key": "15"},
    "papers.file": {"key": "15"},
    "papers.order": {"key": "15"},
    "papers.progress": {"key": "15"},
    "help.document": {"key": "merkblatt"},
    "open_data.active_feed": {"feed": "session-series"},
    "open_data.part_of_map": {"key": "seiten"},
    "regions.file": {"name": "x.pdf"},
    "mails.mail": {"name": "x.eml"},
    "feeds.offer": {"id": FULL.id},
    "feeds.one_club": {"id": FULL.club.id},
    "feeds.venue": {"id": FULL.venue.id if FULL.venue else ""},
    "feeds.region": {"key": "halle-saale"},
    "open_data.service": {"id": FULL.id},
    "open_data.organization": {"id": FULL.club.id},
}


def _eva(parts: Parts) -> str:
    member = parts.team.by_email(EVA) if parts.team else None
    assert member
    return member.id


# What is made anew with each site.
MADE: Mapping[tuple[str, str], Callable[[Parts], str]] = {
    ("open_data.active_feed", "era"): lambda parts: parts.store.era(),
    ("desk.person", "id"): _eva,
    ("desk.change_person", "id"): _eva,
}
COOKIE = "__Host-redaktion"
SIGNED_IN_COOKIE = {"Cookie": f"{COOKIE}={SIGNED_IN['redaktion']}"}
TEAM = frozenset({"desk", "advising", "gap_calls"})
# Groups whose pages lie under a secret address, or say who somebody is.
PRIVATE = frozenset({*TEAM, "keeping", "team", "truth"})
# Seconds of work each, and no other code for another method.
SLOW = frozenset(
    {
        "papers.offer",
        "papers.handed_list",
        "desk.content",
        "gaps.council",
        "open_data.workbook",
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """An address with the rule that answers it."""

    endpoint: str
    path: str
    methods: frozenset[str]

    @property
    def group(self) -> str:
        return self.endpoint.partition(".")[0]

    @property
    def is_private(self) -> bool:
        """Whether only who has a secret or is signed in gets something here."""
        is_draft = self.path.startswith(("/vereine/entwurf/", "/vereine/tabelle/"))
        return self.group in PRIVATE or is_draft or self.path.startswith("/vereine/meine/")


def places(site: Flask) -> tuple[Place, ...]:
    """One for each rule and method."""
    return tuple(_places(site))


def _places(site: Flask) -> Iterator[Place]:
    for rule in sorted(site.url_map.iter_rules(), key=lambda one: (one.rule, one.endpoint)):
        if rule.endpoint != "error":
            yield Place(rule.endpoint, _filled(site, rule), frozenset(rule.methods or ()))


def _filled(site: Flask, rule: Rule) -> str:
    values = {name: _value(site, rule.endpoint, name) for name in rule.arguments}
    # Some views have several addresses without an argument, so those are taken as they stand.
    path = rule.build(values)
    assert path
    return path[1] if rule.arguments else rule.rule


def _value(site: Flask, endpoint: str, name: str) -> str:
    group = endpoint.partition(".")[0]
    by_group = {("keeping", "key"): KEY, ("keeping", "slug"): OWN_CLUB, ("clubs", "key"): DRAFT}
    made = MADE.get((endpoint, name))
    if made:
        return made(parts_of(site))
    return OTHERWISE.get(endpoint, {}).get(name) or by_group.get((group, name)) or USUAL[name]
