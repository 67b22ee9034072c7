"""A rolling upgrade: the database is upgraded under the old machines, then they are exchanged one
after the other, while people come through the proxy. `-s` shows the figures."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.databases import only_postgresql
from tests.hosts.conftest import House
from tests.hosts.newer import NEWEST, newer_program
from tests.hosts.visitors import Visits, visitors
from tests.operating.test_nginx import NGINX, Proxy, proxied

pytestmark = [only_postgresql, pytest.mark.skipif(not NGINX, reason="needs nginx")]
QUICK_SECONDS = 6
LONG_SECONDS = 120


@pytest.fixture(scope="module")
def proxy(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    folder = tmp_path_factory.mktemp("proxy") / "nginx"
    ports = [machine.port for machine in house.machines]
    with proxied(folder, *ports, visitor="$http_x_test_from") as found:
        yield found


@pytest.mark.parametrize(
    "seconds", [QUICK_SECONDS, pytest.param(LONG_SECONDS, marks=pytest.mark.soak)]
)
def test_people_are_served_by_all_machines(house: House, proxy: Proxy, seconds: int) -> None:
    with visitors(proxy) as visits:
        time.sleep(seconds)
    proven(house, visits, f"four machines for {seconds} s")


def test_nobody_notices_that_a_machine_is_cut_off(house: House, proxy: Proxy) -> None:
    """Its forms and pages of the database are led to another one; its search goes on."""
    with visitors(proxy) as visits:
        time.sleep(2)
        house.line.cut()
        time.sleep(12)
        house.line.mend()
        time.sleep(2)
    proven(house, visits, "one of four cut off for 12 s")


def test_nobody_notices_a_rolling_upgrade(
    house: House, proxy: Proxy, tmp_path_factory: pytest.TempPathFactory
) -> None:
    program = newer_program(tmp_path_factory.mktemp("newer"))
    with visitors(proxy) as visits:
        begun = time.monotonic()
        words = [sys.executable, "-m", "directory", "upgrade", "--without-backup"]
        done = subprocess.run(
            words,
            env=house.near[0].environ,
            cwd=program,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        took = time.monotonic() - begun
        assert schema_of(house) == NEWEST
        # An older machine may even be started anew meanwhile, and turns nothing back.
        house.near[2].stop()
        house.near[2].start()
        house.near[2].wait()
        assert schema_of(house) == NEWEST
        for machine in house.machines:
            machine.stop()
            machine.program = program
            machine.start()
            machine.wait()
        time.sleep(1)
    proven(house, visits, f"upgraded in {took:.1f} s and four machines exchanged")
    for machine in house.machines:
        running = Path(f"/proc/{machine.process.pid}/cwd").readlink()
        assert running.samefile(program)


def proven(house: House, visits: Visits, what: str) -> None:
    """Nobody who reads meets an error, and what somebody was thanked for is stored once."""
    print(f"\n{what}: {visits.figures}")  # noqa: T201 - the proof
    assert visits.errors == []
    with house.store.database.reading() as connection:
        stored = list(connection.execute(text("SELECT document FROM barrier")).scalars())
    for thanked in visits.thanked:
        assert sum(f'"{thanked}"' in document for document in stored) == 1, thanked
    with house.store.database.writing() as connection:
        connection.execute(text("DELETE FROM barrier"))


def schema_of(house: House) -> str:
    with house.store.database.reading() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
