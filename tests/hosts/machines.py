"""Machines that share one PostgreSQL: each a site of its own, with its own folder and index."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from directory.cli.starting import DONE, MARK
from tests.live_site import ROOT
from tests.ports import free_port
from tests.waiting import until

START_SECONDS = 120
HOST = "sport.example"
_FROM_A_PROXY = {"Host": HOST, "X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"}


@dataclass
class Machine:
    """``program`` is the folder of the program that it runs; it may be exchanged."""

    folder: Path
    url: str
    settings: dict[str, str] = field(default_factory=dict)
    program: Path = ROOT
    port: int = field(default_factory=free_port)

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        # The database is there already, as for every machine but the first.
        (self.folder / MARK).write_text(DONE)
        with (self.folder / "log.txt").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "directory", "serve"],
                env=self.environ,
                cwd=self.program,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def environ(self) -> dict[str, str]:
        return {
            **os.environ,
            "PORT": str(self.port),
            "DIRECTORY_INSTANCE": str(self.folder),
            "DIRECTORY_CONTENT": str(ROOT / "content"),
            "DIRECTORY_DATABASE_URL": self.url,
            "DIRECTORY_PUBLIC_URL": f"https://{HOST}",
            "DIRECTORY_PROXIES": "1",
            "DIRECTORY_WORKERS": "1",
            **self.settings,
        }

    def wait(self) -> None:
        """Until it answers by its own index, and its follower runs."""
        until(lambda: self.is_well("?strict=1"), START_SECONDS, self.log)

    def is_well(self, strict: str = "") -> bool:
        try:
            # Only who searches notices that the index is there again.
            searched = self.ask("/api/v1/offers?q=boccia")[0] if strict else 200
            return searched == self.ask(f"/readyz{strict}")[0] == 200
        except OSError:
            return False

    def stop(self) -> None:
        """As an operator does: whoever is being served is served."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """All of it at once, with follower and workers, as when the power fails."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask(self, path: str, body: dict[str, str] | None = None) -> tuple[int, str]:
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        try:
            line.request(
                "POST" if body else "GET",
                path,
                urlencode(body) if body else None,
                {
                    "Host": HOST,
                    "X-Forwarded-For": "192.0.2.1",
                    "X-Forwarded-Proto": "https",
                    **kind,
                },
            )
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()

    def found(self, words: str) -> list[str]:
        """The names of the offers that the search finds."""
        status, body = self.ask(f"/api/v1/offers?{urlencode({'q': words})}")
        assert status == 200, body
        return [offer["name"] for offer in json.loads(body)["offers"]]

    def log(self) -> str:
        lines = (self.folder / "log.txt").read_text().splitlines()
        return "\n".join(one for one in lines if "route=/readyz" not in one)


def seconds_of(work: Callable[[], object]) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun
