"""A worker of gunicorn in which whoever sends or reads slowly holds up nobody.

gunicorn looks after the processes. Waitress looks after the connections of each: one thread reads
requests as they arrive and gives answers away as they are taken, and a thread of the site works
only on what has come whole.
"""

import logging
import os
import resource
import time
from collections.abc import Iterable, Iterator
from typing import Any, Final

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher, WSGITask
from werkzeug.test import create_environ

# The site answers with this error; see web/errors.py.
REFUSED: Final = "directory.refused"
# The largest request of a form is one of photos, 40 MB; the site itself says what is too much.
LARGEST_BODY: Final = 50_000_000
LARGEST_HEAD: Final = 32_768
# Bodies that are still under way lie in temporary files; all together may not fill the disk.
MOST_UNDER_WAY: Final = 500_000_000
HEAD_SECONDS: Final = 30
# Without a single byte in either direction; also while a next request is awaited.
SILENT_SECONDS: Final = 60
MOST_CONNECTIONS: Final = 10_000
# Files that a process opens for other things than connections.
_OTHER_FILES: Final = 500
# What comes or is taken slowly waits in memory up to this, beyond it in temporary files.
_IN_MEMORY: Final = 131_072
_MOST_OF_AN_ANSWER: Final = 100_000_000
# Nobody asks for so much at once and reads nothing, but to hurt us.
_MOST_AHEAD: Final = 16
# A kept connection may just be bringing its next request.
_LINGER_SECONDS: Final = 2.0


class PatientWorker(Worker):  # type: ignore[misc]  # gunicorn has no types
    """Serves until gunicorn wants it to end, and then until all answers have been taken."""

    def run(self) -> None:
        # Only says how long its queue is, for each request of a busy minute.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self.alive: bool
        self._map: dict[int, Any] = {}
        self._look_again = 0.0
        self._threads = ThreadedTaskDispatcher()
        self._threads.set_thread_count(self.cfg.threads)
        self._doors = [self._door_of(listener.sock) for listener in self.sockets]
        while self.alive and self.ppid == os.getppid():
            self._turn()
        self._end()

    def handle_exit(self, sig: int, frame: Any) -> None:
        super().handle_exit(sig, frame)
        self._wake()

    def _door_of(self, listener: Any) -> "_Door":
        rules = Adjustments(
            sockets=[listener],
            backlog=self.cfg.backlog,
            ident=None,
            connection_limit=_connections(),
            channel_timeout=SILENT_SECONDS,
            cleanup_interval=1,
            max_request_header_size=LARGEST_HEAD,
            max_request_body_size=LARGEST_BODY,
            inbuf_overflow=_IN_MEMORY,
            outbuf_overflow=_IN_MEMORY,
            outbuf_high_watermark=_MOST_OF_AN_ANSWER,
            log_socket_errors=False,
            # The site itself knows how many proxies it trusts.
            clear_untrusted_proxy_headers=False,
        )
        about = (listener.family, listener.type, listener.proto, listener.getsockname())
        return _Door(
            self._counted,
            self._map,
            _sock=listener,
            dispatcher=self._threads,
            adj=rules,
            sockinfo=about,
            bind_socket=False,
        )

    def _counted(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """The site; after so many requests a new process takes the place of this one."""
        self.nr += 1
        if self.nr >= self.max_requests and self.alive:
            self.alive = False
            self._wake()
        return self.wsgi(environ, start_response)  # type: ignore[no-any-return]

    def _wake(self) -> None:
        for door in getattr(self, "_doors", ()):
            door.pull_trigger()

    def _turn(self, seconds: float = 1.0) -> None:
        self.notify()
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)
        now = time.monotonic()
        if now >= self._look_again:
            self._look_again = now + 1
            _close_what_is_too_slow(list(self._channels()))

    def _channels(self) -> Iterator["_Channel"]:
        for door in self._doors:
            yield from list(door.active_channels.values())

    def _end(self) -> None:
        for door in self._doors:
            door.is_ending = True
            door.del_channel()
        last = time.monotonic() + self.cfg.graceful_timeout
        quiet = time.monotonic() + _LINGER_SECONDS
        while time.monotonic() < last:
            self._turn(0.1)
            if any(channel.is_at_work for channel in self._channels()):
                continue
            if time.monotonic() > quiet or not any(self._channels()):
                break
        self._threads.shutdown(timeout=1)


