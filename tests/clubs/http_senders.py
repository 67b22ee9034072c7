"""Clubs that send in offers over HTTP while their server is killed, and that server."""

import http.client
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.faults.site import children_of
from tests.live_site import ROOT
from tests.ports import free_port

# Whoever gets no answer presses the button again.
_AGAIN_SECONDS = 0.3
_PATIENCE_SECONDS = 120
_STAMP = re.compile(r'name="beginn"\s+value="([^"]+)"')


class Server:
    """``directory serve`` in a process group of its own, which dies and comes back."""

    def __init__(self, instance: Path, **settings: str) -> None:
        self.port = free_port()
        self.kills = 0
        self._environ = {
            **os.environ,
            "PORT": str(self.port),
            "DIRECTORY_WORKERS": "2",
            "DIRECTORY_PROXIES": "1",
            "DIRECTORY_EXAMPLES": "no",
            **settings,
        }
        instance.mkdir(parents=True, exist_ok=True)
        self.log = instance / "log.txt"
        # How long it took to answer after each start.
        self.starts: list[float] = []
        self._begun = 0.0
        self._process = self._started()

    def kill(self) -> None:
        """All of it at once, with follower and workers, as when the power fails; then it starts."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self.kills += 1
        self._process = self._started()

    def kill_a_child(self, dice: random.Random) -> None:
        """One worker or the follower; the server itself must start it again."""
        children = children_of(self._process.pid)
        if children:
            os.kill(dice.choice(children), signal.SIGKILL)
            self.kills += 1

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                if Club(self.port, 0).ask("GET", "/vereine")[0] == 200:
                    self._note_start()
                    return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError(f"the site does not start:\n{self.log.read_text()}")

    def end(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _note_start(self) -> None:
        if self._begun:
            self.starts.append(time.monotonic() - self._begun)
            self._begun = 0.0

    def _started(self) -> "subprocess.Popen[bytes]":
        self._begun = time.monotonic()
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "directory", "serve"],
                env=self._environ,
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


@dataclass
class Club:
    """One volunteer with one offer; ``number`` makes name, network and address their own."""

    port: int
    number: int
    retries: int = 0

    @property
    def name(self) -> str:
        return f"Probeverein Nummer {self.number:05}"

    @property
    def email(self) -> str:
        return f"probe{self.number:05}@verein.example"

    def send_in(self) -> str:
        """The fewest answers, page by page. The address of the page that says thank you."""
        stamp = self._stamp("/vereine/angebot")
        begin = self._post("/vereine/angebot", stamp, hier="sport", sport=_sport(self.number))
        draft = urlsplit(begin).path
        pages = {
            "verein": {"verein": self.name},
            "ort": {"plz": _PLACES[self.number % len(_PLACES)]},
            "kontakt": {"telefon": f"0345 {100000 + self.number}", "zeigen": "telefon"},
            "absender": {"meine_mail": self.email},
        }
        for page, answers in pages.items():
            self._post(draft, stamp, hier=page, **answers)
        # As quick as a program, so the form asks once more; that is pressed at once.
        done = self._post(draft, stamp, hier="pruefen", nochmal="ja")
        if done.endswith("/schon-da"):
            done = self._post(done, stamp, doppelt="nein", nochmal="ja")
        if not done.endswith("/danke"):
            raise AssertionError(f"{self.name} comes to {done}")
        return done

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        """Status, where to go on, and the page; raises OSError when the server is not there."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {
                "Content-Type": "application/x-www-form-urlencoded",
                # Each from a network of its own, or they would be one that sends too much.
                "X-Forwarded-For": f"10.{self.number // 250 % 250}.{self.number % 250}.1",
            }
            line.request(method, path, body or None, headers)
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
            return answer.status, answer.headers.get("Location", ""), text
        except http.client.HTTPException as problem:
            raise ConnectionError(str(problem)) from problem
        finally:
            line.close()

    def _stamp(self, path: str) -> str:
        _location, text = self._insisting("GET", path, "", wanted=200)
        found = _STAMP.search(text)
        assert found, text[:2000]
        return found[1]

    def _post(self, path: str, stamp: str, **answers: str) -> str:
        body = urlencode({**answers, "beginn": stamp})
        return self._insisting("POST", path, body, wanted=303)[0]

    def _insisting(self, method: str, path: str, body: str, wanted: int) -> tuple[str, str]:
        """Asks again until the server answers; only what it says counts."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                status, location, text = self.ask(method, path, body)
            except OSError:
                status, location, text = 0, "", ""
            if status == wanted:
                return location, text
            if status and status < 500:
                main = text.partition("<main")[2].partition("</main>")[0]
                raise AssertionError(f"{path} with {body} answers {status}: {main[-3000:]}")
            self.retries += 1
            time.sleep(_AGAIN_SECONDS)
        raise AssertionError(f"{self.name}: {path} never answers")


def _sport(number: int) -> str:
    return ("schwimmen", "boccia", "fussball", "tanzen")[number % 4]


# Far from each other.
_PLACES = ("06108", "20095", "80331", "50667", "01067", "28195", "70173", "99084")


@dataclass
class Senders:
    """Workers that share the numbers from 1; what was thanked for is acknowledged."""

    port: int
    workers: int
    most: int
    acknowledged: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    retries: int = 0
    _next: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopped: bool = False
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        self._threads = [threading.Thread(target=self._work) for _ in range(self.workers)]
        for thread in self._threads:
            thread.start()

    @property
    def at_work(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def end(self) -> None:
        """No new club begins; those that have begun come to their end."""
        self._stopped = True
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while not self._stopped:
            with self._lock:
                self._next += 1
                number = self._next
            if number > self.most:
                return
            club = Club(self.port, number)
            try:
                club.send_in()
            except Exception as fault:
                self.faults.append(f"{club.name}: {fault!r}"[:4000])
                continue
            with self._lock:
                self.acknowledged.add(club.name)
                self.retries += club.retries
