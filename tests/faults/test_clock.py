"""The clock of a running site jumps: nothing fails, nothing used comes back, and all recovers."""

import json
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path

import pytest
from sqlalchemy import text

from directory.config import Settings
from directory.submissions import Links, Purpose, Store
from tests.databases import environ_of
from tests.faults.people import Person
from tests.faults.site import WELL_AGAIN_SECONDS, attention
from tests.live_site import running
from tests.waiting import becomes_true

SOURCE = Path(__file__).with_name("jumping_clock.c")
COMPILER = shutil.which("cc")
RIGHT = timedelta(0)
JUMPS: dict[str, timedelta | datetime] = {
    "ten days back": timedelta(days=-10),
    "400 days on": timedelta(days=400),
    "an hour that is left out": datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    "an hour that comes twice": datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    "a leap day": datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
}
LONG_AFTER = ("400 days on", "a leap day")

pytestmark = pytest.mark.skipif(COMPILER is None, reason="needs a compiler of C")


class Clock:
    """What every process of the site takes for the time of day; programs that shift it for a
    process cannot let it jump without spoiling its sleep."""

    def __init__(self, folder: Path) -> None:
        library, file = folder / "jumping_clock.so", folder / "clock"
        words = [COMPILER or "", "-shared", "-fPIC", "-O2", "-o", str(library), str(SOURCE), "-ldl"]
        subprocess.run(words, check=True)
        file.write_bytes(bytes(8))
        self._file = file.open("r+b", buffering=0)
        self._ahead = 0
        self.settings = {
            "LD_PRELOAD": str(library),
            "CLOCK_FILE": str(file),
            "TZ": "Europe/Berlin",
        }

    def close(self) -> None:
        self._file.close()

    def jumps_to(self, when: timedelta | datetime) -> None:
        ahead = when if isinstance(when, timedelta) else when - datetime.now(UTC)
        self._is_ahead(int(ahead.total_seconds()))

    def goes_on(self, seconds: float) -> None:
        """People take their time, and nobody waits for them."""
        self._is_ahead(self._ahead + ceil(seconds))

    def now(self) -> float:
        return time.time() + self._ahead

    def _is_ahead(self, seconds: int) -> None:
        self._ahead = seconds
        self._file.seek(0)
        self._file.write(struct.pack("q", seconds))


def test_a_clock_that_jumps_breaks_nothing(
    tmp_path: Path, copy_of_an_instance: Callable[[Path], Path]
) -> None:
    """Row 15."""
    instance, clock = copy_of_an_instance(tmp_path / "instance"), Clock(tmp_path)
    store = None
    with running(instance, **clock.settings) as site:
        store = Store(Settings.from_environment(environ_of(instance)).database_url)
        person = Person(site.port, now=clock.now, wait=clock.goes_on)
        slug = next(each.offer.slug for each in store.listings() if each.offer)
        links = Links(store.database, lambda: datetime.now(UTC))
        used = links.make(Purpose.OWN, "", "anna@verein.example", timedelta(days=7))
        person.send(person.open(f"/vereine/l/{used}"))
        stored, told = wishes(store), {}
        for name, when in [*JUMPS.items(), ("right again", RIGHT)]:
            clock.jumps_to(when)
            for path in ("/", "/suche?q=boccia&tag=mo", f"/angebot/{slug}", "/wunsch"):
                person.open(path)
            for path in (f"/angebot/{slug}/kalender.ics", "/daten/angebote.ics", "/api/v1/offers"):
                # An offer that nobody has confirmed for more than a year has no dates any more.
                expected = (200, 404) if name in LONG_AFTER else (200,)
                assert person.fetch(path) in expected, (name, path)
            # A link that was used stays used, whether or not it would be too old by now.
            assert person.fetch(f"/vereine/l/{used}") in (404, 410), name
            page = person.open("/wunsch?q=boccia+in+halle&brauche=wc")
            person.send(page)
            stored += 1
            assert wishes(store) == stored, name
            told[name] = attention(site)
        assert becomes_true(lambda: attention(site) == [], WELL_AGAIN_SECONDS), attention(site)
        log = site.log.read_text()
    store.close()
    clock.close()
    sys.stdout.write(f"\n{json.dumps({'jumps': len(JUMPS), 'wanted attention': told})}\n")
    assert "Traceback" not in log and "WORKER TIMEOUT" not in log, log[-3000:]


def wishes(store: Store) -> int:
    with store.database.reading() as connection:
        return int(connection.execute(text("SELECT count(*) FROM wish")).scalar_one())
