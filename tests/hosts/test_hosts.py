"""Several machines over one PostgreSQL: all show the same, one that is cut off answers and comes
back by itself, each mail leaves once. `-s` shows the figures."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from sqlalchemy import text

from directory.model.mail import OutgoingMail
from directory.submissions import Outbox, server
from directory.submissions.backup import begin_again
from directory.submissions.moment import stored
from tests.databases import only_postgresql
from tests.faults.site import HELD_UP_SECONDS
from tests.hosts.conftest import House
from tests.hosts.machines import Machine, seconds_of
from tests.messages.filling import fields_of
from tests.page_checks import Page
from tests.submissions.examples import a_club, a_listing
from tests.waiting import until

pytestmark = only_postgresql


def told(figures: str) -> None:
    print(figures)  # noqa: T201 - the proof


def publish(house: House, word: str) -> None:
    """An offer that nothing but this word finds."""
    club = a_club(f"c-{word}")
    house.store.publish(a_listing(word, club=club, name=word, slug=word.lower(), example=True))


def is_found(machine: Machine, word: str) -> bool:
    return word in machine.found(word)


def seconds_until_all(machines: list[Machine], word: str, *, found: bool) -> list[float]:
    with ThreadPoolExecutor(len(machines)) as pool:
        at_work = [
            pool.submit(until, lambda one=one: is_found(one, word) is found, 60, one.log)
            for one in machines
        ]
        return [one.result() for one in at_work]


def test_what_is_published_and_withdrawn_is_soon_seen_on_all(house: House) -> None:
    publish(house, "Quastenball")
    seen = seconds_until_all(house.machines, "Quastenball", found=True)
    house.store.withdraw("Quastenball")
    gone = seconds_until_all(house.machines, "Quastenball", found=False)
    told(f"\nvisible on four machines after {max(seen):.2f} s, gone after {max(gone):.2f} s")


def test_one_that_is_cut_off_answers_and_comes_back_by_itself(house: House) -> None:
    publish(house, "Wimmelspiel")
    seconds_until_all(house.machines, "Wimmelspiel", found=True)
    house.line.cut()
    try:
        # Whoever asks first waits, and all who follow do not.
        first = seconds_of(lambda: house.far.ask("/suche?q=wimmelspiel"))
        asked = [seconds_of(lambda: house.far.ask("/suche?q=boccia")) for _ in range(20)]
        assert max(first, *asked) < HELD_UP_SECONDS
        assert sorted(asked)[10] < server.PING_SECONDS, "most answers do not wait for the database"
        assert house.far.ask("/suche?q=wimmelspiel")[0] == 200
        assert house.far.ask("/readyz")[0] == 503
        assert house.far.ask("/healthz")[0] == 200

        house.store.withdraw("Wimmelspiel")
        publish(house, "Zottelrennen")
        others = seconds_until_all(house.near, "Zottelrennen", found=True)
        seconds_until_all(house.near, "Wimmelspiel", found=False)
        assert all(one.is_well() for one in house.near)
        # What nobody can know here: it was withdrawn a moment ago. The index is all that there is.
        assert is_found(house.far, "Wimmelspiel") and not is_found(house.far, "Zottelrennen")
    finally:
        house.line.mend()
    back = until(house.far.is_well, 60, house.far.log)
    [caught_up] = seconds_until_all([house.far], "Zottelrennen", found=True)
    assert not is_found(house.far, "Wimmelspiel")
    told(
        f"\ncut off: first answer {first:.1f} s, then {sorted(asked)[10]:.2f} s (median) and"
        f" {max(asked):.1f} s (longest); others saw the change after {max(others):.2f} s;"
        f" back {back:.1f} s after the line, all caught up {caught_up:.1f} s later"
    )


def test_a_form_sent_to_one_that_is_cut_off_keeps_what_was_typed(house: House) -> None:
    page = Page("/barriere-melden", *house.far.ask("/barriere-melden"), {})
    typed = {name: values[0] for name, values in fields_of(page).items()}
    typed["text"] = "Die Schrift ist zu klein."
    time.sleep(4)  # as people do
    house.line.cut()
    try:
        status, body = house.far.ask("/barriere-melden", typed)
    finally:
        house.line.mend()
    assert status == 503
    kept = {name: values[0] for name, values in fields_of(Page("", 503, body, {})).items()}
    assert kept["text"] == typed["text"]
    until(house.far.is_well, 60, house.far.log)
    assert house.far.ask("/barriere-melden", kept)[0] == 303


def test_each_mail_leaves_once_whoever_sends_it(house: House) -> None:
    """Four followers send; one machine loses its power in between."""
    outbox = Outbox(house.store.database, lambda: datetime.now(UTC))
    count, killed = 100, house.near[0]
    house.postbox.envelopes.clear()
    for number in range(count):
        outbox.post(OutgoingMail(f"m:{number}", f"p{number}@verein.example", "Frage", "Guten Tag!"))
    until(lambda: len(house.postbox.ids) > count // 8, 60)
    killed.kill()
    killed.start()
    until(lambda: outbox.health().waiting <= 1, 120)
    _let_leases_end(house)
    until(lambda: outbox.health().waiting == 0, 60)
    to = Counter(str(mail["To"]) for mail in house.postbox.mails)
    # Killed between the mail server's thanks and noting it, it is sent again with the same number.
    again = sum(to.values()) - count
    assert len(to) == len(set(house.postbox.ids)) == count and again <= 1
    told(f"\n{count} mails by four followers, one killed: {len(to)} left, {again} twice")
    killed.wait()


def _let_leases_end(house: House) -> None:
    """As after two minutes."""
    with house.store.database.writing() as connection:
        ended = text("UPDATE outbox SET lease_until = :past WHERE state = 'sending'")
        connection.execute(ended, {"past": stored(datetime.now(UTC))})


def test_after_a_restore_all_indexes_begin_anew(house: House) -> None:
    before = house.store.position()
    begin_again(house.url, datetime.now(UTC))
    assert house.store.position() != before
    publish(house, "Flatterlauf")
    seen = seconds_until_all(house.machines, "Flatterlauf", found=True)
    until(lambda: all(one.is_well("?strict=1") for one in house.machines), 60)
    assert all(is_found(one, "Zottelrennen") for one in house.machines)
    told(f"\na new era: all four follow after {max(seen):.2f} s")
