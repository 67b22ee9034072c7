"""Real mail servers for tests: one that works, one that refuses, one that behaves badly."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP as POLICY
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from tests.ports import free_port

TAKEN = "250 OK"


@dataclass
class Postbox:
    """Answers each step with the line that is set for it, and keeps what it took."""

    at_recipient: str = TAKEN
    at_end: str = TAKEN
    envelopes: list[Envelope] = field(default_factory=list)

    @property
    def mails(self) -> list[EmailMessage]:
        parser = BytesParser(policy=POLICY)
        return [cast(EmailMessage, parser.parsebytes(one.content)) for one in self.envelopes]  # type: ignore[arg-type]

    @property
    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]


class _Door:
    """What aiosmtpd is given: it reads every attribute of it at each connection, and to read the
    mails of a postbox takes long."""

    def __init__(self, postbox: Postbox) -> None:
        self._postbox = postbox

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self._postbox.at_recipient == TAKEN:
            envelope.rcpt_tos.append(address)
        return self._postbox.at_recipient

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        if self._postbox.at_end == TAKEN:
            self._postbox.envelopes.append(envelope)
        return self._postbox.at_end


@contextmanager
def mail_server(postbox: Postbox, port: int = 0, **options: Any) -> Iterator[int]:
    """Gives the port of a server that fills this postbox."""
    chosen = port or free_port()
    controller = Controller(_Door(postbox), hostname="127.0.0.1", port=chosen, **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


HANG, CLOSE, DRIP = "hang", "close", "drip"
# What a client says at each step, and our answer when all goes well.
_ANSWERS = {
    "greeting": b"220 rude.example\r\n",
    "EHLO": b"250 rude.example\r\n",
    "MAIL": b"250 OK\r\n",
    "RCPT": b"250 OK\r\n",
    "DATA": b"354 go on\r\n",
    "end": b"250 OK\r\n",
    "QUIT": b"221 bye\r\n",
}


@contextmanager
def rude_server(step: str, manner: str, port: int = 0) -> Iterator[int]:
    """Answers well until ``step``; there it hangs, closes the line, or drips letter by letter."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", port)) as listener:
        listener.settimeout(0.1)

        def serve() -> None:
            while not stop.is_set():
                with suppress(TimeoutError):
                    line, _ = listener.accept()
                    with line, suppress(OSError):
                        _talk(line, step, manner, stop)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            stop.set()
            thread.join()


def _talk(line: socket.socket, step: str, manner: str, stop: threading.Event) -> None:
    line.settimeout(0.1)
    now, heard = "greeting", b""
    while not stop.is_set():
        if now == step:
            _misbehave(line, manner, stop)
            return
        line.sendall(_ANSWERS[now])
        ending = b"\r\n.\r\n" if now == "DATA" else b"\r\n"
        while ending not in heard and not stop.is_set():
            with suppress(TimeoutError):
                part = line.recv(65536)
                if not part:
                    return
                heard += part
        said, _, heard = heard.partition(ending)
        now = "end" if now == "DATA" else said[:4].decode().upper()


def _misbehave(line: socket.socket, manner: str, stop: threading.Event) -> None:
    while manner != CLOSE and not stop.is_set():
        if manner == DRIP:
            line.sendall(b"2")
        time.sleep(0.05)
