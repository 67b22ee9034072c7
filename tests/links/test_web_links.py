"""Which addresses of records are asked and when, and from when on they count as broken."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from directory.cli import asking_links, directory_group
from directory.model import Text
from directory.publishing.web_asking import Asker
from directory.publishing.web_links import Asked, ask_links, links_of
from directory.submissions import Store
from directory.submissions.link_checks import (
    LinkChecks,
    LinkState,
    RecordKind,
    Verdict,
    WebLink,
    Why,
)
from tests.databases import live_in, new_database
from tests.links.net import Net
from tests.submissions.clock import Clock
from tests.submissions.examples import a_club, a_club_listing, a_listing

OK, GONE = Verdict(LinkState.OK), Verdict(LinkState.BROKEN, Why.GONE)
SLOW = Verdict(LinkState.UNREACHABLE, Why.SLOW)
LINK = WebLink(RecordKind.CLUB, "club", "https://verein.example/")


class Said:
    """Answers as it is told, and remembers what it was asked."""

    def __init__(self, **verdicts: Verdict) -> None:
        self.verdicts = verdicts
        self.asked: list[str] = []

    def ask(self, address: str) -> Verdict:
        self.asked.append(address)
        return self.verdicts.get(address.partition("//")[2].partition(".")[0], OK)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


@pytest.fixture
def checks(tmp_path: Path, clock: Clock) -> Iterator[LinkChecks]:
    url = new_database(tmp_path, clock())
    store = Store(url, clock=clock)
    yield LinkChecks(store.database, clock)
    store.close()


def asked(checks: LinkChecks, said: Said, *links: WebLink) -> Asked:
    return ask_links(links or (LINK,), checks, said)  # type: ignore[arg-type]


def test_broken_is_what_failed_on_two_different_days(checks: LinkChecks, clock: Clock) -> None:
    assert checks.note(LINK, GONE).fails == 1
    clock.go(hours=5)
    assert checks.note(LINK, SLOW).fails == 1, "the same day"
    assert checks.broken() == ()
    clock.go(days=1)
    assert checks.note(LINK, GONE).fails == 2
    (broken,) = checks.broken()
    assert (broken.link, broken.verdict, broken.checked_at) == (LINK, GONE, clock())
    assert checks.note(LINK, OK).fails == 0
    assert checks.broken() == ()
    clock.go(days=1)
    assert checks.note(LINK, GONE).fails == 1, "it begins anew"


def test_good_ones_are_asked_weekly_and_failed_ones_daily(checks: LinkChecks, clock: Clock) -> None:
    bad = LINK._replace(url="https://gone.example/")
    said = Said(gone=GONE)
    assert asked(checks, said, LINK, bad) == Asked(2, 1)
    assert asked(checks, said, LINK, bad) == Asked()
    clock.go(days=1)
    assert asked(checks, said, LINK, bad) == Asked(1, 1, 1)
    assert said.asked.count("https://gone.example/") == 2
    clock.go(days=6)
    assert asked(checks, said, LINK, bad).asked == 2


def test_one_address_of_many_records_is_asked_once(checks: LinkChecks) -> None:
    said = Said()
    assert asked(checks, said, *(LINK._replace(record_id=str(n)) for n in range(9))).asked == 9
    assert said.asked == [LINK.url]


def test_what_stands_nowhere_any_more_is_forgotten(checks: LinkChecks, clock: Clock) -> None:
    for _ in range(2):
        checks.note(LINK, GONE)
        clock.go(days=1)
    assert len(checks.broken()) == 1
    assert ask_links((), checks, Said()).forgotten == 1  # type: ignore[arg-type]
    assert checks.broken() == ()


def test_without_a_net_of_our_own_nothing_is_noted(checks: LinkChecks) -> None:
    no_name = Verdict(LinkState.UNREACHABLE, Why.NO_NAME)
    links = [LINK._replace(url=f"https://{name}.example/") for name in "abc"]
    assert not asked(checks, Said(a=no_name, b=no_name, c=SLOW), *links).has_net
    assert checks.last() is None
    assert asked(checks, Said(a=no_name, b=no_name, c=GONE), *links) == Asked(3, 3)


def test_addresses_of_offers_and_clubs_are_found() -> None:
    club = a_club(website=" https://verein.example/ ")
    text = Text("Schauen Sie auf www.halle.example/sport. Oder (https://bad.example/a?b=1)!")
    listing = a_listing(club=club)
    assert listing.offer
    what = replace(listing.offer.what, easy=text)
    offer = replace(listing.offer, what=what, name_easy="http://www.name.example,")
    found = links_of([replace(listing, offer=offer), replace(listing, offer=offer)])
    assert set(found) == {
        WebLink(RecordKind.CLUB, "club", "https://verein.example/"),
        WebLink(RecordKind.OFFER, "offer", "www.halle.example/sport"),
        WebLink(RecordKind.OFFER, "offer", "https://bad.example/a?b=1"),
        WebLink(RecordKind.OFFER, "offer", "http://www.name.example"),
    }
    assert len(found) == 4
    invented = a_club_listing(website="https://verein.example/", example=True)
    assert links_of([invented, a_club_listing("plain")]) == ()


def test_the_command_says_what_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    live_in(monkeypatch, tmp_path)
    url = new_database(tmp_path, clock())
    store = Store(url, clock=clock)
    net = Net()
    store.publish_many([a_club_listing("inside", website="http://127.0.0.1/")])
    monkeypatch.setattr(asking_links, "the_asker", lambda _: Asker(net.resolve, net.connect))
    result = CliRunner().invoke(directory_group, ["links"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Links: 1 asked, 1 failed, 0 broken on more than one day")
    assert net.opened == []
    store.publish_many([a_club_listing(f"n{n}", website=f"http://n{n}.example/") for n in "abc"])
    store.withdraw("inside")
    store.close()
    result = CliRunner().invoke(directory_group, ["links"])
    assert result.exit_code == 1
    assert "no net" in result.stderr
