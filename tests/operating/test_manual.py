"""A newcomer's walk: every block of the manual, from an empty folder to an approved offer."""

import http.client
import os
import re
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from directory.cli import directory_group
from tests.clubs.http_senders import Club
from tests.mailing.servers import Postbox, mail_server
from tests.operating.manual import MANUAL, ROOT, Block, blocks
from tests.ports import free_port
from tests.waiting import becomes_true

ANNA = "anna@sport.example"
MANUAL_COMMANDS = "\n".join(re.findall(r"`(directory [^`]+)`", MANUAL))


@dataclass
class Newcomer:
    """Types blocks as they stand; only what belongs to the machine is replaced."""

    folder: Path
    port: int
    mail_port: int
    shell: str = ""
    said: list[str] = field(default_factory=list)

    def type(self, commands: str, **replaced: str) -> str:
        done = subprocess.run(
            ["bash", "-e", "-c", self._here(self.shell + commands, replaced)],
            cwd=self.folder,
            env=self._surroundings(),
            capture_output=True,
            text=True,
            timeout=1200,
            check=False,
        )
        self.said.append(done.stdout + done.stderr)
        assert done.returncode == 0, f"{commands}\n{done.stdout}{done.stderr}"
        return done.stdout

    @contextmanager
    def beside(self, commands: str) -> Iterator[None]:
        """In a second terminal, until the walk is over."""
        log = (self.folder / "second-terminal.txt").open("w")
        words = ["bash", "-e", "-c", self._here(self.shell + "exec " + commands, {})]
        process = subprocess.Popen(
            words, cwd=self.folder, env=self._surroundings(), stdout=log, stderr=log
        )
        try:
            assert becomes_true(lambda: is_open(f"http://127.0.0.1:{self.port}/healthz"))
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
            log.close()

    def _here(self, commands: str, replaced: dict[str, str]) -> str:
        machine = {
            "/srv/directory": str(self.folder),
            "smtp://post@mail.example:587": f"smtp://127.0.0.1:{self.mail_port}",
            "127.0.0.1:8000": f"127.0.0.1:{self.port}",
            "git clone ADDRESS": f"git clone --quiet {ROOT}",
            **replaced,
        }
        for theirs, ours in machine.items():
            commands = commands.replace(theirs, ours)
        return commands

    def _surroundings(self) -> dict[str, str]:
        """Of a machine on which nobody has set anything yet, but for the port."""
        kept = ("PATH", "HOME", "LANG", "TMPDIR")
        return {name: os.environ[name] for name in kept if name in os.environ} | {
            "PORT": str(self.port)
        }


def is_open(address: str, words: str = "") -> bool:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return words in answer.read().decode()
    except OSError:
        return False


def signed_in(port: int, link: str) -> str:
    """Opens the link, presses its button, and looks who is signed in, as nginx would pass it on."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {
        "Host": "sport.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "192.0.2.7",
        "Sec-Fetch-Site": "same-origin",
    }
    path = link.removeprefix("https://sport.example")
    line.request("GET", path, headers=headers)
    assert b"<form" in line.getresponse().read()
    line.request("POST", path, headers=headers)
    answer = line.getresponse()
    answer.read()
    assert answer.status == 303
    cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]
    line.request("GET", "/anmelden/ich", headers={**headers, "Cookie": cookie})
    page = line.getresponse().read().decode()
    line.close()
    return page


@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    ("parts", "anew"),
    [
        (6, False),
        pytest.param(13, False, marks=pytest.mark.soak),
        pytest.param(13, True, marks=pytest.mark.soak),
    ],
)
def test_the_manual_leads_from_an_empty_folder_to_an_approved_offer(
    tmp_path: Path, parts: int, anew: bool
) -> None:
    """``anew`` installs the program as the manual says; else it is there already."""
    postbox = Postbox()
    with mail_server(postbox) as mail_port:
        newcomer = Newcomer(tmp_path, free_port(), mail_port)
        walk(newcomer, postbox, iter(blocks(parts)), anew=anew)


def walk(newcomer: Newcomer, postbox: Postbox, steps: Iterator[Block], *, anew: bool) -> None:
    if not anew:
        (newcomer.folder / "program").symlink_to(ROOT)
        (newcomer.folder / "venv").symlink_to(ROOT / ".venv")
    for block in steps:
        match block.kind:
            case "install" if anew:
                newcomer.type(block.commands)
            case "walk":
                newcomer.type(block.commands)
            case "shell":
                newcomer.shell = block.commands
            case "serve":
                with newcomer.beside(block.commands):
                    with_the_site(newcomer, postbox, steps)
                return
    raise AssertionError("the manual starts no site")


def with_the_site(newcomer: Newcomer, postbox: Postbox, steps: Iterator[Block]) -> None:
    """Everything that is typed while the site runs."""
    assert f"To: {ANNA}" in "".join(f"To: {mail['To']}\n" for mail in postbox.mails)
    club = Club(newcomer.port, 1)
    told: dict[str, str] = {}
    for block in steps:
        if block.kind != "walk":
            continue
        commands = block.commands
        if "approve ID" in commands:
            club.send_in()
            review, approve = commands.splitlines()
            waiting = newcomer.type(review)
            assert club.name in waiting
            told["approve"] = newcomer.type(approve, ID=waiting.split()[0])
            continue
        for line in commands.splitlines():
            told[line] = newcomer.type(line, **{"bernd@verein.example": club.email})
    look_over(newcomer, postbox, club, told)


def look_over(newcomer: Newcomer, postbox: Postbox, club: Club, told: dict[str, str]) -> None:
    site = f"http://127.0.0.1:{newcomer.port}"
    # Mail works, the editor can sign in, the offer is found, and its club was told.
    invited = [mail for mail in postbox.mails if mail["To"] == ANNA]
    assert becomes_true(lambda: len([m for m in postbox.mails if m["To"] == ANNA]) >= 2), invited
    page = signed_in(newcomer.port, told[f"directory user link {ANNA}"].strip())
    assert f"angemeldet mit: {ANNA}" in page
    assert becomes_true(lambda: [m for m in postbox.mails if m["To"] == club.email])
    assert becomes_true(lambda: is_open(f"{site}/api/v1/offers?q=boccia", '"total":1'))
    log = (newcomer.folder / "second-terminal.txt").read_text()
    for secret in (ANNA, club.email, "192.0.2"):
        assert secret not in log
    if "directory backup" in told:
        look_over_the_rest(newcomer, told)


def look_over_the_rest(newcomer: Newcomer, told: dict[str, str]) -> None:
    # Backups were made, one was restored and looked over, and the person was shown and forgotten.
    assert list((newcomer.folder / "backups").glob("directory-*.tar.gz"))
    assert not (newcomer.folder / "drill").exists()
    shown, taken = (told[f"directory forget bernd@verein.example{more}"] for more in ("", " --yes"))
    assert "looks after a club" in shown and "Nothing was changed" in shown
    assert "Taken out" in taken


def test_every_command_of_the_manual_exists() -> None:
    typed = "\n".join(one.commands for one in blocks())
    named = {*re.findall(r"\bdirectory ([a-z][a-z-]+)", f"{typed}\n{MANUAL_COMMANDS}")}
    named -= {"directory"}  # the name of a container
    assert named - set(directory_group.commands) == set()
    assert {"init", "check", "serve", "upgrade", "backup", "restore", "forget", "index"} <= named