class _Door(TcpWSGIServer):  # type: ignore[misc]  # waitress has no types
    """Where connections come in. While few are open each is taken alone, so that the workers share
    them; with many open each turn takes longer, so more come in at a time."""

    is_ending = False

    def handle_accept(self) -> None:
        for _ in range(1 + len(self._map) // 50):
            before = len(self._map)
            super().handle_accept()
            if len(self._map) in (before, self.adj.connection_limit):
                break


class _Answer(WSGITask):  # type: ignore[misc]
    def __init__(self, channel: Any, request: Any) -> None:
        super().__init__(channel, request)
        if channel.server.is_ending:
            request.headers["CONNECTION"] = "close"

    def set_close_on_finish(self) -> None:
        """Waitress ends a connection after whatever does not say its length. A 304 has no body at
        all, so the next answer may follow (RFC 9112, 6.3)."""
        is_asked_to = self.request.headers.get("CONNECTION", "").lower() == "close"
        if self.has_body or self.version == "1.0" or is_asked_to:
            super().set_close_on_finish()


class _Refusal(WSGITask):  # type: ignore[misc]
    """What is no request, or too large, is answered by the site too: kindly, with all headers."""

    def get_environment(self) -> dict[str, Any]:
        self.request.headers["CONNECTION"] = "close"
        # No page of this address is kept, so the site itself is asked.
        environ = create_environ("/-", "http://127.0.0.1/")
        return {**environ, "REMOTE_ADDR": self.channel.addr[0], REFUSED: self.request.error.code}


class _Head(HTTPRequestParser):  # type: ignore[misc]
    """Takes no request that says twice how long it is: whoever stands before us may believe the
    other length, and so let a request through that is hidden in this one (RFC 9112, 6.3)."""

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("a length beside chunks")


class _Channel(HTTPChannel):  # type: ignore[misc]
    """One connection, which knows since when a request is under way."""

    task_class = _Answer
    error_task_class = _Refusal
    parser_class = _Head
    begun = 0.0
    moved = 0.0

    def __init__(self, *given: Any, **named: Any) -> None:
        # Not by the clock of the wall, which jumps.
        self.moved = time.monotonic()
        super().__init__(*given, **named)

    @property
    def is_at_work(self) -> bool:
        return bool(self.requests or self.total_outbufs_len)

    @property
    def under_way(self) -> int:
        """How many bytes of bodies it holds."""
        parts = [*self.requests, *([self.request] if self.request else [])]
        return sum(each.body_bytes_received for each in parts)

    @property
    def is_too_slow(self) -> bool:
        now, request = time.monotonic(), self.request
        if request is not None and not request.headers_finished and now > self.begun + HEAD_SECONDS:
            return True
        is_ours_to_move = bool(self.requests) and not self.total_outbufs_len
        return not is_ours_to_move and now > self.moved + SILENT_SECONDS

    def received(self, data: bytes) -> bool:
        self.moved = time.monotonic()
        if self.request is None:
            self.begun = self.moved
        taken = bool(super().received(data))
        if len(self.requests) > _MOST_AHEAD:
            self.handle_close()
        return taken

    def send(self, data: bytes, do_close: bool = True) -> int:
        sent = int(super().send(data, do_close=do_close))
        if sent:
            self.moved = time.monotonic()
        return sent

    def service(self) -> None:
        super().service()
        self.moved = time.monotonic()


_Door.channel_class = _Channel


def _close_what_is_too_slow(channels: list[_Channel]) -> None:
    """At once: whoever reads nothing would never be told politely."""
    for channel in channels:
        if channel.is_too_slow:
            channel.handle_close()
    under_way = sum(channel.under_way for channel in channels)
    for channel in sorted(channels, key=lambda each: each.begun):
        if under_way <= MOST_UNDER_WAY:
            return
        if not channel.requests:
            under_way -= channel.under_way
            channel.handle_close()


def _connections() -> int:
    """As many as the system allows, after asking for more: each takes a file."""
    wanted = MOST_CONNECTIONS + _OTHER_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return max(min(max(soft, allowed) - _OTHER_FILES, MOST_CONNECTIONS), 100)
