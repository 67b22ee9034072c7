"""A PostgreSQL for tests: one throw-away server a process, gone with it whatever happens.

One for each process, because the number of the oldest running transaction is one for a whole
server: tests beside each other would see changes settle later than they expect.
"""

import atexit
import os
import pwd
import re
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import URL, Connection, NullPool, create_engine, make_url
from sqlalchemy.exc import OperationalError

from tests.ports import free_port

# A server that is there already; tests make and drop databases on it.
GIVEN = os.environ.get("DIRECTORY_TEST_POSTGRES", "")
START_SECONDS = 60
# Ends the server when whoever started it ends, also by a kill: then nobody holds the pipe any more.
_KEEPER = """
folder=$1; shift
"$@" >"$folder/log" 2>&1 &
server=$!
cat >/dev/null
kill -QUIT $server 2>/dev/null
wait $server
rm -rf "$folder"
"""
# Nothing here has to outlive the machine.
_CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Server:
    """Makes and drops databases."""

    def __init__(self, url: URL, keeper: "subprocess.Popen[bytes] | None" = None) -> None:
        self.url = url
        self._keeper = keeper
        self._left: set[str] = set()

    def url_of(self, name: str) -> str:
        return self.url.set(database=name).render_as_string(hide_password=False)

    @contextmanager
    def connected(self, name: str) -> Iterator[Connection]:
        """Each word is done at once; nothing waits for a commit."""
        url = self.url.set(database=name or self.url.database)
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            yield connection

    def make(self, template: str = "template0") -> str:
        """The name of a new database, a copy of another one."""
        name = f"t_{secrets.token_hex(8)}"
        self._left.add(name)
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        """Also while somebody still works with it."""
        self._do(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._left.discard(name)

    def stop(self) -> None:
        """A server that was given is left as it was found."""
        if self._keeper and self._keeper.stdin:
            self._keeper.stdin.close()
            self._keeper.wait(START_SECONDS)
            return
        for name in sorted(self._left):
            self.drop(name)

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                return self._do("SELECT 1")
            except OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def _do(self, sql: str) -> None:
        with self.connected("") as connection:
            connection.exec_driver_sql(sql)


@cache
def shared_server() -> Server:
    """The one of this process, started when somebody first asks."""
    given = Server(make_url(GIVEN).set(drivername="postgresql+psycopg")) if GIVEN else None
    server = given or started_server()
    atexit.register(server.stop)
    return server


def started_server(*settings: str, durable: bool = False) -> Server:
    """A server of one's own; ``settings`` such as ``max_connections=20``.

    It listens on this machine only, and asks for a password as real ones do.
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="directory-postgres-"))
    user, password, port = _unprivileged(folder), secrets.token_hex(16), free_port()
    _make_cluster(programs, folder, user, password)
    settings = (
        *(() if durable else _CARELESS),
        "listen_addresses=127.0.0.1",
        f"port={port}",
        f"unix_socket_directories={folder}",
        "shared_buffers=32MB",
        *settings,
    )
    server = (programs / "postgres", "-D", folder / "data", *(f"-c{one}" for one in settings))
    keeper = subprocess.Popen(
        ["sh", "-c", _KEEPER, "keeper", folder, *server],
        stdin=subprocess.PIPE,
        user=user,
        cwd=folder,
        start_new_session=True,  # Ctrl+C is for the tests; they stop it afterwards
    )
    url = URL.create("postgresql+psycopg", "tester", password, "127.0.0.1", port, "postgres")
    started = Server(url, keeper)
    started.wait()
    return started


def _make_cluster(programs: Path, folder: Path, user: str | None, password: str) -> None:
    file = folder / "password"
    file.write_text(password)
    file.chmod(0o644)
    # Text is ordered as on a server that speaks German, so that tests see where that matters.
    words = ["--no-sync", "--encoding=UTF8", "--locale-provider=icu", "--icu-locale=de"]
    subprocess.run(
        [
            *(programs / "initdb", "-D", folder / "data", "-U", "tester", "--auth=scram-sha-256"),
            *(f"--pwfile={file}", *words),
        ],
        check=True,
        user=user,
        cwd=folder,
        stdout=subprocess.DEVNULL,
    )
    file.unlink()


def _programs() -> Path:
    """Where PostgreSQL lies; the newest one where there are several."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda file: int(re.sub(r"\D", "", file.parts[-3])),
    )
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise RuntimeError("PostgreSQL is not installed; please type: .ci/find-servers")
    return found[-1].parent if found else Path(on_path or "").resolve().parent


def _unprivileged(folder: Path) -> str | None:
    """Whose processes it shall be: PostgreSQL does not run for root."""
    if os.geteuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    os.chown(folder, pwd.getpwnam(name).pw_uid, pwd.getpwnam(name).pw_gid)
    return name
