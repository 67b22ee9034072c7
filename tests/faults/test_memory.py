"""A worker that has answered many requests has not grown, and holds no more files open."""

import http.client
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.site import handles, resident_mb, workers_of
from tests.live_site import running

WORDS = ("schwimmen", "boccia", "tanzen", "judo", "verein", "rollstuhl", "halle", "berlin")
MOST_MB = 50.0
MOST_HANDLES = 2


def mixed(dice: random.Random) -> str:
    """As people ask: mostly searches with ever other words, and all sorts of pages."""
    words = "+".join(dice.choices(WORDS, k=dice.randint(1, 3)))
    return dice.choice(
        [
            f"/suche?q={words}&umkreis={dice.randint(1, 200)}",
            f"/suche?q={words}+{dice.randrange(10**6)}",
            f"/api/v1/offers?q={words}",
            f"/de/suche?q={words}&seite={dice.randint(1, 9)}",
            "/",
            "/sport",
            "/orte/be",
            f"/gibt-es-nicht/{dice.randrange(10**6)}",
            "/wunsch?q=boccia",
        ]
    )


@pytest.mark.parametrize("count", [1_500, pytest.param(20_000, marks=pytest.mark.soak)])
def test_a_worker_does_not_grow(
    tmp_path: Path, copy_of_an_instance: Callable[[Path], Path], count: int
) -> None:
    """Row 17. A worker is replaced after about 5,000 requests; of each the growth is measured."""
    instance, dice = copy_of_an_instance(tmp_path / "instance"), random.Random(17)
    grown, more, faults = 0.0, 0, 0
    with running(instance) as site:
        line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        worker, begun = 0, (0.0, 0)
        for number in range(count):
            if number % 250 == 0:
                (now,) = workers_of(site.process.pid)
                # What is loaded once and kept on purpose is there after some requests.
                measured = resident_mb(now), handles(now)
                if now == worker:
                    grown = max(grown, measured[0] - begun[0])
                    more = max(more, measured[1] - begun[1])
                if now != worker or number == 250:
                    worker, begun = now, measured
                    grown, more = (0.0, 0) if number == 250 else (grown, more)
            try:
                line.request("GET", mixed(dice))
                answer = line.getresponse()
                answer.read()
                faults += answer.status >= 500
            except (OSError, http.client.HTTPException):
                faults += 1
                line.close()
        line.close()
    figures = {"requests": count, "grown_mb": round(grown, 1), "more_handles": more}
    sys.stdout.write(f"\n{json.dumps({**figures, 'faults': faults})}\n")
    assert faults == 0
    assert grown <= MOST_MB
    assert more <= MOST_HANDLES
